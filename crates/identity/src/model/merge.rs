//! A merge: a guest becomes part of a member's account, and perhaps themselves again.
//!
//! Source: design, "The story every part serves", step 5.

use std::time::Duration;

use houseguest_protocol::{
    identity::{EventContext, EventKind, MergeRules},
    values::Timestamp,
};
use uuid::Uuid;

use super::{User, UserId};

/// A guest who became part of a member's account. It stays for good, as the guest's alias.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UserMerge {
    /// Which one.
    pub id: Uuid,
    /// Who became part of the account.
    pub guest: UserId,
    /// Whose account.
    pub member: UserId,
    /// What was chosen.
    pub rules: MergeRules,
    /// How much came along; `None` for merges from before this was kept.
    pub brought: Option<Brought>,
    /// When.
    pub merged_at: Timestamp,
    /// When it was undone, if it was.
    pub undone_at: Option<Timestamp>,
}

/// How much a guest brings along, as the page says before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Brought {
    /// Comments.
    pub comments: u64,
    /// Reactions.
    pub reactions: u64,
}

/// These two cannot be merged: the one must be a guest, the other a member, and neither shut out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a guest can become part of a member's account only")]
pub struct CannotMerge;

/// The merge cannot be undone (any more).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CannotUndo {
    /// It was undone before.
    #[error("the merge was undone already")]
    Undone,
    /// Seven days have passed.
    #[error("the time to undo the merge is over")]
    TooLate,
    /// The guest was deleted in the meantime: there is nobody to take out.
    #[error("the guest was deleted")]
    GuestGone,
}

impl UserMerge {
    /// How long a merge can be undone.
    pub const UNDO_WINDOW: Duration = Duration::from_secs(7 * 86_400);

    /// Makes `guest` part of `member`'s account.
    ///
    /// # Errors
    /// [`CannotMerge`].
    pub fn make(
        id: Uuid,
        guest: &User,
        member: &User,
        (rules, brought): (MergeRules, Brought),
        now: Timestamp,
    ) -> Result<Self, CannotMerge> {
        let is_shut_out = guest.disabled_at.is_some() || member.disabled_at.is_some();
        if !guest.is_anonymous() || member.is_anonymous() || guest.id == member.id || is_shut_out {
            return Err(CannotMerge);
        }
        Ok(Self {
            id,
            guest: guest.id,
            member: member.id,
            rules,
            brought: Some(brought),
            merged_at: now,
            undone_at: None,
        })
    }

    /// From when on it cannot be undone.
    #[must_use]
    pub fn undo_until(&self) -> Timestamp {
        self.merged_at + Self::UNDO_WINDOW
    }

    /// Whether it can be undone at `now`, as long as the guest is there.
    ///
    /// # Errors
    /// Why not.
    pub fn may_be_undone(&self, now: Timestamp) -> Result<(), CannotUndo> {
        match self.undone_at {
            Some(_) => Err(CannotUndo::Undone),
            None if self.undo_until() <= now => Err(CannotUndo::TooLate),
            None => Ok(()),
        }
    }

    /// What the world is told of it.
    #[must_use]
    pub fn to_event(&self) -> EventKind {
        EventKind::UserMerged {
            merge_id: self.id,
            from: self.guest.subject(),
            into: self.member.subject(),
            rules: self.rules,
            undo_until: self.undo_until(),
        }
    }

    /// What the world is told of its undo.
    #[must_use]
    pub fn to_undo_event(&self) -> EventKind {
        EventKind::UserMergeUndone { merge_id: self.id, from: self.guest.subject(), into: self.member.subject() }
    }

    /// When, to whom and by whom it happens.
    #[must_use]
    pub fn context(&self, triggered_by: &str, client_id: Option<String>, now: Timestamp) -> EventContext {
        EventContext {
            timestamp: now,
            user_id: Some(self.member.subject()),
            triggered_by: triggered_by.to_owned(),
            client_id,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_unix_seconds(1_795_341_600);

    fn guest() -> User {
        User::new_guest(UserId::random(), NOW)
    }

    fn what() -> (MergeRules, Brought) {
        (MergeRules::default(), Brought { comments: 3, reactions: 1 })
    }

    fn member() -> User {
        User { anonymous_since: None, ..guest() }
    }

    #[test]
    fn only_a_guest_becomes_part_of_a_member() {
        let make = |guest: &User, member: &User| UserMerge::make(Uuid::nil(), guest, member, what(), NOW);
        let (one, two) = (guest(), member());
        assert!(make(&one, &two).is_ok());
        for (guest, member) in [(&one, &one), (&two, &one), (&two, &two), (&two, &member())] {
            assert_eq!(make(guest, member), Err(CannotMerge));
        }
    }

    #[test]
    fn a_merge_can_be_undone_once_and_for_seven_days() {
        let merge = UserMerge::make(Uuid::nil(), &guest(), &member(), what(), NOW).expect("lawful");
        let last = NOW + UserMerge::UNDO_WINDOW - Duration::from_secs(1);
        assert_eq!((merge.may_be_undone(NOW), merge.may_be_undone(last)), (Ok(()), Ok(())));
        assert_eq!(merge.may_be_undone(NOW + UserMerge::UNDO_WINDOW), Err(CannotUndo::TooLate));
        let undone = UserMerge { undone_at: Some(NOW), ..merge };
        assert_eq!(undone.may_be_undone(NOW), Err(CannotUndo::Undone));
    }
}
