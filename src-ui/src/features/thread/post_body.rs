//! A post, whole.

use houseguest_protocol::social::{Post, PostId, ReactionSummary};
use yew::prelude::*;

use crate::{
    features::shared::{Byline, Deed, Menu, PostPicture, Prose, ReactionBar},
    hooks::{use_reaction, use_shown_reactions, use_takes_focus},
    i18n::{msg, use_words},
    state::reactions::Target,
    ui::{Glyph, PageHeading},
};

/// Properties of [`PostBody`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct PostBodyProps {
    /// The post.
    pub post: Post,
    /// Its reactions are these from now on.
    pub onreacted: Callback<(PostId, ReactionSummary)>,
    /// The person reports it.
    pub onreport: Callback<()>,
    /// The person hides it, or shows it again.
    pub onhide: Callback<bool>,
}

/// A post with its whole text. Text is plain: an empty line makes a paragraph, nothing else means anything.
#[component]
pub fn PostBody(props: &PostBodyProps) -> Html {
    let words = use_words();
    let post = &props.post;
    let onpress = use_reaction(post, props.onreacted.clone());
    let reactions = use_shown_reactions(Target::Post(post.id), &post.reactions);
    let takes_focus = use_takes_focus();
    html! {
        <article class="card post" data-post={post.id.to_string()}>
            <Byline author={post.author.clone()} at={post.created_at} mine={post.mine} />
            // Without a title the text says itself; the page is called by how it begins all the same.
            <PageHeading {takes_focus} hidden={post.title.is_none()}>{ post.headline() }</PageHeading>
            <Prose text={post.body.to_string()} mentions={post.mentions.clone()} />
            if let Some(image) = &post.image {
                <PostPicture image={image.clone()} />
            }
            <div class="post__foot">
                <ReactionBar summary={reactions} title={post.headline()} {onpress} />
                if !post.mine {
                    <Menu label={words.say(msg("post-more"))} deeds={vec![
                        Deed {
                            name: "hide",
                            glyph: Glyph::Eye,
                            label: words.say(if post.hidden { msg("show") } else { msg("hide") }),
                            onchoose: { let hidden = !post.hidden; props.onhide.reform(move |()| hidden) },
                        },
                        Deed { name: "report", glyph: Glyph::Flag, label: words.say(msg("report")), onchoose: props.onreport.clone() },
                    ]} />
                }
            </div>
        </article>
    }
}
