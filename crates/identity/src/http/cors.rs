//! Who may call from a page of theirs (protocol.md, section 0.3).

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use url::Url;

use crate::state::AppState;

const MAX_AGE: HeaderValue = HeaderValue::from_static("900");

/// Anyone, without credentials.
pub(super) async fn star(request: Request, next: Next) -> Response {
    let asked = Asked::of(request.headers());
    let mut response = answer(request, next).await;
    response.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    asked.reflect(response.headers_mut());
    response
}

/// Known origins, with credentials. A stranger gets an answer too, but no browser will show it to them.
pub(super) async fn credentialed(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let asked = Asked::of(request.headers());
    let origin = request.headers().get(header::ORIGIN).cloned();
    let host = request.headers().get(header::HOST).cloned();
    let mut response = answer(request, next).await;
    let headers = response.headers_mut();
    headers.append(header::VARY, HeaderValue::from_static("Origin"));
    if let Some(origin) = origin.filter(|origin| is_known(&state, origin, host.as_ref())) {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.insert(header::ACCESS_CONTROL_ALLOW_CREDENTIALS, HeaderValue::from_static("true"));
        asked.reflect(headers);
    }
    response
}

async fn answer(request: Request, next: Next) -> Response {
    if request.method() == Method::OPTIONS { StatusCode::OK.into_response() } else { next.run(request).await }
}

/// What a preflight asks for; reflected as it is.
struct Asked {
    method: Option<HeaderValue>,
    headers: Option<HeaderValue>,
}

impl Asked {
    fn of(headers: &HeaderMap) -> Self {
        Self {
            method: headers.get(header::ACCESS_CONTROL_REQUEST_METHOD).cloned(),
            headers: headers.get(header::ACCESS_CONTROL_REQUEST_HEADERS).cloned(),
        }
    }

    fn reflect(self, headers: &mut HeaderMap) {
        headers.insert(header::ACCESS_CONTROL_MAX_AGE, MAX_AGE);
        if let Some(method) = self.method {
            headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, method);
        }
        if let Some(names) = self.headers {
            headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, names);
        }
    }
}

/// Whether the request says that it comes from an origin nobody registered. Browsers say so with every request
/// that can change something; other programs say nothing, and carry nobody's cookies by accident.
pub(super) fn is_from_a_stranger(state: &AppState, headers: &HeaderMap) -> bool {
    headers.get(header::ORIGIN).is_some_and(|origin| !is_known(state, origin, headers.get(header::HOST)))
}

/// Whether the origin is this very host, one of the settings', or that of a client's redirect URI.
fn is_known(state: &AppState, origin: &HeaderValue, host: Option<&HeaderValue>) -> bool {
    let Ok(origin) = origin.to_str() else { return false };
    let is_own_host = host.and_then(|host| host.to_str().ok()).is_some_and(|host| {
        let authority = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"));
        authority.is_some_and(|authority| authority == host)
    });
    let settings = state.settings();
    let mut clients = settings.clients.iter().flat_map(|client| &client.redirect_uris);
    is_own_host
        || settings.allowed_origins.iter().any(|allowed| allowed == origin)
        || clients.any(|uri| origin_of(uri) == origin)
}

/// The origin of a URI as a browser writes it, private-use schemes such as `capacitor://localhost` included.
fn origin_of(uri: &Url) -> String {
    let ascii = uri.origin().ascii_serialization();
    match (ascii.as_str(), uri.host_str()) {
        ("null", Some(host)) => format!("{}://{host}", uri.scheme()),
        _ => ascii,
    }
}
