//! One thing that waits, and one that was refused.

use houseguest_protocol::window::{RefusedWrite, WaitingPicture, WaitingWrite, Write};
use yew::{platform::spawn_local, prelude::*};

use super::errands::use_waiting_errands;
use crate::{
    bridge::files,
    features::shared::failure,
    hooks::use_bridge,
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
            if let Some(said) = words_of(&waiting.write) {
                <p class="waits__words" dir="auto">{ said.whole() }</p>
            }
            if let Some(picture) = waiting.write.picture() {
                <KeptPicture picture={picture.clone()} />
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
    let text = words_of(&refused.write).map(|said| said.whole()).unwrap_or_default();
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

#[derive(Clone, Debug, PartialEq, Properties)]
struct KeptPictureProps {
    picture: WaitingPicture,
}

/// The picture of a post that waits, once it is fetched from where it is kept.
#[component]
fn KeptPicture(props: &KeptPictureProps) -> Html {
    let (bridge, address) = (use_bridge(), use_state_eq(|| None::<AttrValue>));
    let WaitingPicture { key, format, alt } = &props.picture;
    {
        let (address, format) = (address.setter(), *format);
        use_effect_with(key.clone(), move |key| {
            let key = key.clone();
            spawn_local(async move {
                if let Ok(Some(text)) = bridge.kept_picture(key).await {
                    address.set(Some(files::address_of(format, &text)));
                }
            });
        });
    }
    let alt = alt.as_ref().map(ToString::to_string).unwrap_or_default();
    match &*address {
        Some(address) => html! { <img class="post-picture waits__picture" src={address.clone()} {alt} /> },
        None => Html::default(),
    }
}

const fn kind_of(write: &Write) -> MessageId {
    match write {
        Write::Comment { .. } => msg("waiting-comment"),
        Write::EditComment { .. } => msg("waiting-edit"),
        Write::DeleteComment { .. } => msg("waiting-deletion"),
        Write::Post { .. } => msg("waiting-post"),
        Write::React { .. } | Write::ReactToComment { .. } => msg("waiting-reaction"),
        Write::SavePreferences { .. } => msg("waiting-preferences"),
    }
}
