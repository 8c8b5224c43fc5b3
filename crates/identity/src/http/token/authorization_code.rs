//! The authorization-code grant, with PKCE (protocol.md, section 3.3; RFC 7636).

use houseguest_protocol::identity::{CodeVerifier, OAuthErrorCode, TokenResponse};

use super::{GrantRequest, OAuthFailure, device_info};
use crate::{
    jose::dpop::InvalidProof,
    model::{Scopes, SecretText},
    settings::ApplicationType,
    store::{ExchangeCode, ExchangeError},
    tokens::PlannedSession,
};

/// Trades a code for a session.
pub(super) async fn grant(request: &GrantRequest<'_>) -> Result<TokenResponse, OAuthFailure> {
    let GrantRequest { state, client, form, mint, dpop, .. } = request;
    if matches!(client.application_type, ApplicationType::Confidential | ApplicationType::ThirdPartyApp) {
        // No client here has a secret to show, so these kinds cannot authenticate.
        return Err(OAuthFailure::new(OAuthErrorCode::InvalidClient, "client secret is required"));
    }
    let code = form.require("code", "code is required")?;
    let verifier = form.require("code_verifier", "PKCE code verifier is required")?;
    let redirect_uri = form.require("redirect_uri", "invalid redirect URI")?;
    let device = device_info::read(form)?;
    let invalid = || OAuthFailure::invalid_grant("invalid authorization code");
    let code = SecretText::parse(code).ok_or_else(invalid)?;
    let verifier = CodeVerifier::parse(verifier).map_err(|_| invalid())?;
    let now = state.now();
    // The scopes are the code's; the store fills them in.
    // An unusable proof binds nothing and opens nothing: the store says so in the one text there is for it.
    let bound_to = dpop.binding().unwrap_or_default();
    let plan = PlannedSession::for_client(client, Scopes::default(), now).on(device).bound_to(bound_to);
    let (session, access, refresh) = plan.split();
    let exchange = ExchangeCode {
        code: code.hash(),
        client_id: client.client_id.clone(),
        redirect_uri: redirect_uri.to_owned(),
        verifier,
        session,
        proof: *dpop,
        allowance: Some(request.allowance()),
        now,
    };
    let (of, code) = state.store.exchange_code(exchange).await.map_err(|error| match error {
        ExchangeError::InvalidCode => invalid(),
        ExchangeError::RedirectUriMismatch => OAuthFailure::invalid_request("invalid redirect URI"),
        ExchangeError::ProofMismatch => InvalidProof::Binding.into(),
        ExchangeError::NotAllowed(limit) => limit.into(),
        ExchangeError::Store(error) => error.into(),
    })?;
    tracing::info!(user.id = %of.user.id, session.id = %of.session.id, client.id = %client.client_id, "a session began");
    let scopes = of.session.scopes;
    Ok(TokenResponse {
        token_type: Some("Bearer".to_owned()),
        access_token: Some(mint.access_token(&access, &of, now)),
        expires_in: Some(client.access_token_lifetime_seconds),
        refresh_token: scopes.contains(Scopes::OFFLINE_ACCESS).then(|| refresh.to_wire()),
        id_token: scopes.contains(Scopes::OPENID).then(|| mint.id_token(&of, code.nonce, now)),
    })
}
