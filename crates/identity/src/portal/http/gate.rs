//! Who may reach a page, and whose form it is.

use axum::{
    body::Bytes,
    extract::{FromRequest, FromRequestParts, Request},
    http::{HeaderMap, Uri, header, request::Parts},
    response::Response,
};

use super::{cookies::Jar, flash::Flash, respond};
use crate::{
    http::interaction::parameters::Parameters,
    model::{SecretText, TokenHash},
    pages::Words,
    portal::{
        frame::{Frame, Porch},
        operator::{FormKind, Operator, TOUCH_EVERY_SECONDS},
    },
    state::AppState,
};

/// An operator at a page. A handler that takes one cannot be reached without logging in.
#[derive(Debug)]
pub(super) struct Visit {
    /// Who.
    pub(super) operator: Operator,
    /// Their session.
    pub(super) session: TokenHash,
    /// What their page shares with the others.
    pub(super) frame: Frame,
    /// The session's secret, for the forms.
    secret: SecretText,
}

/// A form that a page of this very session showed.
#[derive(Debug)]
pub(super) struct Posted {
    /// Who sent it.
    pub(super) visit: Visit,
    /// What it says.
    pub(super) fields: Parameters,
}

impl FromRequestParts<AppState> for Visit {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Response> {
        let is_https = is_https(state);
        let go_to_log_in = |flash| respond::see_other(&log_in_address(&parts.uri, &parts.method), flash, is_https);
        let Some(secret) = Jar::Session.find(&parts.headers, is_https).and_then(SecretText::parse) else {
            return Err(go_to_log_in(None));
        };
        let (hash, now) = (secret.hash(), state.now());
        let found = match state.store.find_portal_session(hash).await {
            Ok(found) => found,
            Err(error) => return Err(respond::trouble_outside(porch(state, &parts.headers), &error)),
        };
        let Some(session) = found.filter(|session| !session.has_ended(now)) else {
            return Err(go_to_log_in(Some(Flash::LoggedOutByTime)));
        };
        let words = words(&parts.headers);
        let house = state.settings().branding.name.clone();
        let name = session.operator.name.to_string();
        let token = FormKind::Office.token(&secret);
        let frame = Frame::new(words, house, name, token, state.is_demo());
        let frame = frame.saying(Flash::find(&parts.headers, is_https).map(Flash::text));
        if now.since(session.last_used_at).as_secs() >= TOUCH_EVERY_SECONDS
            && let Err(error) = state.store.touch_portal_session(hash, now).await
        {
            return Err(respond::trouble(frame, &error));
        }
        Ok(Self { operator: session.operator, session: hash, frame, secret })
    }
}

impl FromRequest<AppState> for Posted {
    type Rejection = Response;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let visit = Visit::from_request_parts(&mut parts, state).await?;
        let again = parts.uri.path().to_owned();
        let is_ours = comes_from_here(&parts.headers, state);
        let Ok(body) = Bytes::from_request(Request::from_parts(parts, body), state).await else {
            return Err(respond::forgery(visit.frame, again));
        };
        match Parameters::read(&body) {
            Ok(fields) if is_ours && visit.made(&fields) => Ok(Self { visit, fields }),
            Ok(_) | Err(_) => Err(respond::forgery(visit.frame, again)),
        }
    }
}

impl Visit {
    fn made(&self, fields: &Parameters) -> bool {
        FormKind::Office.made(&self.secret, fields.get("form_token").unwrap_or_default())
    }
}

impl Posted {
    /// The version of a section that the form was made for.
    pub(super) fn version(&self) -> i64 {
        self.fields.get("version").and_then(|version| version.parse().ok()).unwrap_or_default()
    }
}

/// Nothing is at this address; those who are not logged in are not told so.
pub(super) async fn missing(visit: Visit) -> Response {
    respond::missing(visit.frame)
}

/// Whether a form was sent by a page of this server: its `Origin` is the public one, or that of the address the
/// request itself went to. Browsers send `Origin` with every form; without it only `Sec-Fetch-Site` will do.
///
/// Source: OWASP, Cross-Site Request Forgery Prevention, "Verifying origin with standard headers".
pub(super) fn comes_from_here(headers: &HeaderMap, state: &AppState) -> bool {
    let told = |name| headers.get(name).and_then(|value| value.to_str().ok());
    match told(header::ORIGIN.as_str()) {
        Some(origin) => {
            let is_public = origin == state.public_origin.origin().ascii_serialization();
            let scheme = state.public_origin.scheme();
            is_public || told(header::HOST.as_str()).is_some_and(|host| origin == format!("{scheme}://{host}"))
        }
        None => told("sec-fetch-site") == Some("same-origin"),
    }
}

/// Whether browsers reach this server by https.
pub(super) fn is_https(state: &AppState) -> bool {
    state.public_origin.scheme() == "https"
}

/// The reader's language.
pub(super) fn words(headers: &HeaderMap) -> Words {
    Words::choose(None, headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()))
}

/// What pages before the log-in share.
pub(super) fn porch(state: &AppState, headers: &HeaderMap) -> Porch {
    Porch::new(words(headers), state.settings().branding.name.clone())
}

/// The log-in page, which leads back to where one wanted to go.
fn log_in_address(wanted: &Uri, method: &axum::http::Method) -> String {
    let path = wanted.path_and_query().map_or("/portal", |path| path.as_str());
    if *method == axum::http::Method::GET && super::log_in::is_within(path) && path != "/portal" {
        let query: String = url::form_urlencoded::byte_serialize(path.as_bytes()).collect();
        format!("/portal/log-in?next={query}")
    } else {
        "/portal/log-in".to_owned()
    }
}
