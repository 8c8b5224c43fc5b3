//! `GET` or `POST /oauth2/userinfo` (protocol.md, section 6.1).

use axum::Json;
use houseguest_protocol::identity::{OAuthError, UserInfo};
use serde_json::Map;

use super::caller::Caller;
use crate::model::{LoginKind, User};

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
    let login = |kind| login_of(user, kind);
    let email = login(LoginKind::Email);
    Json(UserInfo {
        sub: user.id.subject(),
        user: user.claims(),
        authenticators: if sees_all { user.authenticator_items() } else { Vec::new() },
        identities: if sees_all { user.identity_items() } else { Vec::new() },
        recovery_code_enabled: false,
        custom_attributes: Map::new(),
        x_web3: Map::new(),
        updated_at: Some(user.updated_at),
        email_verified: email.as_ref().map(|_| false),
        email,
        preferred_username: login(LoginKind::Username),
    })
}

fn login_of(user: &User, kind: LoginKind) -> Option<String> {
    let login = user.logins.iter().find(|login| login.login.kind() == kind)?;
    Some(login.login.as_str().to_owned())
}
