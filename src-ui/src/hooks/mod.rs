//! Small hooks that features compose.

mod contexts;
mod keeping;
mod keeping_drafts;
mod language;
mod lasting;
mod live_feed;
mod me;
mod my_counts;
mod navigation;
mod opened_by;
mod outside;
mod queue;
mod reaction;
mod session_errands;
mod steady;
mod window;

pub use contexts::{
    DraftsHandle, FeedHandle, LiveHandle, MeHandle, Names, NoticesHandle, Notify, PrefsHandle, PresenceHandle,
    QueueHandle, use_bridge, use_drafts, use_feed, use_live, use_me, use_me_if_any, use_names, use_notify, use_prefs,
    use_presence, use_queue,
};
pub use keeping::use_keeping;
pub use keeping_drafts::use_keeping_drafts;
pub use language::{speak, use_language};
pub use lasting::{Lasting, use_lasting};
pub use live_feed::use_live_feed;
pub use me::use_knowing_me;
pub use my_counts::use_my_counts;
pub use navigation::{Arrived, use_takes_focus};
pub use opened_by::use_opened_by;
pub use outside::use_outside;
pub use queue::use_knowing_queue;
pub use reaction::{use_reaction, use_reactions, use_shown_reactions};
pub use session_errands::{SessionErrands, use_session_errands};
pub use steady::use_steady;
pub use window::{Windowed, use_window};
