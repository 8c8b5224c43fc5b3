//! What both devices show while a pairing is under way, and the looking again.

use std::time::Duration;

use houseguest_protocol::window::{CommandError, PairedAs, Pairing};
use yew::{
    platform::{spawn_local, time::sleep},
    prelude::*,
};

use crate::{
    bridge::BridgeHandle,
    features::shared::failure,
    hooks::use_bridge,
    i18n::{msg, use_words},
    ui::{Button, ButtonKind, Glyph, Notice, NoticeTone},
};

/// How often the core is asked to go on: people wait for each other here, not for us.
const EVERY: Duration = Duration::from_millis(1_500);

/// A pairing as this page knows it.
#[derive(Clone, PartialEq)]
pub(super) struct Watched {
    /// How it is going.
    pub pairing: Pairing,
    /// Why it ended, if it did.
    pub failed: Option<CommandError>,
    pairing_setter: UseStateSetter<Pairing>,
    failed_setter: UseStateSetter<Option<CommandError>>,
    bridge: BridgeHandle,
}

/// Whether there is something to wait for.
const fn is_under_way(pairing: &Pairing) -> bool {
    matches!(pairing, Pairing::Offered { .. } | Pairing::Answered { .. } | Pairing::Comparing { .. })
}

/// Watches the pairing that is under way, for as long as its page is shown. A page that goes away gives it up.
#[hook]
pub(super) fn use_pairing() -> Watched {
    let bridge = use_bridge();
    let pairing = use_state_eq(Pairing::default);
    let failed = use_state_eq(|| None::<CommandError>);
    let looks = use_state_eq(|| 0_u32);
    {
        let bridge = bridge.clone();
        use_effect_with((), move |()| move || spawn_local(async move { drop(bridge.cancel_pairing().await) }));
    }
    {
        let (bridge, pairing_now, setter, failed) =
            (bridge.clone(), (*pairing).clone(), pairing.setter(), failed.setter());
        let looks_setter = looks.setter();
        use_effect_with((*looks, is_under_way(&pairing)), move |(look, is_on)| {
            let (is_on, look) = (*is_on, *look);
            let shown = std::rc::Rc::new(std::cell::Cell::new(true));
            let still = std::rc::Rc::clone(&shown);
            if is_on {
                spawn_local(async move {
                    sleep(EVERY).await;
                    if !still.get() {
                        return;
                    }
                    match bridge.pairing().await {
                        Ok(next) => setter.set(next),
                        Err(error) if is_over(&error) => {
                            failed.set(Some(error));
                            setter.set(Pairing::None);
                        }
                        // Offline for a moment: the next look may work.
                        Err(_) => setter.set(pairing_now),
                    }
                    looks_setter.set(look.wrapping_add(1));
                });
            }
            move || shown.set(false)
        });
    }
    Watched {
        pairing: (*pairing).clone(),
        failed: (*failed).clone(),
        pairing_setter: pairing.setter(),
        failed_setter: failed.setter(),
        bridge,
    }
}

fn is_over(error: &CommandError) -> bool {
    !matches!(
        error.code,
        houseguest_protocol::window::ErrorCode::Offline
            | houseguest_protocol::window::ErrorCode::ServerFailed
            | houseguest_protocol::window::ErrorCode::TooManyRequests
    )
}

impl Watched {
    /// Takes in what an errand about the pairing brought.
    pub(super) fn take(&self, outcome: Result<Pairing, CommandError>) {
        match outcome {
            Ok(next) => {
                self.failed_setter.set(None);
                self.pairing_setter.set(next);
            }
            Err(error) => {
                self.failed_setter.set(Some(error));
                self.pairing_setter.set(Pairing::None);
            }
        }
    }

    fn confirm(&self) {
        let this = self.clone();
        spawn_local(async move { this.take(this.bridge.confirm_pairing().await) });
    }

    /// Gives the pairing up.
    pub(super) fn cancel(&self) {
        let this = self.clone();
        spawn_local(async move { this.take(this.bridge.cancel_pairing().await) });
    }
}

/// Properties of [`Numbers`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct NumbersProps {
    /// The pairing.
    pub watched: Watched,
}

/// The number to compare, why a pairing ended, and what came of it.
#[component]
pub(super) fn Numbers(props: &NumbersProps) -> Html {
    let words = use_words();
    let on = |run: fn(&Watched)| {
        let watched = props.watched.clone();
        Callback::from(move |()| run(&watched))
    };
    let failed = props.watched.failed.as_ref().map(|error| {
        html! { <Notice tone={NoticeTone::Danger} role="alert">{ failure::sentence(&words, error) }</Notice> }
    });
    let shown = match &props.watched.pairing {
        Pairing::Comparing { number, paired_as, label, is_confirmed, .. } => html! {
            <div class="pairing" data-pairing="comparing">
                <p>{ match (paired_as, label) {
                    (PairedAs::Guest, Some(name)) => words.say_with(msg("pairing-compare-named"), &[("name", name.clone().into())]),
                    _ => words.say(msg("pairing-compare")),
                } }</p>
                <p class="pairing__number" dir="ltr" role="status">{ number.to_string() }</p>
                if *is_confirmed {
                    <p role="status">{ words.say(msg("pairing-waiting-for-other")) }</p>
                    <Button onclick={on(Watched::cancel)}>{ words.say(msg("pairing-cancel")) }</Button>
                } else {
                    <div class="buttons">
                        <Button kind={ButtonKind::Primary} glyph={Glyph::Check} onclick={on(Watched::confirm)}>{ words.say(msg("pairing-same")) }</Button>
                        <Button onclick={on(Watched::cancel)}>{ words.say(msg("pairing-different")) }</Button>
                    </div>
                }
            </div>
        },
        Pairing::Added { .. } => html! {
            <Notice tone={NoticeTone::Success} role="status">{ words.say(msg("pairing-added")) }</Notice>
        },
        Pairing::Answered { .. } => html! {
            <div class="pairing" data-pairing="answered">
                <p role="status">{ words.say(msg("pairing-answered")) }</p>
                <Button onclick={on(Watched::cancel)}>{ words.say(msg("pairing-cancel")) }</Button>
            </div>
        },
        Pairing::None | Pairing::Offered { .. } | Pairing::Joined { .. } => html! {},
    };
    html! { <>{ failed }{ shown }</> }
}
