//! What every page of the Portal shares: language, navigation, who is logged in, and what was just done.

use std::ops;

use super::text::{AsText, Text, text};
use crate::{
    http::interaction::files::FILES,
    pages::{Words, views::Files},
};

/// What every page behind the log-in shares, and with it what every page does.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    porch: Porch,
    /// Who is logged in.
    pub(crate) operator: String,
    /// The token that every form carries.
    form_token: String,
    /// What was just done.
    pub(crate) flash: Option<Text>,
    room: Option<Room>,
    is_demo: bool,
}

/// A room of the Portal, as the navigation lists them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Room {
    Overview,
    Users,
    CleanUp,
    Events,
    AnonymousUsers,
    Applications,
    Session,
    Changes,
    Clock,
}

/// Rooms that belong together.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    pub(crate) title: Text,
    pub(crate) rooms: Vec<Room>,
}

impl Room {
    /// Where it is.
    pub(crate) const fn path(self) -> &'static str {
        match self {
            Self::Overview => "/portal",
            Self::Users => "/portal/users",
            Self::CleanUp => "/portal/clean-up",
            Self::Events => "/portal/events",
            Self::AnonymousUsers => "/portal/anonymous-users",
            Self::Applications => "/portal/applications",
            Self::Session => "/portal/session",
            Self::Changes => "/portal/changes",
            Self::Clock => "/portal/clock",
        }
    }

    /// What it is called.
    pub(crate) const fn title(self) -> Text {
        match self {
            Self::Overview => text("overview-title"),
            Self::Users => text("users-title"),
            Self::CleanUp => text("clean-up-title"),
            Self::Events => text("events-title"),
            Self::AnonymousUsers => text("anonymous-title"),
            Self::Applications => text("applications-title"),
            Self::Session => text("session-title"),
            Self::Changes => text("changes-title"),
            Self::Clock => text("clock-title"),
        }
    }

    /// Its sign: lines on a square of 24.
    pub(crate) fn icon(self) -> String {
        let lines = match self {
            Self::Overview => r#"<path d="M4 20V10M10 20V4M16 20v-7M21 20H3"/>"#,
            Self::Users => {
                r#"<circle cx="9" cy="8" r="3.5"/><path d="M2.5 20a6.5 6.5 0 0 1 13 0M16 5a3.5 3.5 0 0 1 0 6.5M18 14.5a6.5 6.5 0 0 1 3.5 5.5"/>"#
            }
            Self::CleanUp => r#"<path d="M14 3l-4 9M6 12h9l2 9H4zM8 21v-4M12 21v-4"/>"#,
            Self::Events => r#"<path d="M4 12h5M15 5l4 7-4 7M9 12l6-7M9 12l6 7"/>"#,
            Self::AnonymousUsers => {
                r#"<circle cx="12" cy="8" r="4" stroke-dasharray="3 2.5"/><path d="M4.5 20a7.5 7.5 0 0 1 15 0" stroke-dasharray="3 2.5"/>"#
            }
            Self::Applications => {
                r#"<rect x="3.5" y="3.5" width="7" height="7" rx="1.5"/><rect x="13.5" y="3.5" width="7" height="7" rx="1.5"/><rect x="3.5" y="13.5" width="7" height="7" rx="1.5"/><rect x="13.5" y="13.5" width="7" height="7" rx="1.5"/>"#
            }
            Self::Session => r#"<rect x="3" y="5" width="18" height="14" rx="2"/><path d="M3 9h18M7 14h4"/>"#,
            Self::Changes => r#"<path d="M4 6h11M4 12h7M4 18h5M14 19l6-6M20 17v-4h-4"/>"#,
            Self::Clock => r#"<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5l3.5 2"/>"#,
        };
        format!(r#"<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{lines}</svg>"#)
    }
}

impl Frame {
    /// A page for `operator` in `words`.
    pub(crate) fn new(words: Words, house: String, operator: String, form_token: String, is_demo: bool) -> Self {
        Self { porch: Porch::new(words, house), operator, form_token, flash: None, room: None, is_demo }
    }

    /// The page stands in that room.
    #[must_use]
    pub(crate) const fn within(mut self, room: Room) -> Self {
        self.room = Some(room);
        self
    }

    /// The page says what was just done.
    #[must_use]
    pub(crate) fn saying(mut self, flash: Option<Text>) -> Self {
        self.flash = flash;
        self
    }

    /// The reader's language.
    pub(crate) const fn words(&self) -> Words {
        self.porch.words
    }

    /// The hidden field that every form carries.
    pub(crate) fn hidden(&self) -> String {
        // Base64url: nothing in it needs escaping.
        format!(r#"<input type="hidden" name="form_token" value="{}">"#, self.form_token)
    }

    /// Whether the page stands there.
    pub(crate) fn is_in(&self, room: &Room) -> bool {
        self.room == Some(*room)
    }

    /// The navigation.
    pub(crate) fn groups(&self) -> Vec<Group> {
        let group = |title, rooms: &[Room]| Group { title, rooms: rooms.to_vec() };
        let mut groups = vec![
            group(text("rooms-people"), &[Room::Overview, Room::Users, Room::CleanUp]),
            group(text("rooms-settings"), {
                use Room::{AnonymousUsers, Applications, Changes, Events, Session};
                &[AnonymousUsers, Applications, Session, Events, Changes]
            }),
        ];
        if self.is_demo {
            groups.push(group(text("rooms-demo"), &[Room::Clock]));
        }
        groups
    }
}

impl ops::Deref for Frame {
    type Target = Porch;
    fn deref(&self) -> &Porch {
        &self.porch
    }
}

/// What the pages before the log-in share.
#[derive(Clone, Debug)]
pub(crate) struct Porch {
    words: Words,
    /// What the operator calls this place.
    pub(crate) house: String,
    /// Where the page's own files are.
    pub(crate) files: &'static Files,
}

impl Porch {
    /// A page in `words`.
    pub(crate) fn new(words: Words, house: String) -> Self {
        Self { words, house, files: &FILES }
    }

    /// The `lang` attribute.
    pub(crate) fn lang(&self) -> &'static str {
        self.words.lang()
    }

    /// The `dir` attribute.
    pub(crate) fn dir(&self) -> &'static str {
        self.words.dir()
    }

    /// A sentence without blanks.
    pub(crate) fn say(&self, id: &'static str) -> String {
        text(id).tell(self.words)
    }

    /// A sentence, to be told later.
    #[expect(clippy::unused_self, reason = "templates reach functions through the frame")]
    pub(crate) const fn text(&self, id: &'static str) -> Text {
        text(id)
    }

    /// A sentence.
    pub(crate) fn tell(&self, text: impl AsText) -> String {
        text.as_text().tell(self.words)
    }

    /// The title of a tab.
    pub(crate) fn tab(&self, page: impl AsText) -> String {
        text("portal-tab").with("page", page.as_text().clone()).with("house", self.house.as_str()).tell(self.words)
    }
}
