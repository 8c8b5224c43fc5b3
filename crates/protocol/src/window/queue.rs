//! What waits until the backend answers.

use serde::{Deserialize, Serialize};

use super::{CommandError, WaitsElsewhere};
use crate::{
    social::{
        CommentId, EditComment, IdempotencyKey, ImageDescription, ImageFormat, NewComment, NewPost, PostId,
        SetReaction, StoredPreferences,
    },
    values::Timestamp,
};

/// A write that can wait: it makes sense later as well, and to others nothing depends on its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "write", rename_all = "snake_case")]
pub enum Write {
    /// A comment.
    Comment {
        /// On which post.
        post_id: PostId,
        /// The comment.
        comment: NewComment,
    },
    /// A post of one's own.
    Post {
        /// The post; its image is none as long as there is a picture to go first.
        post: NewPost,
        /// Its picture, which is kept beside what waits and uploaded just before the post.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        picture: Option<WaitingPicture>,
    },
    /// A comment said otherwise.
    EditComment {
        /// Which one.
        comment_id: CommentId,
        /// How it reads now, and the version that was seen.
        edit: EditComment,
    },
    /// A comment taken away.
    DeleteComment {
        /// Which one.
        comment_id: CommentId,
    },
    /// A reaction to a post.
    React {
        /// Which post.
        post_id: PostId,
        /// The reaction, or none.
        reaction: SetReaction,
    },
    /// A reaction to a comment.
    ReactToComment {
        /// Which comment.
        comment_id: CommentId,
        /// The reaction, or none.
        reaction: SetReaction,
    },
    /// What the person prefers.
    SavePreferences {
        /// The preferences, and the version that was seen.
        stored: StoredPreferences,
    },
}

impl Write {
    /// Whether this makes `earlier` pointless, if that was never sent: reactions to one thing, and preferences.
    #[must_use]
    pub fn replaces(&self, earlier: &Self) -> bool {
        match (self, earlier) {
            (Self::React { post_id: one, .. }, Self::React { post_id: other, .. }) => one == other,
            (Self::ReactToComment { comment_id: one, .. }, Self::ReactToComment { comment_id: other, .. }) => {
                one == other
            }
            (Self::SavePreferences { .. }, Self::SavePreferences { .. }) => true,
            _ => false,
        }
    }

    /// Whether it holds words of the person, which must not vanish when it is refused.
    #[must_use]
    pub const fn has_words(&self) -> bool {
        matches!(self, Self::Comment { .. } | Self::Post { .. } | Self::EditComment { .. })
    }

    /// The picture that has to go first.
    #[must_use]
    pub const fn picture(&self) -> Option<&WaitingPicture> {
        match self {
            Self::Post { picture, .. } => picture.as_ref(),
            _ => None,
        }
    }
}

/// A picture of a post that waits. Its bytes are kept under its key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingPicture {
    /// Names it, here and at the backend.
    pub key: IdempotencyKey,
    /// Its format.
    pub format: ImageFormat,
    /// What can be seen in it; none for decoration.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alt: Option<ImageDescription>,
}

impl WaitingPicture {
    /// The field that a refusal of a post names when it is the picture that was refused.
    pub const FIELD: &'static str = "/picture";
}

/// What became of a write that was handed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", content = "answer", rename_all = "snake_case")]
pub enum Outcome<T> {
    /// The backend did it and answered.
    Sent(T),
    /// It waits, durably, and is sent when the backend answers.
    Queued,
}

/// A write that waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingWrite {
    /// Names it, here and at the backend.
    pub key: IdempotencyKey,
    /// When it was handed in.
    pub since: Timestamp,
    /// What it is.
    pub write: Write,
}

/// A write that was refused, kept because it has words in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedWrite {
    /// Names it.
    pub key: IdempotencyKey,
    /// What it is.
    pub write: Write,
    /// Why.
    pub error: CommandError,
}

/// Everything that waits, in the order in which it is sent, and what was refused.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueState {
    /// What waits for whoever is here.
    pub waiting: Vec<WaitingWrite>,
    /// What waits for somebody who is not here now, such as a guest that is set aside: only how many.
    pub for_others: usize,
    /// What waits for other houses, to which the app was pointed before: only how much, and for which.
    #[serde(default)]
    pub elsewhere: Vec<WaitsElsewhere>,
    /// What was refused and not yet put away by the person.
    pub refused: Vec<RefusedWrite>,
}

/// What happened to the queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "news", rename_all = "snake_case")]
pub enum QueueNews {
    /// Something waits now, or was taken back.
    Changed,
    /// A write that had waited was sent.
    Sent {
        /// Which.
        key: IdempotencyKey,
        /// What it was.
        write: Write,
        /// The backend's answer, such as a [`crate::social::Comment`].
        answer: serde_json::Value,
    },
    /// A write that had waited was refused.
    Refused(RefusedWrite),
}
