//! Two devices on their way to each other (beyond the protocol; docs/decisions/0020-recovery-and-devices.md).
//!
//! The new device has no account and shows its secret; the guest's device shows an access token and the code that a
//! person carried over. The server carries what they say. The key itself is added like any other ([`super::keys::add`]).

pub(super) mod answer;
pub(super) mod end;
pub(super) mod look;
pub(super) mod open;
pub(super) mod reveal;
pub(super) mod statement;

use houseguest_protocol::identity::{KeyRefusal, LookAtPairing, PairingCode};

use super::{api_failure::ApiFailure, keys::refuse};
use crate::{
    model::{SecretText, TokenHash},
    store::{Side, UserSession},
};

fn gone() -> ApiFailure {
    refuse(KeyRefusal::PairingGone)
}

fn secret(text: &str) -> Result<TokenHash, ApiFailure> {
    SecretText::parse(text).map(|secret| secret.hash()).ok_or_else(gone)
}

/// As whom a pairing is asked about.
fn side(asked: &LookAtPairing, caller: Option<&UserSession>) -> Result<Side, ApiFailure> {
    match asked {
        LookAtPairing::Secret(text) => Ok(Side::New(secret(text)?)),
        LookAtPairing::Code(text) => {
            let code = PairingCode::parse(text).map_err(|_| gone())?;
            let caller = caller.ok_or_else(ApiFailure::unauthorized)?;
            Ok(Side::Guest(code.hash(), caller.user.id))
        }
    }
}
