//! What tokens and userinfo say of a user (section 6).

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::values::{Subject, Timestamp, rfc3339};

/// The claims about a user that every token and userinfo carry. The URIs contain `/claims/`
/// (section 16, trap 17).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct UserClaims {
    /// Whether the user is a guest.
    #[serde(rename = "https://authgear.com/claims/user/is_anonymous", default)]
    pub is_anonymous: bool,
    /// Whether an e-mail address or phone number has been verified.
    #[serde(rename = "https://authgear.com/claims/user/is_verified", default)]
    pub is_verified: bool,
    /// Whether the user has a password or the like to prove themselves again with.
    #[serde(rename = "https://authgear.com/claims/user/can_reauthenticate", default)]
    pub can_reauthenticate: bool,
    /// Roles, as the operator gave them.
    #[serde(rename = "https://authgear.com/claims/user/roles", default)]
    pub roles: Vec<String>,
    /// Guests who are part of this user, the latest ones: what was begun under one of these names may be repeated
    /// under this one. Ours alone; absent without any.
    #[serde(rename = "https://houseguest.dev/claims/user/aliases", default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schema(value_type = Vec<String>))]
    pub aliases: Vec<Subject>,
    /// Guests who were part of this user and are themselves again, the latest ones. Nothing of theirs is this user's,
    /// except that a write which began under one of these names may still be repeated under this one. Ours alone;
    /// absent without any.
    #[serde(
        rename = "https://houseguest.dev/claims/user/former_aliases",
        default,
        skip_serializing_if = "Vec::is_empty"
    )]
    #[cfg_attr(feature = "schema", schema(value_type = Vec<String>))]
    pub former_aliases: Vec<Subject>,
}

/// One identity or authenticator of a user, as userinfo lists it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct IdentityItem {
    /// When it was added.
    #[cfg_attr(feature = "schema", schema(value_type = String, format = DateTime))]
    #[serde(with = "rfc3339")]
    pub created_at: Timestamp,
    /// When it last changed.
    #[cfg_attr(feature = "schema", schema(value_type = String, format = DateTime))]
    #[serde(with = "rfc3339")]
    pub updated_at: Timestamp,
    /// `anonymous`, `login_id`, … for identities; `password`, … for authenticators.
    #[serde(rename = "type")]
    pub kind: String,
    /// For login ids: the key, such as `email`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub login_id_key: Option<String>,
    /// For login ids: the type, such as `email`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub login_id_type: Option<String>,
    /// For authenticators: `primary` or `secondary`; named `kind` on the wire.
    #[serde(rename = "kind", default, skip_serializing_if = "Option::is_none")]
    pub authenticator_kind: Option<String>,
}

/// The body of `GET /oauth2/userinfo` (section 6.1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct UserInfo {
    /// Who.
    #[cfg_attr(feature = "schema", schema(value_type = String, format = Uuid))]
    pub sub: Subject,
    /// The claims about the user.
    #[serde(flatten)]
    pub user: UserClaims,
    /// Authenticators, for callers with full access.
    #[serde(rename = "https://authgear.com/claims/user/authenticators", default)]
    pub authenticators: Vec<IdentityItem>,
    /// Identities, for callers with full access.
    #[serde(rename = "https://authgear.com/claims/user/identities", default)]
    pub identities: Vec<IdentityItem>,
    /// Whether recovery codes exist.
    #[serde(rename = "https://authgear.com/claims/user/recovery_code_enabled", default)]
    pub recovery_code_enabled: bool,
    /// Attributes of the operator's own making.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(value_type = Object))]
    pub custom_attributes: Map<String, Value>,
    /// Web3 accounts; always empty here.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(value_type = Object))]
    pub x_web3: Map<String, Value>,
    /// When the user last changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schema(value_type = Option<i64>))]
    pub updated_at: Option<Timestamp>,
    /// The e-mail address, for members who have one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Whether that address was verified.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email_verified: Option<bool>,
    /// The telephone number in E.164, for members who have one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone_number: Option<String>,
    /// Whether that number was verified.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone_number_verified: Option<bool>,
    /// The username, for members who have one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub preferred_username: Option<String>,
}

/// `aud`: one audience or several (RFC 7519, section 4.1.3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Audience {
    /// A single text.
    One(String),
    /// A list, which is what this protocol writes.
    Many(Vec<String>),
}

impl Audience {
    /// Whether `wanted` is among the audiences.
    #[must_use]
    pub fn contains(&self, wanted: &str) -> bool {
        match self {
            Self::One(one) => one == wanted,
            Self::Many(many) => many.iter().any(|one| one == wanted),
        }
    }
}

/// The payload of an ID token (section 6.3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdTokenClaims {
    /// The issuer's public origin.
    pub iss: String,
    /// The client.
    pub aud: Audience,
    /// When it was issued.
    pub iat: Timestamp,
    /// When it ends: 300 s after `iat`, always.
    pub exp: Timestamp,
    /// When the user last proved themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auth_time: Option<Timestamp>,
    /// The session: base64url of `offline_grant:<id>` or `idp:<id>`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sid: Option<String>,
    /// How the user proved themselves; absent for guests.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amr: Option<Vec<String>>,
    /// The authorize request's nonce.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nonce: Option<String>,
    /// Who.
    pub sub: Subject,
    /// The claims about the user.
    #[serde(flatten)]
    pub user: UserClaims,
}

/// The payload of a JWT access token (section 6.4; RFC 9068).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessTokenClaims {
    /// The issuer's public origin.
    pub iss: String,
    /// Whom the token is for: the issuer's public origin.
    pub aud: Audience,
    /// When it was issued.
    pub iat: Timestamp,
    /// When it ends.
    pub exp: Timestamp,
    /// The client that asked.
    pub client_id: String,
    /// Scopes, separated by spaces.
    pub scope: String,
    /// When the user last proved themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auth_time: Option<Timestamp>,
    /// The token's own id.
    pub jti: String,
    /// Who.
    pub sub: Subject,
    /// The claims about the user.
    #[serde(flatten)]
    pub user: UserClaims,
}

impl IdTokenClaims {
    /// The `typ` of an ID token's header.
    pub const HEADER_TYPE: &'static str = "JWT";
}

impl AccessTokenClaims {
    /// The `typ` of a JWT access token's header.
    pub const HEADER_TYPE: &'static str = "at+jwt";
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// A fresh guest's userinfo, member by member as section 6.1 lists it.
    #[test]
    fn userinfo_of_a_fresh_guest_reads_and_writes() {
        let wire = json!({
            "sub": "7f0f8a9e-0000-4000-8000-000000000001",
            "https://authgear.com/claims/user/is_anonymous": true,
            "https://authgear.com/claims/user/is_verified": false,
            "https://authgear.com/claims/user/can_reauthenticate": false,
            "https://authgear.com/claims/user/roles": [],
            "https://authgear.com/claims/user/authenticators": [],
            "https://authgear.com/claims/user/identities": [
                {"created_at": "2026-11-22T10:00:00Z", "updated_at": "2026-11-22T10:00:00Z", "type": "anonymous"}
            ],
            "https://authgear.com/claims/user/recovery_code_enabled": false,
            "custom_attributes": {},
            "x_web3": {},
            "updated_at": 1_795_341_600
        });
        let info: UserInfo = serde_json::from_value(wire.clone()).expect("reads");
        assert!(info.user.is_anonymous);
        assert_eq!(serde_json::to_value(&info).expect("writes"), wire);
    }

    #[test]
    fn an_audience_may_be_one_or_many() {
        let one: Audience = serde_json::from_value(json!("app")).expect("reads");
        let many: Audience = serde_json::from_value(json!(["app", "other"])).expect("reads");
        assert!(one.contains("app") && many.contains("other") && !many.contains("ap"));
    }
}
