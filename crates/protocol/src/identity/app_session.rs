//! A page of the identity server, opened from an app (section 7.3).

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::values::{Timestamp, rfc3339};

/// `POST /oauth2/app_session_token`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AppSessionTokenRequest {
    /// The app's refresh token.
    pub refresh_token: String,
}

/// A one-time token that stands for the app's session in a `login_hint`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct AppSessionTokenAnswer {
    /// 32 alphanumerics.
    pub app_session_token: String,
    /// When it ends.
    #[cfg_attr(feature = "schema", schema(value_type = String, format = DateTime))]
    #[serde(with = "rfc3339")]
    pub expire_at: Timestamp,
}

impl fmt::Debug for AppSessionTokenRequest {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("AppSessionTokenRequest").finish_non_exhaustive()
    }
}

impl fmt::Debug for AppSessionTokenAnswer {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("AppSessionTokenAnswer").field("expire_at", &self.expire_at).finish_non_exhaustive()
    }
}
