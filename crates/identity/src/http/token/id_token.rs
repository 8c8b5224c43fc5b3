//! The id-token grant: a fresh ID token for the caller's session (protocol.md, section 3.5).

use houseguest_protocol::identity::{OAuthErrorCode, TokenResponse};

use super::{GrantRequest, OAuthFailure};
use crate::http::caller::LiveSession;

/// Answers an ID token and nothing else.
pub(super) async fn grant(
    request: &GrantRequest<'_>,
    caller: Option<LiveSession>,
) -> Result<TokenResponse, OAuthFailure> {
    let GrantRequest { state, client, mint, .. } = request;
    if !client.application_type.has_full_access() {
        let description = "this client may not refresh id token";
        return Err(OAuthFailure::new(OAuthErrorCode::UnauthorizedClient, description));
    }
    let caller = caller.ok_or_else(|| OAuthFailure::no_session("valid session is required"))?;
    state.limits.admit_token_for(caller.user().id).await?;
    let id_token = match &caller {
        LiveSession::App(of) => mint.id_token(of, None, state.now()),
        LiveSession::Browser(of) => mint.id_token_in_browser(of, state.now()),
    };
    Ok(TokenResponse { id_token: Some(id_token), ..TokenResponse::default() })
}
