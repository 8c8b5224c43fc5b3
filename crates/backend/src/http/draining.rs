//! A server that is about to stop says so, and goes on answering until balancers have noticed.

use axum::{
    extract::{Request, State},
    http::{HeaderValue, header},
    middleware::Next,
    response::Response,
};
use tokio::sync::watch;

/// Whether the server is about to stop.
#[derive(Clone, Debug)]
pub(crate) struct Draining(watch::Receiver<bool>);

impl Draining {
    /// Follows the switch that its sender holds.
    pub(crate) const fn following(switch: watch::Receiver<bool>) -> Self {
        Self(switch)
    }

    /// Whether it has begun.
    pub(super) fn has_begun(&self) -> bool {
        *self.0.borrow()
    }
}

/// Ends each connection with its next answer, so that the request after that finds another replica.
pub(super) async fn part_with_clients(State(draining): State<Draining>, request: Request, next: Next) -> Response {
    let mut answer = next.run(request).await;
    if draining.has_begun() {
        answer.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    answer
}

#[cfg(test)]
mod tests {
    use axum::{Router, body::Body, middleware, routing::get};
    use tower::ServiceExt;

    use super::*;

    #[tokio::test]
    async fn once_it_is_about_to_stop_every_answer_ends_its_connection() {
        let (switch, switched) = watch::channel(false);
        let layer = middleware::from_fn_with_state(Draining::following(switched), part_with_clients);
        let router = Router::new().route("/", get(|| async { "hello" })).layer(layer);
        let ask = async || {
            let request = Request::get("/").body(Body::empty()).expect("a request");
            router.clone().oneshot(request).await.expect("an answer").headers().get(header::CONNECTION).cloned()
        };
        assert_eq!(ask().await, None);
        switch.send_replace(true);
        assert_eq!(ask().await, Some(HeaderValue::from_static("close")));
    }
}
