//! The address with which a browser comes home.

use url::Url;

/// An arrival that could be an answer of the issuer's.
pub(crate) struct Arrival {
    pub(crate) state: String,
    /// Who says that it answers (RFC 9207).
    pub(crate) issuer: Option<String>,
    pub(crate) outcome: Outcome,
}

pub(crate) enum Outcome {
    Code(String),
    /// Nothing but the `state`: the answer is in the browser's cookie (`response_type=none`).
    Done,
    Error {
        code: String,
        description: String,
    },
}

impl Arrival {
    /// Reads an arrival; `None` for an address that answers nothing, or answers twice.
    pub(crate) fn read(address: &Url) -> Option<Self> {
        let find = |name: &str| {
            let mut values = address.query_pairs().filter(|(key, _)| key == name).map(|(_, value)| value.into_owned());
            let first = values.next().filter(|value| !value.is_empty());
            // A repeated parameter means that somebody appended their own.
            values.next().is_none().then_some(first)
        };
        let (state, issuer, code, error) = (find("state")?, find("iss")?, find("code")?, find("error")?);
        let outcome = match (code, error) {
            (Some(code), None) => Outcome::Code(code),
            (None, Some(code)) => Outcome::Error { code, description: find("error_description")?.unwrap_or_default() },
            (None, None) => Outcome::Done,
            (Some(_), Some(_)) => return None,
        };
        Some(Self { state: state?, issuer, outcome })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &str) -> Option<Arrival> {
        Arrival::read(&Url::parse(&format!("http://127.0.0.1:9/callback?{query}")).expect("a URL"))
    }

    #[test]
    fn an_arrival_answers_exactly_once() {
        assert!(matches!(read("code=c&state=s").map(|a| a.outcome), Some(Outcome::Code(code)) if code == "c"));
        assert!(matches!(read("state=s").map(|a| a.outcome), Some(Outcome::Done)));
        assert!(matches!(read("error=access_denied&state=s").map(|a| a.outcome), Some(Outcome::Error { .. })));
        for useless in ["", "code=c", "code=c&error=e&state=s", "code=c&code=d&state=s", "code=c&state=s&state=t"] {
            assert!(read(useless).is_none(), "{useless}");
        }
    }
}
