//! The page of what waits for one.

use houseguest_protocol::{
    social::{IdempotencyKey, Notification, NotificationId, Page, PageRequest},
    window::Session,
};
use yew::{platform::spawn_local, prelude::*};

use super::NotificationItem;
use crate::{
    features::shared::{LoadMore, Retry, failure},
    hooks::{use_bridge, use_me, use_notify, use_presence, use_takes_focus},
    i18n::{msg, use_words},
    state::{
        me::MeAction,
        remote::{Listing, Phase},
    },
    ui::{Button, CommentSkeleton, Empty, Glyph, PageHeading},
};

/// How much is fetched at a time.
const PART: u32 = 30;

/// Answers and mentions, latest first. What was opened is read, and everything can be marked so at once.
#[component]
pub fn NotificationsPage() -> Html {
    let words = use_words();
    let (bridge, me, presence, notify) = (use_bridge(), use_me(), use_presence(), use_notify());
    let news = use_state(Listing::<Notification>::default);
    let takes_focus = use_takes_focus();
    let fetch = {
        let (bridge, news, me) = (bridge.clone(), news.setter(), me.dispatcher());
        Callback::from(move |mut listing: Listing<Notification>| {
            let (bridge, news, me) = (bridge.clone(), news.clone(), me.clone());
            spawn_local(async move {
                match bridge.notifications(PageRequest { after: listing.next.clone(), limit: Some(PART) }).await {
                    Ok(part) => {
                        me.dispatch(MeAction::Unread(part.unread));
                        listing.extend(Page { items: part.items, next: part.next }, |known, new| known.id == new.id);
                    }
                    Err(error) => listing.fail(error),
                }
                news.set(listing);
            });
        })
    };
    let is_known = matches!(presence.session.ready(), Some(Session::Guest { .. } | Session::Member { .. }));
    {
        let fetch = fetch.clone();
        let seen = use_mut_ref(|| None);
        use_effect_with((is_known, presence.generation, me.unread), move |(is_known, generation, unread)| {
            // A number that grows while one looks means that there is something to show.
            let before = seen.replace(Some((*is_known, *generation, *unread)));
            let again = before.is_none_or(|(was_known, of, had)| !was_known || of != *generation || had < *unread);
            if *is_known && again {
                fetch.emit(Listing::default());
            }
        });
    }
    let onretry = {
        let (fetch, news) = (fetch.clone(), news.setter());
        Callback::from(move |()| {
            news.set(Listing::default());
            fetch.emit(Listing::default());
        })
    };
    let onmore = {
        let (fetch, news, shown) = (fetch.clone(), news.setter(), (*news).clone());
        Callback::from(move |()| {
            let mut listing = shown.clone();
            listing.begin_more();
            news.set(listing.clone());
            fetch.emit(listing);
        })
    };
    // Shown as read at once, taken back when it was not taken.
    let read_up_to = {
        let (bridge, news, shown, me) = (bridge.clone(), news.setter(), (*news).clone(), me.clone());
        let (notify, words) = (notify.clone(), words.clone());
        Callback::from(move |up_to: NotificationId| {
            let before = me.unread;
            let mut listing = shown.clone();
            for item in listing.items.iter_mut().filter(|item| item.id <= up_to) {
                item.read = true;
            }
            let left = listing.items.iter().filter(|item| !item.read).count();
            news.set(listing);
            me.dispatch(MeAction::Unread(u32::try_from(left).unwrap_or(u32::MAX)));
            let (bridge, news, shown, me) = (bridge.clone(), news.clone(), shown.clone(), me.dispatcher());
            let (notify, words) = (notify.clone(), words.clone());
            spawn_local(async move {
                match bridge.read_notifications(up_to, IdempotencyKey::random()).await {
                    Ok(left) => me.dispatch(MeAction::Unread(left.unread)),
                    Err(error) => {
                        news.set(shown);
                        me.dispatch(MeAction::Unread(before));
                        let reason = failure::reason(&words, &error).to_string();
                        notify.alarm(words.say_with(msg("news-not-read"), &[("reason", reason.into())]));
                    }
                }
            });
        })
    };
    let latest = news.items.iter().map(|item| item.id).max();
    let onread = latest.filter(|_| me.unread > 0).map(|latest| read_up_to.reform(move |()| latest));
    html! {
        <div class="page">
            <header class="page__head page__head--beside">
                <PageHeading {takes_focus}>{ words.say(msg("news-heading")) }</PageHeading>
                if let Some(onread) = onread {
                    <Button glyph={Glyph::Check} onclick={onread}>{ words.say(msg("news-read-all")) }</Button>
                }
            </header>
            { match &news.phase {
                _ if !is_known => html! {
                    <Empty glyph={Glyph::Lamp} title={words.say(msg("news-visitor"))} text={words.say(msg("news-visitor-text"))} />
                },
                Phase::First => html! { <CommentSkeleton /> },
                Phase::Failed(error) => html! {
                    <Retry title={words.say(msg("news-failed"))} error={error.clone()} {onretry} />
                },
                _ if news.is_empty() => html! {
                    <Empty glyph={Glyph::Lamp} title={words.say(msg("news-empty"))} text={words.say(msg("news-empty-text"))} />
                },
                phase => html! {
                    <>
                        <ul class="news-list">
                            { for news.items.iter().map(|item| {
                                let id = item.id;
                                html! { <NotificationItem key={id.to_string()} news={item.clone()} onopen={read_up_to.reform(move |()| id)} /> }
                            }) }
                        </ul>
                        <LoadMore phase={phase.clone()} has_more={news.next.is_some()} label={words.say(msg("news-more"))} {onmore} />
                    </>
                },
            } }
        </div>
    }
}
