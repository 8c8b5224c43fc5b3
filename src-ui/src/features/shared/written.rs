//! What people wrote.

use houseguest_protocol::social::{Mention, Segment, segments};
use yew::prelude::*;

use super::Go;
use crate::routes::Route;

/// Properties of [`Written`] and [`Prose`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct WrittenProps {
    /// The text.
    pub text: AttrValue,
    /// Who is mentioned in it.
    #[prop_or_default]
    pub mentions: Vec<Mention>,
}

/// Plain text: nothing in it is markup, and those who are mentioned lead to their pages.
#[component]
pub fn Written(props: &WrittenProps) -> Html {
    html! { <>{ for segments(&props.text, &props.mentions).into_iter().map(piece) }</> }
}

/// A longer text: an empty line makes a paragraph, nothing else means anything.
#[component]
pub fn Prose(props: &WrittenProps) -> Html {
    html! {
        <div class="prose" dir="auto">
            { for paragraphs(&props.text, &props.mentions).into_iter().map(|pieces| html! {
                <p>{ for pieces.into_iter().map(piece) }</p>
            }) }
        </div>
    }
}

fn piece(segment: Segment<'_>) -> Html {
    match segment {
        Segment::Text(text) => html! { { text } },
        Segment::Mention(text, mention) => html! {
            <Go to={Route::person(&mention.sub)} class="mention"><bdi>{ text }</bdi></Go>
        },
    }
}

fn paragraphs<'a>(text: &'a str, mentions: &'a [Mention]) -> Vec<Vec<Segment<'a>>> {
    let mut paragraphs = vec![Vec::new()];
    for segment in segments(text, mentions) {
        match segment {
            Segment::Mention(..) => paragraphs.last_mut().expect("never empty").push(segment),
            Segment::Text(text) => {
                for (number, part) in text.split("\n\n").enumerate() {
                    if number > 0 {
                        paragraphs.push(Vec::new());
                    }
                    if !part.is_empty() {
                        paragraphs.last_mut().expect("never empty").push(Segment::Text(part));
                    }
                }
            }
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

#[cfg(test)]
mod tests {
    use super::*;
    use houseguest_protocol::{samples, social::Handle};

    #[test]
    fn a_mention_stays_in_its_paragraph() {
        let mention =
            Mention { start: 5, end: 11, sub: samples::subject(1), handle: Handle::parse("amber").expect("a handle") };
        let mentions = [mention];
        let found = paragraphs("One\n\n@amber says\n\n\n\ntwo", &mentions);
        assert_eq!(found.len(), 3);
        assert_eq!(found[1], [Segment::Mention("@amber", &mentions[0]), Segment::Text(" says")]);
    }
}
