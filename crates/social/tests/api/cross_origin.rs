//! Pages of other origins.

use axum::{body::Body, http::Request};
use houseguest_protocol::social::paths;

use super::world::World;

fn preflight(origin: &str) -> Request<Body> {
    Request::options(paths::PREFERENCES)
        .header("origin", origin)
        .header("access-control-request-method", "PUT")
        .header("access-control-request-headers", "authorization,content-type,idempotency-key")
        .body(Body::empty())
        .expect("a request")
}

#[tokio::test]
async fn an_allowed_page_may_call_and_others_may_not() {
    let world = World::new().await;
    let allowed = world.send(preflight("https://demo.example.com")).await;
    assert_eq!(allowed.headers["access-control-allow-origin"], "https://demo.example.com");
    let headers = allowed.headers["access-control-allow-headers"].to_str().expect("text");
    for header in ["authorization", "content-type", "idempotency-key"] {
        assert!(headers.contains(header), "{header}");
    }
    for origin in ["https://evil.example.com", "https://demo.example.com.evil.com", "null"] {
        let refused = world.send(preflight(origin)).await;
        assert!(!refused.headers.contains_key("access-control-allow-origin"), "{origin}");
    }
}
