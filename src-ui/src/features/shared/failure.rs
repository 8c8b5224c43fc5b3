//! Words for failures. The server's own sentences are for developers and are never shown.

use houseguest_protocol::window::{CommandError, ErrorCode};
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
        ErrorCode::Internal => msg("failure-internal"),
    }
}
