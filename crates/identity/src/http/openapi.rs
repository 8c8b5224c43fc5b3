//! The endpoints that programs call, as an OpenAPI document made from their own handlers.
//!
//! The pages that people see are not in it, nor are the two documents of discovery: they describe themselves.

use std::sync::LazyLock;

use houseguest_protocol::identity::{ApiError, GrantType, paths};
use serde::Serialize;
use utoipa::{
    Modify, OpenApi, ToSchema,
    openapi::{
        OpenApi as Document,
        security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
    },
};

use super::{app_session_token, by_hand, challenge, keyless, keys, pairings, revoke, token, userinfo};

/// A JSON-API success (protocol.md, section 0.4).
#[derive(Serialize, ToSchema)]
pub(super) struct Envelope<T> {
    result: T,
}

/// A JSON-API failure (protocol.md, section 0.4).
#[derive(Serialize, ToSchema)]
pub(super) struct ApiRefusal {
    error: ApiError,
}

/// The parameters of every grant; which are needed depends on the grant (protocol.md, section 3).
#[derive(Serialize, ToSchema)]
pub(super) struct TokenForm {
    grant_type: GrantType,
    client_id: String,
    /// The anonymous-request grant: a request signed with the guest's key.
    #[schema(nullable = false)]
    jwt: Option<String>,
    /// The code grant.
    #[schema(nullable = false)]
    code: Option<String>,
    /// The code grant: byte for byte the URI of the authorize request.
    #[schema(nullable = false)]
    redirect_uri: Option<String>,
    /// The code grant: the verifier of PKCE.
    #[schema(nullable = false)]
    code_verifier: Option<String>,
    /// The refresh grant.
    #[schema(nullable = false)]
    refresh_token: Option<String>,
    /// A description of the device: base64url of JSON.
    #[schema(nullable = false)]
    x_device_info: Option<String>,
}

/// What is to be revoked.
#[derive(Serialize, ToSchema)]
pub(super) struct RevokeForm {
    /// A refresh token, which ends its session, or an access token, which ends itself.
    #[schema(nullable = false)]
    token: Option<String>,
}

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Houseguest identity API",
        description = "How a guest signs up, signs in, stays signed in and prepares a promotion. Wire-compatible with \
            Authgear's anonymous users; the OAuth endpoints fail in OAuth's format, the others in an envelope.",
        license(name = "MIT OR Apache-2.0")
    ),
    paths(
        challenge::handler,
        token::handler,
        revoke::handler,
        userinfo::handler,
        app_session_token::handler,
        keyless::sign_up,
        keyless::promotion_code,
        keys::list::handler,
        keys::add::handler,
        keys::label::handler,
        keys::revoke::handler,
        keys::restore::handler,
        keys::end_session::handler,
        pairings::open::handler,
        pairings::answer::handler,
        pairings::look::handler,
        pairings::reveal::handler,
        pairings::statement::handler,
        pairings::end::handler,
        by_hand::open::handler,
        by_hand::redeem::handler
    ),
    tags(
        (name = "guests with a key", description = "A key-pair that the device keeps is the credential"),
        (name = "guests without a key", description = "For plain browsers: the session is the credential"),
        (
            name = "keys and devices",
            description = "A user's own keys and sessions; recovery kits and second devices. Beyond Authgear's protocol"
        ),
        (
            name = "way home by hand",
            description = "A short address and a typed code, for a browser that cannot reach the app. Beyond Authgear's \
                protocol"
        ),
        (name = "tokens", description = "Grants, revocation, and who somebody is")
    ),
    modifiers(&AccessToken, &UserinfoNames)
)]
struct Api;

/// Declares the bearer token that endpoints refer to.
struct AccessToken;

impl Modify for AccessToken {
    fn modify(&self, document: &mut Document) {
        let scheme = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some("An access token of this server: a JWT or an opaque text"))
            .build();
        let components = document.components.get_or_insert_with(Default::default);
        components.add_security_scheme("access_token", SecurityScheme::Http(scheme));
    }
}

/// Names the two ways to ask userinfo apart: one handler serves both.
struct UserinfoNames;

impl Modify for UserinfoNames {
    fn modify(&self, document: &mut Document) {
        let item = document.paths.paths.get_mut(paths::USERINFO).expect("userinfo is in the document");
        for (operation, name) in [(&mut item.get, "userinfo"), (&mut item.post, "userinfo_by_post")] {
            operation.as_mut().expect("userinfo answers both methods").operation_id = Some(name.to_owned());
        }
    }
}

static DOCUMENT: LazyLock<String> = LazyLock::new(|| {
    let mut text = Api::openapi().to_pretty_json().expect("the document is always JSON");
    text.push('\n');
    text
});

/// The endpoints that programs call as an OpenAPI 3.1 document; `docs/api/identity.openapi.json` is a copy of it.
#[must_use]
pub fn openapi_json() -> &'static str {
    &DOCUMENT
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_document_is_the_present_one() {
        let committed = include_str!("../../../../docs/api/identity.openapi.json");
        assert_eq!(
            committed,
            openapi_json(),
            "write it anew: cargo run -p houseguest-identity --example identity_openapi > docs/api/identity.openapi.json"
        );
    }
}
