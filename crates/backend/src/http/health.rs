//! `GET /healthz`: whether each store answers, and whether this server is to be sent requests at all.

use axum::{
    Json, Router,
    body::Body,
    extract::Request,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use houseguest_identity::Identity;
use houseguest_protocol::identity::paths;
use houseguest_social::Social;
use serde_json::{Map, Value, json};
use tower::ServiceExt;

use super::Draining;

/// A token nobody has: looking it up is what proves that the identity store can be read.
const NOBODY: &str = "Bearer 00000000000000000000000000000000";

#[derive(Clone, Debug)]
struct Watched {
    identity: Option<Router>,
    social: Option<Social>,
    draining: Draining,
}

pub(super) fn router(identity: Option<&Identity>, social: Option<&Social>, draining: Draining) -> Router {
    let watched = Watched { identity: identity.map(Identity::router), social: social.cloned(), draining };
    Router::new().route("/healthz", get(move || health(watched.clone())))
}

async fn health(watched: Watched) -> Response {
    let mut stores = Map::new();
    let mut is_well = true;
    let mut note = |name: &str, works: bool| {
        is_well &= works;
        stores.insert(name.to_owned(), Value::from(if works { "ok" } else { "failed" }));
    };
    if let Some(identity) = watched.identity {
        note("identity", answers_unauthenticated(identity).await);
    }
    if let Some(social) = watched.social {
        let checked = social.check().await;
        if let Err(error) = &checked {
            tracing::error!(%error, "the social store failed its check");
        }
        note("social", checked.is_ok());
    }
    let (status, word) = match (is_well, watched.draining.has_begun()) {
        (true, false) => (StatusCode::OK, "ok"),
        // It still answers whoever comes; balancers send nobody any more.
        (true, true) => (StatusCode::SERVICE_UNAVAILABLE, "stopping"),
        (false, _) => (StatusCode::SERVICE_UNAVAILABLE, "failed"),
    };
    (status, [(header::CACHE_CONTROL, "no-store")], Json(json!({"status": word, "stores": stores}))).into_response()
}

async fn answers_unauthenticated(identity: Router) -> bool {
    let request = Request::get(paths::USERINFO).header(header::AUTHORIZATION, NOBODY).body(Body::empty());
    let answer = identity.oneshot(request.expect("a request written by hand")).await;
    answer.is_ok_and(|answer| answer.status() == StatusCode::UNAUTHORIZED)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use houseguest_protocol::values::SystemClock;
    use houseguest_social::{Location, SocialSettings};

    use super::*;

    async fn ask(router: &Router) -> StatusCode {
        let request = Request::get("/healthz").body(Body::empty()).expect("a request");
        router.clone().oneshot(request).await.expect("a router always answers").status()
    }

    #[tokio::test]
    async fn a_store_that_fails_makes_the_whole_unwell() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let settings = SocialSettings::at(Location::sqlite(folder.path().join("social.sqlite")));
        let social = Social::open(settings, Arc::new(SystemClock)).await.expect("opens in a fresh folder");
        let (_switch, switched) = tokio::sync::watch::channel(false);
        let router = router(None, Some(&social), Draining::following(switched));
        assert_eq!(ask(&router).await, StatusCode::OK);
        social.close().await;
        assert_eq!(ask(&router).await, StatusCode::SERVICE_UNAVAILABLE);
    }

    #[tokio::test]
    async fn a_server_that_is_about_to_stop_says_so() {
        let (switch, switched) = tokio::sync::watch::channel(false);
        let router = router(None, None, Draining::following(switched));
        assert_eq!(ask(&router).await, StatusCode::OK);
        switch.send_replace(true);
        assert_eq!(ask(&router).await, StatusCode::SERVICE_UNAVAILABLE);
    }
}
