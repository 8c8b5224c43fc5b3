//! Binds an interaction to the browser it began in.
//!
//! The cookie `oauth_ui` holds a secret of the browser; nothing of it is stored. The address of a page
//! carries the interaction's handle, the time it ends and a MAC over both under that secret, so an address
//! that was copied elsewhere, or made elsewhere and planted here, opens nothing. Each form repeats another
//! MAC under the same secret: whoever cannot read the cookie cannot make it (a double-submit token that a
//! planted cookie does not help with). One cookie serves any number of tabs.

use std::time::Duration;

use axum::http::{HeaderMap, HeaderValue};
use data_encoding::BASE64URL_NOPAD;
use hmac::{Hmac, Mac};
use houseguest_protocol::values::Timestamp;
use sha2::Sha256;
use subtle::ConstantTimeEq;

use crate::{
    http::cookies::{CookieKind, Cookies},
    model::{SecretText, TokenHash},
    state::AppState,
};

/// How long a browser keeps the cookie: longer than an interaction, so that a late visitor can be told so.
const COOKIE_LIFETIME: Duration = Duration::from_secs(6 * 60 * 60);

/// The secret of a browser.
#[derive(Debug)]
pub(super) struct BrowserSecret(SecretText);

/// An interaction, as a page's address names it.
#[derive(Debug)]
pub(super) struct Ticket {
    /// What the store knows it by.
    pub(super) handle: SecretText,
    /// When it ends.
    pub(super) expires_at: Timestamp,
}

impl BrowserSecret {
    /// The browser's secret, if it sent one.
    pub(super) fn find(state: &AppState, headers: &HeaderMap) -> Option<Self> {
        let settings = state.settings();
        let cookies = Cookies::of(state, &settings.session);
        cookies.find(headers, CookieKind::OauthUi, SecretText::parse).map(Self)
    }

    /// The browser's secret, or a fresh one.
    pub(super) fn find_or_new(state: &AppState, headers: &HeaderMap) -> Self {
        Self::find(state, headers).unwrap_or_else(|| Self(SecretText::random()))
    }

    /// The `Set-Cookie` that keeps it. Lax, because people come here from another site's link or from an app.
    pub(super) fn to_cookie(&self, state: &AppState) -> HeaderValue {
        let settings = state.settings();
        Cookies::of(state, &settings.session).keep(CookieKind::OauthUi, self.0.expose(), Some(COOKIE_LIFETIME))
    }

    /// The path segment that names an interaction to this browser.
    pub(super) fn address(&self, ticket: &Ticket) -> String {
        let (handle, expiry) = (ticket.handle.expose(), ticket.expires_at.unix_seconds());
        let mac = BASE64URL_NOPAD.encode(&self.mac("address", &[handle, &expiry.to_string()])[..16]);
        format!("{handle}-{expiry}-{mac}")
    }

    /// Reads such a segment; `None` when it was not made for this browser.
    pub(super) fn open(&self, segment: &str) -> Option<Ticket> {
        let (handle, rest) = segment.split_once('-')?;
        let (expiry, mac) = rest.split_once('-')?;
        let expected = BASE64URL_NOPAD.encode(&self.mac("address", &[handle, expiry])[..16]);
        if !bool::from(expected.as_bytes().ct_eq(mac.as_bytes())) {
            return None;
        }
        let expires_at = Timestamp::from_unix_seconds(expiry.parse().ok()?);
        Some(Ticket { handle: SecretText::parse(handle)?, expires_at })
    }

    /// The token that every form of an interaction carries.
    pub(super) fn form_token(&self, ticket: &Ticket) -> String {
        BASE64URL_NOPAD.encode(&self.mac("form", &[ticket.handle.expose()]))
    }

    /// Whether `presented` is that token.
    pub(super) fn made_form(&self, ticket: &Ticket, presented: &str) -> bool {
        self.form_token(ticket).as_bytes().ct_eq(presented.as_bytes()).into()
    }

    /// What tells this browser to whoever sees the link again; nothing can be learnt from it.
    pub(super) fn mark(&self, link: &SecretText) -> TokenHash {
        TokenHash::from_bytes(self.mac("link", &[link.expose()]))
    }

    fn mac(&self, purpose: &str, parts: &[&str]) -> [u8; 32] {
        let mut mac =
            Hmac::<Sha256>::new_from_slice(self.0.expose().as_bytes()).expect("HMAC takes a key of any length");
        mac.update(purpose.as_bytes());
        for part in parts {
            mac.update(&[0]);
            mac.update(part.as_bytes());
        }
        mac.finalize().into_bytes().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ticket() -> Ticket {
        Ticket { handle: SecretText::random(), expires_at: Timestamp::from_unix_seconds(1_795_341_600) }
    }

    #[test]
    fn an_address_opens_in_its_own_browser_only() {
        let (own, other) = (BrowserSecret(SecretText::random()), BrowserSecret(SecretText::random()));
        let ticket = ticket();
        let address = own.address(&ticket);
        let opened = own.open(&address).expect("its own browser");
        assert_eq!((opened.handle, opened.expires_at), (ticket.handle.clone(), ticket.expires_at));
        assert!(other.open(&address).is_none());
        assert!(own.open(&address.replace("1795341600", "1895341600")).is_none(), "nobody gets more time");
        for broken in ["", "-", "--", "a-b-c", &address[1..], &address[..address.len() - 1]] {
            assert!(own.open(broken).is_none(), "{broken}");
        }
    }

    #[test]
    fn a_form_token_belongs_to_one_browser_and_one_interaction() {
        let (own, other) = (BrowserSecret(SecretText::random()), BrowserSecret(SecretText::random()));
        let (this, that) = (ticket(), ticket());
        let token = own.form_token(&this);
        assert!(own.made_form(&this, &token));
        assert!(!own.made_form(&that, &token) && !other.made_form(&this, &token) && !own.made_form(&this, ""));
    }
}
