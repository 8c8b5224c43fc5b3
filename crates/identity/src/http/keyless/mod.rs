//! Guests without a key, for plain browsers (protocol.md, section 5).

mod in_browser;

use std::net::IpAddr;

use axum::{
    extract::State,
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use houseguest_protocol::identity::{
    AnonymousSignUp, ApiErrorName, PromotionCode, PromotionCodeRequest, SessionType, TokenResponse,
};
use houseguest_protocol::values::Timestamp;

use super::{
    address::RemoteAddress,
    api_failure::{ApiFailure, ApiResult},
    api_json::ApiJson,
    caller::InBrowser,
    openapi::{ApiRefusal, Envelope},
};
use crate::{
    jose::dpop::{InvalidProof, Presented},
    model::{AccessToken, PromotionCodeRecord, RefreshToken, Scopes, SecretText, User},
    settings::ClientSettings,
    state::AppState,
    store::{DeviceReport, RefreshAttempt, RefreshError, Refreshed, UserSession},
    tokens::{Mint, PlannedAccess, PlannedSession},
};

const NO_GUESTS_FOR_CLIENT: &str = "Anonymous user is not supported by the client application type. Try using SPA, \
                                    Traditional Web App, or Native App client types if applicable.";
const NORMAL_USER: &str = "user logged in as normal user";
const INVALID_REFRESH_TOKEN: &str = "invalid refresh token";

/// Makes a guest, or keeps the one whose refresh token came along (section 5.1).
#[utoipa::path(
    post,
    path = "/api/anonymous_user/signup",
    tag = "guests without a key",
    operation_id = "sign_up",
    request_body = AnonymousSignUp,
    responses(
        (
            status = 200,
            description = "The tokens of the guest, new or kept; none for a guest who lives in the browser, whose \
                session is a cookie",
            body = Envelope<TokenResponse>
        ),
        (status = 400, description = "The body, the client or the refresh token is not acceptable", body = ApiRefusal),
        (
            status = 403,
            description = "The refresh token is bound to a key, which cannot be proven here; or a page of an unknown \
                origin asked for a cookie",
            body = ApiRefusal
        ),
        (status = 413, description = "The body is larger than 1 MiB", body = ApiRefusal),
        (status = 429, description = "Too many new guests; `Retry-After` says when to come back", body = ApiRefusal),
    )
)]
#[tracing::instrument(name = "identity.sign_up", skip_all)]
pub(super) async fn sign_up(
    State(state): State<AppState>,
    RemoteAddress(address): RemoteAddress,
    InBrowser(shown): InBrowser,
    headers: HeaderMap,
    ApiJson(request): ApiJson<AnonymousSignUp>,
) -> Result<Response, ApiFailure> {
    if request.session_type == SessionType::Cookie {
        return in_browser::sign_up(&state, shown?, &headers, address).await;
    }
    sign_up_with_token(&state, request, address).await.map(|tokens| ApiResult(tokens).into_response())
}

/// The variant that hands out tokens.
async fn sign_up_with_token(
    state: &AppState,
    request: AnonymousSignUp,
    address: IpAddr,
) -> Result<TokenResponse, ApiFailure> {
    let settings = state.settings();
    let client = request.client_id.as_deref().and_then(|id| settings.client(id));
    let client = client.ok_or_else(|| ApiFailure::invalid("invalid client ID"))?;
    if !client.application_type.has_full_access() {
        return Err(ApiFailure::invalid(NO_GUESTS_FOR_CLIENT));
    }
    if let Some(token) = request.refresh_token.filter(|token| !token.is_empty()) {
        return keep_guest(state, client, &token).await;
    }
    admit_new_guest(state, address).await?;
    let mint = Mint::of(state, client).await?;
    let now = state.now();
    let (new, access, refresh) = PlannedSession::for_client(client, Scopes::ANONYMOUS, now).split();
    let signed_in = state.store.sign_up_keyless(new, state.announcement(), now).await?;
    metrics::counter!("identity_guests_created_total", "kind" => "keyless").increment(1);
    tracing::debug!(user.id = %signed_in.session.user.id, client.id = %client.client_id, "a guest without a key came");
    Ok(TokenResponse {
        refresh_token: Some(refresh.to_wire()),
        ..answer(&mint, client, &access, &signed_in.session, now)
    })
}

/// Whether one more guest may come.
async fn admit_new_guest(state: &AppState, address: IpAddr) -> Result<(), ApiFailure> {
    if !state.settings().anonymous.enabled {
        return Err(ApiFailure::invalid("anonymous user disallowed"));
    }
    Ok(state.limits.admit_new_guest(address).await?)
}

/// Answers a fresh access token for the guest of a stored refresh token. That token is not rotated, and
/// its own client is not checked again.
async fn keep_guest(state: &AppState, client: &ClientSettings, token: &str) -> Result<TokenResponse, ApiFailure> {
    let mint = Mint::of(state, client).await?;
    let now = state.now();
    let (access, record) = PlannedAccess::for_client(client, now);
    let found = use_refresh_token(state, token, record, Presented::Nothing)
        .await?
        .ok_or_else(|| ApiFailure::invalid(INVALID_REFRESH_TOKEN))?;
    if !found.user.is_anonymous() {
        return Err(ApiFailure::invalid(NORMAL_USER));
    }
    Ok(answer(&mint, client, &access, &found, now))
}

/// Issues a one-time code that stands for the guest in a `login_hint` (section 5.2).
#[utoipa::path(
    post,
    path = "/api/anonymous_user/promotion_code",
    tag = "guests without a key",
    operation_id = "promotion_code",
    request_body = PromotionCodeRequest,
    responses(
        (status = 200, description = "A code, good for five minutes and one use", body = Envelope<PromotionCode>),
        (status = 400, description = "The body is not acceptable, or the user is no guest", body = ApiRefusal),
        (status = 401, description = "There is no session", body = ApiRefusal),
        (status = 403, description = "The refresh token is dead, or its scope does not suffice", body = ApiRefusal),
        (status = 413, description = "The body is larger than 1 MiB", body = ApiRefusal),
    )
)]
#[tracing::instrument(name = "identity.promotion_code", skip_all)]
pub(super) async fn promotion_code(
    State(state): State<AppState>,
    InBrowser(shown): InBrowser,
    headers: HeaderMap,
    ApiJson(request): ApiJson<PromotionCodeRequest>,
) -> Result<ApiResult<PromotionCode>, ApiFailure> {
    let user = if request.session_type == SessionType::Cookie {
        in_browser::user(&state, shown?, &headers)?
    } else {
        user_of_token(&state, request).await?
    };
    if !user.is_anonymous() {
        return Err(ApiFailure::invalid(NORMAL_USER));
    }
    let code = SecretText::random();
    let expires_at = state.now() + PromotionCodeRecord::LIFETIME;
    state.store.add_promotion_code(PromotionCodeRecord { hash: code.hash(), user: user.id, expires_at }).await?;
    Ok(ApiResult(PromotionCode { promotion_code: code.expose().to_owned(), expire_at: expires_at }))
}

/// Whose refresh token it is.
async fn user_of_token(state: &AppState, request: PromotionCodeRequest) -> Result<User, ApiFailure> {
    let token = request.refresh_token.filter(|token| !token.is_empty());
    let token = token.ok_or_else(|| ApiFailure::new(ApiErrorName::Unauthorized, "authentication required"))?;
    let found = use_refresh_token(state, &token, None, Presented::Nothing).await?;
    let found = found.ok_or_else(|| ApiFailure::new(ApiErrorName::Forbidden, INVALID_REFRESH_TOKEN))?;
    if !found.session.scopes.contains(Scopes::FULL_ACCESS) {
        let message = "the client is not authorized to have full user access";
        return Err(ApiFailure::new(ApiErrorName::Forbidden, message));
    }
    Ok(found.user)
}

/// Uses a refresh token without rotating it; `None` when it is dead. The endpoints of section 5 read no proofs, so a
/// token that is bound to a key cannot be used there.
pub(super) async fn use_refresh_token(
    state: &AppState,
    token: &str,
    access: Option<AccessToken>,
    proof: Presented,
) -> Result<Option<UserSession>, ApiFailure> {
    let Ok(token) = RefreshToken::parse(token) else { return Ok(None) };
    let attempt = RefreshAttempt {
        token,
        client_id: None,
        policies: state.settings().policies.clone(),
        may_rotate: false,
        key: state.successors.clone(),
        access,
        device: DeviceReport::Nothing,
        proof,
        allowance: None,
        now: state.now(),
    };
    match state.store.refresh(attempt).await {
        Ok(Refreshed { session, .. }) => Ok(Some(session)),
        Err(RefreshError::Store(error)) => Err(error.into()),
        Err(RefreshError::ProofMismatch) => {
            Err(ApiFailure::new(ApiErrorName::Forbidden, &InvalidProof::Binding.to_string()))
        }
        Err(RefreshError::Dead | RefreshError::ClientMismatch | RefreshError::Reused | RefreshError::NotAllowed(_)) => {
            Ok(None)
        }
    }
}

fn answer(
    mint: &Mint<'_>,
    client: &ClientSettings,
    access: &PlannedAccess,
    of: &UserSession,
    now: Timestamp,
) -> TokenResponse {
    TokenResponse {
        token_type: Some("Bearer".to_owned()),
        access_token: Some(mint.access_token(access, of, now)),
        expires_in: Some(client.access_token_lifetime_seconds),
        refresh_token: None,
        id_token: None,
    }
}
