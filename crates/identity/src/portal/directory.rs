//! Users as an operator looks for them.

use houseguest_protocol::values::{Timestamp, base64url_decode};
use uuid::Uuid;

use crate::{
    model::{KnownKey, User, UserId},
    store::FoundMerge,
};

/// Which users are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum UserKind {
    /// Those who signed up.
    #[default]
    Members,
    /// Those who did not.
    Guests,
    /// Everybody.
    All,
}

impl UserKind {
    /// Whether somebody is of this kind.
    pub(crate) const fn has(self, is_guest: bool) -> bool {
        match self {
            Self::Members => !is_guest,
            Self::Guests => is_guest,
            Self::All => true,
        }
    }

    /// The value in an address.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Members => "members",
            Self::Guests => "guests",
            Self::All => "all",
        }
    }

    /// Reads the value; anything else lists members, so that guests stay out of the way.
    pub(crate) fn parse(value: &str) -> Self {
        match value {
            "guests" => Self::Guests,
            "all" => Self::All,
            _ => Self::Members,
        }
    }
}

/// What an operator typed to find somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SearchWords {
    /// As typed, without the space around it.
    pub(crate) text: String,
    /// The user id it may be.
    pub(crate) user: Option<UserId>,
    /// The thumbprint it may be.
    pub(crate) thumbprint: Option<[u8; 32]>,
}

impl SearchWords {
    /// Reads what was typed; `None` when it is nothing.
    pub(crate) fn parse(typed: &str) -> Option<Self> {
        let text: String = typed.trim().chars().take(254).collect();
        if text.is_empty() {
            return None;
        }
        let user = Uuid::try_parse(&text).ok().map(UserId);
        let thumbprint = base64url_decode(&text).ok().and_then(|bytes| bytes.try_into().ok());
        Some(Self { text, user, thumbprint })
    }
}

/// Which users are listed, and from where on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct UserFilter {
    /// Whom.
    pub(crate) kind: UserKind,
    /// What was typed.
    pub(crate) words: Option<SearchWords>,
    /// Only users before this one; lists run from the newest back.
    pub(crate) before: UserId,
}

/// A user in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Listed {
    /// Who.
    pub(crate) id: UserId,
    /// Since when.
    pub(crate) created_at: Timestamp,
    /// Whether they are a guest.
    pub(crate) is_guest: bool,
    /// Whether they are part of a member's account.
    pub(crate) is_merged: bool,
    /// Since when they are shut out.
    pub(crate) disabled_at: Option<Timestamp>,
    /// What they sign in with; the first of several.
    pub(crate) login: Option<String>,
    /// When any of their sessions was last used.
    pub(crate) last_seen: Option<Timestamp>,
}

/// A user with their keys and merges.
#[derive(Clone, Debug)]
pub(crate) struct UserRecord {
    /// The user.
    pub(crate) user: User,
    /// Their keys, retired ones too.
    pub(crate) keys: Vec<KnownKey>,
    /// The merges they were part of, undone ones too, newest first.
    pub(crate) merges: Vec<FoundMerge>,
}

impl UserRecord {
    /// The merge by which a guest is part of somebody's account now, if one is.
    pub(crate) fn merged(&self) -> Option<&FoundMerge> {
        let holds = |listed: &&FoundMerge| listed.merge.guest == self.user.id && listed.merge.undone_at.is_none();
        self.merges.iter().find(holds)
    }
}

/// The guests made on one day, and what became of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cohort {
    /// Days since 1970.
    pub(crate) day: i64,
    /// How many were made.
    pub(crate) made: u64,
    /// How many of them became members.
    pub(crate) promoted: u64,
    /// How many are guests and came back.
    pub(crate) active: u64,
    /// How many were removed.
    pub(crate) removed: u64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_as_everything_they_may_be() {
        let id = UserId::random();
        let words = SearchWords::parse(&format!(" {id} ")).expect("words");
        assert_eq!((words.user, words.thumbprint), (Some(id), None));
        let print = houseguest_protocol::values::base64url_encode(&[7; 32]);
        assert_eq!(SearchWords::parse(&print).expect("words").thumbprint, Some([7; 32]));
        assert_eq!(SearchWords::parse("ann@example.com").expect("words").user, None);
        assert_eq!(SearchWords::parse("  "), None);
    }

    #[test]
    fn guests_are_hidden_unless_asked_for() {
        for odd in ["", "everything", "Guests"] {
            assert_eq!(UserKind::parse(odd), UserKind::Members);
        }
        for kind in [UserKind::Members, UserKind::Guests, UserKind::All] {
            assert_eq!(UserKind::parse(kind.as_str()), kind);
        }
    }
}
