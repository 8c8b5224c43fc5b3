//! Four ways to react.

use houseguest_protocol::social::{Reaction, ReactionSummary};
use yew::prelude::*;

use crate::{
    i18n::{MessageId, msg, use_words},
    state::reactions,
    ui::{Glyph, Icon},
};

/// Properties of [`ReactionBar`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ReactionBarProps {
    /// How people reacted.
    pub summary: ReactionSummary,
    /// What they reacted to, for the spoken name.
    pub title: AttrValue,
    /// A reaction was pressed.
    pub onpress: Callback<Reaction>,
}

/// Four buttons that stay pressed, with counts above zero.
#[component]
pub fn ReactionBar(props: &ReactionBarProps) -> Html {
    let words = use_words();
    let label = words.say_with(msg("reactions-to"), &[("title", props.title.to_string().into())]);
    html! {
        <div class="reactions" role="group" aria-label={label}>
            { for Reaction::ALL.into_iter().map(|reaction| {
                let count = reactions::count(&props.summary, reaction);
                let mine = props.summary.mine == Some(reaction);
                let (glyph, said) = drawing(reaction);
                let onclick = props.onpress.reform(move |_: MouseEvent| reaction);
                html! {
                    <button class="reaction" type="button" key={reaction.as_str()} data-reaction={reaction.as_str()}
                        aria-pressed={if mine { "true" } else { "false" }}
                        aria-label={words.say_with(said, &[("count", count.into())])} {onclick}>
                        <Icon {glyph} filled={mine && reaction == Reaction::Love} />
                        if count > 0 {
                            <span class="reaction__count">{ count }</span>
                        }
                    </button>
                }
            }) }
        </div>
    }
}

const fn drawing(reaction: Reaction) -> (Glyph, MessageId) {
    match reaction {
        Reaction::Love => (Glyph::Heart, msg("reaction-love")),
        Reaction::Laugh => (Glyph::Laugh, msg("reaction-laugh")),
        Reaction::Think => (Glyph::Think, msg("reaction-think")),
        Reaction::Cheer => (Glyph::Cheer, msg("reaction-cheer")),
    }
}
