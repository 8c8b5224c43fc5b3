//! `GET /houseguest/v1/keys`

use axum::extract::State;
use houseguest_protocol::{
    identity::{KeyInfo, KeyList, SessionInfo, SessionPlace},
    values::Timestamp,
};

use crate::{
    http::{
        api_failure::{ApiFailure, ApiResult},
        caller::Bearer,
        openapi::{ApiRefusal, Envelope},
    },
    model::KnownKey,
    settings::CurrentSettings,
    state::AppState,
    store::{AnySessionId, ListedSession, UserSession},
};

/// Lists the keys that work and the sessions that live, of the user whose access token it is.
#[utoipa::path(
    get,
    path = "/houseguest/v1/keys",
    tag = "keys and devices",
    operation_id = "list_keys",
    security(("access_token" = [])),
    responses(
        (status = 200, description = "The keys and sessions; a member has no keys", body = Envelope<KeyList>),
        (status = 401, description = "There is no access token that works and may do this", body = ApiRefusal),
    )
)]
#[tracing::instrument(name = "identity.keys.list", skip_all)]
pub(in crate::http) async fn handler(
    State(state): State<AppState>,
    Bearer(caller): Bearer,
) -> Result<ApiResult<KeyList>, ApiFailure> {
    Ok(ApiResult(list(&state, &caller).await?))
}

/// What a user sees of their keys and sessions.
pub(super) async fn list(state: &AppState, caller: &UserSession) -> Result<KeyList, ApiFailure> {
    let (user, settings, now) = (caller.user.id, state.settings(), state.now());
    let keys = state.store.list_keys(user).await?;
    let sessions = state.store.list_sessions(user).await?.into_iter().filter_map(|session| {
        let ends_at = session.ends_at(&settings.policies).filter(|end| now < *end)?;
        Some(session_info(session, ends_at, caller, &settings))
    });
    let removes_guests = settings.cleanup.enabled && caller.user.is_anonymous();
    Ok(KeyList {
        keys: keys.into_iter().map(|key| key_info(key, caller)).collect(),
        sessions: sessions.collect(),
        idle_guest_days: removes_guests.then_some(settings.cleanup.idle_days),
    })
}

fn key_info(known: KnownKey, caller: &UserSession) -> KeyInfo {
    KeyInfo {
        thumbprint: known.key.thumbprint,
        kind: known.kind,
        label: known.label.map(|label| label.as_str().to_owned()),
        created_at: known.created_at,
        last_used_at: known.last_used_at,
        is_this_device: caller.session.begun_with == Some(known.key.thumbprint),
    }
}

fn session_info(
    listed: ListedSession,
    ends_at: Timestamp,
    caller: &UserSession,
    settings: &CurrentSettings,
) -> SessionInfo {
    let is_this_one = listed.id() == AnySessionId::App(caller.session.id);
    match listed {
        ListedSession::App(session) => SessionInfo {
            id: session.id.0,
            place: SessionPlace::App,
            application: settings.client(&session.client_id).map(|client| client.display_name().to_owned()),
            label: session.device.map(|device| device.as_str().to_owned()),
            key: session.begun_with,
            created_at: session.created_at,
            last_used_at: session.last_used_at,
            ends_at,
            is_this_one,
        },
        ListedSession::Browser(session, seen_from) => SessionInfo {
            id: session.id.0,
            place: SessionPlace::Browser,
            application: None,
            label: seen_from.agent,
            key: None,
            created_at: session.created_at,
            last_used_at: session.last_used_at,
            ends_at,
            is_this_one,
        },
    }
}
