//! What was just done: said once, on the page after the change.
//!
//! It travels as a word in a cookie, and only words listed here are said; so nobody can put a sentence of their
//! own onto a page.

use axum::{
    extract::Request,
    http::{HeaderMap, Method, StatusCode, header},
    middleware::Next,
    response::Response,
};

use super::cookies::Jar;
use crate::portal::text::{Text, text};

macro_rules! flashes {
    ($($(#[$doc:meta])* $variant:ident = $word:literal => $text:expr;)+) => {
        /// What was just done.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Flash {
            $($(#[$doc])* $variant,)+
        }

        impl Flash {
            /// The word that travels.
            pub(super) const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// What is said.
            pub(super) const fn text(self) -> Text {
                match self { $(Self::$variant => $text,)+ }
            }

            fn parse(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

flashes! {
    AnonymousSaved = "anonymous-saved" => text("anonymous-saved");
    SessionSaved = "session-saved" => text("session-saved");
    ApplicationCreated = "application-created" => text("application-created");
    ApplicationSaved = "application-saved" => text("application-saved");
    ApplicationDeleted = "application-deleted" => text("application-deleted");
    ApplicationRestored = "application-restored" => text("application-restored");
    SessionEnded = "session-ended" => text("user-session-ended");
    SessionsEnded = "sessions-ended" => text("user-sessions-ended");
    MergeUndone = "merge-undone" => text("merge-undone-flash");
    UserDisabled = "user-disabled" => text("user-disabled");
    UserEnabled = "user-enabled" => text("user-enabled");
    UserDeleted = "user-deleted" => text("user-deleted");
    CleanUpSaved = "clean-up-saved" => text("clean-up-saved");
    CleanUpBegun = "clean-up-begun" => text("clean-up-begun");
    CleanUpStopped = "clean-up-stopped" => text("clean-up-stopped");
    WebhookSwitched = "hook-switched" => text("hook-switched");
    WebhookRemoved = "hook-removed" => text("hook-removed");
    SentAgain = "sent-again" => text("sent-again");
    ClockMoved = "clock-moved" => text("clock-moved");
    LoggedOut = "logged-out" => text("logged-out");
    LoggedOutByTime = "logged-out-by-time" => text("log-in-ended");
}

impl Flash {
    /// What the browser brings along.
    pub(super) fn find(headers: &HeaderMap, is_https: bool) -> Option<Self> {
        Jar::Flash.find(headers, is_https).and_then(Self::parse)
    }
}

/// Takes the cookie away once a page was shown.
pub(super) async fn forget(request: Request, next: Next) -> Response {
    let is_page = request.method() == Method::GET;
    let brought = [true, false].into_iter().find(|is_https| Jar::Flash.find(request.headers(), *is_https).is_some());
    let mut response = next.run(request).await;
    if let Some(is_https) = brought
        && is_page
        && response.status() != StatusCode::SEE_OTHER
    {
        response.headers_mut().append(header::SET_COOKIE, Jar::Flash.clear(is_https));
    }
    response
}
