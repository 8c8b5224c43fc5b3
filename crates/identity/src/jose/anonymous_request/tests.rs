//! Tests of reading anonymous requests; whole requests are tried at the token endpoint.

use houseguest_protocol::samples::NOW;
use proptest::prelude::*;

use super::{InvalidRequest, ReadRequest};
use crate::model::ChallengeKey;

proptest! {
    #[test]
    fn no_text_makes_the_reader_panic(text in ".{0,200}", parts in prop::collection::vec("[a-zA-Z0-9_-]{0,60}", 1..5)) {
        let challenges = ChallengeKey::new(&[1; 32]);
        prop_assert!(ReadRequest::read(&text, &challenges, NOW).is_err());
        prop_assert!(ReadRequest::read(&parts.join("."), &challenges, NOW).is_err());
    }

    #[test]
    fn no_json_makes_the_reader_panic(header in "\\{.{0,80}\\}", claims in "\\{.{0,80}\\}") {
        use houseguest_protocol::values::base64url_encode;
        let encode = |text: &str| base64url_encode(text.as_bytes());
        let jwt = format!("{}.{}.{}", encode(&header), encode(&claims), encode("signature"));
        prop_assert!(ReadRequest::read(&jwt, &ChallengeKey::new(&[1; 32]), NOW).is_err());
    }
}

#[test]
fn absurd_dates_are_refused_and_nothing_overflows() {
    use houseguest_protocol::values::base64url_encode;
    let challenges = ChallengeKey::new(&[1; 32]);
    let header = base64url_encode(br#"{"typ":"vnd.authgear.anonymous-request","alg":"EdDSA","kid":"12345678"}"#);
    for dates in [r#""exp":-1e300"#, r#""iat":1e300"#, r#""nbf":9223372036854775807"#, r#""exp":-9223372036854775808"#]
    {
        let claims = base64url_encode(format!(r#"{{"challenge":"x",{dates}}}"#).as_bytes());
        let jwt = format!("{header}.{claims}.AAAA");
        let read = ReadRequest::read(&jwt, &challenges, NOW);
        assert_eq!(read.err(), Some(InvalidRequest::Time), "{dates}");
    }
}
