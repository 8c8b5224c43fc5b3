//! What parts expect around them, for tests that draw them natively.

use yew::{LocalServerRenderer, prelude::*};

use crate::{
    bridge::{
        BridgeHandle,
        stand_in::{Scene, StandIn},
    },
    hooks::{NoticesHandle, Notify, PrefsHandle, PresenceHandle},
    state::{notices::Notices, preferences::Prefs, presence::Presence},
};

/// Properties of [`Surroundings`].
#[derive(Clone, Debug, PartialEq, Properties)]
struct SurroundingsProps {
    content: Html,
}

#[component]
fn Surroundings(props: &SurroundingsProps) -> Html {
    let bridge = use_memo((), |()| BridgeHandle::new(StandIn::new(Scene::Visitor)));
    let presence: PresenceHandle = use_reducer(Presence::default);
    let prefs: PrefsHandle = use_reducer(Prefs::default);
    let notices: NoticesHandle = use_reducer(Notices::default);
    html! {
        <ContextProvider<BridgeHandle> context={(*bridge).clone()}>
        <ContextProvider<PresenceHandle> context={presence}>
        <ContextProvider<PrefsHandle> context={prefs}>
        <ContextProvider<Notify> context={Notify::to(&notices)}>
            { props.content.clone() }
        </ContextProvider<Notify>>
        </ContextProvider<PrefsHandle>>
        </ContextProvider<PresenceHandle>>
        </ContextProvider<BridgeHandle>>
    }
}

/// The part as HTML.
pub(crate) async fn drawn(content: Html) -> String {
    LocalServerRenderer::<Surroundings>::with_props(SurroundingsProps { content }).hydratable(false).render().await
}
