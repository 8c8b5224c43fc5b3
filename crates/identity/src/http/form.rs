//! Forms of the OAuth endpoints (protocol.md, section 3.1).

use std::fmt;

use axum::{
    body::to_bytes,
    extract::{FromRequest, Request},
    http::{HeaderMap, header},
};

use super::{BODY_LIMIT, oauth_failure::OAuthFailure};

/// The parameters of a form, of its body first and of the query string second. Never printed.
pub(super) struct Form(Vec<(String, String)>);

impl Form {
    /// A parameter that is there and not empty: an empty one counts as absent (RFC 6749, section 3.2).
    pub(super) fn find(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, value)| key == name && !value.is_empty()).map(|(_, value)| value.as_str())
    }

    /// A parameter that must be there.
    ///
    /// # Errors
    /// `invalid_request` with `complaint`.
    pub(super) fn require(&self, name: &str, complaint: &str) -> Result<&str, OAuthFailure> {
        self.find(name).ok_or_else(|| OAuthFailure::invalid_request(complaint))
    }
}

impl fmt::Debug for Form {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Form(…)")
    }
}

impl<S: Send + Sync> FromRequest<S> for Form {
    type Rejection = OAuthFailure;

    async fn from_request(request: Request, _state: &S) -> Result<Self, OAuthFailure> {
        let query = request.uri().query().map(str::to_owned);
        let is_form = is_form(request.headers());
        let body = to_bytes(request.into_body(), BODY_LIMIT).await.map_err(|_| OAuthFailure::too_large())?;
        if !is_form && !body.is_empty() {
            return Err(OAuthFailure::invalid_request("request content type is invalid"));
        }
        let mut parameters = parse(&body)?;
        for pair in parse(query.unwrap_or_default().as_bytes())? {
            if parameters.iter().all(|(name, _)| *name != pair.0) {
                parameters.push(pair);
            }
        }
        Ok(Self(parameters))
    }
}

fn is_form(headers: &HeaderMap) -> bool {
    let value = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = value.split(';').next().unwrap_or_default();
    kind.trim().eq_ignore_ascii_case("application/x-www-form-urlencoded")
}

/// The parser, for the fuzzers.
#[cfg(any(test, feature = "fuzzing"))]
pub(crate) fn parse_form(form: &[u8]) -> Result<Vec<(String, String)>, OAuthFailure> {
    parse(form)
}

/// Reads `name=value&…`. Unlike the usual decoders it refuses text that is not UTF-8, and a name that
/// comes twice (RFC 6749, section 3.2), rather than guess what was meant.
fn parse(form: &[u8]) -> Result<Vec<(String, String)>, OAuthFailure> {
    let mut parameters: Vec<(String, String)> = Vec::new();
    for pair in form.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty()) {
        let mut halves = pair.splitn(2, |byte| *byte == b'=');
        let mut half = || decode(halves.next().unwrap_or_default());
        let (Some(name), Some(value)) = (half(), half()) else {
            return Err(OAuthFailure::invalid_request("the form is not UTF-8"));
        };
        if parameters.iter().any(|(known, _)| *known == name) {
            return Err(OAuthFailure::invalid_request("a parameter is included more than once"));
        }
        if parameters.len() == MAX_PARAMETERS {
            return Err(OAuthFailure::invalid_request("too many parameters"));
        }
        parameters.push((name, value));
    }
    Ok(parameters)
}

/// No request of the protocol has more than a handful.
const MAX_PARAMETERS: usize = 64;

fn decode(text: &[u8]) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.iter().copied();
    while let Some(byte) = rest.next() {
        match byte {
            b'+' => bytes.push(b' '),
            b'%' => {
                let digit = |byte: Option<u8>| byte.and_then(|byte| char::from(byte).to_digit(16));
                let (high, low) = (digit(rest.next())?, digit(rest.next())?);
                bytes.push(u8::try_from(high * 16 + low).ok()?);
            }
            byte => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_a_client_writes_reads_back(pairs in prop::collection::btree_map("[a-z]{1,9}", ".{0,40}", 0..9)) {
            let wire = serde_urlencoded::to_string(&pairs).expect("a form");
            let read = parse(wire.as_bytes()).expect("reads");
            prop_assert_eq!(read, pairs.into_iter().collect::<Vec<_>>());
        }

        #[test]
        fn no_bytes_make_the_parser_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = parse(&bytes);
        }
    }

    #[test]
    fn what_is_ambiguous_or_not_text_is_refused() {
        for bad in [&b"a=1&a=2"[..], b"a=%ff", b"a=\xff", b"a=%4", b"a=%zz", b"%ff=a"] {
            assert!(parse(bad).is_err(), "{bad:?}");
        }
        let many = (0..65).map(|n| format!("p{n}=")).collect::<Vec<_>>().join("&");
        assert!(parse(many.as_bytes()).is_err());
    }
}
