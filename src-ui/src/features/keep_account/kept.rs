//! The moment in which a guest has become a member.

use houseguest_protocol::values::Subject;
use yew::prelude::*;

use crate::{
    bridge::Place,
    features::shared::Counts,
    hooks::{use_bridge, use_my_counts, use_session_errands},
    i18n::{msg, use_words},
    ui::{Button, Glyph, Icon, Mark, Notice, NoticeTone},
};

/// Properties of [`Kept`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct KeptProps {
    /// The member, who was the guest.
    pub sub: Subject,
}

/// Says what was kept: the same `sub`, what it did, and what ended. The porch light brightens once, unless motion is reduced.
#[component]
pub(super) fn Kept(props: &KeptProps) -> Html {
    let words = use_words();
    let place = use_bridge().place();
    let errands = use_session_errands();
    let counts = use_my_counts(Some(&props.sub), ());
    let ended = if place == Place::Window { msg("kept-key-retired") } else { msg("kept-sessions-ended") };
    html! {
        <>
            <span class="kept-light" aria-hidden="true"><Icon glyph={Glyph::Lamp} /></span>
            <Notice tone={NoticeTone::Success}><strong>{ words.say(msg("kept-heading")) }</strong></Notice>
            <p>{ words.say(msg("kept-text")) }</p>
            if let Some(counts) = counts {
                <Counts {counts} />
            }
            <ul class="ticks">
                <li><Icon glyph={Glyph::Check} />{ words.say(msg("kept-comments")) }</li>
                <li><Icon glyph={Glyph::Check} />{ words.say(msg("kept-preferences")) }</li>
                <li><Icon glyph={Glyph::Check} /><span>{ words.say(msg("kept-sub")) }{ " " }<code>{ props.sub.to_string() }</code></span></li>
                <li><Icon glyph={Glyph::Key} />{ words.say(ended) }</li>
            </ul>
            <Button mark={Mark::PromotionRead} onclick={Callback::from(move |()| errands.promotion_read())}>{ words.say(msg("understood")) }</Button>
        </>
    }
}
