//! `GET /app-config.json`: where the browser build finds everything, and how it may remember people.

use axum::{Json, Router, http::header, routing::get};
use houseguest_identity::Browsers;
use serde_json::{Value, json};

use super::Served;

pub(super) fn router(served: &Served<'_>) -> Router {
    let without_slash = |url: &url::Url| url.as_str().trim_end_matches('/').to_owned();
    let config = json!({
        "issuer": without_slash(served.issuer),
        "social": without_slash(served.origin),
        "client_id": served.settings.web.client_id,
        "inspector": served.settings.web.inspector,
        "session_type": served.settings.web.session_type,
    });
    let browsers = served.browsers.cloned();
    let handler = move || async move {
        let mut config = config.clone();
        if let Some(browsers) = &browsers {
            // Asked anew each time: an operator may have changed the rules in the Portal.
            config["cookie_session"] = cookie_session(browsers);
        }
        ([(header::CACHE_CONTROL, "no-store")], Json(config))
    };
    Router::new().route("/app-config.json", get(handler))
}

/// What a page may tell people about a session in a cookie. That it is there at all says that the page may have one.
fn cookie_session(browsers: &Browsers) -> Value {
    let rules = browsers.rules();
    json!({
        "ends_with_browser": rules.ends_with_browser,
        "lifetime_seconds": rules.lifetime.absolute.as_secs(),
        "idle_seconds": rules.lifetime.idle.map(|idle| idle.as_secs()),
    })
}
