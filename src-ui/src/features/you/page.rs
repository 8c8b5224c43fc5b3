//! The page about whoever is here.

use houseguest_protocol::{
    social::{Standing, friendly_name},
    values::Subject,
    window::Session,
};
use yew::prelude::*;
use yew_router::prelude::*;

use super::{Facts, Here, Safety, WaysOut};
use crate::{
    features::{
        keep_account::KeepAccount,
        shared::{FaceOf, Go, Retry, StandingLabel, SubLine},
    },
    hooks::{Names, use_names, use_presence, use_session_errands, use_takes_focus},
    i18n::{Words, msg, use_words},
    routes::Route,
    state::{
        presence::{Promotion, Purpose},
        remote::Remote,
    },
    ui::{Button, ButtonKind, Glyph, Icon, Mark, PageHeading},
};

/// Who one is here: visitor, guest, member, signed out or lost; and how to keep it.
#[component]
pub fn YouPage() -> Html {
    let words = use_words();
    let presence = use_presence();
    let errands = use_session_errands();
    let again = Callback::from({
        let errands = errands.clone();
        move |()| errands.ask_again()
    });
    let takes_focus = use_takes_focus();
    html! {
        <div class="page">
            <header class="page__head">
                <PageHeading {takes_focus}>{ words.say(msg("you-heading")) }</PageHeading>
            </header>
            if presence.promotion != Promotion::Idle && !matches!(presence.session.ready(), Some(Session::Guest { .. })) {
                <KeepAccount promotion={presence.promotion.clone()} purpose={presence.purpose} />
            }
            { match &presence.session {
                Remote::Waiting => html! { <p role="status">{ words.say(msg("loading")) }</p> },
                Remote::Failed(error) => html! {
                    <Retry title={words.say(msg("you-failed"))} error={error.clone()} onretry={again} />
                },
                Remote::Ready(session) => html! { <YouView session={session.clone()} promotion={presence.promotion.clone()} purpose={presence.purpose} /> },
            } }
        </div>
    }
}

/// Properties of [`YouView`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct YouViewProps {
    /// Who is here.
    pub session: Session,
    /// How a promotion is going.
    pub promotion: Promotion,
    /// What it is for.
    #[prop_or_default]
    pub purpose: Purpose,
}

/// The page's content for whoever is here.
#[component]
pub(super) fn YouView(props: &YouViewProps) -> Html {
    let (words, names) = (use_words(), use_names());
    let errands = use_session_errands();
    let errand = |run: fn(&crate::hooks::SessionErrands)| {
        let errands = errands.clone();
        Callback::from(move |()| run(&errands))
    };
    // What is happening comes first; the mere offer comes after what it is about.
    let under_way = props.promotion != Promotion::Idle;
    let keep = html! { <KeepAccount promotion={props.promotion.clone()} purpose={props.purpose} /> };
    match &props.session {
        Session::Visitor => html! {
            <section class="card you">
                <span class="empty__drawing"><Icon glyph={Glyph::Door} /></span>
                <h2 class="section-heading">{ words.say(msg("you-visitor")) }</h2>
                <p>{ words.say(msg("you-visitor-text")) }</p>
                <div class="buttons">
                    <Link<Route> to={Route::Feed} classes="button button--primary">{ words.say(msg("to-feed")) }</Link<Route>>
                    <Button kind={ButtonKind::Plain} mark={Mark::LogIn} onclick={errand(|errands| errands.log_in())}>{ words.say(msg("you-have-account")) }</Button>
                </div>
                <p>{ words.say(msg("you-was-guest")) }{ " " }{ to_devices(&words) }</p>
            </section>
        },
        Session::Guest { sub, since, key } => html! {
            <>
                if under_way {
                    { keep.clone() }
                }
                <section class="card you">
                    { who(&words, &names, sub, Standing::Guest) }
                    <p>{ words.say(msg("you-guest-text")) }</p>
                    <Facts sub={sub.clone()} since={*since} key_place={key.clone()} />
                    <p>{ to_devices(&words) }</p>
                </section>
                <Safety key_place={key.clone()} />
                if !under_way {
                    { keep.clone() }
                }
                <WaysOut here={Here::Guest(key.clone())} sub={sub.clone()} />
            </>
        },
        Session::Member { sub, since, login } => html! {
            <>
                <section class="card you">
                    { who(&words, &names, sub, Standing::Member) }
                    <p>{ words.say(msg("you-member-text")) }</p>
                    <Facts sub={sub.clone()} since={*since} login={login.clone().map(AttrValue::from)} />
                    <p>{ to_devices(&words) }</p>
                </section>
                <WaysOut here={Here::Member} sub={sub.clone()} />
            </>
        },
        Session::SignedOut { sub } => html! {
            <section class="card you">
                { who(&words, &names, sub, Standing::Guest) }
                <p>{ words.say(msg("you-signed-out-text")) }</p>
                <p><SubLine sub={sub.clone()} /></p>
                <Button kind={ButtonKind::Primary} glyph={Glyph::Key} mark={Mark::ComeBack} onclick={errand(|errands| errands.come_back())}>
                    { words.say(msg("you-come-back")) }
                </Button>
            </section>
        },
        Session::Ended { sub, login } => html! {
            <section class="card you">
                { who(&words, &names, sub, Standing::Member) }
                <p>{ words.say(msg("you-ended-text")) }</p>
                <Facts sub={sub.clone()} login={login.clone().map(AttrValue::from)} />
                <div class="buttons">
                    <Button kind={ButtonKind::Primary} glyph={Glyph::Elsewhere} mark={Mark::LogIn} onclick={errand(|errands| errands.log_in())}>
                        { words.say(msg("you-log-in")) }
                    </Button>
                    <Button kind={ButtonKind::Plain} mark={Mark::StartFresh} onclick={errand(|errands| errands.start_fresh())}>
                        { words.say(msg("you-leave-member")) }
                    </Button>
                </div>
            </section>
        },
        // The panel above the page says what happened, and has the one action.
        Session::Lost { .. } | Session::Removed { .. } => {
            html! {
                <>
                    <p class="lede">{ words.say(msg("you-lost-text")) }</p>
                    <p><Link<Route> to={Route::Devices}>{ words.say(msg("lost-restore")) }</Link<Route>></p>
                </>
            }
        }
    }
}

fn to_devices(words: &Words) -> Html {
    html! { <Link<Route> to={Route::Devices}>{ words.say(msg("you-devices")) }</Link<Route>> }
}

fn who(words: &Words, names: &Names, sub: &Subject, standing: Standing) -> Html {
    let name = names.of(sub);
    let is_made = name == friendly_name(sub);
    html! {
        <div class="you__who">
            <FaceOf sub={sub.clone()} large=true />
            <div>
                <h2 class="you__name"><Go to={Route::person(sub)}><bdi>{ name }</bdi></Go></h2>
                <p class="you__standing">
                    <StandingLabel {standing} />
                    if is_made {
                        <span>{ words.say(msg("you-name-hint")) }</span>
                    }
                </p>
            </div>
        </div>
    }
}
