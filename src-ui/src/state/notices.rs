//! Short messages that come and go: what was done, and what was not.

use std::rc::Rc;

use yew::{AttrValue, Callback, Reducible};

/// How a notice is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// It worked, or is good to know: announced when there is a pause.
    Calm,
    /// Something did not work: announced at once.
    Alarm,
}

/// What can be done about a message: most often, to take back what it tells of.
#[derive(Clone, Debug, PartialEq)]
pub struct Deed {
    /// The button's words.
    pub label: AttrValue,
    /// It was pressed.
    pub done: Callback<()>,
}

/// A message.
#[derive(Clone, Debug, PartialEq)]
pub struct NoticeEntry {
    /// Tells notices apart.
    pub id: u32,
    /// How it is meant.
    pub tone: Tone,
    /// What it says.
    pub text: AttrValue,
    /// What can be done about it.
    pub deed: Option<Deed>,
}

/// The messages that are shown now, the oldest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Notices {
    /// The messages.
    pub entries: Vec<NoticeEntry>,
    next_id: u32,
}

/// What can happen to [`Notices`].
#[derive(Clone, Debug, PartialEq)]
pub enum NoticeAction {
    /// Something is to be said.
    Say(Tone, AttrValue, Option<Deed>),
    /// A message has been read, or has been shown long enough.
    Dismiss(u32),
}

/// More than this would cover what one is doing.
const SHOWN_AT_ONCE: usize = 3;

impl Reducible for Notices {
    type Action = NoticeAction;

    fn reduce(self: Rc<Self>, action: NoticeAction) -> Rc<Self> {
        let mut next = (*self).clone();
        match action {
            NoticeAction::Say(tone, text, deed) => {
                next.entries.retain(|entry| entry.text != text);
                next.entries.push(NoticeEntry { id: next.next_id, tone, text, deed });
                next.next_id += 1;
                let surplus = next.entries.len().saturating_sub(SHOWN_AT_ONCE);
                next.entries.drain(..surplus);
            }
            NoticeAction::Dismiss(id) => next.entries.retain(|entry| entry.id != id),
        }
        Rc::new(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_repeated_message_is_shown_once_and_old_ones_leave() {
        let say = |text: &'static str| NoticeAction::Say(Tone::Calm, text.into(), None);
        let notices = ["a", "b", "a", "c", "d"].map(say).into_iter().fold(Rc::new(Notices::default()), Notices::reduce);
        let texts: Vec<&str> = notices.entries.iter().map(|entry| entry.text.as_str()).collect();
        assert_eq!(texts, ["a", "c", "d"]);
        let notices = notices.clone().reduce(NoticeAction::Dismiss(notices.entries[1].id));
        assert_eq!(notices.entries.len(), 2);
    }
}
