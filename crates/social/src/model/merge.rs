//! A guest who becomes part of an account.

use houseguest_protocol::values::Timestamp;
use uuid::Uuid;

use super::PersonKey;

/// A merge, as its issuer tells of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merging {
    /// Which one.
    pub id: Uuid,
    /// The place of the news among all news of the issuer.
    pub seq: i64,
    /// Who becomes part of the account.
    pub guest: PersonKey,
    /// The account.
    pub account: PersonKey,
    /// When we hear of it.
    pub now: Timestamp,
}

/// What a merge would bring to an account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MergePreview {
    /// How many comments the guest has.
    pub comments: u64,
    /// To how many posts the guest reacted.
    pub reactions: u64,
    /// How many of these are on posts where the account's reaction and the guest's become one.
    pub reactions_in_common: u64,
    /// Which preferences differ; none when the guest has saved none.
    pub preferences: Vec<PreferenceDifference>,
}

/// A preference that guest and account have differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreferenceDifference {
    /// Which: `theme`, `language` or `density`.
    pub field: &'static str,
    /// What the guest has; `None` leaves it to the system.
    pub guest: Option<String>,
    /// What the account has.
    pub account: Option<String>,
}
