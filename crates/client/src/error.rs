//! What can go wrong, sorted by what the caller can do about it.

use std::time::Duration;

use houseguest_protocol::{
    identity::KeyRefusal,
    social::FieldNote,
    values::Subject,
    window::{CommandError, ErrorCode, Removal, TypedCodeProblem},
};

use crate::ports::{StoreError, TransportError};

/// Why a call did not succeed.
///
/// Nothing here holds a secret. [`Self::remedy`] sorts the variants into the few things a caller can do.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// There was no answer; whether the server acted is unknown. Repeat the call when the network is
    /// back: every call of this crate may be repeated, writes under the same idempotency key.
    #[error("the server does not answer")]
    Offline(#[source] TransportError),
    /// The server failed (5xx). Repeat the call later.
    #[error("the server failed with status {status}: {detail}")]
    ServerFailed {
        /// The HTTP status.
        status: u16,
        /// What the server said.
        detail: String,
    },
    /// Too many requests. Repeat the call after the time named, or after a minute.
    #[error("too many requests")]
    TooManyRequests {
        /// How long the server asks to wait.
        retry_after: Option<Duration>,
    },
    /// The member's session is over. Offer to log in ([`crate::Client::start_log_in`]).
    #[error("the session of {sub} is over")]
    SessionEnded {
        /// The member.
        sub: Subject,
    },
    /// The guest became a member, but the way home from the browser was lost. Nothing is lost: say "your
    /// account was kept; log in to continue" and offer [`crate::Client::start_log_in`].
    #[error("{sub} was kept as an account; logging in continues it")]
    AccountKept {
        /// The user.
        sub: Subject,
    },
    /// This guest cannot be reached again: its key or session is gone, or the issuer removed the user. Say so, then
    /// call [`crate::Client::start_over`]. No new guest is made before that.
    #[error("the guest {} cannot be reached again", sub.as_ref().map_or("of this device", Subject::as_str))]
    GuestLost {
        /// The guest, as far as it is remembered.
        sub: Option<Subject>,
    },
    /// The issuer says that this device's key serves no more: it removed the guest, because nobody had been them for a
    /// long time, or the guest lives on elsewhere without this device. Say so, then call [`crate::Client::start_over`]. No new guest is made before that. Issuers that do not say why a key is refused
    /// are told apart as [`Self::GuestLost`].
    #[error("the issuer says that this device's key serves no more: {} ({why:?})", sub.as_ref().map_or("its guest", Subject::as_str))]
    GuestRemoved {
        /// The guest, as far as it is remembered.
        sub: Option<Subject>,
        /// Why, and whether the guest lives on.
        why: Removal,
    },
    /// Somebody is here already: nobody is restored or joined in their place. Sign out or erase first.
    #[error("somebody is here already")]
    SomebodyIsHere,
    /// The issuer does not change the keys, for a reason of its own.
    #[error(transparent)]
    Keys(#[from] KeyRefusal),
    /// Nobody is here, and the call needs somebody. Call [`crate::Client::ensure_guest`] first.
    #[error("nobody is here")]
    NobodyHere,
    /// Nobody else is kept on this device, so there is nobody to switch to.
    #[error("nobody else is kept on this device")]
    NobodyWaits,
    /// The key or memory could not be used; see [`StoreError`] for unlocking. Nothing was changed, and no
    /// new guest was made.
    #[error("the key or memory could not be used")]
    Store(#[from] StoreError),
    /// There is no room on this device to keep it until the backend answers.
    #[error("there is no room to keep it until the server answers")]
    NoRoom,
    /// The server understood and refused what was sent. Repeating it unchanged is no use.
    #[error("refused ({code}): {detail}")]
    Rejected {
        /// The server's code.
        code: String,
        /// What the server said, for a developer.
        detail: String,
        /// Notes per field, where the server gave any.
        fields: Vec<FieldNote>,
    },
    /// There is no such thing (any more).
    #[error("there is no such thing: {detail}")]
    NotFound {
        /// What the server said.
        detail: String,
    },
    /// Someone changed it meanwhile. Load it again, then repeat the change.
    #[error("changed meanwhile: {detail}")]
    Conflict {
        /// What the server said.
        detail: String,
    },
    /// The issuer cannot make or promote guests for this client. The operator has to change its settings.
    #[error("not supported by the issuer: {detail}")]
    NotSupported {
        /// What the issuer said.
        detail: String,
    },
    /// Only a guest can be promoted, and a member is here.
    #[error("only a guest can be promoted")]
    NotAGuest,
    /// The arrival is not the answer to a sign-up page or log-in of ours: forged, late, or a duplicate. Ignore it;
    /// nothing was changed.
    #[error("the arrival belongs to nothing this device is waiting for")]
    UnexpectedArrival,
    /// No promotion and no log-in is under way, so no way home can be offered or taken. Start one.
    #[error("nobody is awaited from a browser")]
    NothingAwaited,
    /// A code that was typed by hand was not taken; the errand goes on unless it has ended.
    #[error("the typed code was not taken: {0:?}")]
    TypedCode(TypedCodeProblem),
    /// The issuer answered for another user than the one that proved itself. Nothing was changed. The issuer is at fault.
    #[error("the issuer answered for {answered} instead of {expected}")]
    WrongUser {
        /// Who was here.
        expected: Subject,
        /// Whom the answer was about.
        answered: Subject,
    },
    /// The server's answer does not follow the protocol, or a bug of ours.
    #[error("unusable answer: {0}")]
    Protocol(String),
}

/// What a caller can do about an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// Repeat the call later.
    RetryLater,
    /// Offer to log in.
    LogIn,
    /// Tell the person that the guest is gone, then start over.
    StartOver,
    /// Open the store, or have it looked at.
    Unlock,
    /// Change what is sent, or load it again.
    ChangeRequest,
    /// Nothing was wrong on this side's data: drop it.
    Ignore,
    /// Ask the operator, or report a bug.
    Report,
}

impl ClientError {
    /// What a caller can do about it.
    #[must_use]
    pub const fn remedy(&self) -> Remedy {
        match self {
            Self::Offline(_) | Self::ServerFailed { .. } | Self::TooManyRequests { .. } => Remedy::RetryLater,
            Self::SessionEnded { .. } | Self::AccountKept { .. } => Remedy::LogIn,
            Self::GuestLost { .. } | Self::GuestRemoved { .. } => Remedy::StartOver,
            Self::Store(_) => Remedy::Unlock,
            Self::Rejected { .. }
            | Self::NotFound { .. }
            | Self::Conflict { .. }
            | Self::NobodyHere
            | Self::NobodyWaits
            | Self::NotAGuest
            | Self::SomebodyIsHere
            | Self::NothingAwaited
            | Self::TypedCode(_)
            | Self::NoRoom
            | Self::Keys(_) => Remedy::ChangeRequest,
            Self::UnexpectedArrival => Remedy::Ignore,
            Self::NotSupported { .. } | Self::WrongUser { .. } | Self::Protocol(_) => Remedy::Report,
        }
    }

    /// The error as a window learns it.
    #[must_use]
    pub fn to_command_error(&self) -> CommandError {
        let code = match self {
            Self::Offline(_) => ErrorCode::Offline,
            Self::ServerFailed { .. } => ErrorCode::ServerFailed,
            Self::TooManyRequests { .. } => ErrorCode::TooManyRequests,
            Self::SessionEnded { .. } | Self::AccountKept { .. } => ErrorCode::SessionEnded,
            Self::Rejected { .. } | Self::NobodyHere => ErrorCode::Rejected,
            Self::NotFound { .. } | Self::NobodyWaits => ErrorCode::NotFound,
            Self::Conflict { .. } => ErrorCode::Conflict,
            Self::Store(StoreError::Locked(_)) => ErrorCode::VaultLocked,
            Self::Store(StoreError::Damaged(_)) | Self::GuestLost { .. } => ErrorCode::VaultDamaged,
            Self::GuestRemoved { why: Removal::CleanUp, .. } => ErrorCode::GuestRemoved,
            Self::GuestRemoved { .. } => ErrorCode::DeviceRemoved,
            Self::SomebodyIsHere => ErrorCode::SomebodyIsHere,
            Self::NoRoom => ErrorCode::NoRoom,
            Self::Keys(refusal) => ErrorCode::Keys(*refusal),
            Self::TypedCode(problem) => ErrorCode::TypedCode(*problem),
            Self::NotAGuest | Self::UnexpectedArrival | Self::NothingAwaited => ErrorCode::PromotionState,
            Self::NotSupported { .. } => ErrorCode::NotSupported,
            Self::Store(StoreError::Failed(_)) | Self::WrongUser { .. } | Self::Protocol(_) => ErrorCode::Internal,
        };
        let fields = match self {
            Self::Rejected { fields, .. } => fields.clone(),
            _ => Vec::new(),
        };
        CommandError { fields, ..CommandError::new(code, self.with_causes()) }
    }

    /// The sentence and those of its causes, joined by colons.
    fn with_causes(&self) -> String {
        let mut text = self.to_string();
        let mut cause = std::error::Error::source(self);
        while let Some(error) = cause {
            text.push_str(": ");
            text.push_str(&error.to_string());
            cause = error.source();
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_learns_the_code_and_the_whole_story() {
        let broken = TransportError::Unreachable { host: "example.test".into(), source: "connection refused".into() };
        let error = ClientError::Offline(broken);
        assert_eq!(error.remedy(), Remedy::RetryLater);
        let told = error.to_command_error();
        assert_eq!(told.code, ErrorCode::Offline);
        assert_eq!(told.detail, "the server does not answer: no answer from example.test: connection refused");
        let locked = ClientError::from(StoreError::Locked("the login keyring is locked".into()));
        assert_eq!((locked.remedy(), locked.to_command_error().code), (Remedy::Unlock, ErrorCode::VaultLocked));
    }
}
