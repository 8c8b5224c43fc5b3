//! `GET /.well-known/openid-configuration` and its twin (protocol.md, section 1).

use axum::{Json, extract::State};
use houseguest_protocol::identity::{Algorithm, ProviderMetadata, paths};
use url::Url;

use crate::{jose::dpop, model::Scopes, state::AppState};

const CLAIMS: [&str; 14] = [
    "iss",
    "aud",
    "iat",
    "exp",
    "sub",
    "auth_time",
    "sid",
    "amr",
    "nonce",
    "email",
    "email_verified",
    "preferred_username",
    "updated_at",
    "https://authgear.com/claims/user/is_anonymous",
];

/// Answers the discovery document.
pub(super) async fn handler(State(state): State<AppState>) -> Json<ProviderMetadata> {
    let endpoint =
        |path: &str| -> Url { state.public_origin.join(path).expect("every path of the protocol joins an origin") };
    let name = |algorithm: Algorithm| algorithm.as_str().to_owned();
    let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
    Json(ProviderMetadata {
        issuer: state.issuer.clone(),
        authorization_endpoint: endpoint(paths::AUTHORIZE),
        token_endpoint: endpoint(paths::TOKEN),
        userinfo_endpoint: endpoint(paths::USERINFO),
        revocation_endpoint: endpoint(paths::REVOKE),
        end_session_endpoint: endpoint(paths::END_SESSION),
        jwks_uri: endpoint(paths::JWKS),
        response_types_supported: texts(&["code", "none"]),
        response_modes_supported: texts(&["query", "fragment", "form_post"]),
        grant_types_supported: texts(&["authorization_code", "refresh_token"]),
        code_challenge_methods_supported: texts(&["S256"]),
        token_endpoint_auth_methods_supported: texts(&["none"]),
        dpop_signing_alg_values_supported: dpop::ALGORITHMS.map(name).to_vec(),
        scopes_supported: texts(Scopes::supported()),
        subject_types_supported: texts(&["public"]),
        id_token_signing_alg_values_supported: Algorithm::ALL.map(name).to_vec(),
        claims_supported: texts(&CLAIMS),
    })
}
