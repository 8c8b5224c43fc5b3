//! The feed when nobody answers and nothing is remembered, as on a first launch.

use houseguest_protocol::social::{CommentBody, WELCOME_POST};
use yew::prelude::*;

use super::WaitingUnder;
use crate::{
    features::{composer::Composer, shared::failure, thread::use_writer},
    hooks::use_drafts,
    i18n::{msg, use_words},
    state::{
        drafts::{DraftAction, Place},
        thread::Thread,
    },
    ui::{Button, Empty, Glyph, Mark},
};

/// Properties of [`NobodyAnswers`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct NobodyAnswersProps {
    /// Try again.
    pub onretry: Callback<()>,
}

/// Says so, and offers to leave a word under the house's welcome, the one post whose name is known beforehand.
#[component]
pub fn NobodyAnswers(props: &NobodyAnswersProps) -> Html {
    let (words, drafts) = (use_words(), use_drafts());
    // The thread is not on this page; what is written shows as waiting.
    let unseen = use_reducer(Thread::default);
    let send = use_writer(WELCOME_POST, unseen.dispatcher());
    let place = Place::Comment(WELCOME_POST);
    let draft = drafts.at(place);
    let onwrite = {
        let drafts = drafts.dispatcher();
        Callback::from(move |text| drafts.dispatch(DraftAction::Write(place, text)))
    };
    let onsend = send.reform(|body: CommentBody| (None, body));
    let refusal = draft.refusal.as_ref().map(|error| {
        words.say_with(msg("composer-refused"), &[("reason", failure::reason(&words, error).to_string().into())])
    });
    html! {
        <div class="stack" data-nobody="">
            <Empty glyph={Glyph::Lamp} failed=true title={words.say(msg("nobody-title"))} text={words.say(msg("nobody-text"))}>
                <Button glyph={Glyph::Again} mark={Mark::Retry} onclick={props.onretry.clone()}>{ words.say(msg("try-again")) }</Button>
            </Empty>
            <section class="card nobody" aria-labelledby="nobody-heading">
                <h2 class="section-heading" id="nobody-heading">{ words.say(msg("nobody-heading")) }</h2>
                <p>{ words.say(msg("nobody-write")) }</p>
                <Composer name="comment" text={draft.text} label={words.say(msg("composer-label"))} {refusal} {onwrite} {onsend} />
                <WaitingUnder post={WELCOME_POST} />
            </section>
        </div>
    }
}
