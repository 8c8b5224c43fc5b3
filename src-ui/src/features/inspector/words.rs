//! Words for what is seen.

use houseguest_protocol::{
    social::{LiveChange, LiveConnection, LiveNews},
    window::observed::{Break, Deed, Step},
};
use yew::AttrValue;

use crate::{
    i18n::{MessageId, Words, msg},
    state::observed::Errand,
};

pub(super) const fn of_step(step: Step) -> MessageId {
    match step {
        Step::Discovery => msg("step-discovery"),
        Step::Challenge => msg("step-challenge"),
        Step::KeyProof => msg("step-key-proof"),
        Step::Refresh => msg("step-refresh"),
        Step::CodeExchange => msg("step-code-exchange"),
        Step::UserInfo => msg("step-user-info"),
        Step::Revoke => msg("step-revoke"),
        Step::KeylessSignUp => msg("step-keyless-sign-up"),
        Step::PromotionCode => msg("step-promotion-code"),
        Step::Page => msg("step-page"),
        Step::Read => msg("step-read"),
        Step::WriteComment => msg("step-write-comment"),
        Step::React => msg("step-react"),
        Step::Preferences => msg("step-preferences"),
        Step::OtherWrite => msg("step-other-write"),
        Step::Access => msg("step-access"),
        Step::Restore => msg("step-restore"),
        Step::Pairing => msg("step-pairing"),
        Step::Live => msg("step-live"),
        Step::Key => msg("step-key"),
        Step::Memory => msg("step-memory"),
        Step::Vault => msg("step-vault"),
        Step::Break => msg("step-break"),
        Step::OtherGrant | Step::Other => msg("step-other"),
    }
}

pub(super) const fn of_deed(deed: Deed) -> MessageId {
    match deed {
        Deed::Opened => msg("deed-opened"),
        Deed::Restored => msg("deed-restored"),
        Deed::KeyMade => msg("deed-key-made"),
        Deed::Signed => msg("deed-signed"),
        Deed::Saved => msg("deed-saved"),
        Deed::Retired => msg("deed-retired"),
    }
}

pub(super) const fn of_break(what: Break) -> MessageId {
    match what {
        Break::ExpireAccess => msg("break-expire-access"),
        Break::RevokeSession => msg("break-revoke-session"),
        Break::DropReply => msg("break-drop-reply"),
        Break::SkewClock => msg("break-skew-clock"),
        Break::RightClock => msg("break-right-clock"),
        Break::StopBackend => msg("break-stop-backend"),
        Break::StartBackend => msg("break-start-backend"),
    }
}

pub(super) const fn of_news(news: LiveNews) -> MessageId {
    match news {
        LiveNews::Connection(LiveConnection::Off) => msg("told-off"),
        LiveNews::Connection(LiveConnection::Connecting) => msg("told-connecting"),
        LiveNews::Connection(LiveConnection::Open) => msg("told-open"),
        LiveNews::Connection(LiveConnection::Waiting) => msg("told-waiting"),
        LiveNews::Change(LiveChange::PostAdded { .. }) => msg("told-post-added"),
        LiveNews::Change(LiveChange::CommentAdded { .. }) => msg("told-comment-added"),
        LiveNews::Change(LiveChange::CommentChanged { .. }) => msg("told-comment-changed"),
        LiveNews::Change(LiveChange::CommentDeleted { .. }) => msg("told-comment-deleted"),
        LiveNews::Change(LiveChange::ReactionsChanged { .. }) => msg("told-reactions-changed"),
        LiveNews::Change(LiveChange::Reload) => msg("told-reload"),
    }
}

/// What an errand is called.
pub(super) fn headline(words: &Words, errand: &Errand) -> AttrValue {
    words.say(errand.broken.map_or_else(|| of_step(errand.step), of_break))
}
