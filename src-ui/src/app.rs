//! The app: what everything needs, and the page for the address.

use yew::prelude::*;
use yew_router::prelude::*;

use crate::{
    bridge::{BridgeHandle, page},
    features::{
        devices::DevicesPage,
        feed::FeedPage,
        inspector::BehindTheScenes,
        not_found::NotFound,
        notifications::NotificationsPage,
        offline::{WaitingBanner, use_feed_arrivals, use_keeping_feed},
        preferences::PreferencesPage,
        profile::ProfilePage,
        shell::{Navigation, NoticeList, Porch, use_welcome},
        thread::ThreadPage,
        vault::{Loss, LostPanel, VaultPanel},
        you::YouPage,
    },
    hooks::{
        Arrived, DraftsHandle, FeedHandle, LiveHandle, MeHandle, NoticesHandle, Notify, PrefsHandle, PresenceHandle,
        QueueHandle, use_bridge, use_drafts, use_feed, use_keeping, use_keeping_drafts, use_knowing_me,
        use_knowing_queue, use_language, use_live, use_live_feed, use_me, use_notify, use_outside, use_prefs,
        use_presence, use_queue,
    },
    i18n::{Words, msg, use_words},
    routes::Route,
    state::{
        drafts::Drafts, feed::Feed, live::Live, look, me::Me, notices::Notices, preferences::Prefs, presence::Presence,
        queue::Queue,
    },
};

/// Properties of [`App`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct AppProps {
    /// The way outside.
    pub bridge: BridgeHandle,
    /// The words of the first moment.
    pub words: Words,
}

/// The whole interface.
#[component]
pub fn App(props: &AppProps) -> Html {
    let presence: PresenceHandle = use_reducer(Presence::default);
    let prefs: PrefsHandle = use_reducer(|| Prefs::remembered(look::recall(page::remembered_looks().as_deref())));
    let notices: NoticesHandle = use_reducer(Notices::default);
    let feed: FeedHandle = {
        let bridge = props.bridge.clone();
        use_reducer(move || Feed::recall(bridge.remembered_feed().as_deref()))
    };
    let queue: QueueHandle = use_reducer(Queue::default);
    let drafts: DraftsHandle = use_reducer(|| Drafts::recall(page::remembered_drafts().as_deref()));
    let live: LiveHandle = use_reducer(Live::default);
    let me: MeHandle = use_reducer(Me::default);
    let notify = Notify::to(&notices);
    let words = use_language(&prefs, &props.words, &notify);
    let arrived = use_memo((), |()| Arrived::default());
    use_looks(&prefs, &presence, &words);
    html! {
        // The way outside comes first: everything below may use it.
        <ContextProvider<BridgeHandle> context={props.bridge.clone()}>
        // Who is here and what they prefer; the language of all words follows from it.
        <ContextProvider<PresenceHandle> context={presence}>
        <ContextProvider<PrefsHandle> context={prefs}>
        <ContextProvider<Words> context={words}>
        // What is being said: the list of messages listens to one, everybody may speak through the other.
        <ContextProvider<NoticesHandle> context={notices}>
        <ContextProvider<Notify> context={notify}>
        // What outlives a page: the fetched feed, what waits, and what has been begun.
        <ContextProvider<FeedHandle> context={feed}>
        <ContextProvider<QueueHandle> context={queue}>
        <ContextProvider<DraftsHandle> context={drafts}>
        // What changes while one looks, and how whoever is here is known.
        <ContextProvider<LiveHandle> context={live}>
        <ContextProvider<MeHandle> context={me}>
        // The address comes last: pages change, the rest stays.
        <ContextProvider<Arrived> context={(*arrived).clone()}>
        <BrowserRouter>
            <House />
        </BrowserRouter>
        </ContextProvider<Arrived>>
        </ContextProvider<MeHandle>>
        </ContextProvider<LiveHandle>>
        </ContextProvider<DraftsHandle>>
        </ContextProvider<QueueHandle>>
        </ContextProvider<FeedHandle>>
        </ContextProvider<Notify>>
        </ContextProvider<NoticesHandle>>
        </ContextProvider<Words>>
        </ContextProvider<PrefsHandle>>
        </ContextProvider<PresenceHandle>>
        </ContextProvider<BridgeHandle>>
    }
}

/// Applies what is preferred and who is here to the page itself.
#[hook]
fn use_looks(prefs: &PrefsHandle, presence: &PresenceHandle, words: &Words) {
    use_effect_with(prefs.chosen.clone(), |chosen| {
        page::set_root_attribute("data-theme", look::theme_attribute(chosen.theme));
        page::set_root_attribute("data-density", Some(look::density_attribute(chosen.density)));
        page::set_root_attribute("data-motion", look::motion_attribute(chosen.motion));
        page::remember_looks(&look::to_remember(chosen));
    });
    use_effect_with(words.clone(), |words| {
        page::set_root_attribute("lang", Some(words.tag()));
        page::set_root_attribute("dir", Some(words.language().direction()));
        #[cfg(target_arch = "wasm32")]
        crate::stopped::speak(words);
    });
    use_effect_with(presence.session_name(), |name| page::set_root_attribute("data-session", *name));
}

/// Navigation, the page for the address, and what matters everywhere.
#[component]
fn House() -> Html {
    let words = use_words();
    let (bridge, presence, prefs, notify) = (use_bridge(), use_presence(), use_prefs(), use_notify());
    let (live, me) = (use_live(), use_me());
    let queue = use_queue();
    use_outside(&bridge, &presence, &live, &queue, &prefs);
    use_knowing_queue(&bridge, &presence, &queue, &notify, &words);
    let (drafts, feed) = (use_drafts(), use_feed());
    use_keeping_drafts(&drafts, &presence);
    use_live_feed(&bridge, &live, &feed);
    use_keeping_feed(&bridge, &feed);
    use_feed_arrivals(&queue, &feed);
    use_knowing_me(&bridge, &presence, &live, &me);
    use_keeping(&prefs, &presence);
    use_welcome(&presence, &notify, &words);
    let route = use_route::<Route>().unwrap_or(Route::NotFound);
    use_effect_with((route.title(), words.clone()), |(title, words)| page::set_title(&words.say(*title)));
    let loss = presence.session.ready().and_then(|session| {
        Loss::of(session, presence.vault.as_ref(), bridge.place()).map(|loss| (session.sub().cloned(), loss))
    });
    html! {
        <div class="house">
            <a class="skip-link" href="#content">{ words.say(msg("skip-to-content")) }</a>
            <Navigation />
            <main class="house__content" id="content" tabindex="-1">
                if let Some((sub, loss)) = loss {
                    <LostPanel {sub} {loss} />
                } else if let Some(vault) = presence.vault_to_show() {
                    <VaultPanel vault={vault.clone()} />
                }
                <WaitingBanner />
                <Switch<Route> render={show} />
            </main>
            <Porch />
            <BehindTheScenes />
            <NoticeList />
        </div>
    }
}

fn show(route: Route) -> Html {
    match route {
        Route::Feed => html! { <FeedPage /> },
        // One component for both, so that nothing is fetched again on the way from one to the other.
        Route::Thread { id } => html! { <ThreadPage key={id.to_string()} {id} /> },
        Route::Branch { id, comment } => html! { <ThreadPage key={id.to_string()} {id} branch={comment} /> },
        Route::Preferences => html! { <PreferencesPage /> },
        Route::You => html! { <YouPage /> },
        Route::Person { who } => html! { <ProfilePage key={who.0.as_str().to_owned()} sub={who.0.clone()} /> },
        Route::Notifications => html! { <NotificationsPage /> },
        #[cfg(feature = "stand-in")]
        Route::Parts => html! { <crate::features::parts::PartsPage /> },
        Route::Devices => html! { <DevicesPage /> },
        Route::NotFound => html! { <NotFound /> },
    }
}
