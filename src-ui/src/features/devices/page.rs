//! The page about one's devices.

use houseguest_protocol::{
    identity::SessionType,
    window::{Session, WhereKeyLives},
};
use yew::prelude::*;
use yew_router::prelude::*;

use super::{access::Access, joining::Joining, kit_form::KitForm, offering::Offering, restoring::Restoring};
use crate::{
    bridge::Place,
    features::shared::Retry,
    hooks::{use_bridge, use_presence, use_session_errands, use_takes_focus},
    i18n::{msg, use_words},
    routes::Route,
    state::remote::Remote,
    ui::{Notice, NoticeTone, PageHeading},
};

/// What there is to do depends on who is here, and on whether this place keeps keys.
#[component]
pub fn DevicesPage() -> Html {
    let words = use_words();
    let (bridge, presence, errands) = (use_bridge(), use_presence(), use_session_errands());
    let again = Callback::from(move |()| errands.ask_again());
    let takes_focus = use_takes_focus();
    let in_window = bridge.place() == Place::Window;
    let by_cookie = bridge.session_types().is_some_and(|types| types.in_use == SessionType::Cookie);
    let content = match &presence.session {
        Remote::Waiting => html! { <p role="status">{ words.say(msg("loading")) }</p> },
        Remote::Failed(error) => html! {
            <Retry title={words.say(msg("devices-failed"))} error={error.clone()} onretry={again} />
        },
        Remote::Ready(Session::Guest { sub, key: WhereKeyLives::Vault { .. }, .. }) => html! {
            <>
                <Access key={sub.to_string()} has_keys=true />
                <KitForm />
                <Joining />
            </>
        },
        Remote::Ready(Session::Guest { .. } | Session::Member { .. }) if by_cookie => html! {
            <Notice>{ words.say(msg("devices-cookie")) }</Notice>
        },
        Remote::Ready(Session::Guest { sub, .. }) => html! {
            <>
                <Notice tone={NoticeTone::Glow}>{ words.say(msg("devices-browser-guest")) }</Notice>
                <Access key={sub.to_string()} has_keys=false />
            </>
        },
        Remote::Ready(Session::Member { sub, .. }) => html! {
            <>
                <Notice>{ words.say(msg("devices-member")) }</Notice>
                <Access key={sub.to_string()} has_keys=false />
            </>
        },
        Remote::Ready(Session::SignedOut { .. } | Session::Ended { .. }) => html! {
            <Notice>{ words.say(msg("devices-come-back-first")) }</Notice>
        },
        Remote::Ready(Session::Visitor | Session::Lost { .. } | Session::Removed { .. }) if in_window => html! {
            <>
                <Restoring />
                <Offering />
            </>
        },
        Remote::Ready(_) => html! { <Notice>{ words.say(msg("devices-not-in-browser")) }</Notice> },
    };
    html! {
        <div class="page" data-devices="">
            <header class="page__head">
                <PageHeading {takes_focus}>{ words.say(msg("devices-heading")) }</PageHeading>
                <p class="lede">{ words.say(msg("devices-lede")) }</p>
            </header>
            { content }
            <p><Link<Route> to={Route::You}>{ words.say(msg("devices-back")) }</Link<Route>></p>
        </div>
    }
}
