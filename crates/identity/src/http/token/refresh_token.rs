//! The refresh grant, with rotation and a grace window (protocol.md, section 3.4; RFC 9700, section 4.14).

use houseguest_protocol::identity::TokenResponse;

use super::{GrantRequest, OAuthFailure, device_info};
use crate::{
    jose::dpop::InvalidProof,
    model::{RefreshToken, Scopes},
    store::{DeviceReport, RefreshAttempt, RefreshError, Refreshed},
    tokens::PlannedAccess,
};

/// Continues a session.
pub(super) async fn grant(request: &GrantRequest<'_>) -> Result<TokenResponse, OAuthFailure> {
    let GrantRequest { state, client, form, mint, dpop, .. } = request;
    let token = form.require("refresh_token", "refresh token is required")?;
    let device = device_info::read(form)?;
    let invalid = || OAuthFailure::invalid_grant("invalid refresh token");
    let token = RefreshToken::parse(token).map_err(|_| invalid())?;
    let (now, id) = (state.now(), token.session);
    let (access, record) = PlannedAccess::for_client(client, now);
    let attempt = RefreshAttempt {
        token,
        client_id: Some(client.client_id.clone()),
        policies: state.settings().policies.clone(),
        may_rotate: true,
        key: state.successors.clone(),
        access: record,
        device: DeviceReport::Said(device),
        proof: *dpop,
        allowance: Some(request.allowance()),
        now,
    };
    let Refreshed { session: of, successor } = state.store.refresh(attempt).await.map_err(|error| match error {
        RefreshError::Dead => invalid(),
        RefreshError::ClientMismatch => OAuthFailure::invalid_request("client id doesn't match the refresh token"),
        RefreshError::ProofMismatch => InvalidProof::Binding.into(),
        RefreshError::NotAllowed(limit) => limit.into(),
        RefreshError::Reused => {
            metrics::counter!("identity_sessions_ended_total", "cause" => "reuse").increment(1);
            tracing::warn!(session.id = %id, "a retired refresh token came back; its session was ended");
            invalid()
        }
        RefreshError::Store(error) => error.into(),
    })?;
    let successor = successor.map(|secret| RefreshToken { session: id, secret }.to_wire());
    let wants_id_token = of.session.scopes.contains(Scopes::OPENID);
    Ok(TokenResponse {
        token_type: Some("Bearer".to_owned()),
        access_token: Some(mint.access_token(&access, &of, now)),
        expires_in: Some(client.access_token_lifetime_seconds),
        refresh_token: successor,
        id_token: wants_id_token.then(|| mint.id_token(&of, None, now)),
    })
}
