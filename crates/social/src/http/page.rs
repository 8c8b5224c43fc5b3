//! Pages of lists.

use axum::{
    extract::{FromRequestParts, Query},
    http::request::Parts,
};
use houseguest_protocol::social::{Comment, Cursor, Page, PageRequest};

use super::error::RouteError;
use crate::model::{CommentPlace, InvalidCursor, MAX_PAGE, PAGE};

/// Which page is wanted.
#[derive(Debug)]
pub(crate) struct Wanted {
    after: Option<Cursor>,
    limit: u32,
}

impl<S: Send + Sync> FromRequestParts<S> for Wanted {
    type Rejection = RouteError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, RouteError> {
        let Query(PageRequest { after, limit }) = Query::from_request_parts(parts, state)
            .await
            .map_err(|_| RouteError::Unreadable("the query cannot be read".to_owned()))?;
        let limit = limit.unwrap_or(PAGE);
        if (1..=MAX_PAGE).contains(&limit) {
            Ok(Self { after, limit })
        } else {
            Err(RouteError::field("/limit", format!("a page has 1 to {MAX_PAGE} items")))
        }
    }
}

impl Wanted {
    /// The place behind which the page begins.
    pub(crate) fn after<P>(&self, read: fn(&Cursor) -> Result<P, InvalidCursor>) -> Result<Option<P>, RouteError> {
        let read = |cursor| read(cursor).map_err(|error| RouteError::Unreadable(error.to_string()));
        self.after.as_ref().map(read).transpose()
    }

    /// How many items to look for: one more than the page has, to know whether another follows.
    pub(crate) fn reach(&self) -> u32 {
        self.limit + 1
    }

    /// Makes the page of comments that were found.
    pub(crate) fn comments(&self, found: Vec<(CommentPlace, Comment)>) -> Page<Comment> {
        let page = self.page(found, |(place, _)| place.to_cursor());
        Page { items: page.items.into_iter().map(|(_, comment)| comment).collect(), next: page.next }
    }

    /// Makes the page of what was found; `cursor` names the place behind an item.
    pub(crate) fn page<T>(&self, mut found: Vec<T>, cursor: impl Fn(&T) -> Cursor) -> Page<T> {
        let limit = usize::try_from(self.limit).unwrap_or(usize::MAX);
        let has_more = found.len() > limit;
        found.truncate(limit);
        Page { next: found.last().filter(|_| has_more).map(cursor), items: found }
    }
}
