//! Prints the OpenAPI document, for `docs/api/identity.openapi.json`.

use std::io::Write;

fn main() -> std::io::Result<()> {
    std::io::stdout().write_all(houseguest_identity::openapi_json().as_bytes())
}
