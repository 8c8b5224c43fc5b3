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
