//! What else one can do with something.

use web_sys::Node;
use yew::prelude::*;

use crate::ui::{Glyph, Icon, focus};

/// One thing to do.
#[derive(Clone, Debug, PartialEq)]
pub struct Deed {
    /// A name by which journeys find it: `data-deed`.
    pub name: &'static str,
    /// A drawing before the words.
    pub glyph: Glyph,
    /// The words.
    pub label: AttrValue,
    /// It was chosen.
    pub onchoose: Callback<()>,
}

/// Properties of [`Menu`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct MenuProps {
    /// What the button is called.
    pub label: AttrValue,
    /// What one can do.
    pub deeds: Vec<Deed>,
}

/// A button that shows a few more. It closes when one was chosen, on Escape, and when the focus leaves it.
#[component]
pub fn Menu(props: &MenuProps) -> Html {
    let open = use_state_eq(|| false);
    let button = use_node_ref();
    let onclick = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let onkeydown = {
        let (open, button) = (open.clone(), button.clone());
        Callback::from(move |event: KeyboardEvent| {
            if *open && event.key() == "Escape" {
                event.stop_propagation();
                open.set(false);
                focus(&button);
            }
        })
    };
    let onfocusout = {
        let open = open.setter();
        Callback::from(move |event: FocusEvent| {
            let inside = event
                .current_target()
                .zip(event.related_target())
                .is_some_and(|(menu, to)| node(menu).contains(Some(&node(to))));
            if !inside {
                open.set(false);
            }
        })
    };
    html! {
        <div class="menu" {onkeydown} {onfocusout}>
            <button class="button button--icon" type="button" ref={button} data-menu="" aria-label={props.label.clone()}
                aria-expanded={if *open { "true" } else { "false" }} {onclick}>
                <Icon glyph={Glyph::More} />
            </button>
            if *open {
                <ul class="menu__list">
                    { for props.deeds.iter().map(|deed| {
                        let (open, chosen) = (open.setter(), deed.onchoose.clone());
                        let onclick = Callback::from(move |_: MouseEvent| {
                            open.set(false);
                            chosen.emit(());
                        });
                        html! {
                            <li key={deed.name}>
                                <button class="menu__deed" type="button" data-deed={deed.name} {onclick}>
                                    <Icon glyph={deed.glyph} /><span>{ deed.label.clone() }</span>
                                </button>
                            </li>
                        }
                    }) }
                </ul>
            }
        </div>
    }
}

/// Everything that has the focus, or could, is a node of the page.
fn node(target: web_sys::EventTarget) -> Node {
    wasm_bindgen::JsCast::unchecked_into(target)
}
