//! The guest is gone: with the vault, with the session, or because the place removed it.

use houseguest_protocol::{
    values::Subject,
    window::{Removal, Session, VaultState},
};
use yew::prelude::*;

use super::screen::{Tone, VaultScreen};
use crate::{
    bridge::Place,
    features::shared::SubLine,
    hooks::{use_names, use_session_errands},
    i18n::{msg, use_words},
    ui::{Button, ButtonKind, Glyph, Mark},
};

/// Why a guest is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// Its key went with the vault.
    VaultGone,
    /// Its key is here, and the server does not know it.
    KeyRefused,
    /// It had no key, and its session is over.
    SessionOver,
    /// The server removed it, because nobody had been it for a long time.
    Removed,
    /// It lives on elsewhere: restored from a kit, or without this device.
    LivesElsewhere,
}

impl Loss {
    /// Why the guest of this session is gone, if it is.
    #[must_use]
    pub const fn of(session: &Session, vault: Option<&VaultState>, place: Place) -> Option<Self> {
        match (session, vault, place) {
            (Session::Removed { why: Removal::CleanUp, .. }, ..) => Some(Self::Removed),
            (Session::Removed { .. }, ..) => Some(Self::LivesElsewhere),
            (Session::Lost { .. }, _, Place::Browser) => Some(Self::SessionOver),
            (Session::Lost { .. }, Some(VaultState::Open { .. }), Place::Window) => Some(Self::KeyRefused),
            (Session::Lost { .. }, _, Place::Window) => Some(Self::VaultGone),
            _ => None,
        }
    }
}

/// Properties of [`LostPanel`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct LostPanelProps {
    /// The user, as far as it is remembered.
    pub sub: Option<Subject>,
    /// Why it is gone.
    pub loss: Loss,
}

/// Says plainly that this guest cannot be reached again, and offers to start as a visitor.
#[component]
pub fn LostPanel(props: &LostPanelProps) -> Html {
    let (words, names) = (use_words(), use_names());
    let errands = use_session_errands();
    let onclick = Callback::from(move |()| errands.start_fresh());
    let (name, glyph, heading, named, unnamed) = match props.loss {
        Loss::VaultGone => ("gone", Glyph::Key, msg("lost-heading"), msg("lost-text-named"), msg("lost-text")),
        Loss::KeyRefused => {
            ("refused", Glyph::Key, msg("lost-heading"), msg("refused-text-named"), msg("refused-text"))
        }
        Loss::SessionOver => {
            ("session_over", Glyph::Door, msg("lost-heading"), msg("session-over-text-named"), msg("session-over-text"))
        }
        Loss::LivesElsewhere => {
            ("elsewhere", Glyph::Elsewhere, msg("replaced-heading"), msg("replaced-text-named"), msg("replaced-text"))
        }
        Loss::Removed => {
            ("removed", Glyph::Door, msg("removed-heading"), msg("removed-text-named"), msg("removed-text"))
        }
    };
    let happened = html! {
        <>
            <p>{ match &props.sub {
                Some(sub) => words.say_with(named, &[("name", names.of(sub).into())]),
                None => words.say(unnamed),
            } }</p>
            if let Some(sub) = &props.sub {
                <p><SubLine sub={sub.clone()} /></p>
            }
        </>
    };
    let action = html! {
        <Button kind={ButtonKind::Primary} mark={Mark::StartFresh} {onclick}>{ words.say(msg("lost-start-fresh")) }</Button>
    };
    html! {
        <VaultScreen {name} tone={Tone::Danger} {glyph} heading={words.say(heading)} {happened} safe={words.say(msg("lost-safe"))} {action} />
    }
}

#[cfg(test)]
mod tests {
    use houseguest_protocol::window::OpenedBy;

    use super::*;

    #[test]
    fn a_guest_is_gone_for_the_reason_that_is_true() {
        let lost = Session::Lost { sub: None };
        let open = VaultState::Open { restored: false, opened_by: OpenedBy::CredentialStore };
        assert_eq!(Loss::of(&lost, Some(&open), Place::Window), Some(Loss::KeyRefused));
        assert_eq!(
            Loss::of(&lost, Some(&VaultState::Damaged { moved_to: None }), Place::Window),
            Some(Loss::VaultGone)
        );
        assert_eq!(Loss::of(&lost, None, Place::Window), Some(Loss::VaultGone), "until the vault is known");
        assert_eq!(Loss::of(&lost, Some(&VaultState::Absent), Place::Browser), Some(Loss::SessionOver));
        assert_eq!(Loss::of(&Session::Visitor, Some(&open), Place::Window), None);
    }
}
