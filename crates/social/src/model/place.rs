//! Places in lists, and the opaque cursors that carry them.

use houseguest_protocol::{
    social::{Cursor, PostId},
    values::{Timestamp, base64url_decode, base64url_encode},
};

/// How many items a page has when the caller does not say.
pub const PAGE: u32 = 20;
/// How many items a page may have.
pub const MAX_PAGE: u32 = 100;

/// The text is not a cursor of this list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the cursor is not one this list handed out")]
pub struct InvalidCursor;

/// The place behind a post, in the feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FeedPlace {
    /// When the post was published.
    pub created_at: Timestamp,
    /// Which post, among those of one second.
    pub id: PostId,
}

impl FeedPlace {
    const MARK: u8 = b'p';

    /// The cursor that names this place.
    #[must_use]
    pub fn to_cursor(self) -> Cursor {
        let seconds = self.created_at.unix_seconds().to_be_bytes();
        Cursor(base64url_encode(&[&[Self::MARK][..], &seconds, self.id.as_bytes()].concat()))
    }

    /// Reads a cursor.
    ///
    /// # Errors
    /// [`InvalidCursor`].
    pub fn from_cursor(cursor: &Cursor) -> Result<Self, InvalidCursor> {
        let bytes = base64url_decode(&cursor.0).map_err(|_| InvalidCursor)?;
        let [Self::MARK, rest @ ..] = bytes.as_slice() else { return Err(InvalidCursor) };
        let (seconds, id) = rest.split_first_chunk::<8>().ok_or(InvalidCursor)?;
        let id = PostId::from_slice(id).map_err(|_| InvalidCursor)?;
        Ok(Self { created_at: Timestamp::from_unix_seconds(i64::from_be_bytes(*seconds)), id })
    }
}

/// The place behind a comment: its number in the order of arrival.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CommentPlace(pub i64);

impl CommentPlace {
    const MARK: u8 = b'c';

    /// The cursor that names this place.
    #[must_use]
    pub fn to_cursor(self) -> Cursor {
        Cursor(base64url_encode(&[&[Self::MARK][..], &self.0.to_be_bytes()].concat()))
    }

    /// Reads a cursor.
    ///
    /// # Errors
    /// [`InvalidCursor`].
    pub fn from_cursor(cursor: &Cursor) -> Result<Self, InvalidCursor> {
        let bytes = base64url_decode(&cursor.0).map_err(|_| InvalidCursor)?;
        let [Self::MARK, rest @ ..] = bytes.as_slice() else { return Err(InvalidCursor) };
        rest.try_into().map(|number| Self(i64::from_be_bytes(number))).map_err(|_| InvalidCursor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_cursor_reads_back(seconds in any::<i64>(), id in any::<u128>(), number in any::<i64>()) {
            let place = FeedPlace { created_at: Timestamp::from_unix_seconds(seconds), id: PostId::from_u128(id) };
            prop_assert_eq!(FeedPlace::from_cursor(&place.to_cursor()), Ok(place));
            let place = CommentPlace(number);
            prop_assert_eq!(CommentPlace::from_cursor(&place.to_cursor()), Ok(place));
        }

        #[test]
        fn other_text_is_refused_and_never_a_panic(text in ".{0,60}") {
            let cursor = Cursor(text);
            if let Ok(place) = FeedPlace::from_cursor(&cursor) {
                prop_assert_eq!(place.to_cursor(), cursor.clone());
            }
            if let Ok(place) = CommentPlace::from_cursor(&cursor) {
                prop_assert_eq!(place.to_cursor(), cursor);
            }
        }
    }

    #[test]
    fn a_cursor_of_one_list_is_refused_by_another() {
        let feed = FeedPlace { created_at: Timestamp::from_unix_seconds(1), id: PostId::from_u128(1) }.to_cursor();
        assert_eq!(CommentPlace::from_cursor(&feed), Err(InvalidCursor));
        assert_eq!(FeedPlace::from_cursor(&CommentPlace(1).to_cursor()), Err(InvalidCursor));
    }
}
