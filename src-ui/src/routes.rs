//! Every place one can go, with its title.

use houseguest_protocol::social::PostId;
use yew_router::prelude::*;

use crate::i18n::{MessageId, msg};

/// A place in the app.
#[derive(Clone, Debug, PartialEq, Eq, Routable)]
pub enum Route {
    /// What people wrote, newest first.
    #[at("/")]
    Feed,
    /// A post and what people answered.
    #[at("/post/:id")]
    Thread {
        /// The post.
        id: PostId,
    },
    /// Theme, language, density.
    #[at("/preferences")]
    Preferences,
    /// Who one is here, and how to keep it.
    #[at("/you")]
    You,
    /// Nothing is here.
    #[not_found]
    #[at("/not-found")]
    NotFound,
}

impl Route {
    /// The document's title.
    #[must_use]
    pub const fn title(&self) -> MessageId {
        match self {
            Self::Feed => msg("title-feed"),
            Self::Thread { .. } => msg("title-thread"),
            Self::Preferences => msg("title-preferences"),
            Self::You => msg("title-you"),
            Self::NotFound => msg("title-not-found"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lead_where_they_say() {
        let id = PostId::from_u128(7);
        assert_eq!(Route::recognize(&Route::Thread { id }.to_path()), Some(Route::Thread { id }));
        assert_eq!(Route::recognize("/post/nonsense"), Some(Route::NotFound));
        assert_eq!(Route::recognize("/elsewhere"), Some(Route::NotFound));
    }
}
