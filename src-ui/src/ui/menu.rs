//! A few things to do, behind a button.

use wasm_bindgen::JsCast;
use web_sys::{FocusEvent, HtmlElement, Node};
use yew::prelude::*;

use super::icon::{Glyph, Icon};

/// One thing to do.
#[derive(Clone, Debug, PartialEq)]
pub struct MenuItem {
    /// Its words.
    pub label: AttrValue,
    /// A drawing before them.
    pub glyph: Glyph,
    /// Whether it cannot be taken back.
    pub danger: bool,
    /// It was chosen.
    pub onchoose: Callback<()>,
}

/// Properties of [`Menu`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct MenuProps {
    /// What the button is called.
    pub label: AttrValue,
    /// What can be done.
    pub items: Vec<MenuItem>,
}

/// A button that opens a menu: arrows move, Enter chooses, Escape closes and gives the focus back.
#[component]
pub fn Menu(props: &MenuProps) -> Html {
    let open = use_state_eq(|| false);
    let (place, button) = (use_node_ref(), use_node_ref());
    {
        let place = place.clone();
        use_effect_with(*open, move |open| {
            if *open {
                focus(&place, |_, _| 0);
            }
        });
    }
    let close = {
        let (open, button) = (open.clone(), button.clone());
        move || {
            open.set(false);
            if let Some(button) = button.cast::<HtmlElement>() {
                // Refused only for an element that has left the page.
                let _ = button.focus();
            }
        }
    };
    let onkeydown = {
        let (place, open, close) = (place.clone(), open.clone(), close.clone());
        Callback::from(move |event: KeyboardEvent| {
            match event.key().as_str() {
                "Escape" if *open => close(),
                "ArrowDown" if !*open => open.set(true),
                "ArrowDown" => focus(&place, |now, count| now.map_or(0, |now| (now + 1) % count)),
                "ArrowUp" => focus(&place, |now, count| now.map_or(count - 1, |now| (now + count - 1) % count)),
                "Home" => focus(&place, |_, _| 0),
                "End" => focus(&place, |_, count| count - 1),
                _ => return,
            }
            event.prevent_default();
        })
    };
    let onfocusout = {
        let (place, open) = (place.clone(), open.clone());
        Callback::from(move |event: FocusEvent| {
            let to = event.related_target().and_then(|to| to.dyn_into::<Node>().ok());
            if !place.cast::<Node>().is_some_and(|place| place.contains(to.as_ref())) {
                open.set(false);
            }
        })
    };
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    html! {
        <div class="menu" ref={place} {onkeydown} {onfocusout}>
            <button class="button button--icon" type="button" aria-haspopup="menu" aria-expanded={if *open { "true" } else { "false" }}
                aria-label={props.label.clone()} ref={button} onclick={toggle}>
                <Icon glyph={Glyph::More} />
            </button>
            if *open {
                <div class="menu__list" role="menu" aria-label={props.label.clone()}>
                    { for props.items.iter().map(|item| {
                        let (chosen, close) = (item.onchoose.clone(), close.clone());
                        let onclick = Callback::from(move |_: MouseEvent| {
                            close();
                            chosen.emit(());
                        });
                        html! {
                            <button class="menu__item" type="button" role="menuitem" tabindex="-1" data-tone={item.danger.then_some("danger")} {onclick}>
                                <Icon glyph={item.glyph} />
                                <span>{ item.label.clone() }</span>
                            </button>
                        }
                    }) }
                </div>
            }
        </div>
    }
}

/// Gives the focus to the item that `choose` names, from the present one and how many there are.
fn focus(place: &NodeRef, choose: impl Fn(Option<u32>, u32) -> u32) {
    let Some(items) = place.cast::<HtmlElement>().and_then(|place| place.query_selector_all("[role=menuitem]").ok())
    else {
        return;
    };
    let count = items.length();
    if count == 0 {
        return;
    }
    let item = |at: u32| items.item(at).and_then(|item| item.dyn_into::<HtmlElement>().ok());
    let present = (0..count).find(|at| item(*at).is_some_and(|item| item.matches(":focus").unwrap_or(false)));
    if let Some(item) = item(choose(present, count)) {
        // Refused only for an element that has left the page.
        let _ = item.focus();
    }
}
