//! One line for each request, when it ends.
//!
//! `request.id` is also the answer's `x-request-id`; `user.id` is filled in by whoever finds out who
//! asks. Never here: tokens, bodies, addresses, query strings.

use std::time::Instant;

use axum::{
    extract::{MatchedPath, Request},
    http::{HeaderName, HeaderValue, Method},
    middleware::Next,
    response::Response,
};
use tracing::{Instrument, field::Empty};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Names the request, answers it, and writes its line and its metrics.
pub(super) async fn log(mut request: Request, next: Next) -> Response {
    let started = Instant::now();
    // Always ours: a caller's own could be forged to look like another's line.
    let id = uuid::Uuid::new_v4().to_string();
    let header = HeaderValue::from_str(&id).expect("a UUID is a header value");
    request.headers_mut().insert(REQUEST_ID, header.clone());
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map_or("-", MatchedPath::as_str).to_owned();
    let span = tracing::info_span!("request", request.id = id, user.id = Empty);

    let mut response = next.run(request).instrument(span.clone()).await;

    response.headers_mut().insert(REQUEST_ID, header);
    let (status, elapsed) = (response.status(), started.elapsed());
    let elapsed_ms = u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX);
    span.in_scope(|| {
        if status.is_server_error() {
            tracing::error!(%method, route, status = status.as_u16(), elapsed_ms, "answered");
        } else {
            tracing::info!(%method, route, status = status.as_u16(), elapsed_ms, "answered");
        }
    });
    record(&method, route, status.as_u16(), elapsed.as_secs_f64());
    response
}

fn record(method: &Method, route: String, status: u16, seconds: f64) {
    // Callers can invent methods; label values must be few.
    let known = [Method::GET, Method::POST, Method::PUT, Method::DELETE, Method::OPTIONS, Method::HEAD];
    let method = known.into_iter().find(|known| known == method).map_or_else(|| "other".to_owned(), |m| m.to_string());
    let labels = [("method", method), ("route", route), ("status", status.to_string())];
    metrics::counter!("houseguest_http_requests_total", &labels).increment(1);
    metrics::histogram!("houseguest_http_request_seconds", &labels[..2]).record(seconds);
}
