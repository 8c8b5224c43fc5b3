//! One navigation: a bar at the foot of a phone, a rail beside a wide page.

use houseguest_protocol::window::Session;
use yew::prelude::*;
use yew_router::prelude::*;

use crate::{
    features::shared::FaceOf,
    hooks::{use_me, use_presence},
    i18n::{MessageId, msg, use_words},
    routes::Route,
    ui::{Glyph, Icon},
};

/// Links to the four places, and the house's name.
#[component]
pub fn Navigation() -> Html {
    let words = use_words();
    let (presence, me) = (use_presence(), use_me());
    let here = use_route::<Route>().unwrap_or(Route::Feed);
    let face = match presence.session.ready() {
        Some(Session::Guest { sub, .. } | Session::Member { sub, .. }) => {
            html! { <FaceOf sub={sub.clone()} /> }
        }
        _ => html! { <Icon glyph={Glyph::Door} /> },
    };
    let link = |name: &'static str, to: Route, said: MessageId, drawing: Html| {
        let current = to == here || (to == Route::Feed && matches!(here, Route::Thread { .. } | Route::Branch { .. }));
        html! { <NavLink {name} {to} label={words.say(said)} {current} {drawing} /> }
    };
    html! {
        <nav class="nav" aria-label={words.say(msg("nav-label"))}>
            <Link<Route> to={Route::Feed} classes="nav__house">
                <img class="nav__mark" src="/icon.svg" alt="" width="40" height="40" />
                <span>{ words.say(msg("house-name")) }</span>
            </Link<Route>>
            <ul class="nav__list">
                { link("feed", Route::Feed, msg("nav-feed"), html! { <Icon glyph={Glyph::Home} /> }) }
                { link("notifications", Route::Notifications, msg("nav-notifications"), html! {
                    <>
                        <Icon glyph={Glyph::Bell} />
                        if me.unread > 0 {
                            <span class="nav__badge" data-unread={me.unread.to_string()}>
                                <span aria-hidden="true">{ badge(me.unread) }</span>
                                <span class="visually-hidden">{ words.say_with(msg("nav-unread"), &[("count", me.unread.into())]) }</span>
                            </span>
                        }
                    </>
                }) }
                { link("preferences", Route::Preferences, msg("nav-preferences"), html! { <Icon glyph={Glyph::Sliders} /> }) }
                { link("you", Route::You, msg("nav-you"), face) }
            </ul>
        </nav>
    }
}

/// The number as there is room for it; how many it is exactly is said and not drawn.
fn badge(unread: u32) -> AttrValue {
    if unread > 9 { AttrValue::from("9+") } else { AttrValue::from(unread.to_string()) }
}

/// Properties of [`NavLink`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct NavLinkProps {
    /// The name by which journeys find it: `data-nav`.
    pub name: AttrValue,
    /// Where it leads.
    pub to: Route,
    /// Its words.
    pub label: AttrValue,
    /// Whether one is there.
    pub current: bool,
    /// What is drawn beside the words.
    pub drawing: Html,
}

/// A link of the navigation. Ours rather than the router's, which cannot say `aria-current`.
#[component]
pub(super) fn NavLink(props: &NavLinkProps) -> Html {
    let navigator = use_navigator();
    let onclick = {
        let to = props.to.clone();
        Callback::from(move |event: MouseEvent| {
            // A click with a key held down means another tab or window: the browser's business.
            let elsewhere = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
            if let Some(navigator) = navigator.as_ref().filter(|_| !elsewhere) {
                event.prevent_default();
                navigator.push(&to);
            }
        })
    };
    html! {
        <li class="nav__item">
            <a class="nav__link" href={props.to.to_path()} data-nav={props.name.clone()} aria-current={props.current.then_some("page")} {onclick}>
                <span class="nav__drawing">{ props.drawing.clone() }</span>
                <span>{ props.label.clone() }</span>
            </a>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_badge_has_room_for_one_digit() {
        assert_eq!([1, 9, 10, 99].map(badge), ["1", "9", "9+", "9+"].map(AttrValue::from));
    }
}
