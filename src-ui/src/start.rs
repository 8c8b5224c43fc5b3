//! The first moment in a browser or a window.

use wasm_bindgen::prelude::wasm_bindgen;
use yew::prelude::*;

use crate::{
    app::{App, AppProps},
    bridge::{self, page},
    features::shell::{Unreachable, UnreachableProps},
    hooks::speak,
    state::look,
    stopped,
};

/// Finds the way outside and draws the app, or says why there is none.
#[wasm_bindgen(start)]
pub(crate) fn start() {
    stopped::watch();
    wasm_bindgen_futures::spawn_local(draw());
}

async fn draw() {
    let Some(root) =
        web_sys::window().and_then(|window| window.document()).and_then(|document| document.get_element_by_id("app"))
    else {
        // A page without a place for the app is not ours.
        return;
    };
    let chosen = look::recall(page::remembered_looks().as_deref()).language;
    // Both ask the outside: neither waits for the other.
    let (words, bridge) = futures::join!(speak(chosen.as_deref()), bridge::connect());
    match bridge {
        Ok(bridge) => {
            yew::Renderer::<App>::with_root_and_props(root, AppProps { bridge, words }).render();
        }
        Err(error) => {
            let onretry = Callback::from(|()| {
                if let Some(window) = web_sys::window() {
                    // Refused only while the page is being left anyway.
                    let _ = window.location().reload();
                }
            });
            let props = UnreachableProps { error, words, onretry };
            yew::Renderer::<Unreachable>::with_root_and_props(root, props).render();
        }
    }
}
