//! What tokens and userinfo say.

use houseguest_protocol::{
    identity::Audience,
    social::Standing,
    values::{Subject, Timestamp},
};
use serde::Deserialize;

/// The claims of a JWT access token that matter here; those of other issuers may lack the rest.
#[derive(Debug, Deserialize)]
pub(super) struct Claims {
    pub(super) iss: String,
    pub(super) sub: Subject,
    #[serde(default)]
    pub(super) aud: Option<Audience>,
    pub(super) exp: Timestamp,
    #[serde(default)]
    pub(super) nbf: Option<Timestamp>,
    #[serde(flatten)]
    pub(super) standing: StandingClaim,
}

/// The claim that tells guests from members; issuers without guests do not have it.
#[derive(Debug, Deserialize)]
pub(super) struct StandingClaim {
    #[serde(rename = "https://authgear.com/claims/user/is_anonymous", default)]
    is_anonymous: bool,
}

impl StandingClaim {
    pub(super) fn standing(&self) -> Standing {
        if self.is_anonymous { Standing::Guest } else { Standing::Member }
    }
}

/// The members of userinfo that matter here.
#[derive(Debug, Deserialize)]
pub(super) struct UserInfoClaims {
    pub(super) sub: Subject,
    #[serde(flatten)]
    pub(super) standing: StandingClaim,
}
