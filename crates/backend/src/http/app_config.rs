//! `GET /app-config.json`: where the browser build finds everything.

use axum::{Json, Router, http::header, routing::get};
use serde_json::json;

use super::Served;

pub(super) fn router(served: &Served<'_>) -> Router {
    let without_slash = |url: &url::Url| url.as_str().trim_end_matches('/').to_owned();
    let config = json!({
        "issuer": without_slash(served.issuer),
        "social": without_slash(served.origin),
        "client_id": served.settings.web.client_id,
        "inspector": served.settings.web.inspector,
    });
    Router::new()
        .route("/app-config.json", get(|| async move { ([(header::CACHE_CONTROL, "no-store")], Json(config)) }))
}
