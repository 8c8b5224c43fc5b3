//! A post in the feed.

use houseguest_protocol::social::{Post, PostId, ReactionSummary};
use yew::prelude::*;
use yew_router::prelude::*;

use crate::{
    features::shared::{Byline, PostPicture, ReactionBar, Tucked, What, Why},
    hooks::{use_reaction, use_shown_reactions},
    i18n::{msg, use_words},
    routes::Route,
    state::reactions::Target,
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
    let reactions = use_shown_reactions(Target::Post(post.id), &post.reactions);
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
            { excerpt_of(post) }
            if let Some(image) = &post.image {
                <PostPicture image={image.clone()} />
            }
            <div class="post-card__foot">
                <ReactionBar summary={reactions} title={post.headline()} {onpress} />
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

/// How a post goes on below what it is called.
pub(super) fn excerpt_of(post: &Post) -> Html {
    let said = excerpt(below_headline(post));
    if said.is_empty() {
        Html::default()
    } else {
        html! { <p class="post-card__excerpt" dir="auto">{ said }</p> }
    }
}

/// What of a post's text its headline does not say: all of it, unless the headline is how the text begins.
fn below_headline(post: &Post) -> &str {
    if post.title.is_some() {
        return &post.body;
    }
    let headline = post.headline();
    let said = headline.trim_end_matches('…').split_whitespace().collect::<Vec<_>>();
    let mut rest = &*post.body;
    for word in said {
        match rest.trim_start().strip_prefix(word) {
            Some(after) => rest = after,
            None => return &post.body,
        }
    }
    rest.trim_start_matches([',', '.', ';', ':']).trim_start()
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
    use houseguest_protocol::{
        samples,
        social::{PostBody, PostTitle},
    };

    #[test]
    fn a_post_without_a_title_does_not_begin_twice() {
        let said = |body: &str, title: Option<&str>| {
            let post = Post {
                body: PostBody::parse(body).expect("a text"),
                title: title.map(|title| PostTitle::parse(title).expect("a title")),
                ..samples::post()
            };
            below_headline(&post).to_owned()
        };
        assert_eq!(said("All  of it.", None), "");
        assert_eq!(said("First line\n\nand more", None), "and more");
        assert_eq!(said("Title and text", Some("Title")), "Title and text");
        let long = format!("{}the end", "lantern, ".repeat(12));
        let rest = said(&long, None);
        assert!(rest.starts_with("lantern") && rest.ends_with("the end") && rest.len() < 60, "{rest}");
    }

    #[test]
    fn an_excerpt_ends_between_words() {
        assert_eq!(excerpt("Short,\n\nand whole."), "Short, and whole.");
        let long = excerpt(&"lantern, ".repeat(60));
        assert!(long.ends_with("lantern…"), "{long}");
        assert!(long.chars().count() <= EXCERPT + 1);
        assert_eq!(excerpt(&"字".repeat(500)).chars().count(), EXCERPT + 1, "text without spaces is cut too");
    }
}
