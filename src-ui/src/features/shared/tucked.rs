//! What stands in the place of something that a person does not want to read.

use houseguest_protocol::social::Preferences;
use yew::prelude::*;

use crate::{
    i18n::{MessageId, msg, use_words},
    ui::{Button, ButtonKind, Glyph, Icon},
};

/// Whether something is folded away because of a word in it. One's own words never are.
#[must_use]
pub fn is_muted<'a>(preferences: &Preferences, mine: bool, texts: impl IntoIterator<Item = &'a str>) -> bool {
    !mine && texts.into_iter().any(|text| preferences.mutes(text))
}

/// What is folded away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A post.
    Post,
    /// A comment.
    Comment,
}

/// Why it is folded away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The person hid it.
    Hidden,
    /// It has a word that the person muted.
    Muted,
}

/// Properties of [`Tucked`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct TuckedProps {
    /// What it is.
    pub what: What,
    /// Why it is folded away.
    pub why: Why,
    /// The person wants to see it.
    #[prop_or_default]
    pub onshow: Callback<()>,
    /// Another way to see it, in the place of the button.
    #[prop_or_default]
    pub children: Html,
}

/// One line: why there is nothing to read, and a way to read it all the same.
#[component]
pub fn Tucked(props: &TuckedProps) -> Html {
    let words = use_words();
    html! {
        <p class="tucked">
            <Icon glyph={Glyph::Eye} /><span>{ words.say(reason(props.what, props.why)) }</span>
            if props.children == Html::default() {
                <Button kind={ButtonKind::Plain} onclick={props.onshow.clone()}>{ words.say(msg("show")) }</Button>
            } else {
                { props.children.clone() }
            }
        </p>
    }
}

const fn reason(what: What, why: Why) -> MessageId {
    match (what, why) {
        (What::Post, Why::Hidden) => msg("post-hidden"),
        (What::Post, Why::Muted) => msg("post-muted"),
        (What::Comment, Why::Hidden) => msg("comment-hidden"),
        (What::Comment, Why::Muted) => msg("comment-muted"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use houseguest_protocol::social::MutedWord;

    #[test]
    fn a_muted_word_anywhere_folds_away_what_others_wrote() {
        let muted_words = vec![MutedWord::parse("bread").expect("a word")];
        let preferences = Preferences { muted_words, ..Preferences::default() };
        assert!(is_muted(&preferences, false, ["Nothing here", "Fresh Bread!"]));
        assert!(!is_muted(&preferences, true, ["Fresh bread"]), "one's own words are never folded away");
        assert!(!is_muted(&preferences, false, ["Breadcrumbs"]));
        assert!(!is_muted(&Preferences::default(), false, ["Fresh bread"]));
    }
}
