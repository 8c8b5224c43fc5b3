//! Who is here, how the vault is, and how a promotion is going.

use std::rc::Rc;

use houseguest_protocol::{
    values::Subject,
    window::{ByHand, CommandError, PromotionState, Session, VaultState},
};
use yew::Reducible;

use super::remote::Remote;

/// What a promotion is doing, as the interface sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Promotion {
    /// Nothing.
    #[default]
    Idle,
    /// The sign-up page is being opened.
    Starting,
    /// What the core said last.
    Told(PromotionState),
}

impl Promotion {
    /// The name of the state, for `data-promotion`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Idle => "idle",
            Self::Starting => "starting",
            Self::Told(PromotionState::Waiting { .. }) => "waiting",
            Self::Told(PromotionState::Promoted { .. }) => "promoted",
            Self::Told(PromotionState::Merged { .. }) => "merged",
            Self::Told(PromotionState::SignedInElsewhere { .. }) => "signed_in_elsewhere",
            Self::Told(PromotionState::Cancelled) => "cancelled",
            Self::Told(PromotionState::Failed { .. }) => "failed",
        }
    }
}

/// What the person went to the browser for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Purpose {
    /// To become a member.
    #[default]
    KeepAccount,
    /// To sign in to an account that exists.
    LogIn,
}

/// Who is here, and how they are kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Presence {
    /// Who is here, once the core said so.
    pub session: Remote<Session>,
    /// How the vault is, once the core said so.
    pub vault: Option<VaultState>,
    /// Whether something could not be done because of the vault: then even a passphrase that is yet to be
    /// chosen is asked for.
    pub vault_wanted: bool,
    /// Whether the person has read that the vault was repaired.
    pub vault_read: bool,
    /// How a promotion is going.
    pub promotion: Promotion,
    /// What it is for.
    pub purpose: Purpose,
    /// Grows when somebody else is here than before, so that pages fetch their things anew. A visitor who
    /// becomes a guest, and a guest who becomes a member, remain the same.
    pub generation: u32,
}

/// What can happen to a [`Presence`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PresenceAction {
    /// The core said who is here.
    Session(Session),
    /// The core could not say who is here.
    SessionFailed(CommandError),
    /// The core said how the vault is.
    Vault(VaultState),
    /// Something could not be done because of the vault.
    VaultWanted,
    /// The person has read that the vault was repaired.
    VaultRead,
    /// The person chose to keep their account, or to sign in to one.
    PromotionStarting(Purpose),
    /// The promotion moved on.
    Promotion(PromotionState),
    /// The way home by hand is open, while the browser is waited for.
    ByHand(ByHand),
    /// The person has read how the promotion ended.
    PromotionRead,
}

impl Presence {
    /// The state's name for `<html data-session>`.
    #[must_use]
    pub const fn session_name(&self) -> Option<&'static str> {
        match self.session.ready() {
            None => None,
            Some(Session::Visitor) => Some("visitor"),
            Some(Session::Guest { .. }) => Some("guest"),
            Some(Session::Member { .. }) => Some("member"),
            Some(Session::SignedOut { .. }) => Some("signed_out"),
            Some(Session::Ended { .. }) => Some("ended"),
            Some(Session::Lost { .. }) => Some("lost"),
            Some(Session::Removed { .. }) => Some("removed"),
        }
    }

    /// The user, if one is present (neither signed out nor lost).
    #[must_use]
    pub fn sub(&self) -> Option<&Subject> {
        match self.session.ready()? {
            Session::Guest { sub, .. } | Session::Member { sub, .. } => Some(sub),
            Session::Visitor
            | Session::SignedOut { .. }
            | Session::Ended { .. }
            | Session::Lost { .. }
            | Session::Removed { .. } => None,
        }
    }

    /// Whether the vault stands in the way of writing.
    #[must_use]
    pub const fn vault_needs_attention(&self) -> bool {
        match self.vault {
            Some(VaultState::NeedsPassphrase { first_time }) => !first_time || self.vault_wanted,
            Some(
                VaultState::Locked { .. } | VaultState::InUse | VaultState::KeyElsewhere | VaultState::Damaged { .. },
            ) => true,
            Some(VaultState::Absent | VaultState::Open { .. }) | None => false,
        }
    }
}

impl Presence {
    /// How the vault is, if the person should know.
    #[must_use]
    pub fn vault_to_show(&self) -> Option<&VaultState> {
        let restored = !self.vault_read && matches!(self.vault, Some(VaultState::Open { restored: true, .. }));
        self.vault.as_ref().filter(|_| restored || self.vault_needs_attention())
    }
}

impl Reducible for Presence {
    type Action = PresenceAction;

    fn reduce(self: Rc<Self>, action: PresenceAction) -> Rc<Self> {
        let mut next = (*self).clone();
        match action {
            PresenceAction::Session(session) => {
                let left = self.sub().is_some_and(|before| session_sub(&session) != Some(before));
                let came_back = matches!(self.session.ready(), Some(Session::SignedOut { .. } | Session::Ended { .. }))
                    && session_sub(&session).is_some();
                if left || came_back {
                    next.generation += 1;
                }
                next.session = Remote::Ready(session);
            }
            PresenceAction::SessionFailed(error) => next.session = Remote::Failed(error),
            PresenceAction::Vault(vault) => {
                next.vault_wanted &= !matches!(vault, VaultState::Open { .. });
                next.vault = Some(vault);
            }
            PresenceAction::VaultWanted => next.vault_wanted = true,
            PresenceAction::VaultRead => next.vault_read = true,
            PresenceAction::PromotionStarting(purpose) => {
                next.promotion = Promotion::Starting;
                next.purpose = purpose;
            }
            PresenceAction::Promotion(told) => next.promotion = Promotion::Told(told),
            PresenceAction::ByHand(offered) => {
                // It may have ended meanwhile; then nothing is waited for.
                if let Promotion::Told(PromotionState::Waiting { by_hand, .. }) = &mut next.promotion {
                    *by_hand = Some(offered);
                }
            }
            PresenceAction::PromotionRead => next.promotion = Promotion::Idle,
        }
        // The same `Rc` keeps Yew from drawing again.
        if next == *self { self } else { Rc::new(next) }
    }
}

const fn session_sub(session: &Session) -> Option<&Subject> {
    match session {
        Session::Guest { sub, .. } | Session::Member { sub, .. } => Some(sub),
        Session::Visitor
        | Session::SignedOut { .. }
        | Session::Ended { .. }
        | Session::Lost { .. }
        | Session::Removed { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use houseguest_protocol::{
        samples,
        window::{OpenedBy, WhereKeyLives},
    };

    fn guest(n: u128) -> Session {
        Session::Guest { sub: samples::subject(n), since: None, key: WhereKeyLives::BrowserSession }
    }

    fn member(n: u128) -> Session {
        Session::Member { sub: samples::subject(n), since: None, login: None }
    }

    fn opened(restored: bool) -> VaultState {
        VaultState::Open { restored, opened_by: OpenedBy::CredentialStore }
    }

    fn after(actions: impl IntoIterator<Item = PresenceAction>) -> Rc<Presence> {
        actions.into_iter().fold(Rc::new(Presence::default()), Presence::reduce)
    }

    #[test]
    fn becoming_a_guest_and_then_a_member_keeps_the_pages() {
        let sessions = [Session::Visitor, guest(1), member(1)].map(PresenceAction::Session);
        assert_eq!(after(sessions).generation, 0);
    }

    #[test]
    fn the_way_home_by_hand_is_offered_while_the_browser_is_waited_for() {
        let offered =
            ByHand { address: "https://id.example/go/K7QF-2M9X".to_owned(), picture: None, expires_at: samples::NOW };
        let waiting = PromotionState::Waiting { url: "https://id.example/".to_owned(), by_hand: None };
        let open = after([PresenceAction::Promotion(waiting), PresenceAction::ByHand(offered.clone())]);
        let Promotion::Told(PromotionState::Waiting { by_hand, .. }) = &open.promotion else { panic!("still waiting") };
        assert_eq!(by_hand.as_ref(), Some(&offered));
        let late = after([PresenceAction::Promotion(PromotionState::Cancelled), PresenceAction::ByHand(offered)]);
        assert_eq!(late.promotion, Promotion::Told(PromotionState::Cancelled));
    }

    #[test]
    fn somebody_else_gets_fresh_pages() {
        assert_eq!(after([guest(1), guest(2)].map(PresenceAction::Session)).generation, 1);
        let out = Session::SignedOut { sub: samples::subject(1) };
        assert_eq!(after([guest(1), out, guest(1)].map(PresenceAction::Session)).generation, 2);
    }

    #[test]
    fn the_same_news_twice_draws_nothing() {
        let once = after([PresenceAction::Session(guest(1))]);
        let twice = Rc::clone(&once).reduce(PresenceAction::Session(guest(1)));
        assert!(Rc::ptr_eq(&once, &twice));
    }

    #[test]
    fn a_passphrase_is_chosen_only_when_something_needs_the_vault() {
        let first = VaultState::NeedsPassphrase { first_time: true };
        let asked = after([PresenceAction::Vault(first)]);
        assert!(!asked.vault_needs_attention(), "browsing needs no vault");
        let wanted = asked.reduce(PresenceAction::VaultWanted);
        assert!(wanted.vault_needs_attention());
        let open = wanted.reduce(PresenceAction::Vault(opened(false)));
        assert!(!open.vault_needs_attention() && !open.vault_wanted);
    }

    #[test]
    fn that_the_vault_was_repaired_is_shown_until_it_is_read() {
        let repaired = after([PresenceAction::Vault(opened(true))]);
        assert!(repaired.vault_to_show().is_some());
        let read = repaired.reduce(PresenceAction::VaultRead).reduce(PresenceAction::Vault(opened(true)));
        assert!(read.vault_to_show().is_none(), "also when the core says it again");
        let damaged = read.reduce(PresenceAction::Vault(VaultState::Damaged { moved_to: None }));
        assert!(damaged.vault_to_show().is_some(), "what is worse is shown");
    }

    #[test]
    fn a_cancelled_promotion_leaves_the_guest() {
        let presence = after([
            PresenceAction::Session(guest(1)),
            PresenceAction::PromotionStarting(Purpose::KeepAccount),
            PresenceAction::Promotion(PromotionState::Waiting { url: "http://127.0.0.1/".to_owned(), by_hand: None }),
            PresenceAction::Promotion(PromotionState::Cancelled),
            PresenceAction::PromotionRead,
        ]);
        assert_eq!(presence.session_name(), Some("guest"));
        assert_eq!(presence.promotion, Promotion::Idle);
    }
}
