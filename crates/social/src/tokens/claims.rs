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
    #[serde(flatten)]
    pub(super) aliases: AliasesClaim,
}

/// The claims that name guests who are or were part of this user; few issuers have them.
#[derive(Debug, Deserialize)]
pub(super) struct AliasesClaim {
    #[serde(rename = "https://houseguest.dev/claims/user/aliases", default)]
    aliases: Vec<Subject>,
    #[serde(rename = "https://houseguest.dev/claims/user/former_aliases", default)]
    former: Vec<Subject>,
}

impl AliasesClaim {
    /// As many of them are looked at.
    const MOST: usize = 32;

    /// All of them: a write is recognised under every name its writer has or had.
    pub(super) fn aliases(&self) -> Vec<Subject> {
        self.aliases.iter().chain(&self.former).take(Self::MOST).cloned().collect()
    }
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
    #[serde(flatten)]
    pub(super) aliases: AliasesClaim,
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_write_is_recognised_under_the_names_of_who_left_again_too() {
        let claims = json!({
            "sub": "member",
            "https://houseguest.dev/claims/user/aliases": ["one", "two"],
            "https://houseguest.dev/claims/user/former_aliases": ["three"],
        });
        let info: UserInfoClaims = serde_json::from_value(claims).expect("reads");
        let named: Vec<String> = info.aliases.aliases().iter().map(ToString::to_string).collect();
        assert_eq!(named, ["one", "two", "three"]);
        let without: UserInfoClaims = serde_json::from_value(json!({"sub": "member"})).expect("reads");
        assert!(without.aliases.aliases().is_empty());
    }
}
