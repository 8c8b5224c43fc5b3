//! `GET /oauth2/authorize` (section 4).

use serde::{Deserialize, Serialize};
use url::Url;

/// The parameters of an authorize request that this protocol's servers act on.
///
/// Everything is optional here, because the endpoint answers a missing parameter itself; unknown
/// parameters are ignored (section 4.1).
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AuthorizeRequest {
    /// `code` or `none`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub response_type: Option<String>,
    /// `S256`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code_challenge_method: Option<String>,
    /// The PKCE challenge.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code_challenge: Option<String>,
    /// `query`, `fragment` or `form_post`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub response_mode: Option<String>,
    /// Scopes, separated by spaces; `openid` must be among them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// The client.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_id: Option<String>,
    /// Where the answer goes; registered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub redirect_uri: Option<String>,
    /// Echoed on success and failure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// `none`, `login`, …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prompt: Option<String>,
    /// Whom to expect ([`super::LoginHint`]).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub login_hint: Option<String>,
    /// Languages of the pages, best first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ui_locales: Option<String>,
    /// `light` or `dark`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub x_color_scheme: Option<String>,
    /// Copied into the ID token.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nonce: Option<String>,
    /// Whether a browser session is suppressed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub x_suppress_idp_session_cookie: Option<String>,
    /// Whether a browser session is made; overrides the former.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub x_sso_enabled: Option<String>,
}

impl AuthorizeRequest {
    /// The address to open in a browser.
    #[must_use]
    pub fn to_url(&self, authorization_endpoint: &Url) -> Url {
        let mut url = authorization_endpoint.clone();
        url.set_query(Some(&serde_urlencoded::to_string(self).expect("flat text fields always make a query")));
        url
    }
}

impl std::fmt::Debug for AuthorizeRequest {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("AuthorizeRequest")
            .field("client_id", &self.client_id)
            .field("response_type", &self.response_type)
            .field("redirect_uri", &self.redirect_uri)
            .finish_non_exhaustive()
    }
}
