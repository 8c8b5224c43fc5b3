//! What a resource server can tell about people's things, as it is shown to them.

/// What a merge would bring to an account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MergePreview {
    /// How many comments the guest has.
    pub comments: u64,
    /// To how many things the guest reacted.
    pub reactions: u64,
    /// How many of these both reacted to: there one reaction stays, the last.
    pub reactions_in_common: u64,
    /// Which preferences differ.
    pub preferences: Vec<PreferenceDifference>,
}

/// A preference that guest and account have differently. Names and values are the resource server's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreferenceDifference {
    /// Which.
    pub field: String,
    /// What the guest has; `None` leaves it to the system.
    pub guest: Option<String>,
    /// What the account has.
    pub account: Option<String>,
}
