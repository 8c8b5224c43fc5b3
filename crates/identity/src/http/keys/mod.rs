//! A user's own keys and sessions (beyond the protocol; docs/decisions/0020-recovery-and-devices.md).
//!
//! Whoever may only show an access token sees them, and can end a session. To change keys takes a statement by one of
//! the guest's device keys as well, or by the key of a recovery kit.

pub(super) mod add;
pub(super) mod end_session;
pub(super) mod label;
pub(super) mod list;
pub(super) mod restore;
pub(super) mod revoke;

use houseguest_protocol::identity::{ApiError, ApiErrorName, KeyAct, KeyRefusal};

use super::api_failure::ApiFailure;
use crate::{
    jose::ReadStatement,
    model::DeviceName,
    state::AppState,
    store::{KeyError, NewKey, Stated},
};

/// A refusal in the JSON-API's format.
pub(super) fn refuse(refusal: KeyRefusal) -> ApiFailure {
    use KeyRefusal as R;
    let name = match refusal {
        R::NoSuchKey | R::PairingGone => ApiErrorName::NotFound,
        R::KeyTaken | R::PairingAnswered => ApiErrorName::AlreadyExists,
        R::TooManyKeys | R::LastDeviceKey | R::PairingMismatch => ApiErrorName::Invalid,
        _ => ApiErrorName::Forbidden,
    };
    ApiError::with_reason(name, refusal.as_str(), refusal.to_string()).into()
}

impl From<KeyError> for ApiFailure {
    fn from(error: KeyError) -> Self {
        match error {
            KeyError::Refused(refusal) => refuse(refusal),
            KeyError::Store(error) => error.into(),
        }
    }
}

/// Reads a statement for one of these purposes.
fn read(state: &AppState, statement: &str, acts: &[KeyAct]) -> Result<ReadStatement, ApiFailure> {
    ReadStatement::read(statement, &state.challenges, state.now())
        .filter(|statement| acts.contains(&statement.act))
        .ok_or_else(|| refuse(KeyRefusal::InvalidKeyStatement))
}

/// Reads the two statements that add a key: each is about the key that made the other, so that neither serves with
/// another.
fn read_pair(
    state: &AppState,
    authorisation: &str,
    possession: &str,
    acts: &[KeyAct],
    label: Option<String>,
) -> Result<(KeyAct, NewKey), ApiFailure> {
    let authorisation = read(state, authorisation, acts)?;
    let possession = read(state, possession, &[KeyAct::Join])?;
    if authorisation.about != possession.by.thumbprint || possession.about != authorisation.by.thumbprint {
        return Err(refuse(KeyRefusal::InvalidKeyStatement));
    }
    let new = NewKey {
        authorised: Stated { by: authorisation.by.thumbprint, challenge: authorisation.challenge },
        key: possession.by,
        challenge: possession.challenge,
        label: label.as_deref().and_then(DeviceName::new),
        now: state.now(),
    };
    Ok((authorisation.act, new))
}
