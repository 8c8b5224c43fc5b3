//! `POST /oauth2/token`: one file for each grant (protocol.md, section 3).

mod anonymous_request;
mod authorization_code;
mod device_info;
mod id_token;
mod refresh_token;

use axum::{Json, extract::State};
use houseguest_protocol::identity::{GrantType, OAuthError, OAuthErrorCode, TokenResponse};

use super::{
    address::RemoteAddress, caller::MaybeCaller, dpop::Dpop, form::Form, oauth_failure::OAuthFailure,
    openapi::TokenForm,
};
use crate::{
    jose::dpop::Presented,
    settings::{ApplicationType, ClientSettings},
    state::AppState,
    store::Allowance,
    tokens::Mint,
};

/// What every grant is handed.
struct GrantRequest<'a> {
    state: &'a AppState,
    client: &'a ClientSettings,
    form: &'a Form,
    address: std::net::IpAddr,
    mint: Mint<'a>,
    dpop: Presented,
}

impl GrantRequest<'_> {
    /// Asks whether the user, once known, gets one more token (section 3.1).
    fn allowance(&self) -> Allowance {
        let asked = self.state.clone();
        Allowance::asking(move |tx, user| asked.limits.admit_token_in(tx, user))
    }
}

/// Trades a grant for tokens.
#[utoipa::path(
    post,
    path = "/oauth2/token",
    tag = "tokens",
    operation_id = "token",
    params(("dpop" = Option<String>, Header, description = "A proof of possession (RFC 9449)")),
    request_body(content = TokenForm, content_type = "application/x-www-form-urlencoded"),
    responses(
        (status = 200, description = "The tokens that the grant gives", body = TokenResponse),
        (status = 400, description = "The request or the grant is not acceptable", body = OAuthError),
        (status = 401, description = "The id-token grant needs a live session", body = OAuthError),
        (status = 413, description = "The body is larger than 1 MiB", body = OAuthError),
        (status = 429, description = "Too many requests; `Retry-After` says when to come back", body = OAuthError),
    )
)]
#[tracing::instrument(name = "identity.token", skip_all, fields(client.id, grant))]
pub(super) async fn handler(
    State(state): State<AppState>,
    RemoteAddress(address): RemoteAddress,
    MaybeCaller(caller): MaybeCaller,
    Dpop(dpop): Dpop,
    form: Form,
) -> Result<Json<TokenResponse>, OAuthFailure> {
    state.limits.admit_token_call(address).await?;
    let settings = state.settings();
    let client = form.find("client_id").and_then(|id| settings.client(id));
    let client = client.ok_or_else(|| OAuthFailure::new(OAuthErrorCode::InvalidClient, "invalid client ID"))?;
    let grant = form
        .find("grant_type")
        .and_then(GrantType::parse)
        .ok_or_else(|| OAuthFailure::new(OAuthErrorCode::UnsupportedGrantType, "grant type is not supported"))?;
    if client.application_type == ApplicationType::M2m {
        let description = "grant type is not allowed for this client";
        return Err(OAuthFailure::new(OAuthErrorCode::UnauthorizedClient, description));
    }
    let span = tracing::Span::current();
    span.record("client.id", client.client_id.as_str()).record("grant", grant.as_str());
    let mint = Mint::of(&state, client).await?;
    let request =
        GrantRequest { state: &state, client, form: &form, address, mint, dpop: dpop.unless(client.dpop_disabled) };
    let answer = match grant {
        GrantType::AnonymousRequest => anonymous_request::grant(&request).await,
        GrantType::AuthorizationCode => authorization_code::grant(&request).await,
        GrantType::RefreshToken => refresh_token::grant(&request).await,
        GrantType::IdToken => id_token::grant(&request, caller).await,
    }?;
    metrics::counter!("identity_grants_total", "grant" => grant.as_str()).increment(1);
    Ok(Json(answer))
}
