//! The list of keys and sessions.

use houseguest_protocol::{
    identity::{EndSessionRequest, KeyInfo, KeyKind, KeyList, SessionInfo, SessionPlace, Thumbprint},
    window::CommandError,
};
use yew::{platform::spawn_local, prelude::*};

use crate::{
    features::shared::{Retry, failure},
    hooks::{use_bridge, use_notify},
    i18n::{Words, msg, use_words},
    state::remote::Remote,
    ui::{Button, ButtonKind, Glyph, Icon, TimeAgo},
};

/// Properties of [`Access`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct AccessProps {
    /// Whether there are keys to list, or only sessions.
    pub has_keys: bool,
}

/// What is about to be taken away, once it is confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Going {
    Key(Thumbprint),
    Session(EndSessionRequest),
}

/// Who has access: keys by what they are for, and sessions. Each can be ended, except this one.
#[component]
pub(super) fn Access(props: &AccessProps) -> Html {
    let words = use_words();
    let (bridge, notify) = (use_bridge(), use_notify());
    let list = use_state_eq(|| Remote::<KeyList>::Waiting);
    let asked = use_state_eq(|| None::<Going>);
    let busy = use_state_eq(|| false);
    let round = use_state_eq(|| 0_u32);
    {
        let (bridge, list) = (bridge.clone(), list.setter());
        use_effect_with(*round, move |_| {
            spawn_local(async move {
                list.set(bridge.keys().await.map_or_else(Remote::Failed, Remote::Ready));
            });
        });
    }
    let again = {
        let (round, list) = (round.clone(), list.setter());
        Callback::from(move |()| {
            list.set(Remote::Waiting);
            round.set(*round + 1);
        })
    };
    let keep = {
        let asked = asked.setter();
        Callback::from(move |()| asked.set(None))
    };
    let confirm = {
        let (words, busy, asked, list) = (words.clone(), busy.setter(), asked.clone(), list.setter());
        Callback::from(move |()| {
            let Some(going) = *asked else { return };
            busy.set(true);
            let (bridge, notify, words) = (bridge.clone(), notify.clone(), words.clone());
            let (busy, asked, list) = (busy.clone(), asked.setter(), list.clone());
            spawn_local(async move {
                let outcome: Result<KeyList, CommandError> = match going {
                    Going::Key(key) => bridge.revoke_key(key, false).await,
                    Going::Session(session) => bridge.end_session(session).await,
                };
                match outcome {
                    Ok(left) => {
                        list.set(Remote::Ready(left));
                        notify.calm(words.say(msg("devices-removed")));
                    }
                    Err(error) => notify.alarm(failure::sentence(&words, &error)),
                }
                asked.set(None);
                busy.set(false);
            });
        })
    };
    let ask = |going: Going| {
        let asked = asked.setter();
        Callback::from(move |()| asked.set(Some(going)))
    };
    let question = |going: Going, text: AttrValue| {
        (*asked == Some(going)).then(|| {
            html! {
                <div class="device__question" role="group" aria-label={text.clone()}>
                    <p>{ text }</p>
                    <div class="buttons">
                        <Button kind={ButtonKind::Primary} busy={*busy} onclick={confirm.clone()}>{ words.say(msg("devices-remove-confirm")) }</Button>
                        <Button onclick={keep.clone()}>{ words.say(msg("devices-remove-keep")) }</Button>
                    </div>
                </div>
            }
        })
    };
    let key_row = |key: &KeyInfo| {
        let going = Going::Key(key.thumbprint);
        let (name, text) = match key.kind {
            KeyKind::Device => (
                key.label.clone().map_or_else(|| words.say(msg("devices-unnamed")), AttrValue::from),
                msg("devices-remove-key-text"),
            ),
            KeyKind::Recovery => (words.say(msg("devices-kit")), msg("devices-remove-kit-text")),
        };
        html! {
            <li class="device" data-key={key.thumbprint.to_string()}>
                <Icon glyph={if key.kind == KeyKind::Device { Glyph::Key } else { Glyph::Lamp }} />
                <div class="device__text">
                    <p class="device__name"><bdi>{ name.clone() }</bdi>{ badge(&words, key.is_this_device) }</p>
                    <p class="device__when">{ words.say(msg("devices-added")) }{ " " }<TimeAgo at={key.created_at} /></p>
                    if key.last_used_at != key.created_at {
                        <p class="device__when">{ words.say(msg("devices-used")) }{ " " }<TimeAgo at={key.last_used_at} /></p>
                    }
                </div>
                if !key.is_this_device && *asked != Some(going) {
                    <Button label={words.say_with(msg("devices-remove-named"), &[("name", name.to_string().into())])} onclick={ask(going)}>{ words.say(msg("devices-remove")) }</Button>
                }
                { question(going, words.say(text)) }
            </li>
        }
    };
    let session_row = |session: &SessionInfo| {
        let going = Going::Session(EndSessionRequest { id: session.id, place: session.place });
        let name = session_name(&words, session);
        html! {
            <li class="device" data-own-session={session.id.to_string()}>
                <Icon glyph={Glyph::Door} />
                <div class="device__text">
                    <p class="device__name"><bdi>{ name.clone() }</bdi>{ badge(&words, session.is_this_one) }</p>
                    <p class="device__when">{ words.say(msg("devices-used")) }{ " " }<TimeAgo at={session.last_used_at} /></p>
                </div>
                if !session.is_this_one && *asked != Some(going) {
                    <Button label={words.say_with(msg("devices-end-named"), &[("name", name.to_string().into())])} onclick={ask(going)}>{ words.say(msg("devices-end")) }</Button>
                }
                { question(going, words.say(msg("devices-end-text"))) }
            </li>
        }
    };
    match &*list {
        Remote::Waiting => html! {
            <section class="card" aria-busy="true"><p role="status">{ words.say(msg("loading")) }</p></section>
        },
        Remote::Failed(error) => html! {
            <Retry title={words.say(msg("devices-failed"))} error={error.clone()} onretry={again} />
        },
        Remote::Ready(list) => html! {
            <>
                if props.has_keys {
                    <section class="card" aria-labelledby="keys-heading">
                        <h2 class="section-heading" id="keys-heading">{ words.say(msg("devices-keys-heading")) }</h2>
                        <p>{ words.say(msg("devices-keys-text")) }</p>
                        <ul class="device-list">{ for list.keys.iter().map(key_row) }</ul>
                    </section>
                }
                <section class="card card--quiet" aria-labelledby="sessions-heading">
                    <h2 class="section-heading" id="sessions-heading">{ words.say(msg("devices-sessions-heading")) }</h2>
                    <p>{ words.say(msg("devices-sessions-text")) }</p>
                    <ul class="device-list">{ for list.sessions.iter().map(session_row) }</ul>
                </section>
            </>
        },
    }
}

fn badge(words: &Words, is_this: bool) -> Option<Html> {
    is_this.then(|| html! { <span class="device__badge">{ words.say(msg("devices-this-one")) }</span> })
}

fn session_name(words: &Words, session: &SessionInfo) -> AttrValue {
    let named = session.label.as_ref().or(session.application.as_ref());
    match (named, session.place) {
        (Some(name), _) => AttrValue::from(name.clone()),
        (None, SessionPlace::App) => words.say(msg("devices-unnamed")),
        (None, SessionPlace::Browser) => words.say(msg("devices-a-browser")),
    }
}
