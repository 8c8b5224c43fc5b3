//! The contexts that `app.rs` provides.

use houseguest_protocol::values::Subject;
use yew::prelude::*;

use crate::{
    bridge::BridgeHandle,
    state::{
        drafts::Drafts,
        feed::Feed,
        live::Live,
        me::Me,
        notices::{Deed, NoticeAction, Notices, Tone},
        preferences::Prefs,
        presence::Presence,
        queue::Queue,
    },
};

/// Who is here.
pub type PresenceHandle = UseReducerHandle<Presence>;
/// What the person prefers.
pub type PrefsHandle = UseReducerHandle<Prefs>;
/// What is being said.
pub type NoticesHandle = UseReducerHandle<Notices>;
/// What has been fetched of the feed.
pub type FeedHandle = UseReducerHandle<Feed>;
/// What changes while one looks.
pub type LiveHandle = UseReducerHandle<Live>;
/// How whoever is at the screen is known here, and what waits for them.
pub type MeHandle = UseReducerHandle<Me>;
/// What waits until the backend answers.
pub type QueueHandle = UseReducerHandle<Queue>;
/// What has been begun.
pub type DraftsHandle = UseReducerHandle<Drafts>;

const PROVIDED: &str = "app.rs provides this context";

/// The way outside.
#[hook]
pub fn use_bridge() -> BridgeHandle {
    use_context().expect(PROVIDED)
}

/// Who is here.
#[hook]
pub fn use_presence() -> PresenceHandle {
    use_context().expect(PROVIDED)
}

/// What the person prefers.
#[hook]
pub fn use_prefs() -> PrefsHandle {
    use_context().expect(PROVIDED)
}

/// What has been fetched of the feed.
#[hook]
pub fn use_feed() -> FeedHandle {
    use_context().expect(PROVIDED)
}

/// What changes while one looks.
#[hook]
pub fn use_live() -> LiveHandle {
    use_context().expect(PROVIDED)
}

/// How whoever is at the screen is known here, and what waits for them.
#[hook]
pub fn use_me() -> MeHandle {
    use_context().expect(PROVIDED)
}

/// The same, for parts that are also drawn without the app around them.
#[hook]
pub fn use_me_if_any() -> Option<MeHandle> {
    use_context()
}

/// What people are called who are, or were, at this screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Names(Option<MeHandle>);

impl Names {
    /// What the person with this `sub` is called; see [`Me::name_of`].
    #[must_use]
    pub fn of(&self, sub: &Subject) -> String {
        self.0.as_ref().map_or_else(|| Me::default().name_of(sub), |me| me.name_of(sub))
    }
}

/// What people are called who are, or were, at this screen; also for parts drawn without the app around them.
#[hook]
pub fn use_names() -> Names {
    Names(use_context())
}

/// What waits until the backend answers.
#[hook]
pub fn use_queue() -> QueueHandle {
    use_context().expect(PROVIDED)
}

/// The same, for parts that are also drawn without the app around them.
#[hook]
pub fn use_queue_if_any() -> Option<QueueHandle> {
    use_context()
}

/// What has been begun.
#[hook]
pub fn use_drafts() -> DraftsHandle {
    use_context().expect(PROVIDED)
}

/// Says something for a moment.
#[derive(Clone, PartialEq)]
pub struct Notify(UseReducerDispatcher<Notices>);

impl std::fmt::Debug for Notify {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Notify")
    }
}

impl Notify {
    /// A way to say things to these notices.
    #[must_use]
    pub fn to(notices: &NoticesHandle) -> Self {
        Self(notices.dispatcher())
    }

    /// Says that something worked, or is good to know.
    pub fn calm(&self, text: AttrValue) {
        self.0.dispatch(NoticeAction::Say(Tone::Calm, text, None));
    }

    /// Says what was done, and offers to take it back.
    pub fn offer(&self, text: AttrValue, deed: Deed) {
        self.0.dispatch(NoticeAction::Say(Tone::Calm, text, Some(deed)));
    }

    /// Says that something did not work.
    pub fn alarm(&self, text: AttrValue) {
        self.0.dispatch(NoticeAction::Say(Tone::Alarm, text, None));
    }
}

/// A way to say things; listening to it does not draw anything again.
#[hook]
pub fn use_notify() -> Notify {
    use_context().expect(PROVIDED)
}
