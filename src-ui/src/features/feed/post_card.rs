//! A post in the feed.

use houseguest_protocol::social::{Post, PostId, ReactionSummary};
use yew::prelude::*;
use yew_router::prelude::*;

use crate::{
    features::shared::{Byline, PostPicture, ReactionBar, Tucked, What, Why},
    hooks::use_reaction,
    i18n::{msg, use_words},
    routes::Route,
    ui::{Glyph, Icon},
};

/// How many characters of a post the feed shows, about four lines on a phone.
const EXCERPT: usize = 220;

/// Properties of [`PostCard`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct PostCardProps {
    /// The post.
    pub post: Post,
    /// Whether it has a word that the person muted.
    #[prop_or_default]
    pub muted: bool,
    /// Its reactions are these from now on.
    pub onreacted: Callback<(PostId, ReactionSummary)>,
}

/// A post: who, when, what about, and how people answered.
#[component]
pub fn PostCard(props: &PostCardProps) -> Html {
    let words = use_words();
    let shown_anyway = use_state_eq(|| false);
    let post = &props.post;
    let onpress = use_reaction(post, props.onreacted.clone());
    let heading = format!("post-{}", post.id);
    let comments = words.say_with(msg("comment-count"), &[("count", post.comment_count.into())]);
    if post.hidden {
        // Its own page has the way to show it again.
        return html! {
            <article class="card post-card" data-post={post.id.to_string()} data-state="hidden">
                <Tucked what={What::Post} why={Why::Hidden}>
                    <Link<Route> to={Route::Thread { id: post.id }} classes="button button--plain">{ words.say(msg("show")) }</Link<Route>>
                </Tucked>
            </article>
        };
    }
    if props.muted && !*shown_anyway {
        let onshow = Callback::from(move |()| shown_anyway.set(true));
        return html! {
            <article class="card post-card" data-post={post.id.to_string()} data-state="hidden">
                <Tucked what={What::Post} why={Why::Muted} {onshow} />
            </article>
        };
    }
    html! {
        <article class="card post-card" data-post={post.id.to_string()} aria-labelledby={heading.clone()}>
            <Byline author={post.author.clone()} at={post.created_at} mine={post.mine} />
            <h2 class="post-card__title" id={heading}>
                <Link<Route> to={Route::Thread { id: post.id }} classes="post-card__link">{ post.headline() }</Link<Route>>
            </h2>
            <p class="post-card__excerpt" dir="auto">{ excerpt(&post.body) }</p>
            if let Some(image) = &post.image {
                <PostPicture image={image.clone()} />
            }
            <div class="post-card__foot">
                <ReactionBar summary={post.reactions.clone()} title={post.headline()} {onpress} />
                <Link<Route> to={Route::Thread { id: post.id }} classes="post-card__comments">
                    <Icon glyph={Glyph::Comment} />
                    // A phone has room for the number only; the words are its spoken name there.
                    <span class="post-card__number"><span aria-hidden="true">{ post.comment_count }</span><span class="visually-hidden">{ comments.clone() }</span></span>
                    <span class="post-card__words">{ comments }</span>
                </Link<Route>>
            </div>
        </article>
    }
}

/// The beginning of a text, on one line, cut between words.
fn excerpt(body: &str) -> String {
    let line = body.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= EXCERPT {
        return line;
    }
    let cut: String = line.chars().take(EXCERPT).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{}…", cut[..end].trim_end_matches([',', '.', ';', ':', '–', '-']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_ends_between_words() {
        assert_eq!(excerpt("Short,\n\nand whole."), "Short, and whole.");
        let long = excerpt(&"lantern, ".repeat(60));
        assert!(long.ends_with("lantern…"), "{long}");
        assert!(long.chars().count() <= EXCERPT + 1);
        assert_eq!(excerpt(&"字".repeat(500)).chars().count(), EXCERPT + 1, "text without spaces is cut too");
    }
}
