//! The browser's own session: begun, found and ended here, and nowhere else (protocol.md, sections 0.5 and 8.3).
//!
//! Whoever signs a person in calls [`PlannedBrowserSession::for_request`], hands what is `new` to the store in
//! the same transaction as the sign-in, and puts the cookies on the answer. There is no way to keep an id over
//! a sign-in: a value that somebody planted, or saw, before it is worth nothing after it.

use axum::http::{HeaderMap, header};
use data_encoding::BASE64URL_NOPAD;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use std::net::IpAddr;
use subtle::ConstantTimeEq;

use super::cookies::{CookieKind, Cookies};
use crate::{
    model::{BrowserSessionId, BrowserToken, NewBrowserSession, SecretText, SeenFrom},
    state::AppState,
    store::{BrowserUser, StoreError},
};

/// A browser session about to begin, and the secret its browser will get.
#[derive(Clone, Debug)]
pub(crate) struct PlannedBrowserSession {
    /// What is to be kept.
    pub(crate) new: NewBrowserSession,
    token: BrowserToken,
}

impl PlannedBrowserSession {
    /// Plans one for the browser that sent these headers; the session it shows ends when the new one begins.
    pub(crate) fn for_request(state: &AppState, headers: &HeaderMap, address: IpAddr) -> Self {
        let token = BrowserToken { session: BrowserSessionId::random(), secret: SecretText::random() };
        let replaces = shown(state, headers).map(|shown| (shown.session, shown.secret.hash()));
        let agent = headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok());
        let seen_from = SeenFrom::new(agent, address);
        let new = NewBrowserSession { id: token.session, secret: token.secret.hash(), replaces, seen_from };
        Self { new, token }
    }

    /// Puts the cookies on an answer, once the session has begun.
    pub(crate) fn set_cookies(&self, state: &AppState, answer: &mut HeaderMap) {
        let settings = state.settings();
        let session = &settings.session;
        let cookies = Cookies::of(state, session);
        let max_age = (!session.use_session_cookie).then(|| session.lifetime().absolute);
        answer.append(header::SET_COOKIE, cookies.keep(CookieKind::Session, &self.token.to_wire(), max_age));
        answer.append(header::SET_COOKIE, cookies.keep(CookieKind::SameSiteStrict, "true", max_age));
    }
}

/// Makes the browser forget its session, and the one an app carried over.
pub(crate) fn clear_cookies(state: &AppState, answer: &mut HeaderMap) {
    let settings = state.settings();
    let cookies = Cookies::of(state, &settings.session);
    for kind in [CookieKind::Session, CookieKind::SameSiteStrict, CookieKind::AppSession] {
        answer.append(header::SET_COOKIE, cookies.forget(kind));
    }
}

/// What a request shows of a browser session.
#[derive(Debug)]
pub(crate) enum Shown {
    /// Nothing.
    Nothing,
    /// One that has ended, or several of which nobody knows the right one.
    Dead,
    /// A live one, and the token that was shown for it.
    Live(Box<BrowserUser>, BrowserToken),
}

impl Shown {
    /// The live session.
    pub(crate) fn live(self) -> Option<BrowserUser> {
        match self {
            Self::Live(user, _) => Some(*user),
            Self::Nothing | Self::Dead => None,
        }
    }
}

/// Finds the browser session of a request, and counts that as a use of it.
///
/// # Errors
/// When the store fails.
pub(crate) async fn find(state: &AppState, headers: &HeaderMap) -> Result<Shown, StoreError> {
    let settings = state.settings();
    let tokens = Cookies::of(state, &settings.session).find_all(headers, CookieKind::Session, BrowserToken::parse);
    let [token] = tokens.as_slice() else {
        return Ok(if tokens.is_empty() { Shown::Nothing } else { Shown::Dead });
    };
    let now = state.now();
    let Some(mut found) = state.store.find_browser_session(token.session, token.secret.hash()).await? else {
        return Ok(Shown::Dead);
    };
    if found.session.has_ended(&settings.session.lifetime(), now) {
        return Ok(Shown::Dead);
    }
    if found.session.wants_touch(now) {
        state.store.touch_browser_session(token.session, now).await?;
        found.session.last_used_at = now;
    }
    Ok(Shown::Live(Box::new(found), token.clone()))
}

/// Whether the navigation that led here began on this very site: only then does the browser send this cookie.
pub(crate) fn came_from_this_site(state: &AppState, headers: &HeaderMap) -> bool {
    let settings = state.settings();
    let cookies = Cookies::of(state, &settings.session);
    cookies.find(headers, CookieKind::SameSiteStrict, |value| (value == "true").then_some(())).is_some()
}

fn shown(state: &AppState, headers: &HeaderMap) -> Option<BrowserToken> {
    let settings = state.settings();
    Cookies::of(state, &settings.session).find(headers, CookieKind::Session, BrowserToken::parse)
}

/// The token of a form that acts for whoever holds `secret`: it cannot be made without it.
pub(crate) fn form_token(secret: &SecretText, purpose: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.expose().as_bytes()).expect("HMAC takes a key of any length");
    mac.update(b"form\0");
    mac.update(purpose.as_bytes());
    BASE64URL_NOPAD.encode(&mac.finalize().into_bytes())
}

/// Whether `presented` is that token.
pub(crate) fn made_form(secret: &SecretText, purpose: &str, presented: &str) -> bool {
    form_token(secret, purpose).as_bytes().ct_eq(presented.as_bytes()).into()
}
