//! `GET` or `POST /oauth2/userinfo` (protocol.md, section 6.1).

use axum::Json;
use houseguest_protocol::identity::{OAuthError, UserInfo};
use serde_json::Map;

use super::caller::Caller;
use crate::model::{LoginIdentity, LoginKind};

/// Answers who the caller is.
#[utoipa::path(
    method(get, post),
    path = "/oauth2/userinfo",
    tag = "tokens",
    responses(
        (status = 200, description = "Who the caller is", body = UserInfo),
        (status = 401, description = "There is no live session", body = OAuthError),
    ),
    security(("access_token" = []))
)]
#[tracing::instrument(name = "identity.userinfo", skip_all)]
pub(super) async fn handler(Caller(session): Caller) -> Json<UserInfo> {
    let (user, sees_all) = (session.user(), session.sees_all());
    let login = |kind| user.logins.iter().find(|login| login.login.kind() == kind);
    let text = |login: &LoginIdentity| login.login.as_str().to_owned();
    let is_verified = |login: &LoginIdentity| login.verified_at.is_some();
    let (email, phone) = (login(LoginKind::Email), login(LoginKind::Phone));
    Json(UserInfo {
        sub: user.id.subject(),
        user: user.claims(),
        authenticators: if sees_all { user.authenticator_items() } else { Vec::new() },
        identities: if sees_all { user.identity_items() } else { Vec::new() },
        recovery_code_enabled: false,
        custom_attributes: Map::new(),
        x_web3: Map::new(),
        updated_at: Some(user.updated_at),
        email: email.map(text),
        email_verified: email.map(is_verified),
        phone_number: phone.map(text),
        phone_number_verified: phone.map(is_verified),
        preferred_username: login(LoginKind::Username).map(text),
    })
}
