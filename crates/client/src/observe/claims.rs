//! What a token says, without the token.

use houseguest_protocol::{json, values::base64url_decode, window::observed::HIDDEN};
use serde_json::{Map, Value};

/// Claims that may be seen whole.
const SHOWN: &[&str] = &[
    "iss",
    "sub",
    "aud",
    "iat",
    "exp",
    "auth_time",
    "client_id",
    "scope",
    "amr",
    "https://authgear.com/claims/user/is_anonymous",
    "https://authgear.com/claims/user/is_verified",
    "https://authgear.com/claims/user/can_reauthenticate",
    "https://authgear.com/claims/user/roles",
    "https://houseguest.dev/claims/user/aliases",
    "https://houseguest.dev/claims/user/former_aliases",
];
/// Claims that are told apart by their end (session ids all begin alike), and would be of use to a thief as a whole.
const SHORTENED: &[&str] = &["jti", "sid"];
/// How much of those is seen, in characters.
const ENDING: usize = 6;

/// The claims of a JWT by name; nothing when it is none.
pub(super) fn of(jwt: &str) -> Vec<(String, String)> {
    let payload = jwt.split('.').nth(1).and_then(|payload| base64url_decode(payload).ok());
    let Some(claims) = payload.and_then(|bytes| json::read::<Map<String, Value>>(&bytes).ok()) else {
        return Vec::new();
    };
    let mut seen = Vec::new();
    let mut unnamed = 0_u32;
    for (name, value) in claims {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        if SHOWN.contains(&name.as_str()) {
            seen.push((name, text));
        } else if SHORTENED.contains(&name.as_str()) {
            let start = text.char_indices().rev().nth(ENDING - 1).map_or(0, |(start, _)| start);
            seen.push((name, format!("…{}", &text[start..])));
        } else {
            unnamed += 1;
        }
    }
    if unnamed > 0 {
        seen.push((HIDDEN.to_owned(), format!("+{unnamed}")));
    }
    seen
}

#[cfg(test)]
mod tests {
    use houseguest_protocol::values::base64url_encode;

    use super::*;

    #[test]
    fn claims_are_listed_and_ids_of_sessions_shortened() {
        let payload = r#"{"sub":"s-1","jti":"0123456789","nonce":"secret","exp":5,"aud":["a"]}"#;
        let seen = of(&format!("h.{}.sig", base64url_encode(payload.as_bytes())));
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let expected =
            [pair("aud", "[\"a\"]"), pair("exp", "5"), pair("jti", "…456789"), pair("sub", "s-1"), pair(HIDDEN, "+1")];
        assert_eq!(seen, expected);
        assert!(of("opaque").is_empty() && of("a.b.c").is_empty());
    }
}
