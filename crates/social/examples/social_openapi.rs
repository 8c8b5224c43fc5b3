//! Prints the OpenAPI document, for `docs/api/social.openapi.json`.

use std::io::Write;

fn main() -> std::io::Result<()> {
    std::io::stdout().write_all(houseguest_social::openapi_json().as_bytes())
}
