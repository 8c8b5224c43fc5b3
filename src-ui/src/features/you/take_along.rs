//! What a guest may want to do before they are erased.

use yew::{platform::spawn_local, prelude::*};

use crate::{
    features::shared::failure,
    hooks::{use_bridge, use_notify, use_session_errands},
    i18n::{msg, use_words},
    ui::{Button, Glyph, Mark, Notice, NoticeTone},
};

/// Offers to keep the account instead, and to save what the guest did.
#[component]
pub(super) fn TakeAlong() -> Html {
    let words = use_words();
    let (bridge, notify, errands) = (use_bridge(), use_notify(), use_session_errands());
    let busy = use_state_eq(|| false);
    let saved = use_state_eq(|| None::<String>);
    let keep = Callback::from(move |()| errands.keep_account());
    let save = {
        let (words, busy, saved) = (words.clone(), busy.setter(), saved.setter());
        Callback::from(move |()| {
            busy.set(true);
            let (bridge, notify, words) = (bridge.clone(), notify.clone(), words.clone());
            let (busy, saved) = (busy.clone(), saved.clone());
            spawn_local(async move {
                match bridge.save_export().await {
                    Ok(Some(file)) => saved.set(Some(file)),
                    Ok(None) => {}
                    Err(error) => notify.alarm(failure::sentence(&words, &error)),
                }
                busy.set(false);
            });
        })
    };
    html! {
        <div class="erase__first" role="group" aria-label={words.say(msg("erase-first"))}>
            <p>{ words.say(msg("erase-first")) }</p>
            <div class="buttons">
                <Button glyph={Glyph::Elsewhere} mark={Mark::KeepAccount} onclick={keep}>{ words.say(msg("erase-keep-instead")) }</Button>
                <Button glyph={Glyph::Copy} mark={Mark::SaveExport} busy={*busy} onclick={save}>{ words.say(msg("erase-export")) }</Button>
            </div>
            if let Some(file) = &*saved {
                <Notice tone={NoticeTone::Success} role="status">{ words.say_with(msg("erase-exported"), &[("file", file.clone().into())]) }</Notice>
            }
        </div>
    }
}
