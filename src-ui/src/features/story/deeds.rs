//! What the story does for whoever would rather watch. Each deed is what the app itself does, by the same bridge.

use houseguest_protocol::{
    social::{CommentBody, IdempotencyKey, NewComment, PageRequest, PostId},
    window::{CommandError, ErrorCode, observed::Break},
};

use super::progress::{Notes, Stock};
use crate::{
    bridge::{BridgeHandle, Errand, Place},
    i18n::{Words, msg},
};

/// Something the story can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Deed {
    /// Reads the feed.
    Read,
    /// Writes a comment under its first post.
    Comment,
    /// Saves preferences as they are.
    Preference,
    /// Lets the session die and comes back.
    Return,
    /// Notes what the guest has.
    TakeStock,
    /// Opens the sign-up page: by the errand of the "You" page, so this one is the panel's.
    KeepAccount,
    /// Notes what the member has.
    CompareStock,
}

impl Deed {
    /// Does it; answers what was noted.
    pub(super) async fn run(self, bridge: &BridgeHandle, words: &Words, mut notes: Notes) -> Errand<Notes> {
        match self {
            Self::Read => {
                let feed = bridge.feed(PageRequest::default()).await?;
                let post = feed.items.first().ok_or_else(|| nothing("the feed is empty"))?;
                notes.post = Some(post.id.to_string());
            }
            Self::Comment => {
                let body = CommentBody::parse(words.say(msg("story-comment-text")).as_str());
                let body = body.map_err(|error| nothing(&error.to_string()))?;
                let comment = NewComment { body, parent_id: None };
                bridge.write_comment(post(&notes)?, comment, IdempotencyKey::random()).await?;
            }
            Self::Preference => {
                let stored = bridge.preferences().await?;
                bridge.save_preferences(stored, IdempotencyKey::random()).await?;
            }
            Self::Return => {
                // A guest without a key would be lost with its session; there only the access token dies.
                let dies = match bridge.place() {
                    Place::Window => Break::RevokeSession,
                    Place::Browser => Break::ExpireAccess,
                };
                bridge.break_something(dies).await?;
            }
            Self::TakeStock => notes.before = Some(stock(bridge, &notes).await?),
            Self::CompareStock => notes.after = Some(stock(bridge, &notes).await?),
            Self::KeepAccount => {}
        }
        Ok(notes)
    }
}

async fn stock(bridge: &BridgeHandle, notes: &Notes) -> Errand<Stock> {
    let post = post(notes)?;
    let mut page = PageRequest::default();
    let mut comments = 0;
    loop {
        let part = bridge.comments(post, page.clone()).await?;
        comments += part.items.iter().filter(|comment| comment.is_mine()).count();
        match part.next {
            Some(next) => page.after = Some(next),
            None => break,
        }
    }
    Ok(Stock { comments, preferences: bridge.preferences().await?.version })
}

fn post(notes: &Notes) -> Errand<PostId> {
    notes.post.as_deref().and_then(|id| id.parse().ok()).ok_or_else(|| nothing("the story has no post yet"))
}

fn nothing(detail: &str) -> CommandError {
    CommandError::new(ErrorCode::NotFound, detail)
}
