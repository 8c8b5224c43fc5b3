//! Who wrote something, and when.

use houseguest_protocol::{
    social::{Author, Avatar},
    values::{Subject, Timestamp},
};
use yew::prelude::*;

use super::{Face, Go, StandingLabel};
use crate::{
    i18n::{Words, msg, use_words},
    routes::Route,
    ui::{Glyph, Icon, TimeAgo},
};

/// Properties of [`Byline`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct BylineProps {
    /// Who; none for somebody who has left.
    pub author: Option<Author>,
    /// When it was written; none while it is on its way.
    #[prop_or_default]
    pub at: Option<Timestamp>,
    /// When it was last changed; none when never.
    #[prop_or_default]
    pub edited_at: Option<Timestamp>,
    /// Whether the person at the screen wrote it.
    #[prop_or_default]
    pub mine: bool,
}

/// A face, a name that leads to the person's page, what they are here, their handle, and when they wrote.
#[component]
pub fn Byline(props: &BylineProps) -> Html {
    let words = use_words();
    let Some(author) = &props.author else {
        return html! {
            <div class="byline">
                <span class="byline__left" aria-hidden="true"><Icon glyph={Glyph::Door} /></span>
                <div class="byline__text">
                    <span class="byline__who"><span class="byline__name">{ words.say(msg("author-left")) }</span></span>
                    <span class="byline__when">{ when(&words, props) }</span>
                </div>
            </div>
        };
    };
    html! {
        <div class="byline">
            <Face avatar={author.avatar} />
            <div class="byline__text">
                <span class="byline__who">
                    <Go to={Route::person(&author.sub)} class="byline__name"><bdi>{ author.name.clone() }</bdi></Go>
                    <StandingLabel standing={author.standing} />
                    if props.mine {
                        <span class="byline__mine">{ words.say(msg("comment-mine")) }</span>
                    }
                </span>
                <span class="byline__when">
                    <bdi class="handle">{ format!("@{}", author.handle) }</bdi>
                    { when(&words, props) }
                </span>
            </div>
        </div>
    }
}

fn when(words: &Words, props: &BylineProps) -> Html {
    html! {
        <>
            if let Some(at) = props.at {
                <TimeAgo {at} />
            }
            if let Some(edited) = props.edited_at {
                <span class="byline__edited" title={crate::bridge::page::date_and_time(words.tag(), edited)}>{ words.say(msg("edited")) }</span>
            }
        </>
    }
}

/// What to call somebody.
#[must_use]
pub fn author_name(words: &Words, author: Option<&Author>) -> AttrValue {
    author.map_or_else(|| words.say(msg("author-left")), |author| AttrValue::from(author.name.clone()))
}

/// Properties of [`FaceOf`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct FaceOfProps {
    /// Whose.
    pub sub: Subject,
    /// Whether it is drawn large.
    #[prop_or_default]
    pub large: bool,
}

/// The face of whoever is at the screen: the chosen one as soon as it is known, before that the one made from the
/// `sub`.
#[component]
pub fn FaceOf(props: &FaceOfProps) -> Html {
    let me = crate::hooks::use_me_if_any();
    let known = me.as_ref().and_then(|me| me.person(&props.sub)).map(|person| person.avatar);
    html! { <Face avatar={known.unwrap_or_else(|| Avatar::of(&props.sub))} large={props.large} /> }
}
