//! The feed: posts, newest first.

use std::rc::Rc;

use houseguest_protocol::{
    social::{Page, Post, PostId, ReactionSummary},
    window::CommandError,
};
use yew::Reducible;

use super::remote::{Listing, Phase};

/// What has been fetched of the feed; it outlives the page, so that coming back from a thread is instant.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Feed {
    /// The posts.
    pub posts: Listing<Post>,
    /// How far down the feed was left, in pixels.
    pub left_at: f64,
    /// Posts that were written since: they are announced, so that nothing moves under the reader's eyes.
    pub fresh: Vec<PostId>,
}

/// What can happen to a [`Feed`].
#[derive(Clone, Debug, PartialEq)]
pub enum FeedAction {
    /// Everything is to be fetched again.
    Restart,
    /// The next part was asked for.
    BeginMore,
    /// A part arrived.
    Arrived(Page<Post>),
    /// A part did not arrive.
    Failed(CommandError),
    /// A post was fetched on its own, or a comment was added to it.
    PostChanged(Box<Post>),
    /// A post's reactions changed.
    Reacted(PostId, ReactionSummary),
    /// Somebody wrote a post.
    Heard(PostId),
    /// The first part was fetched again, because the person wants to see what is new.
    Renewed(Page<Post>),
    /// The page was left at this height.
    LeftAt(f64),
}

impl Feed {
    /// A post, if it has been fetched.
    #[must_use]
    pub fn post(&self, id: PostId) -> Option<&Post> {
        self.posts.items.iter().find(|post| post.id == id)
    }
}

impl Reducible for Feed {
    type Action = FeedAction;

    fn reduce(self: Rc<Self>, action: FeedAction) -> Rc<Self> {
        let mut next = (*self).clone();
        match action {
            FeedAction::Restart => next = Self::default(),
            FeedAction::BeginMore => next.posts.begin_more(),
            FeedAction::Arrived(page) => next.posts.extend(page, |known, new| known.id == new.id),
            FeedAction::Failed(error) => next.posts.fail(error),
            FeedAction::PostChanged(changed) => {
                for post in next.posts.items.iter_mut().filter(|post| post.id == changed.id) {
                    post.clone_from(&changed);
                }
            }
            FeedAction::Reacted(id, reactions) => {
                for post in next.posts.items.iter_mut().filter(|post| post.id == id) {
                    post.reactions = reactions.clone();
                }
            }
            FeedAction::Heard(id) => {
                let is_known = next.post(id).is_some() || next.fresh.contains(&id);
                // Before anything was fetched everything is new.
                if !is_known && next.posts.phase != Phase::First {
                    next.fresh.push(id);
                }
            }
            FeedAction::Renewed(page) => {
                next.posts = Listing::default();
                next.posts.append(page);
                next.fresh.clear();
            }
            FeedAction::LeftAt(top) => next.left_at = top,
        }
        Rc::new(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use houseguest_protocol::samples;

    #[test]
    fn a_change_in_a_thread_shows_in_the_feed() {
        let page = Page { items: vec![samples::post()], next: None };
        let changed = Post { comment_count: 9, ..samples::post() };
        let feed = [FeedAction::Arrived(page), FeedAction::PostChanged(Box::new(changed))]
            .into_iter()
            .fold(Rc::new(Feed::default()), Feed::reduce);
        assert_eq!(feed.post(samples::post().id).map(|post| post.comment_count), Some(9));
    }

    #[test]
    fn a_new_post_is_announced_once_and_waits_until_it_is_wanted() {
        let page = |items| Page { items, next: None };
        let new = Post { id: PostId::from_u128(77), ..samples::post() };
        let heard = [
            FeedAction::Heard(PostId::from_u128(5)),
            FeedAction::Arrived(page(vec![samples::post()])),
            FeedAction::Heard(new.id),
            FeedAction::Heard(new.id),
            FeedAction::Heard(samples::post().id),
        ];
        let feed = heard.into_iter().fold(Rc::new(Feed::default()), Feed::reduce);
        assert_eq!((feed.fresh.as_slice(), feed.posts.items.len()), ([new.id].as_slice(), 1));
        let renewed = feed.reduce(FeedAction::Renewed(page(vec![new, samples::post()])));
        assert!(renewed.fresh.is_empty());
        assert_eq!(renewed.posts.items.len(), 2);
    }
}
