//! Words for failures. The server's own sentences are for developers and are never shown.

use houseguest_protocol::{
    identity::KeyRefusal,
    window::{CommandError, ErrorCode, KitProblem, TypedCodeProblem},
};
use yew::AttrValue;

use crate::i18n::{MessageId, Words, msg};

/// Why something did not work, as a clause that follows "because" or a colon.
#[must_use]
pub fn reason(words: &Words, error: &CommandError) -> AttrValue {
    words.say(reason_id(error.code))
}

/// Why something did not work, and what one can do, as a sentence of its own.
#[must_use]
pub fn sentence(words: &Words, error: &CommandError) -> AttrValue {
    words.say(sentence_id(error.code))
}

const fn reason_id(code: ErrorCode) -> MessageId {
    match code {
        ErrorCode::Offline => msg("reason-offline"),
        ErrorCode::ServerFailed => msg("reason-server-failed"),
        ErrorCode::TooManyRequests => msg("reason-too-many-requests"),
        ErrorCode::SessionEnded => msg("reason-session-ended"),
        ErrorCode::Rejected => msg("reason-rejected"),
        ErrorCode::NotFound => msg("reason-not-found"),
        ErrorCode::Conflict => msg("reason-conflict"),
        ErrorCode::VaultLocked => msg("reason-vault-locked"),
        ErrorCode::VaultDamaged => msg("reason-vault-damaged"),
        ErrorCode::GuestRemoved => msg("reason-guest-removed"),
        ErrorCode::BrowserUnavailable => msg("reason-browser-unavailable"),
        ErrorCode::PromotionState => msg("reason-promotion-state"),
        ErrorCode::NotSupported => msg("reason-not-supported"),
        ErrorCode::DeviceRemoved => msg("reason-device-removed"),
        ErrorCode::SomebodyIsHere => msg("reason-somebody-is-here"),
        // Only the page about devices asks for these, and it says them as sentences.
        ErrorCode::Keys(_) | ErrorCode::Kit(_) => msg("reason-rejected"),
        ErrorCode::TypedCode(problem) => typed_code_reason(problem),
        ErrorCode::NoRoom => msg("reason-no-room"),
        ErrorCode::Internal => msg("reason-internal"),
    }
}

const fn sentence_id(code: ErrorCode) -> MessageId {
    match code {
        ErrorCode::Offline => msg("failure-offline"),
        ErrorCode::ServerFailed => msg("failure-server-failed"),
        ErrorCode::TooManyRequests => msg("failure-too-many-requests"),
        ErrorCode::SessionEnded => msg("failure-session-ended"),
        ErrorCode::Rejected => msg("failure-rejected"),
        ErrorCode::NotFound => msg("failure-not-found"),
        ErrorCode::Conflict => msg("failure-conflict"),
        ErrorCode::VaultLocked => msg("failure-vault-locked"),
        ErrorCode::VaultDamaged => msg("failure-vault-damaged"),
        ErrorCode::GuestRemoved => msg("failure-guest-removed"),
        ErrorCode::BrowserUnavailable => msg("failure-browser-unavailable"),
        ErrorCode::PromotionState => msg("failure-promotion-state"),
        ErrorCode::NotSupported => msg("failure-not-supported"),
        ErrorCode::DeviceRemoved => msg("failure-device-removed"),
        ErrorCode::SomebodyIsHere => msg("failure-somebody-is-here"),
        ErrorCode::Keys(refusal) => keys_id(refusal),
        ErrorCode::Kit(problem) => kit_id(problem),
        ErrorCode::TypedCode(problem) => typed_code_id(problem),
        ErrorCode::NoRoom => msg("failure-no-room"),
        ErrorCode::Internal => msg("failure-internal"),
    }
}

/// Only a code that has ended ends the wait; the others are said beside the field.
const fn typed_code_reason(problem: TypedCodeProblem) -> MessageId {
    match problem {
        TypedCodeProblem::NotACode | TypedCodeProblem::Wrong => msg("reason-rejected"),
        TypedCodeProblem::Ended => msg("reason-code-ended"),
    }
}

const fn typed_code_id(problem: TypedCodeProblem) -> MessageId {
    match problem {
        TypedCodeProblem::NotACode => msg("by-hand-not-a-code"),
        TypedCodeProblem::Wrong => msg("by-hand-wrong-code"),
        TypedCodeProblem::Ended => msg("by-hand-code-ended"),
    }
}

const fn keys_id(refusal: KeyRefusal) -> MessageId {
    match refusal {
        KeyRefusal::InvalidKeyStatement | KeyRefusal::KeyTaken => msg("failure-rejected"),
        KeyRefusal::NotAGuest => msg("keys-not-a-guest"),
        KeyRefusal::TooManyKeys => msg("keys-too-many"),
        KeyRefusal::NoSuchKey => msg("failure-not-found"),
        KeyRefusal::LastDeviceKey => msg("keys-last"),
        KeyRefusal::KitUnknown => msg("kit-unknown"),
        KeyRefusal::KitSpent => msg("kit-spent"),
        KeyRefusal::KitRevoked => msg("kit-revoked"),
        KeyRefusal::GuestPromoted => msg("kit-promoted"),
        KeyRefusal::GuestMerged => msg("kit-merged"),
        KeyRefusal::GuestRemoved => msg("kit-removed"),
        KeyRefusal::UserDisabled => msg("kit-disabled"),
        KeyRefusal::PairingGone => msg("pairing-gone"),
        KeyRefusal::PairingAnswered => msg("pairing-taken"),
        KeyRefusal::PairingMismatch => msg("pairing-mismatch"),
    }
}

const fn kit_id(problem: KitProblem) -> MessageId {
    match problem {
        KitProblem::NotAKit => msg("kit-not-a-kit"),
        KitProblem::TooNew => msg("kit-too-new"),
        KitProblem::Damaged => msg("kit-damaged"),
        KitProblem::WrongPassphrase => msg("kit-wrong-passphrase"),
        KitProblem::OtherIssuer => msg("kit-other-issuer"),
        KitProblem::WeakPassphrase => msg("kit-weak"),
        KitProblem::File => msg("kit-file"),
        KitProblem::NoneChosen => msg("kit-none-chosen"),
    }
}
