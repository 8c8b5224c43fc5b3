//! The built front end: files as they are, and the page for every address the page itself understands.

use std::{convert::Infallible, path::Path};

use axum::{
    Router,
    body::Body,
    extract::Request,
    http::{HeaderValue, Method, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use tower::{ServiceExt, service_fn};
use tower_http::services::{ServeDir, ServeFile};
use url::Url;

/// Serves the files of `root` for whatever `router` does not know.
pub(super) fn beneath(router: Router, root: &Path, issuer: &Url) -> Router {
    let page = ServeFile::new(root.join("index.html")).precompressed_br();
    let instead = service_fn(move |request: Request<Body>| {
        let page = page.clone();
        async move {
            let answer = if is_page(&request) {
                page.oneshot(request)
                    .await
                    .map_or_else(|never: Infallible| match never {}, |answer| answer.map(Body::new))
            } else {
                StatusCode::NOT_FOUND.into_response()
            };
            Ok::<_, Infallible>(answer)
        }
    });
    let files = ServeDir::new(root).precompressed_br().append_index_html_on_directories(true).fallback(instead);
    let policy = policy(issuer);
    let guarded = Router::new().fallback_service(files).layer(middleware::from_fn(move |request, next| {
        let policy = policy.clone();
        async move { guard(request, next, policy).await }
    }));
    router.fallback_service(guarded)
}

/// Whether a missing path is an address within the page: a missing file must not become a page, or a
/// browser would take HTML for a script.
fn is_page(request: &Request) -> bool {
    let last = request.uri().path().rsplit('/').next().unwrap_or_default();
    matches!(*request.method(), Method::GET | Method::HEAD) && !last.contains('.')
}

async fn guard(request: Request, next: Next, policy: HeaderValue) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    // Names of files do not change with their content: ask again each time, and get 304.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

/// What the page may do: run our code, speak to us and the issuer, and nothing else.
fn policy(issuer: &Url) -> HeaderValue {
    let issuer = issuer.origin().ascii_serialization();
    let policy = format!(
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
         connect-src 'self' {issuer}; frame-ancestors 'none'; base-uri 'none'; object-src 'none'"
    );
    HeaderValue::from_str(&policy).expect("an origin in ASCII is a header value")
}
