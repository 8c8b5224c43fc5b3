//! `POST /oauth2/challenge` (section 2).

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::values::{Timestamp, rfc3339};

/// How long a challenge lives.
pub const CHALLENGE_LIFETIME: Duration = Duration::from_secs(300);

/// What a challenge may be used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ChallengePurpose {
    /// An anonymous request, be it sign-up, sign-in or promotion.
    AnonymousRequest,
    /// Biometric sign-in.
    BiometricRequest,
    /// One app vouching for another.
    App2appRequest,
    /// A statement about a user's keys ([`super::KeyStatement`]); beyond the protocol.
    #[serde(rename = "x_key_statement")]
    KeyStatement,
}

impl ChallengePurpose {
    /// The name on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AnonymousRequest => "anonymous_request",
            Self::BiometricRequest => "biometric_request",
            Self::App2appRequest => "app2app_request",
            Self::KeyStatement => "x_key_statement",
        }
    }

    /// Reads the name on the wire; `None` for a purpose nobody knows.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        [Self::AnonymousRequest, Self::BiometricRequest, Self::App2appRequest, Self::KeyStatement]
            .into_iter()
            .find(|purpose| purpose.as_str() == name)
    }
}

/// The request. `purpose` stays text so that an unknown one gets the protocol's own answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChallengeRequest {
    /// A [`ChallengePurpose`] by name.
    #[cfg_attr(feature = "schema", schema(value_type = ChallengePurpose))]
    pub purpose: String,
}

/// A challenge to be answered once, before it expires.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Challenge {
    /// 32 characters of Crockford's base32 (160 bits).
    pub token: String,
    /// When it ends.
    #[cfg_attr(feature = "schema", schema(value_type = String, format = DateTime))]
    #[serde(with = "rfc3339")]
    pub expire_at: Timestamp,
}
