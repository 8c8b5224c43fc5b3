//! Who sits at a browser, for services that share this server's origin and program.
//!
//! A service elsewhere asks userinfo with a token. One that is served beside us gets the browser's cookies itself, cannot
//! read them, and asks here: the question that forward-auth resolvers answer with `X-Authgear-User-Id` and
//! `X-Authgear-User-Anonymous` (protocol.md, section 6.4), without a hop.

use std::fmt;

use axum::http::HeaderMap;
use houseguest_protocol::{identity::UserClaims, values::Subject};

use crate::{
    http::browser_session::{self, Shown},
    model::Lifetime,
    state::AppState,
    store::StoreError,
};

/// Answers who sits at a browser. Clones ask the same server.
#[derive(Clone)]
pub struct Browsers {
    state: AppState,
}

/// What the cookies of a request show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AtBrowser {
    /// No session.
    Nobody,
    /// A session that has ended or never was, or several of which nobody knows the right one.
    Dead,
    /// A live session of the browser's own.
    Somebody {
        /// Whose it is.
        sub: Subject,
        /// What is said of them, a guest or a member, at this moment.
        user: Box<UserClaims>,
    },
}

/// How sessions in browsers live, by the present settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BrowserSessionRules {
    /// From the first moment, and while nobody uses it.
    pub lifetime: Lifetime,
    /// Whether the browser forgets the session when it is closed.
    pub ends_with_browser: bool,
}

impl Browsers {
    pub(crate) fn of(state: &AppState) -> Self {
        Self { state: state.clone() }
    }

    /// Who sits at the browser that sent these headers; counts as a use of their session. Only the browser's own session
    /// counts: one that an app carried over stands for the app on our pages, and nowhere else.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn who(&self, headers: &HeaderMap) -> Result<AtBrowser, StoreError> {
        Ok(match browser_session::find(&self.state, headers).await? {
            Shown::Nothing => AtBrowser::Nobody,
            Shown::Dead => AtBrowser::Dead,
            Shown::Live(found, _) => {
                AtBrowser::Somebody { sub: found.user.id.subject(), user: Box::new(found.user.claims()) }
            }
        })
    }

    /// How sessions in browsers live now; an operator may change it at any time.
    #[must_use]
    pub fn rules(&self) -> BrowserSessionRules {
        let settings = self.state.settings();
        let session = &settings.session;
        BrowserSessionRules { lifetime: session.lifetime(), ends_with_browser: session.use_session_cookie }
    }
}

impl fmt::Debug for Browsers {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Browsers").finish_non_exhaustive()
    }
}
