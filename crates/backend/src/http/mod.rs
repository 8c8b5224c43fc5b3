//! What is served beside identity and social, and around all of it.

mod app_config;
mod draining;
mod front_end;
mod health;
mod request_log;

pub(crate) use draining::Draining;

use axum::{
    Router,
    http::{StatusCode, header},
    middleware,
    response::IntoResponse,
    routing::get,
};
use houseguest_identity::{Browsers, Identity};
use houseguest_social::Social;
use tower::ServiceBuilder;
use tower_http::{catch_panic::CatchPanicLayer, timeout::TimeoutLayer};
use url::Url;

use crate::{Settings, telemetry};

/// What the routes need to know.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Served<'s> {
    pub(crate) settings: &'s Settings,
    pub(crate) origin: &'s Url,
    pub(crate) issuer: &'s Url,
    /// Where pages of this origin may leave their session to a cookie.
    pub(crate) browsers: Option<&'s Browsers>,
}

/// Everything on the main address.
pub(crate) fn router(
    served: &Served<'_>,
    draining: Draining,
    identity: Option<&Identity>,
    social: Option<&Social>,
) -> Router {
    let mut router = health::router(identity, social, draining.clone()).merge(app_config::router(served));
    if let Some(identity) = identity {
        router = router.merge(identity.router());
    }
    if let Some(social) = social {
        router = router.merge(social.router());
    }
    let metrics = &served.settings.telemetry.metrics;
    if metrics.enabled && metrics.listen.is_none() {
        router = router.merge(metrics_router());
    }
    if let Some(root) = &served.settings.web.root {
        router = front_end::beneath(router, root, served.issuer);
    }
    let timeout = served.settings.server.request_timeout();
    // From the outside in. A panic is an answer before it is logged; a time-out too.
    let around = ServiceBuilder::new()
        .layer(middleware::from_fn(request_log::log))
        .layer(middleware::from_fn_with_state(draining, draining::part_with_clients))
        .layer(CatchPanicLayer::new())
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, timeout));
    router.layer(around)
}

/// `/metrics`, for Prometheus.
pub(crate) fn metrics_router() -> Router {
    let handle = telemetry::metrics();
    let handler = move || async move {
        ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], handle.render()).into_response()
    };
    Router::new().route("/metrics", get(handler))
}
