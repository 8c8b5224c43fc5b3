//! One piece of news.

use houseguest_protocol::social::{Notification, NotificationKind};
use yew::prelude::*;

use crate::{
    features::shared::{Face, Go, author_name},
    i18n::{msg, use_words},
    routes::Route,
    ui::{Glyph, Icon, TimeAgo},
};

/// Properties of [`NotificationItem`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct NotificationItemProps {
    /// The news.
    pub news: Notification,
    /// It was opened.
    pub onopen: Callback<()>,
}

/// Who did what, to which post, and how it begins; all of it leads there.
#[component]
pub fn NotificationItem(props: &NotificationItemProps) -> Html {
    let words = use_words();
    let news = &props.news;
    let name = author_name(&words, news.author.as_ref()).to_string();
    let (said, glyph) = match (news.kind, &news.comment) {
        (NotificationKind::Reply, _) => (msg("news-reply"), Glyph::Reply),
        (NotificationKind::Mention, Some(_)) => (msg("news-mention"), Glyph::Comment),
        (NotificationKind::Mention, None) => (msg("news-mention-post"), Glyph::Comment),
    };
    let id = news.post.id;
    let to = news.comment.as_ref().map_or(Route::Thread { id }, |comment| Route::Branch { id, comment: comment.id });
    let body = news.comment.as_ref().and_then(|comment| comment.body());
    html! {
        <li class="news" data-notification={news.id.to_string()} data-state={if news.read { "read" } else { "unread" }}>
            <span class="news__face" aria-hidden="true">
                { match &news.author {
                    Some(author) => html! { <Face avatar={author.avatar} /> },
                    None => html! { <span class="byline__left"><Icon glyph={Glyph::Door} /></span> },
                } }
                <span class="news__kind"><Icon {glyph} /></span>
            </span>
            <div class="news__text">
                <p>
                    if !news.read {
                        <span class="visually-hidden">{ words.say(msg("news-new")) }{ " " }</span>
                    }
                    <Go {to} class="news__link" onfollow={props.onopen.clone()}>
                        { words.say_with(said, &[("name", name.into()), ("post", news.post.headline.clone().into())]) }
                    </Go>
                </p>
                if let Some(body) = body {
                    <p class="news__body" dir="auto">{ &**body }</p>
                }
                <TimeAgo at={news.at} />
            </div>
            if !news.read {
                <span class="news__dot" aria-hidden="true" />
            }
        </li>
    }
}
