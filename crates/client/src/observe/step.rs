//! Which step of the story a request is.

use houseguest_protocol::{
    identity::{GrantType, paths},
    social,
    window::observed::Step,
};

use crate::ports::{Body, HttpRequest, Method};
use secrecy::ExposeSecret;

/// The step of a request.
pub(super) fn of(request: &HttpRequest) -> Step {
    let path = request.url.path();
    // A base address may have a path of its own, so the end tells.
    let is = |known: &str| path.ends_with(known);
    if is(paths::OPENID_CONFIGURATION) {
        Step::Discovery
    } else if is(paths::CHALLENGE) {
        Step::Challenge
    } else if is(paths::TOKEN) {
        grant(&request.body)
    } else if is(paths::USERINFO) {
        Step::UserInfo
    } else if is(paths::REVOKE) {
        Step::Revoke
    } else if is(paths::ANONYMOUS_SIGN_UP) {
        Step::KeylessSignUp
    } else if is(paths::PROMOTION_CODE) {
        Step::PromotionCode
    } else if is(paths::RESTORE) {
        Step::Restore
    } else if path.contains("/houseguest/v1/pairings") {
        Step::Pairing
    } else if is(paths::OPEN_BY_HAND) {
        Step::Page
    } else if is(paths::REDEEM_WAY_HOME) {
        Step::CodeExchange
    } else if path.contains("/houseguest/v1/") {
        Step::Access
    } else if is(social::paths::PREFERENCES) {
        Step::Preferences
    } else if path.contains("/social/v1/") {
        match request.method {
            Method::Get => Step::Read,
            Method::Post if path.ends_with("/comments") => Step::WriteComment,
            Method::Put if path.ends_with("/reaction") => Step::React,
            _ => Step::OtherWrite,
        }
    } else {
        Step::Other
    }
}

fn grant(body: &Body) -> Step {
    let Body::Form(form) = body else { return Step::OtherGrant };
    let grant = url::form_urlencoded::parse(form.expose_secret().as_bytes())
        .find_map(|(name, value)| (name == "grant_type").then(|| GrantType::parse(&value)).flatten());
    match grant {
        Some(GrantType::AnonymousRequest) => Step::KeyProof,
        Some(GrantType::RefreshToken) => Step::Refresh,
        Some(GrantType::AuthorizationCode) => Step::CodeExchange,
        Some(GrantType::IdToken) | None => Step::OtherGrant,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_beyond_the_protocol_has_steps_of_its_own() {
        let step = |path: &str| of(&HttpRequest::get(format!("http://127.0.0.1:9{path}").parse().expect("a URL")));
        assert_eq!([paths::KEYS, paths::LABEL_KEY, paths::END_OWN_SESSION].map(step), [Step::Access; 3]);
        assert_eq!(step(paths::RESTORE), Step::Restore);
        assert_eq!([paths::OPEN_PAIRING, paths::REVEAL_PAIRING].map(step), [Step::Pairing; 2]);
        assert_eq!([paths::OPEN_BY_HAND, paths::REDEEM_WAY_HOME].map(step), [Step::Page, Step::CodeExchange]);
        assert_eq!(step("/elsewhere"), Step::Other);
    }
}
