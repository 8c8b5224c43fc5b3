//! Whom a token answer is about.

use houseguest_protocol::{
    identity::TokenResponse,
    json,
    values::{Subject, base64url_decode},
};
use serde::Deserialize;

/// What an issuer said of a user. An absent claim stays absent: "not said" must never read as "not a guest".
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Told {
    pub(crate) sub: Subject,
    #[serde(rename = "https://authgear.com/claims/user/is_anonymous", default)]
    pub(crate) is_anonymous: Option<bool>,
    /// Guests who lately became part of the user.
    #[serde(rename = "https://houseguest.dev/claims/user/aliases", default)]
    pub(crate) aliases: Vec<Subject>,
}

impl Told {
    /// Reads the id token, else a JWT access token; `None` when neither can be read.
    ///
    /// The signature is not checked: the answer came from the token endpoint itself, over the connection
    /// that authenticates it (OpenID Connect Core, section 3.1.3.7, point 6).
    pub(crate) fn by(answer: &TokenResponse) -> Option<Self> {
        [answer.id_token.as_deref(), answer.access_token.as_deref()].into_iter().flatten().find_map(Self::in_jwt)
    }

    fn in_jwt(jwt: &str) -> Option<Self> {
        let payload = jwt.split('.').nth(1)?;
        json::read(base64url_decode(payload).ok()?).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use houseguest_protocol::values::base64url_encode;

    #[test]
    fn the_id_token_is_believed_first_and_an_absent_claim_stays_absent() {
        let jwt = |json: &str| Some(format!("h.{}.s", base64url_encode(json.as_bytes())));
        let mut answer = TokenResponse { access_token: jwt(r#"{"sub":"b"}"#), ..TokenResponse::default() };
        let told = Told::by(&answer).expect("readable");
        assert_eq!((told.sub.as_str(), told.is_anonymous), ("b", None));
        answer.id_token = jwt(r#"{"sub":"a","https://authgear.com/claims/user/is_anonymous":true}"#);
        let told = Told::by(&answer).expect("readable");
        assert_eq!((told.sub.as_str(), told.is_anonymous), ("a", Some(true)));
        let opaque = TokenResponse { access_token: Some("opaque".into()), ..TokenResponse::default() };
        assert!(Told::by(&opaque).is_none());
    }
}
