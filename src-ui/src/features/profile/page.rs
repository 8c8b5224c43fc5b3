//! Somebody's page: who they are here, and what they did.

use houseguest_protocol::{
    social::{Activity, PageRequest, Profile},
    values::Subject,
    window::ErrorCode,
};
use yew::{platform::spawn_local, prelude::*};

use super::{ProfileForm, TimelineList};
use crate::{
    bridge::page,
    features::{
        not_found::NotFound,
        shared::{BackToFeed, Counts, Face, LoadMore, Retry, StandingLabel, SubLine},
    },
    hooks::{use_bridge, use_me, use_presence, use_takes_focus},
    i18n::{msg, use_words},
    state::{
        me::MeAction,
        remote::{Listing, Phase, Remote},
    },
    ui::{Button, CommentSkeleton, Empty, Glyph, PageHeading, PostSkeleton},
};

/// How much of what they did is fetched at a time.
const PART: u32 = 30;

/// Properties of [`ProfilePage`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ProfilePageProps {
    /// Whose page.
    pub sub: Subject,
}

/// Somebody's page; one's own can be edited.
#[component]
pub fn ProfilePage(props: &ProfilePageProps) -> Html {
    let words = use_words();
    let (bridge, me, presence) = (use_bridge(), use_me(), use_presence());
    let profile = use_state(Remote::<Profile>::default);
    let done = use_state(Listing::<Activity>::default);
    let editing = use_state_eq(|| false);
    let takes_focus = use_takes_focus();

    let fetch_profile = {
        let (bridge, profile, sub) = (bridge.clone(), profile.setter(), props.sub.clone());
        Callback::from(move |()| {
            let (bridge, profile, sub) = (bridge.clone(), profile.clone(), sub.clone());
            spawn_local(async move {
                profile.set(match bridge.profile(sub).await {
                    Ok(known) => Remote::Ready(known),
                    Err(error) => Remote::Failed(error),
                });
            });
        })
    };
    let fetch_done = {
        let (bridge, done, sub) = (bridge.clone(), done.setter(), props.sub.clone());
        // What is shown now travels along: a state's handle holds what was shown when it was made.
        Callback::from(move |mut listing: Listing<Activity>| {
            let (bridge, done, sub) = (bridge.clone(), done.clone(), sub.clone());
            spawn_local(async move {
                match bridge.activity(sub, PageRequest { after: listing.next.clone(), limit: Some(PART) }).await {
                    Ok(part) => listing.extend(part, |known, new| known.comment.id == new.comment.id),
                    Err(error) => listing.fail(error),
                }
                done.set(listing);
            });
        })
    };
    {
        let (fetch_profile, fetch_done) = (fetch_profile.clone(), fetch_done.clone());
        // One's own page changes when one becomes a member.
        let who = (props.sub.clone(), presence.session_name());
        use_effect_with(who, move |_| {
            fetch_profile.emit(());
            fetch_done.emit(Listing::default());
        });
    }
    {
        // Coming from a list, one begins at the top.
        use_effect_with(props.sub.clone(), |_| page::scroll_to(0.0));
    }
    let onretry = {
        let fetch = fetch_done.clone();
        Callback::from(move |()| fetch.emit(Listing::default()))
    };
    let onmore = {
        let (fetch, done, shown) = (fetch_done.clone(), done.setter(), (*done).clone());
        Callback::from(move |()| {
            let mut listing = shown.clone();
            listing.begin_more();
            done.set(listing.clone());
            fetch.emit(listing);
        })
    };
    let onedit = {
        let editing = editing.setter();
        Callback::from(move |()| editing.set(true))
    };
    let onclose = {
        let editing = editing.setter();
        Callback::from(move |()| editing.set(false))
    };
    let onchanged = {
        let (editing, profile, me) = (editing.setter(), profile.setter(), me.dispatcher());
        let fetch = fetch_done.clone();
        Callback::from(move |changed: Profile| {
            me.dispatch(MeAction::Profile(Box::new(changed.clone())));
            profile.set(Remote::Ready(changed));
            fetch.emit(Listing::default());
            editing.set(false);
        })
    };

    let known = match &*profile {
        Remote::Waiting => {
            return html! {
                <div class="page">
                    <BackToFeed />
                    <PageHeading hidden=true>{ words.say(msg("title-person")) }</PageHeading>
                    <PostSkeleton count=1 />
                </div>
            };
        }
        Remote::Failed(error) if error.code == ErrorCode::NotFound => return html! { <NotFound /> },
        Remote::Failed(error) => {
            return html! {
                <div class="page">
                    <BackToFeed />
                    <PageHeading hidden=true>{ words.say(msg("title-person")) }</PageHeading>
                    <Retry title={words.say(msg("person-failed"))} error={error.clone()} onretry={fetch_profile} />
                </div>
            };
        }
        Remote::Ready(known) => known,
    };
    let (person, counts) = (&known.person, known.counts);
    html! {
        <div class="page" data-person={person.sub.as_str().to_owned()}>
            <BackToFeed />
            <section class="card person">
                if *editing {
                    <ProfileForm profile={known.clone()} {onchanged} oncancel={onclose} />
                } else {
                    <div class="person__head">
                        <Face avatar={person.avatar} large=true />
                        <div class="person__names">
                            <PageHeading {takes_focus}><bdi>{ person.name.clone() }</bdi></PageHeading>
                            <p class="person__handle">
                                <bdi class="handle">{ format!("@{}", person.handle) }</bdi>
                                <StandingLabel standing={person.standing} />
                            </p>
                        </div>
                        if known.mine {
                            <Button onclick={onedit}>{ words.say(msg("person-edit")) }</Button>
                        }
                    </div>
                    <p class="person__since">
                        { words.say_with(msg("person-since"), &[("date", page::long_date(words.tag(), known.joined_at).into())]) }
                    </p>
                    <Counts {counts} />
                    if known.mine {
                        <div class="person__sub"><SubLine sub={person.sub.clone()} /><p class="field__hint">{ words.say(msg("you-sub-hint")) }</p></div>
                    }
                }
            </section>
            <section class="stack" aria-labelledby="activity-heading">
                <h2 class="section-heading" id="activity-heading">{ words.say(msg("activity-heading")) }</h2>
                { match &done.phase {
                    Phase::First => html! { <CommentSkeleton /> },
                    Phase::Failed(error) => html! {
                        <Retry title={words.say(msg("activity-failed"))} error={error.clone()} {onretry} />
                    },
                    _ if done.is_empty() => html! {
                        <Empty glyph={Glyph::Comment} title={words.say(msg("activity-empty"))} text={words.say(msg("activity-empty-text"))} />
                    },
                    phase => html! {
                        <>
                            <TimelineList profile={known.clone()} activity={done.items.clone()} is_whole={done.next.is_none()} />
                            <LoadMore phase={phase.clone()} has_more={done.next.is_some()} label={words.say(msg("activity-more"))} {onmore} />
                        </>
                    },
                } }
            </section>
        </div>
    }
}
