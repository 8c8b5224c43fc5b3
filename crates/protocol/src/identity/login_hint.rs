//! `login_hint` (section 4.4).

use url::Url;

/// What a `login_hint` must begin with, exactly.
const PREFIX: &str = "https://authgear.com/login_hint?";

/// Tells the authorize endpoint whom to expect.
#[derive(Clone, PartialEq, Eq)]
pub enum LoginHint {
    /// Promote the guest that signed this anonymous request.
    AnonymousKey {
        /// The signed request, with the action `promote`.
        jwt: String,
    },
    /// Promote the keyless guest that this code was made for. Wins when both are given.
    AnonymousCode {
        /// The code.
        promotion_code: String,
    },
    /// Open a page with the session of an app.
    AppSession {
        /// The one-time token.
        app_session_token: String,
    },
    /// Fill in a login id.
    LoginId {
        /// `email`, `phone` or `username`.
        kind: &'static str,
        /// The value to fill in.
        value: String,
    },
}

/// Why a hint is refused, in the words of section 4.4.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidLoginHint {
    /// The prefix is missing.
    #[error("invalid login_hint: {0}")]
    Prefix(String),
    /// The type is not known.
    #[error("invalid login_hint type: {0}")]
    Type(String),
    /// A parameter that the type needs is missing.
    #[error("invalid login_hint: missing {0}")]
    Missing(&'static str),
}

impl LoginHint {
    /// Reads a hint (already percent-decoded once, as a query parameter is).
    ///
    /// # Errors
    /// What is wrong with it, in the protocol's words.
    pub fn parse(text: &str) -> Result<Self, InvalidLoginHint> {
        let shown = || text.chars().take(64).collect::<String>();
        if !text.starts_with(PREFIX) {
            return Err(InvalidLoginHint::Prefix(shown()));
        }
        let url = Url::parse(text).map_err(|_| InvalidLoginHint::Prefix(shown()))?;
        let find = |name: &str| {
            let mut pairs = url.query_pairs();
            pairs.find(|(key, value)| key == name && !value.is_empty()).map(|(_, value)| value.into_owned())
        };
        match find("type").unwrap_or_default().as_str() {
            "anonymous" => match (find("promotion_code"), find("jwt")) {
                (Some(promotion_code), _) => Ok(Self::AnonymousCode { promotion_code }),
                (None, Some(jwt)) => Ok(Self::AnonymousKey { jwt }),
                (None, None) => Err(InvalidLoginHint::Missing("jwt")),
            },
            "app_session_token" => find("app_session_token")
                .map(|app_session_token| Self::AppSession { app_session_token })
                .ok_or(InvalidLoginHint::Missing("app_session_token")),
            "login_id" => ["email", "phone", "username"]
                .into_iter()
                .find_map(|kind| find(kind).map(|value| Self::LoginId { kind, value }))
                .ok_or(InvalidLoginHint::Missing("email, phone or username")),
            other => Err(InvalidLoginHint::Type(other.chars().take(64).collect())),
        }
    }

    /// The hint as a query parameter's value, before percent-encoding.
    #[must_use]
    pub fn to_text(&self) -> String {
        let pairs: &[(&str, &str)] = match self {
            Self::AnonymousKey { jwt } => &[("type", "anonymous"), ("jwt", jwt)],
            Self::AnonymousCode { promotion_code } => &[("type", "anonymous"), ("promotion_code", promotion_code)],
            Self::AppSession { app_session_token } => {
                &[("type", "app_session_token"), ("app_session_token", app_session_token)]
            }
            Self::LoginId { kind, value } => &[("type", "login_id"), (kind, value)],
        };
        format!("{PREFIX}{}", serde_urlencoded::to_string(pairs).expect("text pairs always make a query"))
    }
}

impl std::fmt::Debug for LoginHint {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(match self {
            Self::AnonymousKey { .. } => "LoginHint(anonymous, jwt)",
            Self::AnonymousCode { .. } => "LoginHint(anonymous, promotion_code)",
            Self::AppSession { .. } => "LoginHint(app_session_token)",
            Self::LoginId { .. } => "LoginHint(login_id)",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn hints_read_back(secret in "[ -~äöü&=%+]{1,60}") {
            let hints = [
                LoginHint::AnonymousKey { jwt: secret.clone() },
                LoginHint::AnonymousCode { promotion_code: secret.clone() },
                LoginHint::AppSession { app_session_token: secret.clone() },
                LoginHint::LoginId { kind: "email", value: secret },
            ];
            for hint in hints {
                prop_assert_eq!(LoginHint::parse(&hint.to_text()), Ok(hint));
            }
        }

        #[test]
        fn no_text_makes_the_parser_panic(text in ".{0,200}", tail in ".{0,200}") {
            let _ = LoginHint::parse(&text);
            let _ = LoginHint::parse(&format!("{PREFIX}{tail}"));
        }
    }

    #[test]
    fn the_promotion_code_wins_and_strangers_are_refused() {
        let both = format!("{PREFIX}type=anonymous&jwt=a.b.c&promotion_code=code");
        assert_eq!(LoginHint::parse(&both), Ok(LoginHint::AnonymousCode { promotion_code: "code".into() }));
        assert!(matches!(
            LoginHint::parse("https://evil.example/login_hint?type=anonymous"),
            Err(InvalidLoginHint::Prefix(_))
        ));
        assert!(matches!(LoginHint::parse(&format!("{PREFIX}type=other")), Err(InvalidLoginHint::Type(_))));
        assert!(matches!(LoginHint::parse(&format!("{PREFIX}type=anonymous")), Err(InvalidLoginHint::Missing("jwt"))));
    }
}
