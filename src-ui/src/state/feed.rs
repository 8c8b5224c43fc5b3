//! The feed: posts, newest first.

use std::rc::Rc;

use houseguest_protocol::{
    json,
    social::{Page, Post, PostId, ReactionSummary},
    values::{Timestamp, rfc3339},
    window::{CommandError, ErrorCode},
};
use serde::{Deserialize, Serialize};
use yew::{AttrValue, Reducible};

use super::remote::{Listing, Phase};

/// What has been fetched of the feed; it outlives the page, so that coming back from a thread is instant.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Feed {
    /// The posts.
    pub posts: Listing<Post>,
    /// How far down the feed was left, in pixels.
    pub left_at: f64,
    /// What the feed showed last time, for when nobody answers.
    pub remembered: Option<Rc<Remembered>>,
    /// Posts that were written since: they are announced, so that nothing moves under the reader's eyes.
    pub fresh: Vec<PostId>,
    /// The person's own posts that are on their way, the latest first; whatever else is fetched anew, they stay.
    pub sending: Vec<Sending>,
}

/// A post that is on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sending {
    /// As it will be, under an id of ours.
    pub post: Post,
    /// Its picture as the page can show it already, and what is said of it.
    pub preview: Option<(AttrValue, String)>,
    /// How far it is.
    pub step: Step,
}

/// How far a post is that is on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Its picture is being uploaded.
    Picture,
    /// The post itself is being written.
    Words,
}

/// The beginning of the feed as it was. Nothing in it says who was here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remembered {
    /// When it was so.
    #[serde(with = "rfc3339")]
    pub as_of: Timestamp,
    /// The posts.
    pub posts: Vec<Post>,
}

impl Remembered {
    /// How many posts are remembered.
    const MOST: usize = 12;

    /// What is worth remembering: as a visitor would see it, for whoever comes next.
    #[must_use]
    pub fn of(posts: &[Post], as_of: Timestamp) -> Self {
        let posts = posts.iter().filter(|post| !post.hidden).take(Self::MOST).cloned().map(|mut post| {
            post.mine = false;
            post.reactions.mine = None;
            // Pictures are the backend's: without it there would be a torn frame.
            post.image = None;
            post
        });
        Self { as_of, posts: posts.collect() }
    }
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
    /// The person sent a post; it shows at once.
    Sent(Box<Sending>),
    /// The picture of a post that is on its way has been taken in.
    PictureTaken(PostId),
    /// The server took the post that was sent under this id.
    Taken(PostId, Box<Post>),
    /// The server did not take it: it leaves the page again.
    Refused(PostId),
    /// The page was left at this height.
    LeftAt(f64),
}

impl Feed {
    /// A feed that remembers what `kept` says; nothing when there is nothing sensible.
    #[must_use]
    pub fn recall(kept: Option<&str>) -> Self {
        let remembered = kept.and_then(|text| json::read(text).ok()).map(Rc::new);
        Self { remembered, ..Self::default() }
    }

    /// A post, if it has been fetched.
    #[must_use]
    pub fn post(&self, id: PostId) -> Option<&Post> {
        self.posts.items.iter().find(|post| post.id == id)
    }

    /// A post, if it has been fetched or is remembered.
    #[must_use]
    pub fn known_post(&self, id: PostId) -> Option<&Post> {
        let remembered = self.remembered.iter().flat_map(|remembered| &remembered.posts);
        self.post(id).or_else(|| remembered.into_iter().find(|post| post.id == id))
    }

    /// What was remembered, if that is what can be shown: nobody answers, and nothing has been fetched.
    #[must_use]
    pub fn stands_for_itself(&self) -> Option<&Rc<Remembered>> {
        let is_unreachable = matches!(&self.posts.phase, Phase::Failed(error) if error.code == ErrorCode::Offline);
        self.remembered.as_ref().filter(|remembered| is_unreachable && !remembered.posts.is_empty())
    }
}

impl Reducible for Feed {
    type Action = FeedAction;

    fn reduce(self: Rc<Self>, action: FeedAction) -> Rc<Self> {
        let mut next = (*self).clone();
        match action {
            FeedAction::Restart => {
                next = Self { sending: next.sending, remembered: next.remembered, ..Self::default() };
            }
            FeedAction::BeginMore => next.posts.begin_more(),
            FeedAction::Arrived(page) => next.posts.extend(page, |known, new| known.id == new.id),
            FeedAction::Failed(error) => next.posts.fail(error),
            FeedAction::PostChanged(changed) => {
                for post in next.posts.items.iter_mut().filter(|post| post.id == changed.id) {
                    post.clone_from(&changed);
                }
            }
            FeedAction::Reacted(id, reactions) => {
                let remembered = next.remembered.as_mut().map(|remembered| Rc::make_mut(remembered).posts.iter_mut());
                let posts = next.posts.items.iter_mut().chain(remembered.into_iter().flatten());
                for post in posts.filter(|post| post.id == id) {
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
            FeedAction::Sent(sending) => next.sending.insert(0, *sending),
            FeedAction::PictureTaken(id) => {
                for sending in next.sending.iter_mut().filter(|sending| sending.post.id == id) {
                    sending.step = Step::Words;
                }
            }
            FeedAction::Taken(id, post) => {
                next.sending.retain(|sending| sending.post.id != id);
                // One may have heard of it before the answer came.
                next.fresh.retain(|fresh| *fresh != post.id);
                if next.post(post.id).is_none() {
                    next.posts.items.insert(0, *post);
                }
            }
            FeedAction::Refused(id) => next.sending.retain(|sending| sending.post.id != id),
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
    fn what_is_remembered_is_shown_only_when_nobody_answers_and_says_nothing_about_anybody() {
        let mut mine = Post { mine: true, ..samples::post() };
        mine.reactions.mine = Some(houseguest_protocol::social::Reaction::Love);
        let hidden = Post { id: PostId::from_u128(4), hidden: true, ..samples::post() };
        let remembered = Remembered::of(&[mine, hidden], samples::NOW);
        assert_eq!(remembered.posts.len(), 1);
        assert!(!remembered.posts[0].mine && remembered.posts[0].reactions.mine.is_none());
        let kept = serde_json::to_string(&remembered).expect("JSON");
        let feed = Rc::new(Feed::recall(Some(&kept)));
        assert!(feed.stands_for_itself().is_none() && feed.known_post(samples::post().id).is_some());
        let offline = CommandError::new(ErrorCode::Offline, "no answer");
        let feed = [FeedAction::Restart, FeedAction::Failed(offline)].into_iter().fold(feed, Feed::reduce);
        assert_eq!(feed.stands_for_itself().map(|remembered| remembered.as_of), Some(samples::NOW));
        let feed = feed.reduce(FeedAction::Arrived(Page { items: vec![samples::post()], next: None }));
        assert!(feed.stands_for_itself().is_none());
        assert_eq!(Feed::recall(Some("{{")), Feed::default());
    }

    #[test]
    fn a_change_in_a_thread_shows_in_the_feed() {
        let page = Page { items: vec![samples::post()], next: None };
        let changed = Post { comment_count: 9, ..samples::post() };
        let feed = [FeedAction::Arrived(page), FeedAction::PostChanged(Box::new(changed))]
            .into_iter()
            .fold(Rc::new(Feed::default()), Feed::reduce);
        assert_eq!(feed.post(samples::post().id).map(|post| post.comment_count), Some(9));
    }

    fn sending(id: u128) -> FeedAction {
        let post = Post { id: PostId::from_u128(id), ..samples::post() };
        FeedAction::Sent(Box::new(Sending { post, preview: None, step: Step::Picture }))
    }

    #[test]
    fn a_post_on_its_way_stays_while_everything_else_is_fetched_anew() {
        let ours = PostId::from_u128(90);
        let sent = [sending(90), FeedAction::Restart, FeedAction::PictureTaken(ours)]
            .into_iter()
            .fold(Rc::new(Feed::default()), Feed::reduce);
        assert_eq!(
            sent.sending.iter().map(|sending| (sending.post.id, sending.step)).collect::<Vec<_>>(),
            [(ours, Step::Words)]
        );
        assert!(sent.posts.items.is_empty(), "what is on its way can be opened by nobody");
        assert!(sent.reduce(FeedAction::Refused(ours)).sending.is_empty());
    }

    #[test]
    fn a_taken_post_is_there_once_whatever_comes_first() {
        let (ours, theirs) = (PostId::from_u128(90), Post { id: PostId::from_u128(7), ..samples::post() });
        let page = Page { items: vec![theirs.clone(), samples::post()], next: None };
        let taken = FeedAction::Taken(ours, Box::new(theirs.clone()));
        let arrived = FeedAction::Arrived(page);
        for order in [[arrived.clone(), taken.clone()], [taken.clone(), arrived.clone()]] {
            let feed = order.into_iter().fold(Rc::new(Feed::default()).reduce(sending(90)), Feed::reduce);
            assert_eq!(
                feed.posts.items.iter().map(|post| post.id).collect::<Vec<_>>(),
                [theirs.id, samples::post().id]
            );
            assert!(feed.sending.is_empty());
        }
        let arrived = FeedAction::Arrived(Page { items: vec![samples::post()], next: None });
        let heard = [arrived, sending(90), FeedAction::Heard(theirs.id), taken]
            .into_iter()
            .fold(Rc::new(Feed::default()), Feed::reduce);
        assert!(heard.fresh.is_empty(), "one's own post is no news");
        assert_eq!(heard.posts.items.first().map(|post| post.id), Some(theirs.id));
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
