//! One thing that waits, and one that was refused.

use houseguest_protocol::window::{RefusedWrite, WaitingWrite, Write};
use yew::prelude::*;

use super::errands::use_waiting_errands;
use crate::{
    features::shared::failure,
    i18n::{MessageId, msg, use_words},
    state::queue::words_of,
    ui::{Button, ButtonKind, CopyButton, Glyph, Icon, TimeAgo},
};

/// Properties of [`WaitingItem`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct WaitingItemProps {
    /// What waits.
    pub waiting: WaitingWrite,
}

/// What waits, since when, and the way to take it back.
#[component]
pub fn WaitingItem(props: &WaitingItemProps) -> Html {
    let (words, errands) = (use_words(), use_waiting_errands());
    let waiting = &props.waiting;
    let kind = words.say(kind_of(&waiting.write));
    let ontake = {
        let waiting = waiting.clone();
        Callback::from(move |()| errands.take_back(waiting.clone()))
    };
    html! {
        <li class="waits" data-waits={waiting.key.to_string()}>
            <p class="waits__what">
                <span class="waits__mark"><Icon glyph={Glyph::Lamp} />{ words.say(msg("waiting-mark")) }</span>
                <span>{ kind.clone() }</span>
                <TimeAgo at={waiting.since} />
            </p>
            if let Some((_, text)) = words_of(&waiting.write) {
                <p class="waits__words" dir="auto">{ text.to_owned() }</p>
            }
            <Button kind={ButtonKind::Plain} label={words.say_with(msg("waiting-take-back-what"), &[("what", kind.to_string().into())])} onclick={ontake}>
                { words.say(msg("waiting-take-back")) }
            </Button>
        </li>
    }
}

/// Properties of [`RefusedItem`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct RefusedItemProps {
    /// What was refused.
    pub refused: RefusedWrite,
}

/// Words that were refused after they had waited, and why. They stay until the person puts them away.
#[component]
pub fn RefusedItem(props: &RefusedItemProps) -> Html {
    let (words, errands) = (use_words(), use_waiting_errands());
    let refused = &props.refused;
    let onaway = {
        let key = refused.key.clone();
        Callback::from(move |()| errands.put_away(key.clone()))
    };
    let reason = failure::reason(&words, &refused.error).to_string();
    let text = words_of(&refused.write).map(|(_, text)| text.to_owned()).unwrap_or_default();
    html! {
        <li class="waits" data-refused={refused.key.to_string()}>
            <p class="waits__what">
                <span class="waits__mark" data-tone="danger"><Icon glyph={Glyph::Warning} />{ words.say(msg("waiting-refused-mark")) }</span>
                <span>{ words.say_with(msg("waiting-refused"), &[("reason", reason.into())]) }</span>
            </p>
            <p class="waits__words" dir="auto">{ text.clone() }</p>
            <div class="waits__ways">
                <CopyButton {text} label={words.say(msg("waiting-copy"))} />
                <Button kind={ButtonKind::Plain} onclick={onaway}>{ words.say(msg("waiting-put-away")) }</Button>
            </div>
        </li>
    }
}

const fn kind_of(write: &Write) -> MessageId {
    match write {
        Write::Comment { .. } => msg("waiting-comment"),
        Write::EditComment { .. } => msg("waiting-edit"),
        Write::DeleteComment { .. } => msg("waiting-deletion"),
        Write::React { .. } | Write::ReactToComment { .. } => msg("waiting-reaction"),
        Write::SavePreferences { .. } => msg("waiting-preferences"),
    }
}
