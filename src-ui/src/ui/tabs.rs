//! A few views of which one is shown.

use web_sys::HtmlElement;
use yew::prelude::*;

/// One tab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab {
    /// Its name; its ids begin with it.
    pub name: AttrValue,
    /// Its words.
    pub label: AttrValue,
}

/// Properties of [`Tabs`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct TabsProps {
    /// What the tabs are for.
    pub label: AttrValue,
    /// The tabs.
    pub tabs: Vec<Tab>,
    /// The name of the one that is shown.
    pub shown: AttrValue,
    /// Another one is wanted.
    pub onshow: Callback<AttrValue>,
    /// What the shown one holds.
    pub children: Html,
}

/// Tabs: one stop for Tab, arrows between them, as the system's own are worked.
#[component]
pub fn Tabs(props: &TabsProps) -> Html {
    let list = use_node_ref();
    let present = props.tabs.iter().position(|tab| tab.name == props.shown).unwrap_or_default();
    let onkeydown = {
        let (list, tabs, onshow) = (list.clone(), props.tabs.clone(), props.onshow.clone());
        Callback::from(move |event: KeyboardEvent| {
            let Some(list) = list.cast::<HtmlElement>() else { return };
            let to_the_left = list.closest("[dir=rtl]").ok().flatten().is_some();
            let last = tabs.len().saturating_sub(1);
            let next = match (event.key().as_str(), to_the_left) {
                ("ArrowRight", false) | ("ArrowLeft", true) => {
                    if present == last {
                        0
                    } else {
                        present + 1
                    }
                }
                ("ArrowLeft", false) | ("ArrowRight", true) => present.checked_sub(1).unwrap_or(last),
                ("Home", _) => 0,
                ("End", _) => last,
                _ => return,
            };
            event.prevent_default();
            if let Some(tab) = tabs.get(next) {
                onshow.emit(tab.name.clone());
                let button = list.query_selector(&format!("#{}-tab", tab.name)).ok().flatten();
                if let Some(button) = button.and_then(|it| wasm_bindgen::JsCast::dyn_into::<HtmlElement>(it).ok()) {
                    // Refused only for an element that has left the page.
                    let _ = button.focus();
                }
            }
        })
    };
    html! {
        <div class="tabs">
            <div class="tabs__list" role="tablist" aria-label={props.label.clone()} ref={list} {onkeydown}>
                { for props.tabs.iter().map(|tab| {
                    let shown = tab.name == props.shown;
                    let name = tab.name.clone();
                    html! {
                        <button class="tabs__tab" type="button" role="tab" id={format!("{}-tab", tab.name)}
                            aria-selected={if shown { "true" } else { "false" }} aria-controls={format!("{}-panel", props.shown)}
                            tabindex={if shown { "0" } else { "-1" }} onclick={props.onshow.reform(move |_: MouseEvent| name.clone())}>
                            { tab.label.clone() }
                        </button>
                    }
                }) }
            </div>
            <div class="tabs__panel" role="tabpanel" tabindex="0" id={format!("{}-panel", props.shown)} aria-labelledby={format!("{}-tab", props.shown)}>
                { props.children.clone() }
            </div>
        </div>
    }
}
