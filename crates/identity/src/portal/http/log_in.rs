//! `/portal/log-in`.

use askama::Template;
use axum::{
    Extension,
    body::Bytes,
    extract::{RawQuery, State},
    http::{HeaderMap, StatusCode, header},
    response::Response,
};

use super::{cookies::Jar, flash::Flash, gate, respond};
use crate::{
    http::{address::RemoteAddress, interaction::parameters::Parameters},
    limits::NotAdmitted,
    model::SecretText,
    pages::{HashingError, NewPassword, PasswordRoom},
    portal::{
        frame::Porch,
        operator::{FormKind, OperatorId, OperatorName},
        text::{Text, text},
    },
    state::AppState,
};

#[derive(Debug, Template)]
#[template(path = "portal/log_in.html")]
struct LogInPage {
    frame: Porch,
    form_token: String,
    next: String,
    name: String,
    notice: Option<Text>,
    error: Option<Text>,
}

/// `GET`: the form, or word that there is no operator yet.
pub(super) async fn show(State(state): State<AppState>, RawQuery(query): RawQuery, headers: HeaderMap) -> Response {
    let frame = gate::porch(&state, &headers);
    let has_operator = match state.store.has_operator().await {
        Ok(has) => has,
        Err(error) => return respond::trouble_outside(frame, &error),
    };
    let query = Parameters::read(query.unwrap_or_default().as_bytes()).unwrap_or_default();
    let secret = porch_secret(&headers, &state);
    let said = Flash::find(&headers, gate::is_https(&state)).map(Flash::text);
    let log_in = LogInPage {
        frame,
        form_token: FormKind::Porch.token(&secret),
        next: wanted(&query),
        name: String::new(),
        notice: if has_operator { said } else { Some(text("log-in-nobody")) },
        error: None,
    };
    with_porch_secret(respond::page(StatusCode::OK, &log_in), &secret, &state)
}

/// `POST`: compares name and password, taking as long for a name nobody has, and begins a session under a fresh
/// secret; the one the browser had, if any, ends.
pub(super) async fn submit(
    State(state): State<AppState>,
    Extension(passwords): Extension<PasswordRoom>,
    RemoteAddress(address): RemoteAddress,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let frame = gate::porch(&state, &headers);
    let Some(fields) = porch_form(&headers, &body, &state) else {
        return respond::forgery_outside(frame, "/portal/log-in");
    };
    let name: String = fields.get("name").unwrap_or_default().chars().take(60).collect();
    let again = |frame: Porch, status: StatusCode, error: Text| {
        let secret = porch_secret(&headers, &state);
        let form_token = FormKind::Porch.token(&secret);
        let (next, name) = (wanted(&fields), name.clone());
        let log_in = LogInPage { frame, form_token, next, name, notice: None, error: Some(error) };
        with_porch_secret(respond::page(status, &log_in), &secret, &state)
    };
    match state.limits.log_in.admit(&attempt_key(&name), address).await {
        Ok(()) => {}
        Err(NotAdmitted::TooMany(limit)) => {
            let again = again(frame, StatusCode::TOO_MANY_REQUESTS, text("log-in-too-many"));
            return respond::retry_after(again, limit.retry_after);
        }
        Err(NotAdmitted::Store(error)) => return respond::trouble_outside(frame, &error),
    }
    let found = match OperatorName::parse(&name) {
        Ok(name) => state.store.find_operator(&name).await,
        Err(_) => Ok(None),
    };
    let (operator, hash) = match found {
        Ok(found) => found.unzip(),
        Err(error) => return respond::trouble_outside(frame, &error),
    };
    let is_long = fields.get("password").unwrap_or_default().chars().count() > NewPassword::MOST_CHARACTERS;
    let hash = hash.filter(|_| !is_long);
    let password = if is_long { Default::default() } else { fields.secret("password") };
    let is_theirs = match passwords.verify(password, hash).await {
        Ok(is_theirs) => is_theirs,
        Err(HashingError::Busy) => return again(frame, StatusCode::SERVICE_UNAVAILABLE, text("log-in-busy")),
        Err(error) => return respond::trouble_outside(frame, &error),
    };
    let Some(operator) = operator.filter(|_| is_theirs) else {
        return again(frame, StatusCode::UNPROCESSABLE_ENTITY, text("log-in-failed"));
    };
    tracing::info!(operator.id = %operator.id.0, "an operator logged in to the Portal");
    enter(&state, &headers, frame, operator.id, &wanted(&fields)).await
}

/// Begins a session for `operator` under a fresh secret, and sends the browser to `next`.
pub(super) async fn enter(
    state: &AppState,
    headers: &HeaderMap,
    frame: Porch,
    operator: OperatorId,
    next: &str,
) -> Response {
    let is_https = gate::is_https(state);
    let former = Jar::Session.find(headers, is_https).and_then(SecretText::parse).map(|secret| secret.hash());
    let secret = SecretText::random();
    if let Err(error) = state.store.begin_portal_session(secret.hash(), operator, former, state.now()).await {
        return respond::trouble_outside(frame, &error);
    }
    let next = if is_within(next) { next } else { "/portal" };
    let mut response = respond::see_other(next, None, is_https);
    for cookie in [Jar::Session.set(secret.expose(), is_https), Jar::Porch.clear(is_https)] {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// What tries are counted by: apart from members of the same name.
pub(super) fn attempt_key(name: &str) -> String {
    format!("operator:{}", name.trim().to_lowercase())
}

/// Whether a path is one of the Portal's pages: nobody is sent anywhere else after logging in.
pub(super) fn is_within(path: &str) -> bool {
    let is_ours = path == "/portal" || path.starts_with("/portal/") || path.starts_with("/portal?");
    let is_plain = path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    is_ours && is_plain && !path.starts_with("/portal/log") && !path.contains("//") && path.len() <= 300
}

fn wanted(fields: &Parameters) -> String {
    let next = fields.get("next").unwrap_or_default();
    if is_within(next) { next.to_owned() } else { "/portal".to_owned() }
}

/// The secret that forms before the log-in are signed with: the browser's own, or a fresh one.
pub(super) fn porch_secret(headers: &HeaderMap, state: &AppState) -> SecretText {
    let own = Jar::Porch.find(headers, gate::is_https(state)).and_then(SecretText::parse);
    own.unwrap_or_else(SecretText::random)
}

/// Has the browser keep that secret.
pub(super) fn with_porch_secret(mut response: Response, secret: &SecretText, state: &AppState) -> Response {
    let cookie = Jar::Porch.set(secret.expose(), gate::is_https(state));
    response.headers_mut().append(header::SET_COOKIE, cookie);
    response
}

/// Reads a form before the log-in; `None` when no page of this browser showed it.
pub(super) fn porch_form(headers: &HeaderMap, body: &[u8], state: &AppState) -> Option<Parameters> {
    let secret = Jar::Porch.find(headers, gate::is_https(state)).and_then(SecretText::parse)?;
    let fields = Parameters::read(body).ok()?;
    let is_made = FormKind::Porch.made(&secret, fields.get("form_token").unwrap_or_default());
    (is_made && gate::comes_from_here(headers, state)).then_some(fields)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_logging_in_nobody_leaves_the_portal() {
        for good in ["/portal", "/portal/users?q=a%40b&kind=all", "/portal/applications/app"] {
            assert!(is_within(good), "{good}");
        }
        for bad in [
            "",
            "//evil.example",
            "/portalx",
            "https://evil.example/portal",
            "/portal//evil.example",
            "/portal/\\evil",
            "/portal/\r\nset-cookie: a=b",
            "/portal/log-out",
            "/portal/log-in?next=/portal",
            "/portal/ü",
        ] {
            assert!(!is_within(bad), "{bad:?}");
        }
    }
}
