//! A question that has to be answered first, or a drawer beside the page.

use web_sys::HtmlDialogElement;
use yew::prelude::*;

use super::icon::{Glyph, Icon};
use crate::i18n::{msg, use_words};

/// Where a dialog opens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DialogPlace {
    /// Over the page.
    #[default]
    Middle,
    /// At the page's end, as tall as the page.
    Drawer,
}

/// Properties of [`Dialog`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct DialogProps {
    /// The id of its heading, which names it.
    pub id: AttrValue,
    /// Its heading.
    pub heading: AttrValue,
    /// Where it opens.
    #[prop_or_default]
    pub place: DialogPlace,
    /// Whether it is open.
    pub open: bool,
    /// It was closed: by its button, or by Escape.
    pub onclose: Callback<()>,
    /// What it holds.
    pub children: Html,
}

/// A native `<dialog>`: the browser keeps the focus in it, closes it by Escape, and gives the focus back.
#[component]
pub fn Dialog(props: &DialogProps) -> Html {
    let words = use_words();
    let dialog = use_node_ref();
    {
        let dialog = dialog.clone();
        use_effect_with(props.open, move |open| {
            let Some(dialog) = dialog.cast::<HtmlDialogElement>() else { return };
            match (*open, dialog.open()) {
                // Refused only for an element that has left the page.
                (true, false) => drop(dialog.show_modal()),
                (false, true) => dialog.close(),
                _ => {}
            }
        });
    }
    let class = match props.place {
        DialogPlace::Middle => "dialog",
        DialogPlace::Drawer => "dialog dialog--drawer",
    };
    // `close` follows Escape and the button alike; what is closed already stays closed.
    let onclose = props.onclose.reform(|_: Event| ());
    let close = props.onclose.reform(|_: MouseEvent| ());
    html! {
        <dialog {class} aria-labelledby={props.id.clone()} ref={dialog} {onclose}>
            <header class="dialog__head">
                <h2 class="dialog__heading" id={props.id.clone()}>{ props.heading.clone() }</h2>
                <button class="button button--icon" type="button" aria-label={words.say(msg("dismiss"))} onclick={close}>
                    <Icon glyph={Glyph::Close} />
                </button>
            </header>
            <div class="dialog__body">{ props.children.clone() }</div>
        </dialog>
    }
}
