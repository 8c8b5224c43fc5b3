//! Who is calling (protocol.md, section 0.5).

use axum::{
    extract::FromRequestParts,
    http::{header, request::Parts},
};
use houseguest_protocol::identity::AccessTokenClaims;

use super::oauth_failure::OAuthFailure;
use crate::{
    jose::session_of_jti,
    model::SecretText,
    state::AppState,
    store::{StoreError, UserSession},
};

/// Somebody with a live session.
#[derive(Clone, Debug)]
pub(super) struct Caller(pub(super) UserSession);

/// Somebody, perhaps with a live session. A bad token counts as none.
#[derive(Clone, Debug)]
pub(super) struct MaybeCaller(pub(super) Option<UserSession>);

impl FromRequestParts<AppState> for Caller {
    type Rejection = OAuthFailure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, OAuthFailure> {
        let MaybeCaller(session) = MaybeCaller::from_request_parts(parts, state).await?;
        session.map(Self).ok_or_else(OAuthFailure::invalid_session)
    }
}

impl FromRequestParts<AppState> for MaybeCaller {
    type Rejection = OAuthFailure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, OAuthFailure> {
        let Some(token) = bearer_token(parts) else { return Ok(Self(None)) };
        Ok(Self(find_session(state, token).await?))
    }
}

fn bearer_token(parts: &Parts) -> Option<&str> {
    let (scheme, token) = parts.headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("Bearer").then(|| token.trim())
}

/// Finds the live session of an access token: its own end, its revocation and its session's end all
/// count, at once.
async fn find_session(state: &AppState, token: &str) -> Result<Option<UserSession>, StoreError> {
    let now = state.now();
    let found = if let Some(secret) = SecretText::parse(token) {
        state.store.find_session_by_access_token(secret.hash(), now).await?
    } else {
        let Some(claims) = open_jwt(state, token).filter(|claims| now < claims.exp) else { return Ok(None) };
        let Some(session) = session_of_jti(&claims.jti) else { return Ok(None) };
        let found = state.store.find_session_by_jti(session, &claims.jti).await?;
        found.filter(|found| found.user.id.subject() == claims.sub)
    };
    let Some(mut found) = found else { return Ok(None) };
    let settings = state.settings();
    let policy = settings.policies.find(&found.session.client_id);
    if policy.is_none_or(|policy| found.session.has_ended(&policy.lifetime, now)) {
        return Ok(None);
    }
    if found.session.wants_touch(now) {
        state.store.touch_session(found.session.id, now).await?;
        found.session.last_used_at = now;
    }
    Ok(Some(found))
}

/// Reads a JWT access token this server signed, whether or not it has ended.
pub(super) fn open_jwt(state: &AppState, token: &str) -> Option<AccessTokenClaims> {
    let claims: AccessTokenClaims = state.signing.open(AccessTokenClaims::HEADER_TYPE, token)?;
    (claims.iss == state.issuer && claims.aud.contains(&state.issuer)).then_some(claims)
}
