//! `POST /oauth2/token` (section 3).

use serde::{Deserialize, Serialize};

/// The grants of this protocol, by their wire names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum GrantType {
    /// A code from the authorize endpoint (section 3.3).
    #[serde(rename = "authorization_code")]
    AuthorizationCode,
    /// A refresh token (section 3.4).
    #[serde(rename = "refresh_token")]
    RefreshToken,
    /// A signed anonymous request (section 3.2).
    #[serde(rename = "urn:authgear:params:oauth:grant-type:anonymous-request")]
    AnonymousRequest,
    /// A fresh id token for the present session (section 3.5).
    #[serde(rename = "urn:authgear:params:oauth:grant-type:id-token")]
    IdToken,
}

impl GrantType {
    /// Every grant.
    pub const ALL: [Self; 4] = [Self::AuthorizationCode, Self::RefreshToken, Self::AnonymousRequest, Self::IdToken];

    /// The name on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AuthorizationCode => "authorization_code",
            Self::RefreshToken => "refresh_token",
            Self::AnonymousRequest => "urn:authgear:params:oauth:grant-type:anonymous-request",
            Self::IdToken => "urn:authgear:params:oauth:grant-type:id-token",
        }
    }

    /// Reads the name on the wire.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|grant| grant.as_str() == name)
    }
}

/// A token request as a client writes it; serialises to the form the endpoint reads.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "grant_type")]
pub enum TokenRequest {
    /// See [`GrantType::AuthorizationCode`].
    #[serde(rename = "authorization_code")]
    AuthorizationCode {
        /// The client.
        client_id: String,
        /// The code from the redirect.
        code: String,
        /// Byte for byte the URI of the authorize request.
        redirect_uri: String,
        /// The verifier behind the authorize request's challenge (RFC 7636).
        code_verifier: String,
    },
    /// See [`GrantType::RefreshToken`].
    #[serde(rename = "refresh_token")]
    RefreshToken {
        /// The client.
        client_id: String,
        /// The token.
        refresh_token: String,
    },
    /// See [`GrantType::AnonymousRequest`].
    #[serde(rename = "urn:authgear:params:oauth:grant-type:anonymous-request")]
    AnonymousRequest {
        /// The client.
        client_id: String,
        /// The signed request.
        jwt: String,
    },
    /// See [`GrantType::IdToken`].
    #[serde(rename = "urn:authgear:params:oauth:grant-type:id-token")]
    IdToken {
        /// The client.
        client_id: String,
    },
}

impl TokenRequest {
    /// The request as `application/x-www-form-urlencoded` text.
    #[must_use]
    pub fn to_form(&self) -> String {
        serde_urlencoded::to_string(self).expect("flat text fields always make a form")
    }
}

impl std::fmt::Debug for TokenRequest {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let grant = match self {
            Self::AuthorizationCode { .. } => GrantType::AuthorizationCode,
            Self::RefreshToken { .. } => GrantType::RefreshToken,
            Self::AnonymousRequest { .. } => GrantType::AnonymousRequest,
            Self::IdToken { .. } => GrantType::IdToken,
        };
        write!(out, "TokenRequest({}, [redacted])", grant.as_str())
    }
}

/// The answer to every grant; which members are present depends on the grant (section 3.1).
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct TokenResponse {
    /// Always `Bearer`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token_type: Option<String>,
    /// Opens the user's resources.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access_token: Option<String>,
    /// How long the access token lives, in whole seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_in: Option<u64>,
    /// `<grant UUID>.<32 alphanumerics>`; absent from a refresh means "keep the old one".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<String>,
    /// Says who signed in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id_token: Option<String>,
}

impl std::fmt::Debug for TokenResponse {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("TokenResponse").field("expires_in", &self.expires_in).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_the_forms_of_section_3() {
        let refresh = TokenRequest::RefreshToken { client_id: "app".into(), refresh_token: "a.b".into() };
        assert_eq!(refresh.to_form(), "grant_type=refresh_token&client_id=app&refresh_token=a.b");
        let anonymous = TokenRequest::AnonymousRequest { client_id: "app".into(), jwt: "h.p.s".into() };
        assert_eq!(
            anonymous.to_form(),
            "grant_type=urn%3Aauthgear%3Aparams%3Aoauth%3Agrant-type%3Aanonymous-request&client_id=app&jwt=h.p.s"
        );
    }

    #[test]
    fn grant_names_agree_everywhere() {
        for grant in GrantType::ALL {
            assert_eq!(GrantType::parse(grant.as_str()), Some(grant));
            assert_eq!(serde_json::to_value(grant).expect("serialises"), grant.as_str());
        }
    }

    #[test]
    fn nothing_secret_is_printed() {
        let request = TokenRequest::RefreshToken { client_id: "app".into(), refresh_token: "sssecret".into() };
        let answer = TokenResponse { access_token: Some("sssecret".into()), ..TokenResponse::default() };
        assert!(!format!("{request:?}{answer:?}").contains("sssecret"));
    }
}
