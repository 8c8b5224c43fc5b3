//! What changes while somebody looks: ids only, and the same for everybody.

use serde::{Deserialize, Serialize};

use super::{CommentId, PostId};

/// Something changed. It may be told more than once; whoever wants to know more asks for the thing itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum LiveChange {
    /// There is a new post.
    PostAdded {
        /// The post.
        #[cfg_attr(feature = "schema", schema(value_type = String, format = Uuid))]
        post_id: PostId,
    },
    /// There is a new comment.
    CommentAdded {
        /// Its post.
        #[cfg_attr(feature = "schema", schema(value_type = String, format = Uuid))]
        post_id: PostId,
        /// The comment.
        #[cfg_attr(feature = "schema", schema(value_type = String, format = Uuid))]
        comment_id: CommentId,
    },
    /// A comment was edited, or is back after it was deleted.
    CommentChanged {
        /// Its post.
        #[cfg_attr(feature = "schema", schema(value_type = String, format = Uuid))]
        post_id: PostId,
        /// The comment.
        #[cfg_attr(feature = "schema", schema(value_type = String, format = Uuid))]
        comment_id: CommentId,
    },
    /// A comment was deleted.
    CommentDeleted {
        /// Its post.
        #[cfg_attr(feature = "schema", schema(value_type = String, format = Uuid))]
        post_id: PostId,
        /// The comment.
        #[cfg_attr(feature = "schema", schema(value_type = String, format = Uuid))]
        comment_id: CommentId,
    },
    /// Somebody reacted, or took it back.
    ReactionsChanged {
        /// The post, or the post of the comment.
        #[cfg_attr(feature = "schema", schema(value_type = String, format = Uuid))]
        post_id: PostId,
        /// The comment; none for the post itself.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schema(value_type = Option<String>, format = Uuid))]
        comment_id: Option<CommentId>,
    },
    /// More changed than can be told, or it is not known what: fetch anew what is on the screen.
    Reload,
}

/// How it stands with the live updates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LiveConnection {
    /// Nobody follows.
    #[default]
    Off,
    /// The server has not answered yet.
    Connecting,
    /// Changes arrive.
    Open,
    /// The connection broke or was refused; another attempt follows after a pause.
    Waiting,
}

/// What whoever follows is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LiveNews {
    /// Something changed.
    Change(LiveChange),
    /// The connection is another one now.
    Connection(LiveConnection),
}

/// How long to wait before the next attempt to follow, in milliseconds.
///
/// Doubles with every attempt that failed in a row, from one second to one minute; `chance` (0 to 1) picks a moment in
/// the second half of that, so that many clients do not come back at once.
#[must_use]
pub fn live_pause_ms(failures: u32, chance: f64) -> u64 {
    const FIRST_MS: u64 = 1_000;
    const LONGEST_MS: u64 = 60_000;
    let whole = FIRST_MS.saturating_mul(1 << failures.saturating_sub(1).min(6)).min(LONGEST_MS);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a minute has few milliseconds, and the chance is clamped"
    )]
    let jitter = (whole as f64 / 2.0 * chance.clamp(0.0, 1.0)) as u64;
    whole / 2 + jitter
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_up_to_a_minute_and_differ() {
        assert_eq!((live_pause_ms(1, 0.0), live_pause_ms(1, 1.0)), (500, 1_000));
        assert_eq!((live_pause_ms(3, 0.0), live_pause_ms(3, 0.5)), (2_000, 3_000));
        assert_eq!((live_pause_ms(40, 0.0), live_pause_ms(40, 1.0)), (30_000, 60_000));
        assert_eq!(live_pause_ms(0, f64::NAN), 500);
    }

    #[test]
    fn a_change_names_only_ids() {
        let id = PostId::from_u128(7);
        let text =
            serde_json::to_string(&LiveChange::ReactionsChanged { post_id: id, comment_id: None }).expect("JSON");
        assert_eq!(text, format!(r#"{{"change":"reactions-changed","post_id":"{id}"}}"#));
        assert_eq!(
            serde_json::from_str::<LiveChange>(&text).expect("reads"),
            LiveChange::ReactionsChanged { post_id: id, comment_id: None }
        );
    }
}
