//! The Portal's cookies. Strict: no other site's link or form ever carries them.
//!
//! Over https their names begin with `__Host-`, so that no other host of the same domain can set them; on plain
//! http, which is for a demo on one's own machine, browsers refuse such names.

use axum::http::{HeaderMap, HeaderValue, header};

/// Which cookie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Jar {
    /// Who is logged in.
    Session,
    /// What the forms before the log-in are signed with.
    Porch,
    /// What was just done.
    Flash,
}

impl Jar {
    const fn name(self, is_https: bool) -> &'static str {
        match (self, is_https) {
            (Self::Session, true) => "__Host-portal_session",
            (Self::Session, false) => "portal_session",
            (Self::Porch, true) => "__Host-portal_porch",
            (Self::Porch, false) => "portal_porch",
            (Self::Flash, true) => "__Host-portal_flash",
            (Self::Flash, false) => "portal_flash",
        }
    }

    /// Finds the cookie's value.
    pub(super) fn find(self, headers: &HeaderMap, is_https: bool) -> Option<&str> {
        let cookies = headers.get_all(header::COOKIE).into_iter().filter_map(|value| value.to_str().ok());
        let mut pairs = cookies.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
        pairs.find_map(|(name, value)| (name == self.name(is_https)).then_some(value))
    }

    /// The header that sets it until the browser closes. `value` is letters, digits and hyphens.
    pub(super) fn set(self, value: &str, is_https: bool) -> HeaderValue {
        self.header(value, is_https, "")
    }

    /// The header that takes it away.
    pub(super) fn clear(self, is_https: bool) -> HeaderValue {
        self.header("", is_https, "; Max-Age=0")
    }

    fn header(self, value: &str, is_https: bool, extra: &str) -> HeaderValue {
        let secure = if is_https { "; Secure" } else { "" };
        let text = format!("{}={value}; Path=/; HttpOnly; SameSite=Strict{secure}{extra}", self.name(is_https));
        let mut header = HeaderValue::try_from(text).expect("letters, digits and punctuation make a header");
        header.set_sensitive(true);
        header
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn over_https_a_cookie_belongs_to_this_host_alone() {
        let set = Jar::Session.set("abc", true);
        assert_eq!(set, "__Host-portal_session=abc; Path=/; HttpOnly; SameSite=Strict; Secure");
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, HeaderValue::from_static("a=b; portal_session=forged; __Host-portal_session=x"));
        assert_eq!(Jar::Session.find(&headers, true), Some("x"));
        assert_eq!(Jar::Flash.find(&headers, true), None);
    }
}
