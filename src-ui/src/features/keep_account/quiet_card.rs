//! The offer to keep the account, where somebody has begun to leave things worth keeping.

use houseguest_protocol::{social::ProfileCounts, window::Session};
use yew::prelude::*;

use crate::{
    bridge::page,
    features::shared::Go,
    hooks::{use_my_counts, use_presence},
    i18n::{msg, use_words},
    routes::Route,
    state::presence::Promotion,
    ui::{Button, ButtonKind, Glyph, Icon, Mark},
};

/// From how many comments on the account is worth a word.
const ENOUGH: u32 = 3;

/// Properties of [`QuietCard`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct QuietCardProps {
    /// How many comments of the person's own are here: when it changes, it is time to count again.
    pub own_comments: usize,
}

/// Offers a guest with some comments to keep their account; never in the way, and never again once it was dismissed.
#[component]
pub fn QuietCard(props: &QuietCardProps) -> Html {
    let words = use_words();
    let presence = use_presence();
    let guest = match presence.session.ready() {
        Some(Session::Guest { sub, .. }) => Some(sub.clone()),
        _ => None,
    };
    let counts = use_my_counts(guest.as_ref(), props.own_comments);
    let dismissed = use_state_eq(|| false);
    let Some(sub) = guest else { return Html::default() };
    if *dismissed || page::was_offer_dismissed(sub.as_str()) || !is_due(counts, &presence.promotion) {
        return Html::default();
    }
    let dismiss = Callback::from(move |()| {
        page::remember_offer_dismissed(sub.as_str());
        dismissed.set(true);
    });
    html! {
        <aside class="card card--quiet offer" data-keep-offer="" aria-labelledby="offer-heading">
            <span class="offer__drawing"><Icon glyph={Glyph::Lamp} /></span>
            <div class="offer__words">
                <h3 class="offer__heading" id="offer-heading">{ words.say(msg("offer-heading")) }</h3>
                <p>{ words.say(msg("offer-text")) }</p>
                <div class="buttons">
                    <Go to={Route::You} class={classes!("button", "button--quiet")}>{ words.say(msg("offer-more")) }</Go>
                    <Button kind={ButtonKind::Plain} mark={Mark::DismissOffer} onclick={dismiss}>{ words.say(msg("offer-dismiss")) }</Button>
                </div>
            </div>
        </aside>
    }
}

/// Whether it is time for the offer: enough is at stake, and nothing has been begun.
fn is_due(counts: Option<ProfileCounts>, promotion: &Promotion) -> bool {
    *promotion == Promotion::Idle && counts.is_some_and(|counts| counts.comments >= ENOUGH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_offer_waits_for_the_third_comment_and_for_nothing_else_going_on() {
        let with = |comments| Some(ProfileCounts { comments, ..ProfileCounts::default() });
        assert!(!is_due(None, &Promotion::Idle), "not before it is known");
        assert!(!is_due(with(2), &Promotion::Idle));
        assert!(is_due(with(3), &Promotion::Idle));
        assert!(!is_due(with(3), &Promotion::Starting));
    }
}
