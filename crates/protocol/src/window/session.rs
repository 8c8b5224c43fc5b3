//! Who is here, and how they are kept.

use serde::{Deserialize, Serialize};

use super::QrPicture;
use crate::{
    identity::Thumbprint,
    values::{Subject, Timestamp},
};

/// Who is here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Session {
    /// Nobody yet: browsing needs no account.
    #[default]
    Visitor,
    /// An anonymous user.
    Guest {
        /// The user.
        sub: Subject,
        /// Since when, as far as this device knows.
        since: Option<Timestamp>,
        /// Where the key is, if there is one.
        key: WhereKeyLives,
    },
    /// A user who kept their account.
    Member {
        /// The user; the same `sub` as before.
        sub: Subject,
        /// Since when, as far as this device knows.
        since: Option<Timestamp>,
        /// What they sign in with, such as an e-mail address or a username.
        login: Option<String>,
    },
    /// A guest whose session was ended here; the key remains and brings the same guest back.
    SignedOut {
        /// The user.
        sub: Subject,
    },
    /// A member whose session is over, or a guest who became one while the way home was lost: signing
    /// in brings them back. The account and everything in it is kept.
    Ended {
        /// The user.
        sub: Subject,
        /// What they sign in with, as far as this device knows.
        login: Option<String>,
    },
    /// The guest's vault is gone: this guest cannot be reached again. Shown once, then a visitor.
    Lost {
        /// The user, as far as it is remembered.
        sub: Option<Subject>,
    },
    /// The server says that this device's key serves no more; it is still here and of no use. Shown once, then a
    /// visitor.
    Removed {
        /// The user, as far as it is remembered.
        sub: Option<Subject>,
        /// Why.
        #[serde(default)]
        why: Removal,
    },
}

/// Why a device's key serves no more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Removal {
    /// The guest was removed, because nobody had been them for a long time.
    #[default]
    CleanUp,
    /// The guest was restored from a recovery kit on another device, and lives on there.
    Replaced,
    /// The guest lives on, on another device, from which this one's key was revoked.
    Revoked,
}

impl Session {
    /// The user, if there is one.
    #[must_use]
    pub const fn sub(&self) -> Option<&Subject> {
        match self {
            Self::Visitor => None,
            Self::Guest { sub, .. } | Self::Member { sub, .. } | Self::SignedOut { sub } | Self::Ended { sub, .. } => {
                Some(sub)
            }
            Self::Lost { sub } | Self::Removed { sub, .. } => sub.as_ref(),
        }
    }

    /// Whether this is a guest.
    #[must_use]
    pub const fn is_guest(&self) -> bool {
        matches!(self, Self::Guest { .. })
    }
}

/// Where a guest's key is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "place", rename_all = "snake_case")]
pub enum WhereKeyLives {
    /// In this device's encrypted vault.
    Vault {
        /// Which key.
        thumbprint: Thumbprint,
    },
    /// Nowhere: the guest lasts as long as this browser keeps its refresh token.
    BrowserSession,
    /// Nowhere: the guest lasts as long as this browser keeps a cookie, which no script can read.
    BrowserCookie,
}

/// What opens a vault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OpenedBy {
    /// The system's credential store: nobody is asked for anything.
    CredentialStore,
    /// A passphrase, which only the person knows.
    Passphrase,
    /// A key that the app holds in a way of its own.
    App,
}

/// How the vault is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum VaultState {
    /// There is none yet.
    Absent,
    /// Open.
    Open {
        /// Whether the previous copy had to be restored.
        restored: bool,
        /// What opened it.
        opened_by: OpenedBy,
    },
    /// There is no credential store: a passphrase is needed.
    NeedsPassphrase {
        /// Whether the passphrase is being chosen now (no vault exists yet).
        first_time: bool,
    },
    /// The credential store is locked.
    Locked {
        /// What the system said, without secrets.
        detail: String,
    },
    /// There is a vault, but this machine does not have its key: the file came from another machine, or the credential
    /// store was emptied.
    KeyElsewhere,
    /// Another process has it.
    InUse,
    /// Damaged, and so is the previous copy; moved aside to this file, never deleted.
    Damaged {
        /// The name of the file it was moved to.
        moved_to: Option<String>,
    },
}

/// The way home by hand: for a browser on another machine, or one that cannot reach the app.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ByHand {
    /// The address to open there; whoever is done is shown a code to type into the app.
    pub address: String,
    /// The address as a picture, for a telephone's camera.
    pub picture: Option<QrPicture>,
    /// When the address ends.
    pub expires_at: Timestamp,
}

/// How a promotion is going.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum PromotionState {
    /// The browser is open; the app waits for the way home.
    Waiting {
        /// The address, for opening it by hand.
        url: String,
        /// The way home by hand, once it was asked for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by_hand: Option<ByHand>,
    },
    /// The person became a member under the same `sub`.
    Promoted {
        /// The user.
        sub: Subject,
    },
    /// The person signed in to an account that existed before: another `sub`.
    SignedInElsewhere {
        /// The other user.
        sub: Subject,
        /// The guest, untouched.
        guest: Subject,
    },
    /// The guest became part of an account that existed before: what it made is that account's now.
    Merged {
        /// The account.
        sub: Subject,
        /// The guest, whose key waits on this device in case the merge is undone.
        guest: Subject,
    },
    /// Nothing changed: the guest is what it was.
    Cancelled,
    /// Nothing changed, because something went wrong.
    Failed {
        /// What.
        error: super::CommandError,
    },
}
