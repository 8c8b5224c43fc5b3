//! The OAuth error format (section 0.4, RFC 6749 section 5.2).

use serde::{Deserialize, Serialize};

/// The description under `invalid_grant` that says: this key's guest was removed, because nobody had been them for a
/// long time. Ours alone; a client that does not know it sees a dead credential, which is true as well.
pub const GUEST_REMOVED: &str = "guest was removed";

/// The description under `invalid_grant` that says: this key's guest was restored from a recovery kit on another device,
/// and this key lost its place. Ours alone, as [`GUEST_REMOVED`] is.
pub const KEY_REPLACED: &str = "key was replaced";

/// The description under `invalid_grant` that says: this key was taken off its guest's list of keys. Ours alone.
pub const KEY_REVOKED: &str = "key was revoked";

/// The body of a refused OAuth request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[error("{}: {error_description}", error.as_str())]
pub struct OAuthError {
    /// What a client acts on.
    #[cfg_attr(feature = "schema", schema(value_type = String, examples("invalid_request")))]
    pub error: OAuthErrorCode,
    /// What a developer reads.
    #[serde(default)]
    pub error_description: String,
}

impl OAuthError {
    /// An error with its description.
    #[must_use]
    pub fn new(error: OAuthErrorCode, description: impl Into<String>) -> Self {
        Self { error, error_description: description.into() }
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal),+ $(,)?) => {
        /// The error codes of this protocol; another server's unknown code is kept as text.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(from = "String", into = "String")]
        pub enum OAuthErrorCode {
            $($(#[$doc])* $variant,)+
            /// A code this crate does not know.
            Other(String),
        }

        impl OAuthErrorCode {
            /// The code on the wire.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $name,)+
                    Self::Other(name) => name,
                }
            }
        }

        impl From<String> for OAuthErrorCode {
            fn from(name: String) -> Self {
                match name.as_str() {
                    $($name => Self::$variant,)+
                    _ => Self::Other(name),
                }
            }
        }
    };
}

codes! {
    /// A parameter is missing, repeated or malformed.
    InvalidRequest = "invalid_request",
    /// The client is unknown or did not authenticate.
    InvalidClient = "invalid_client",
    /// The credential is dead: code, refresh token, key or session.
    InvalidGrant = "invalid_grant",
    /// The client may not use this grant.
    UnauthorizedClient = "unauthorized_client",
    /// The grant is not known.
    UnsupportedGrantType = "unsupported_grant_type",
    /// The response type is not known.
    UnsupportedResponseType = "unsupported_response_type",
    /// A scope is not allowed, or `openid` is missing.
    InvalidScope = "invalid_scope",
    /// `prompt=none`, and nobody is signed in.
    LoginRequired = "login_required",
    /// The person said no.
    AccessDenied = "access_denied",
    /// The DPoP proof does not hold.
    InvalidDpopProof = "invalid_dpop_proof",
    /// Too many requests; status 429.
    RateLimited = "x_rate_limited",
    /// The server failed; status 500.
    ServerError = "server_error",
    /// The server is restarting or overloaded.
    TemporarilyUnavailable = "temporarily_unavailable",
}

impl From<OAuthErrorCode> for String {
    fn from(code: OAuthErrorCode) -> Self {
        code.as_str().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn known_and_unknown_codes_read_back() {
        for name in ["invalid_grant", "x_rate_limited", "something_new"] {
            let error: OAuthError = serde_json::from_value(json!({"error": name})).expect("reads");
            assert_eq!(error.error.as_str(), name);
            assert_eq!(serde_json::to_value(&error).expect("writes")["error"], name);
        }
    }
}
