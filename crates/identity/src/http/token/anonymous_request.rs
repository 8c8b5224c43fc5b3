//! The anonymous-request grant: a guest signs up or in by key (protocol.md, section 3.2).
//!
//! Two deliberate differences from Authgear: possession of a *new* key is proven too, and the key of a
//! member makes no new user (section 16, traps 1 and 3).

use std::net::IpAddr;

use houseguest_protocol::identity::{GUEST_REMOVED, KEY_REPLACED, KEY_REVOKED, OAuthErrorCode, TokenResponse};

use super::{GrantRequest, OAuthFailure, device_info};
use crate::{
    jose::{InvalidRequest, PresentedKey, ReadRequest},
    model::{GuestKey, Scopes, UserId},
    state::AppState,
    store::{Admission, SignInError, SignInGuest},
    tokens::PlannedSession,
};

const NO_GUESTS_FOR_CLIENT: &str = "Anonymous user is not supported by the client application type. Try using SPA, \
                                    Traditional Web App, or Native App client types if applicable.";

/// Signs the guest in; a new session each time.
pub(super) async fn grant(request: &GrantRequest<'_>) -> Result<TokenResponse, OAuthFailure> {
    let GrantRequest { state, client, form, address, mint, dpop } = request;
    let jwt = form.require("jwt", "jwt is required")?;
    if !client.application_type.has_full_access() {
        return Err(OAuthFailure::new(OAuthErrorCode::UnauthorizedClient, NO_GUESTS_FOR_CLIENT));
    }
    let device = device_info::read(form)?;
    if !state.settings().anonymous.enabled {
        return Err(OAuthFailure::new(OAuthErrorCode::UnauthorizedClient, "AnonymousUserDisallowed"));
    }
    let now = state.now();
    let read = ReadRequest::read(jwt, &state.challenges, now).map_err(refuse)?;
    let (key, new_user) = prove(state, &read, &client.client_id).await?;
    let bound_to = dpop.binding()?;
    let (session, access, refresh) =
        PlannedSession::for_client(client, Scopes::ANONYMOUS, now).on(device).bound_to(bound_to).split();
    let admission = new_user.map(|_| admission(state, *address));
    let announce = new_user.and_then(|_| state.announcement());
    let guest = SignInGuest {
        challenge: read.challenge,
        key,
        new_user,
        announce,
        admission,
        allowance: Some(request.allowance()),
        session,
        now,
    };
    let signed_in = state.store.sign_in_guest(guest).await.map_err(refuse_sign_in)?;
    let of = &signed_in.session;
    if signed_in.is_new {
        metrics::counter!("identity_guests_created_total", "kind" => "key").increment(1);
        tracing::debug!(user.id = %of.user.id, client.id = %client.client_id, "a guest came");
    }
    Ok(TokenResponse {
        token_type: Some("Bearer".to_owned()),
        access_token: Some(mint.access_token(&access, of, now)),
        expires_in: Some(client.access_token_lifetime_seconds),
        refresh_token: Some(refresh.to_wire()),
        id_token: Some(mint.id_token(of, None, now)),
    })
}

/// Answers the proven key, and the id of the user it makes should it be new. A key that came along has
/// been proven in reading; one that was only named is looked up first, and makes nobody.
async fn prove(
    state: &AppState,
    read: &ReadRequest<'_>,
    client_id: &str,
) -> Result<(GuestKey, Option<UserId>), OAuthFailure> {
    match &read.key {
        PresentedKey::Presented(key) => Ok((key.clone(), Some(UserId::random()))),
        PresentedKey::Named(id) => {
            let Some(known) = state.store.find_key(id).await? else {
                read.verify_in_vain();
                // Of a removed guest no public key is left to verify with. Who can name the key has seen it.
                let is_removed = state.store.is_key_removed(id).await?;
                return Err(refuse_sign_in(if is_removed {
                    SignInError::GuestRemoved
                } else {
                    SignInError::UnknownKey
                }));
            };
            if let Err(reason) = read.verify(&known.key.public) {
                state.store.note_refused_key(known.user, client_id, state.now()).await?;
                return Err(refuse(reason));
            }
            Ok((known.key, None))
        }
    }
}

fn admission(state: &AppState, address: IpAddr) -> Admission {
    let asked = state.clone();
    Admission::asking(move |tx| asked.limits.admit_new_guest_in(tx, address))
}

/// One answer for every reason, so that nobody learns which keys are known (section 3.2, check 4).
fn invalid_credentials() -> OAuthFailure {
    OAuthFailure::invalid_grant("InvalidCredentials")
}

fn refuse(reason: InvalidRequest) -> OAuthFailure {
    tracing::debug!(reason = &reason as &dyn std::error::Error, "an anonymous request was refused");
    invalid_credentials()
}

fn refuse_sign_in(error: SignInError) -> OAuthFailure {
    match error {
        SignInError::Store(error) => error.into(),
        SignInError::NotAdmitted(limit) | SignInError::NotAllowed(limit) => limit.into(),
        // Answers of our own, where Authgear has none or a plain 500: what is true, for a key that was proven.
        SignInError::GuestRemoved => OAuthFailure::invalid_grant(GUEST_REMOVED),
        SignInError::KeyReplaced => OAuthFailure::invalid_grant(KEY_REPLACED),
        SignInError::KeyRevoked => OAuthFailure::invalid_grant(KEY_REVOKED),
        SignInError::Disabled => OAuthFailure::new(OAuthErrorCode::AccessDenied, "the user is disabled"),
        reason => {
            tracing::debug!(reason = &reason as &dyn std::error::Error, "an anonymous request was refused");
            invalid_credentials()
        }
    }
}
