//! The way home by hand: for a browser on another device, or one that cannot reach the app.

use houseguest_protocol::window::{ByHand, CommandError};
use web_sys::SubmitEvent;
use yew::prelude::*;

use crate::{
    bridge::Place,
    features::shared::failure,
    hooks::{use_bridge, use_session_errands},
    i18n::{msg, use_words},
    ui::{Button, ButtonKind, CopyButton, Countdown, Glyph, Mark, Notice, NoticeTone, Qr, TextField, focus},
};

/// Properties of [`ByHandWay`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct ByHandWayProps {
    /// The address to carry, once it was asked for.
    pub offered: Option<ByHand>,
    /// Whether the person signs in to an account that exists.
    pub log_in: bool,
}

/// Offers the way home by hand, then shows the address to carry to the other browser and asks for the code from there.
/// In a plain browser there is nothing to offer: the page itself is the way home.
#[component]
pub(super) fn ByHandWay(props: &ByHandWayProps) -> Html {
    let words = use_words();
    let place = use_bridge().place();
    let errands = use_session_errands();
    let asking = use_state_eq(|| false);
    let refused = use_state_eq(|| None::<CommandError>);
    let heading = use_node_ref();
    let was_asked = use_mut_ref(|| false);
    {
        // The button that was pressed is gone: whoever works by keyboard goes on at what took its place.
        let (heading, is_open) = (heading.clone(), props.offered.is_some());
        use_effect_with(is_open, move |is_open| {
            if *is_open && was_asked.replace(false) {
                focus(&heading);
            }
            if !is_open {
                was_asked.replace(true);
            }
        });
    }
    let ask = {
        let (errands, asking, refused) = (errands, asking.clone(), refused.clone());
        Callback::from(move |()| {
            asking.set(true);
            refused.set(None);
            let (asking, refused) = (asking.setter(), refused.setter());
            errands.start_by_hand(Callback::from(move |problem| {
                asking.set(false);
                refused.set(problem);
            }));
        })
    };
    if place != Place::Window {
        return Html::default();
    }
    let problem = refused.as_ref().map(|error| {
        html! { <Notice tone={NoticeTone::Danger} role="alert">{ failure::sentence(&words, error) }</Notice> }
    });
    let Some(offered) = &props.offered else {
        return html! {
            <>
                { for problem }
                <Button kind={ButtonKind::Quiet} glyph={Glyph::Key} busy={*asking} mark={Mark::ByHand} onclick={ask}>
                    { words.say(msg("by-hand-button")) }
                </Button>
            </>
        };
    };
    let is_here_only = is_on_this_device(&offered.address);
    let then = if props.log_in { msg("by-hand-log-in") } else { msg("by-hand-sign-up") };
    html! {
        <section class="by-hand" aria-labelledby="by-hand-heading" data-by-hand-open="">
            <h3 class="by-hand__heading" id="by-hand-heading" tabindex="-1" ref={heading}>{ words.say(msg("by-hand-heading")) }</h3>
            <ol class="by-hand__steps">
                <li>
                    <p>{ words.say(msg("by-hand-open")) }</p>
                    <span class="code-line">
                        <code class="code-line__code by-hand__address" dir="ltr" data-by-hand-address="">{ offered.address.clone() }</code>
                        <CopyButton text={offered.address.clone()} label={words.say(msg("keep-copy-address"))} />
                    </span>
                    if is_here_only {
                        <p class="field__hint">{ words.say(msg("by-hand-here-only")) }</p>
                    } else if let Some(picture) = offered.picture.clone() {
                        <Qr {picture} label={words.say(msg("by-hand-picture"))} />
                    }
                    <p class="field__hint">{ words.say(msg("by-hand-until")) }{ " " }<Countdown until={offered.expires_at} /></p>
                </li>
                <li><p>{ words.say(then) }</p></li>
                <li><TypedCode /></li>
            </ol>
            { for problem }
            <Button kind={ButtonKind::Plain} busy={*asking} mark={Mark::NewAddress} onclick={ask}>{ words.say(msg("by-hand-new-address")) }</Button>
        </section>
    }
}

/// Asks for the code that the page in the other browser shows.
#[component]
fn TypedCode() -> Html {
    let words = use_words();
    let errands = use_session_errands();
    let code = use_state_eq(String::new);
    let busy = use_state_eq(|| false);
    let problem = use_state_eq(|| None::<AttrValue>);
    let oninput = {
        let (code, problem) = (code.clone(), problem.clone());
        Callback::from(move |typed| {
            code.set(typed);
            problem.set(None);
        })
    };
    let onsubmit = {
        let (words, code, busy, problem) = (words.clone(), code.clone(), busy.clone(), problem.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if *busy {
                return;
            }
            busy.set(true);
            problem.set(None);
            let (words, busy, problem) = (words.clone(), busy.setter(), problem.setter());
            let refused = Callback::from(move |error: CommandError| {
                busy.set(false);
                problem.set(Some(failure::sentence(&words, &error)));
            });
            errands.finish_by_hand((*code).clone(), refused);
        })
    };
    html! {
        <form class="by-hand__form" novalidate=true data-by-hand-form="" {onsubmit}>
            <TextField name="typed-code" is_code=true label={words.say(msg("by-hand-code"))} hint={words.say(msg("by-hand-code-hint"))}
                problem={(*problem).clone()} value={(*code).clone()} {oninput}>
                <Button kind={ButtonKind::Primary} r#type="submit" busy={*busy}>{ words.say(msg("by-hand-submit")) }</Button>
            </TextField>
        </form>
    }
}

/// Whether an address leads to a server on this very device, where no other device finds it.
fn is_on_this_device(address: &str) -> bool {
    ["http://127.0.0.1", "http://[::1]", "http://localhost"].iter().any(|own| address.starts_with(own))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_this_device_is_no_use_elsewhere() {
        assert!(is_on_this_device("http://127.0.0.1:40123/go/K7QF-2M9X"));
        assert!(!is_on_this_device("https://id.example/go/K7QF-2M9X"));
    }
}
