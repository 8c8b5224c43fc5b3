//! What a resource server can tell about people's things, as it is shown to them.

use houseguest_protocol::values::{base64url_encode, sha256};

use crate::model::Brought;

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

impl MergePreview {
    /// A mark of everything that is shown. The form carries it: another mark at its arrival means that something
    /// else would move than what was shown.
    pub(crate) fn mark(&self) -> String {
        let Self { comments, reactions, reactions_in_common, preferences } = self;
        let preferences: Vec<_> = preferences.iter().map(|one| (&one.field, &one.guest, &one.account)).collect();
        let shown = serde_json::json!([comments, reactions, reactions_in_common, preferences]);
        base64url_encode(&sha256(shown.to_string().as_bytes())[..16])
    }

    /// How much comes along.
    pub(crate) const fn brought(&self) -> Brought {
        Brought { comments: self.comments, reactions: self.reactions }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_changes_with_everything_that_is_shown() {
        let theme = |guest: &str| PreferenceDifference {
            field: "theme".to_owned(),
            guest: Some(guest.to_owned()),
            account: None,
        };
        let one = MergePreview { comments: 1, reactions: 2, reactions_in_common: 1, preferences: vec![theme("dark")] };
        let others = [
            MergePreview { comments: 2, ..one.clone() },
            MergePreview { reactions: 1, ..one.clone() },
            MergePreview { reactions_in_common: 0, ..one.clone() },
            MergePreview { preferences: Vec::new(), ..one.clone() },
            MergePreview { preferences: vec![theme("light")], ..one.clone() },
        ];
        assert_eq!(one.mark(), one.clone().mark());
        for other in others {
            assert_ne!(one.mark(), other.mark(), "{other:?}");
        }
    }
}
