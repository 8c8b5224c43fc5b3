//! Discovery (section 1; OpenID Connect Discovery 1.0).

use serde::{Deserialize, Serialize};
use url::Url;

use super::paths;

/// The discovery document. A client needs the endpoints; the rest is for resource servers and tools.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProviderMetadata {
    /// The public origin, without a trailing slash.
    pub issuer: String,
    /// Where a browser is sent to sign in.
    pub authorization_endpoint: Url,
    /// Where grants become tokens.
    pub token_endpoint: Url,
    /// Who the caller is.
    pub userinfo_endpoint: Url,
    /// Where sessions end.
    pub revocation_endpoint: Url,
    /// Where browser sessions end.
    pub end_session_endpoint: Url,
    /// The public signing keys.
    pub jwks_uri: Url,
    /// Supported response types.
    #[serde(default)]
    pub response_types_supported: Vec<String>,
    /// Supported response modes.
    #[serde(default)]
    pub response_modes_supported: Vec<String>,
    /// Advertised grants; the anonymous ones are not among them (section 16, trap 11).
    #[serde(default)]
    pub grant_types_supported: Vec<String>,
    /// Supported PKCE methods.
    #[serde(default)]
    pub code_challenge_methods_supported: Vec<String>,
    /// How clients authenticate.
    #[serde(default)]
    pub token_endpoint_auth_methods_supported: Vec<String>,
    /// Algorithms of DPoP proofs.
    #[serde(default)]
    pub dpop_signing_alg_values_supported: Vec<String>,
    /// Scopes a client may ask for.
    #[serde(default)]
    pub scopes_supported: Vec<String>,
    /// `public`.
    #[serde(default)]
    pub subject_types_supported: Vec<String>,
    /// Algorithms of ID tokens.
    #[serde(default)]
    pub id_token_signing_alg_values_supported: Vec<String>,
    /// Claims that may be present.
    #[serde(default)]
    pub claims_supported: Vec<String>,
}

impl ProviderMetadata {
    /// The URL of the challenge endpoint: it is not in the document, but on the origin of
    /// `authorization_endpoint`, as are all JSON calls (section 1).
    #[must_use]
    pub fn challenge_endpoint(&self) -> Url {
        self.on_origin(paths::CHALLENGE)
    }

    /// A path on the origin of `authorization_endpoint`.
    #[must_use]
    pub fn on_origin(&self, path: &str) -> Url {
        let mut url = self.authorization_endpoint.clone();
        url.set_path(path);
        url.set_query(None);
        url.set_fragment(None);
        url
    }
}
