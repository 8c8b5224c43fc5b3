//! `GET /healthz`: whether each store answers.

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

/// A token nobody has: looking it up is what proves that the identity store can be read.
const NOBODY: &str = "Bearer 00000000000000000000000000000000";

#[derive(Clone, Debug)]
struct Watched {
    identity: Option<Router>,
    social: Option<Social>,
}

pub(super) fn router(identity: Option<&Identity>, social: Option<&Social>) -> Router {
    let watched = Watched { identity: identity.map(Identity::router), social: social.cloned() };
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
    let (status, word) = if is_well { (StatusCode::OK, "ok") } else { (StatusCode::SERVICE_UNAVAILABLE, "failed") };
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
        let router = router(None, Some(&social));
        assert_eq!(ask(&router).await, StatusCode::OK);
        social.close().await;
        assert_eq!(ask(&router).await, StatusCode::SERVICE_UNAVAILABLE);
    }
}
