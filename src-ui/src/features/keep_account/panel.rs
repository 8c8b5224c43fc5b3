//! The panel that keeps an account: what it is, what is happening, what came of it.

use houseguest_protocol::{identity::SessionType, values::Subject, window::PromotionState};
use yew::prelude::*;

use super::{by_hand::ByHandWay, kept::Kept};
use crate::{
    bridge::Place,
    features::shared::{SubLine, failure},
    hooks::{SessionErrands, use_bridge, use_session_errands},
    i18n::{Words, msg, use_words},
    state::presence::{Promotion, Purpose},
    ui::{Button, ButtonKind, CopyButton, Glyph, Icon, Mark, Notice, NoticeTone},
};

/// Properties of [`KeepAccount`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct KeepAccountProps {
    /// How the promotion is going.
    pub promotion: Promotion,
    /// What it is for.
    #[prop_or_default]
    pub purpose: Purpose,
}

/// Offers to keep the account, says what is happening while the browser is open, and what was kept.
#[component]
pub fn KeepAccount(props: &KeepAccountProps) -> Html {
    let words = use_words();
    let bridge = use_bridge();
    let place = bridge.place();
    let by_cookie = bridge.session_types().is_some_and(|types| types.in_use == SessionType::Cookie);
    let errands = use_session_errands();
    let log_in = props.purpose == Purpose::LogIn;
    let offer = |busy| if log_in { Html::default() } else { offer(&words, place, &errands, busy) };
    let content = match &props.promotion {
        Promotion::Idle => offer(false),
        Promotion::Starting if log_in => html! { <p>{ words.say(msg("log-in-starting")) }</p> },
        Promotion::Starting => offer(true),
        Promotion::Told(PromotionState::Waiting { url, by_hand }) => {
            let by_hand = html! { <ByHandWay offered={by_hand.clone()} {log_in} /> };
            waiting(&words, url, log_in, &errands, by_hand)
        }
        Promotion::Told(PromotionState::Promoted { .. }) if log_in => logged_in(&words, &errands),
        Promotion::Told(PromotionState::Promoted { sub }) => html! { <Kept sub={sub.clone()} /> },
        Promotion::Told(PromotionState::Merged { sub, guest }) => merged(&words, sub, guest, &errands),
        Promotion::Told(PromotionState::SignedInElsewhere { sub, guest }) => {
            elsewhere(&words, sub, guest, by_cookie, &errands)
        }
        Promotion::Told(PromotionState::Cancelled) => html! {
            <>
                <Notice>{ words.say(if log_in { msg("log-in-cancelled") } else { msg("keep-cancelled") }) }</Notice>
                { offer(false) }
            </>
        },
        Promotion::Told(PromotionState::Failed { error }) => {
            let reason = failure::reason(&words, error).to_string();
            html! {
                <>
                    <Notice tone={NoticeTone::Danger} role="alert">
                        { words.say_with(if log_in { msg("log-in-failed") } else { msg("keep-failed") }, &[("reason", reason.into())]) }
                    </Notice>
                    { offer(false) }
                </>
            }
        }
    };
    html! {
        <section class="card keep" data-promotion={props.promotion.name()} aria-live="polite" aria-label={words.say(msg("keep-heading"))}>
            { content }
        </section>
    }
}

fn errand(errands: &SessionErrands, run: fn(&SessionErrands)) -> Callback<()> {
    let errands = errands.clone();
    Callback::from(move |()| run(&errands))
}

fn offer(words: &Words, place: Place, errands: &SessionErrands, busy: bool) -> Html {
    html! {
        <>
            <h2 class="section-heading">{ words.say(msg("keep-heading")) }</h2>
            <p>{ words.say(msg("keep-text")) }</p>
            <ul class="ticks">
                <li><Icon glyph={Glyph::Check} />{ words.say(msg("keep-same-you")) }</li>
                <li><Icon glyph={Glyph::Check} />{ words.say(msg("keep-everything")) }</li>
                <li><Icon glyph={Glyph::Check} />{ words.say(msg("keep-anywhere")) }</li>
            </ul>
            <Button kind={ButtonKind::Primary} glyph={Glyph::Elsewhere} {busy} mark={Mark::KeepAccount} onclick={errand(errands, |errands| errands.keep_account())}>
                { words.say(if busy { msg("keep-starting") } else { msg("keep-button") }) }
            </Button>
            <p class="field__hint">{ words.say(if place == Place::Window { msg("keep-hint-window") } else { msg("keep-hint-browser") }) }</p>
        </>
    }
}

fn waiting(words: &Words, url: &str, log_in: bool, errands: &SessionErrands, by_hand: Html) -> Html {
    let (opened, now, then, text) = if log_in {
        (msg("log-in-step-opened"), msg("log-in-step-now"), msg("log-in-step-return"), msg("log-in-waiting-text"))
    } else {
        (msg("keep-step-opened"), msg("keep-step-sign-up"), msg("keep-step-return"), msg("keep-waiting-text"))
    };
    // A second start replaces the first, whose page is of no use from then on.
    let again: fn(&SessionErrands) = if log_in { SessionErrands::log_in } else { SessionErrands::keep_account };
    html! {
        <>
            <h2 class="section-heading">{ words.say(msg("keep-waiting")) }</h2>
            <ol class="steps">
                <li class="steps__step" data-state="done"><Icon glyph={Glyph::Check} />{ words.say(opened) }</li>
                <li class="steps__step" data-state="now"><span class="pulse" aria-hidden="true" />{ words.say(now) }</li>
                <li class="steps__step">{ words.say(then) }</li>
            </ol>
            <p>{ words.say(text) }</p>
            <details class="details">
                <summary>{ words.say(msg("keep-by-hand")) }</summary>
                <p>{ words.say(msg("keep-by-hand-text")) }</p>
                <span class="code-line">
                    <code class="code-line__code code-line__code--long" data-promotion-url="">{ url.to_owned() }</code>
                    <CopyButton text={url.to_owned()} label={words.say(msg("keep-copy-address"))} />
                </span>
            </details>
            { by_hand }
            <div class="buttons">
                <Button glyph={Glyph::Elsewhere} mark={Mark::OpenAgain} onclick={errand(errands, again)}>{ words.say(msg("keep-open-again")) }</Button>
                <Button kind={ButtonKind::Plain} mark={Mark::CancelPromotion} onclick={errand(errands, |errands| errands.cancel_promotion())}>
                    { words.say(msg("keep-cancel")) }
                </Button>
            </div>
        </>
    }
}

fn logged_in(words: &Words, errands: &SessionErrands) -> Html {
    html! {
        <>
            <Notice tone={NoticeTone::Success}><strong>{ words.say(msg("log-in-done")) }</strong></Notice>
            <Button onclick={errand(errands, |errands| errands.promotion_read())}>{ words.say(msg("understood")) }</Button>
        </>
    }
}

fn merged(words: &Words, sub: &Subject, guest: &Subject, errands: &SessionErrands) -> Html {
    html! {
        <>
            <Notice tone={NoticeTone::Success}><strong>{ words.say(msg("merged-heading")) }</strong></Notice>
            <p>{ words.say(msg("merged-text")) }</p>
            <dl class="facts">
                <div class="facts__row"><dt>{ words.say(msg("elsewhere-now")) }</dt><dd><SubLine sub={sub.clone()} /></dd></div>
                <div class="facts__row"><dt>{ words.say(msg("elsewhere-guest")) }</dt><dd><code class="code-line__code">{ guest.to_string() }</code></dd></div>
            </dl>
            <p>{ words.say(msg("merged-undo")) }</p>
            <Button onclick={errand(errands, |errands| errands.promotion_read())}>{ words.say(msg("understood")) }</Button>
        </>
    }
}

/// A guest that lived in a cookie has made room for the account: it does not wait.
fn elsewhere(words: &Words, sub: &Subject, guest: &Subject, by_cookie: bool, errands: &SessionErrands) -> Html {
    html! {
        <>
            <h2 class="section-heading">{ words.say(msg("elsewhere-heading")) }</h2>
            <p>{ words.say(msg("elsewhere-text")) }</p>
            <dl class="facts">
                <div class="facts__row"><dt>{ words.say(msg("elsewhere-now")) }</dt><dd><SubLine sub={sub.clone()} /></dd></div>
                <div class="facts__row"><dt>{ words.say(msg("elsewhere-guest")) }</dt><dd><code class="code-line__code">{ guest.to_string() }</code></dd></div>
            </dl>
            <p>{ words.say(if by_cookie { msg("elsewhere-guest-cookie") } else { msg("elsewhere-guest-text") }) }</p>
            <Button onclick={errand(errands, |errands| errands.promotion_read())}>{ words.say(msg("understood")) }</Button>
        </>
    }
}
