//! Somebody who wrote something, or has left since.

use houseguest_protocol::{social::Author, values::Timestamp};
use yew::prelude::*;

use super::Byline;
use crate::i18n::{Words, msg, use_words};

/// Properties of [`PersonLine`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct PersonLineProps {
    /// Who; none for somebody who has left.
    pub author: Option<Author>,
    /// When it was written; none while it is on its way.
    #[prop_or_default]
    pub at: Option<Timestamp>,
    /// Whether the person at the screen wrote it.
    #[prop_or_default]
    pub mine: bool,
}

/// A byline from an author.
#[component]
pub fn PersonLine(props: &PersonLineProps) -> Html {
    let words = use_words();
    let seed = props.author.as_ref().map_or_else(String::new, |author| author.sub.as_str().to_owned());
    html! {
        <Byline
            name={author_name(&words, props.author.as_ref())}
            {seed}
            at={props.at}
            standing={props.author.as_ref().map(|author| author.standing)}
            mine={props.mine}
        />
    }
}

/// What to call somebody.
#[must_use]
pub fn author_name(words: &Words, author: Option<&Author>) -> AttrValue {
    author.map_or_else(|| words.say(msg("author-left")), |author| AttrValue::from(author.name.clone()))
}
