//! CORS and the headers of every response (protocol.md, sections 0.2 and 0.3).

use axum::{
    body::Body,
    http::{Method, Request, StatusCode},
};
use houseguest_protocol::identity::paths;

use super::{Answer, TestServer};

const CREDENTIALED: [&str; 6] =
    [paths::TOKEN, paths::REVOKE, paths::CHALLENGE, paths::USERINFO, paths::ANONYMOUS_SIGN_UP, paths::PROMOTION_CODE];
const STAR: [&str; 3] = [paths::OPENID_CONFIGURATION, paths::OAUTH_METADATA, paths::JWKS];

async fn preflight(server: &TestServer, path: &str, origin: &str) -> Answer {
    let request = Request::builder()
        .method(Method::OPTIONS)
        .uri(path)
        .header("host", "id.example")
        .header("origin", origin)
        .header("access-control-request-method", "POST")
        .header("access-control-request-headers", "authorization,content-type,dpop");
    server.send(request.body(Body::empty()).expect("a request")).await
}

#[tokio::test]
async fn clients_may_call_with_credentials_and_strangers_may_not() {
    let server = TestServer::start().await;
    for path in CREDENTIALED {
        for origin in ["https://app.example", "https://id.example", "http://127.0.0.1"] {
            let answer = preflight(&server, path, origin).await;
            assert_eq!((answer.status, answer.text.as_str()), (StatusCode::OK, ""), "{path}");
            assert_eq!(answer.header("access-control-allow-origin"), Some(origin), "{path}");
            assert_eq!(answer.header("access-control-allow-credentials"), Some("true"));
            assert_eq!(answer.header("access-control-allow-methods"), Some("POST"));
            assert_eq!(answer.header("access-control-allow-headers"), Some("authorization,content-type,dpop"));
            assert_eq!(answer.header("access-control-max-age"), Some("900"));
            assert_eq!(answer.header("vary"), Some("Origin"));
        }
        for origin in ["https://evil.example", "https://app.example.evil", "null", "http://app.example"] {
            let answer = preflight(&server, path, origin).await;
            assert_eq!(answer.status, StatusCode::OK);
            assert_eq!(answer.header("access-control-allow-origin"), None, "{path} {origin}");
            assert_eq!(answer.header("vary"), Some("Origin"));
        }
    }
}

#[tokio::test]
async fn anyone_may_read_the_public_documents() {
    let server = TestServer::start().await;
    for path in STAR {
        let answer = preflight(&server, path, "https://anywhere.example").await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
        assert_eq!(answer.header("access-control-allow-headers"), Some("authorization,content-type,dpop"));
        assert_eq!(server.get(path, None).await.header("access-control-allow-origin"), Some("*"));
    }
}

#[tokio::test]
async fn every_response_carries_the_headers_that_protect() {
    let server = TestServer::start().await;
    for path in STAR.into_iter().chain(CREDENTIALED) {
        let answer = server.get(path, None).await;
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
        assert_eq!(answer.header("pragma"), Some("no-cache"), "{path}");
        assert_eq!(answer.header("x-robots-tag"), Some("noindex, nofollow"), "{path}");
        assert!(answer.header("permissions-policy").is_some(), "{path}");
    }
}

#[tokio::test]
async fn a_dpop_header_is_tolerated_everywhere() {
    let server = TestServer::start().await;
    let request = Request::get(paths::OPENID_CONFIGURATION).header("dpop", "not.a.proof");
    assert_eq!(server.send(request.body(Body::empty()).expect("a request")).await.status, StatusCode::OK);
}
