//! Guests without a key, for plain browsers (section 5).

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::values::{Timestamp, rfc3339};

/// How a keyless guest's session is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SessionType {
    /// In a cookie of the identity server.
    Cookie,
    /// In a refresh token the page keeps.
    RefreshToken,
}

/// `POST /api/anonymous_user/signup`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AnonymousSignUp {
    /// How the session is held.
    pub session_type: SessionType,
    /// The client; needed with refresh tokens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_id: Option<String>,
    /// The stored token, if there is one: its guest is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<String>,
}

/// `POST /api/anonymous_user/promotion_code`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PromotionCodeRequest {
    /// How the session is held.
    pub session_type: SessionType,
    /// The guest's refresh token; needed with refresh tokens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<String>,
}

/// A one-time code that stands for a keyless guest in a `login_hint`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PromotionCode {
    /// 32 alphanumerics.
    pub promotion_code: String,
    /// When it ends.
    #[cfg_attr(feature = "schema", schema(value_type = String, format = DateTime))]
    #[serde(with = "rfc3339")]
    pub expire_at: Timestamp,
}

impl fmt::Debug for AnonymousSignUp {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("AnonymousSignUp").field("session_type", &self.session_type).finish_non_exhaustive()
    }
}

impl fmt::Debug for PromotionCodeRequest {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("PromotionCodeRequest").field("session_type", &self.session_type).finish_non_exhaustive()
    }
}

impl fmt::Debug for PromotionCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("PromotionCode").field("expire_at", &self.expire_at).finish_non_exhaustive()
    }
}
