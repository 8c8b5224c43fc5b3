//! Messages that come and go.

use gloo_timers::callback::Timeout;
use yew::prelude::*;

use crate::{
    hooks::NoticesHandle,
    i18n::{msg, use_words},
    state::notices::{Deed, NoticeAction, NoticeEntry, Tone},
    ui::{Glyph, Icon},
};

/// How long a calm message stays; an alarm stays until it has been read.
const SHOWN_MS: u32 = 6_000;

/// How long one stays that can be answered: whoever works by keyboard has to get there first.
const ANSWERABLE_MS: u32 = 20_000;

/// The messages that are shown now, over the page's foot.
#[component]
pub fn NoticeList() -> Html {
    let notices = use_context::<NoticesHandle>().expect("app.rs provides this context");
    let ondismiss = {
        let notices = notices.dispatcher();
        Callback::from(move |id| notices.dispatch(NoticeAction::Dismiss(id)))
    };
    let of_tone = |tone: Tone| {
        notices
            .entries
            .iter()
            .filter(move |entry| entry.tone == tone)
            .map(|entry| html! { <Toast key={entry.id} entry={entry.clone()} ondismiss={ondismiss.clone()} /> })
            .collect::<Html>()
    };
    // The live regions are there before the messages, or nothing is announced.
    html! {
        <div class="toasts">
            <div class="toasts__group" aria-live="assertive">{ of_tone(Tone::Alarm) }</div>
            <div class="toasts__group" aria-live="polite">{ of_tone(Tone::Calm) }</div>
        </div>
    }
}

/// Properties of [`Toast`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct ToastProps {
    /// The message.
    pub entry: NoticeEntry,
    /// It has been read, or shown long enough.
    pub ondismiss: Callback<u32>,
}

/// One message.
#[component]
pub(super) fn Toast(props: &ToastProps) -> Html {
    let words = use_words();
    let (id, tone) = (props.entry.id, props.entry.tone);
    let stays = if props.entry.deed.is_some() { ANSWERABLE_MS } else { SHOWN_MS };
    let dismiss = props.ondismiss.reform(move |()| id);
    {
        let dismiss = dismiss.clone();
        use_effect_with((), move |()| {
            let timer = (tone == Tone::Calm).then(|| Timeout::new(stays, move || dismiss.emit(())));
            move || drop(timer)
        });
    }
    let (name, glyph) = match tone {
        Tone::Calm => ("calm", Glyph::Lamp),
        Tone::Alarm => ("alarm", Glyph::Warning),
    };
    html! {
        <div class="toast" data-tone={name}>
            <Icon {glyph} />
            <span class="toast__text">{ props.entry.text.clone() }</span>
            if let Some(deed) = &props.entry.deed {
                <button class="toast__deed" type="button" onclick={act(deed, &dismiss)}>{ deed.label.clone() }</button>
            }
            <button class="button button--icon" type="button" aria-label={words.say(msg("dismiss"))} onclick={dismiss.reform(|_: MouseEvent| ())}>
                <Icon glyph={Glyph::Close} />
            </button>
        </div>
    }
}

/// Does what a message offers, and takes the message away.
fn act(deed: &Deed, dismiss: &Callback<()>) -> Callback<MouseEvent> {
    let (done, dismiss) = (deed.done.clone(), dismiss.clone());
    Callback::from(move |_| {
        dismiss.emit(());
        done.emit(());
    })
}
