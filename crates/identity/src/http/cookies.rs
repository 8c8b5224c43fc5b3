//! The server's cookies: their names, and what every one of them carries (protocol.md, section 8.3).
//!
//! Any host can plant cookies for its parent domain, and so for its siblings; the server that receives them
//! cannot tell them from its own. Where no other host shares a cookie, and the connection is https, its name
//! therefore begins with `__Host-`: browsers take such a cookie from nobody but the host itself. Cookies that
//! `cookie_domain` shares on purpose cannot have that; there, every host of the domain is trusted.

use std::time::Duration;

use axum::http::{HeaderMap, HeaderValue, header};
use cookie::{Cookie, Expiration, SameSite, time::OffsetDateTime};

use crate::{settings::SessionSettings, state::AppState};

/// Which cookie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CookieKind {
    /// The browser session.
    Session,
    /// Shows that a navigation began on this site.
    SameSiteStrict,
    /// A page was opened from an app.
    AppSession,
    /// An access token, for pages an app opens itself.
    AppAccessToken,
    /// The browser's secret on the pages of an authorize request.
    OauthUi,
    /// The key of a log-out request under way.
    EndSessionKey,
}

impl CookieKind {
    const fn suffix(self) -> &'static str {
        match self {
            Self::Session => "session",
            Self::SameSiteStrict => "same_site_strict",
            Self::AppSession => "app_session",
            Self::AppAccessToken => "app_access_token",
            Self::OauthUi => "oauth_ui",
            Self::EndSessionKey => "end_session_ref_key",
        }
    }

    /// Whether the hosts of `cookie_domain` share it.
    const fn is_shared(self) -> bool {
        !matches!(self, Self::OauthUi | Self::EndSessionKey)
    }
}

/// How cookies are written and read under the present settings.
#[derive(Debug)]
pub(crate) struct Cookies<'a> {
    settings: &'a SessionSettings,
    is_https: bool,
}

impl<'a> Cookies<'a> {
    /// The rules of this server; `settings` are those of the request.
    pub(crate) fn of(state: &AppState, settings: &'a SessionSettings) -> Self {
        Self { settings, is_https: state.public_origin.scheme() == "https" }
    }

    fn name(&self, kind: CookieKind) -> String {
        let guard = if self.is_https && self.domain(kind).is_none() { "__Host-" } else { "" };
        format!("{guard}{}{}", self.settings.cookie_prefix, kind.suffix())
    }

    fn domain(&self, kind: CookieKind) -> Option<&'a str> {
        self.settings.cookie_domain.as_deref().filter(|_| kind.is_shared())
    }

    /// All values of a cookie that `read` makes sense of, each once. More than one means that somebody else
    /// planted one.
    pub(crate) fn find_all<T: PartialEq>(
        &self,
        headers: &HeaderMap,
        kind: CookieKind,
        read: impl Fn(&str) -> Option<T>,
    ) -> Vec<T> {
        let name = self.name(kind);
        let sent = headers.get_all(header::COOKIE).into_iter().filter_map(|value| value.to_str().ok());
        let cookies = sent.flat_map(Cookie::split_parse).filter_map(Result::ok);
        let mut found = Vec::new();
        for value in cookies.filter(|cookie| cookie.name() == name).filter_map(|cookie| read(cookie.value())) {
            if !found.contains(&value) {
                found.push(value);
            }
        }
        found
    }

    /// The one value of a cookie. None when there are several: nobody knows which of them is ours.
    pub(crate) fn find<T: PartialEq>(
        &self,
        headers: &HeaderMap,
        kind: CookieKind,
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let mut found = self.find_all(headers, kind, read);
        if found.len() == 1 { found.pop() } else { None }
    }

    /// The `Set-Cookie` that keeps a value: for `max_age`, or until the browser is closed.
    pub(crate) fn keep(&self, kind: CookieKind, value: &str, max_age: Option<Duration>) -> HeaderValue {
        let mut cookie = self.plain(kind, value);
        cookie.set_max_age(max_age.and_then(|age| cookie::time::Duration::try_from(age).ok()));
        to_header(&cookie)
    }

    /// The `Set-Cookie` that makes the browser forget: the same attributes, no value, a date long past.
    pub(crate) fn forget(&self, kind: CookieKind) -> HeaderValue {
        let mut cookie = self.plain(kind, "");
        cookie.set_expires(Expiration::DateTime(OffsetDateTime::UNIX_EPOCH));
        to_header(&cookie)
    }

    fn plain<'v>(&self, kind: CookieKind, value: &'v str) -> Cookie<'v> {
        let same_site = if kind == CookieKind::SameSiteStrict { SameSite::Strict } else { SameSite::Lax };
        let mut cookie = Cookie::build((self.name(kind), value)).path("/").http_only(true).same_site(same_site).build();
        if self.is_https {
            cookie.set_secure(true);
        }
        if let Some(domain) = self.domain(kind) {
            cookie.set_domain(domain.to_owned());
        }
        cookie
    }
}

fn to_header(cookie: &Cookie<'_>) -> HeaderValue {
    let mut value = HeaderValue::try_from(cookie.to_string()).expect("names, tokens and hosts are visible ASCII");
    value.set_sensitive(true);
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(cookies: &[&str]) -> HeaderMap {
        let values = cookies.iter().map(|value| (header::COOKIE, HeaderValue::try_from(*value).expect("a header")));
        values.collect()
    }

    fn any(value: &str) -> Option<String> {
        Some(value.to_owned())
    }

    fn written(value: &HeaderValue) -> &str {
        value.to_str().expect("ASCII")
    }

    #[test]
    fn a_cookie_of_this_host_alone_cannot_be_planted_by_a_neighbour() {
        let settings = SessionSettings { cookie_prefix: "house_".to_owned(), ..SessionSettings::default() };
        let cookies = Cookies { settings: &settings, is_https: true };
        let kept = cookies.keep(CookieKind::Session, "value", Some(Duration::from_secs(60)));
        let text = "__Host-house_session=value; HttpOnly; SameSite=Lax; Secure; Path=/; Max-Age=60";
        assert_eq!(written(&kept), text);
        assert_eq!(cookies.find(&headers(&["house_session=planted"]), CookieKind::Session, any), None);
        let own = headers(&["a=b; __Host-house_session=value; c=d", "house_session=planted"]);
        assert_eq!(cookies.find(&own, CookieKind::Session, any).as_deref(), Some("value"));
        let strict = cookies.keep(CookieKind::SameSiteStrict, "true", None);
        let text = "__Host-house_same_site_strict=true; HttpOnly; SameSite=Strict; Secure; Path=/";
        assert_eq!(written(&strict), text);
    }

    #[test]
    fn a_shared_cookie_names_its_domain() {
        let settings = SessionSettings { cookie_domain: Some("example.com".to_owned()), ..SessionSettings::default() };
        let cookies = Cookies { settings: &settings, is_https: true };
        let kept = cookies.keep(CookieKind::Session, "value", None);
        assert_eq!(written(&kept), "session=value; HttpOnly; SameSite=Lax; Secure; Path=/; Domain=example.com");
        let own = cookies.keep(CookieKind::OauthUi, "value", None);
        assert_eq!(written(&own), "__Host-oauth_ui=value; HttpOnly; SameSite=Lax; Secure; Path=/", "never shared");
        let gone = cookies.forget(CookieKind::Session);
        let text = "session=; HttpOnly; SameSite=Lax; Secure; Path=/; Domain=example.com; \
                    Expires=Thu, 01 Jan 1970 00:00:00 GMT";
        assert_eq!(written(&gone), text);
    }

    #[test]
    fn of_two_different_values_none_is_believed() {
        let settings = SessionSettings::default();
        let cookies = Cookies { settings: &settings, is_https: false };
        let find = |sent: &[&str]| cookies.find(&headers(sent), CookieKind::Session, any);
        assert_eq!(find(&["session=a; session=a"]).as_deref(), Some("a"));
        assert_eq!(find(&["session=a; session=b"]), None);
        assert_eq!(find(&["session=a", "session=b"]), None);
        let only_own = |value: &str| any(value).filter(|value| value == "b");
        let sent = headers(&["session=theirs; session=b"]);
        assert_eq!(cookies.find(&sent, CookieKind::Session, only_own).as_deref(), Some("b"), "what cannot be ours");
    }
}
