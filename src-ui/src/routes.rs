//! Every place one can go, with its title.

use std::{fmt, str::FromStr};

use houseguest_protocol::{
    social::{CommentId, PostId},
    values::{InvalidSubject, Subject},
};
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
    /// One branch of what people answered.
    #[at("/post/:id/comment/:comment")]
    Branch {
        /// The post.
        id: PostId,
        /// The comment with which the branch begins.
        comment: CommentId,
    },
    /// Theme, language, density.
    #[at("/preferences")]
    Preferences,
    /// Who one is here, and how to keep it.
    #[at("/you")]
    You,
    /// Somebody's page.
    #[at("/people/:who")]
    Person {
        /// Who.
        who: Who,
    },
    /// Who answered or mentioned one.
    #[at("/notifications")]
    Notifications,
    /// Every part on one page, for whoever builds with them.
    #[cfg(feature = "stand-in")]
    #[at("/parts")]
    Parts,
    /// The keys and sessions of whoever is here, recovery kits, and a second device.
    #[at("/devices")]
    Devices,
    /// Nothing is here.
    #[not_found]
    #[at("/not-found")]
    NotFound,
}

/// A person in an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who(pub Subject);

impl fmt::Display for Who {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

impl FromStr for Who {
    type Err = InvalidSubject;
    fn from_str(text: &str) -> Result<Self, InvalidSubject> {
        Subject::parse(text).map(Self)
    }
}

impl Route {
    /// Somebody's page.
    #[must_use]
    pub fn person(sub: &Subject) -> Self {
        Self::Person { who: Who(sub.clone()) }
    }

    /// The document's title.
    #[must_use]
    pub const fn title(&self) -> MessageId {
        match self {
            Self::Feed => msg("title-feed"),
            Self::Thread { .. } | Self::Branch { .. } => msg("title-thread"),
            Self::Preferences => msg("title-preferences"),
            Self::You => msg("title-you"),
            Self::Person { .. } => msg("title-person"),
            Self::Notifications => msg("title-notifications"),
            #[cfg(feature = "stand-in")]
            Self::Parts => msg("house-name"),
            Self::Devices => msg("title-devices"),
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
        let branch = Route::Branch { id, comment: CommentId::from_u128(9) };
        assert_eq!(Route::recognize(&branch.to_path()), Some(branch));
        assert_eq!(Route::recognize("/post/nonsense"), Some(Route::NotFound));
        let foreign = Route::person(&Subject::parse("auth0|a/b?c#d").expect("a subject"));
        assert_eq!(Route::recognize(&foreign.to_path()), Some(foreign));
        assert_eq!(Route::recognize("/elsewhere"), Some(Route::NotFound));
    }
}
