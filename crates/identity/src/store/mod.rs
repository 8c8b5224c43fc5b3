//! What the identity server remembers.
//!
//! Every method of [`Store`] is one atomic operation: it happens whole, and durably, or not at all. Domain values
//! go in and come out; the time is always an argument. The SQL is written once and runs on SQLite and on PostgreSQL;
//! what must be consistent with a write is read inside its job, which then is as if it were alone on the data.
//!
//! To add an operation: put it into the file of its topic (or a new one), and its cases into [`contract`], which runs
//! on both engines. See docs/decisions/0008-two-engines.md for the SQL that both understand.

mod browser_sessions;
mod by_hand;
mod clean_up;
#[cfg(test)]
pub(crate) mod contract;
mod directory;
mod error;
mod guests;
mod history;
mod keys;
mod limits;
mod merges;
mod messages;
mod operations;
mod operators;
mod outbox;
mod pairings;
mod promotions;
mod removal;
mod rows;
mod secrets;
mod sessions;
mod settings;
mod signing_keys;
#[cfg(test)]
pub(crate) mod tests;
mod upkeep;
mod values;
mod verifications;

use houseguest_sql::{Database, Location, Migrations, OpenError};
use include_dir::{Dir, include_dir};

pub(crate) use by_hand::Typed;
pub(crate) use clean_up::{Batch, Lease};
pub use error::AcceptLinkError;
pub use error::{BeginError, ExchangeError, PromoteError, PutSettingError, RefreshError, SignInError, StoreError};
pub(crate) use keys::{KeyError, NewKey, Stated};
pub(crate) use merges::{FoundMerge, MergeError, MergeGuest, UndoError};
pub(crate) use operations::NewOperator;
pub use operations::{
    Admission, Allowance, AnySessionId, BeginInteraction, BrowserUser, CarryOver, DeviceReport, ExchangeCode, Granted,
    GuestProof, ListedSession, Promotion, RefreshAttempt, Refreshed, SignInGuest, SignedIn, UserSession,
};
pub(crate) use outbox::{Claimed, Destination, GivenUp, Settled, Waiting, event_type};
pub(crate) use pairings::{NewPairing, Side};
pub(crate) use settings::MadeChange;
pub(crate) use verifications::{BeginVerification, Recovery, VerificationError};

pub(crate) use signing_keys::{NewSigningKey, SigningKeyRecord};

static SQLITE: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/migrations/sqlite");
static POSTGRES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/migrations/postgres");

/// Everything the server remembers. Cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct Store {
    database: Database,
}

impl Store {
    /// Opens the database, making it and bringing its schema up to date as needed. It waits for the disk or the
    /// network.
    ///
    /// # Errors
    /// [`OpenError`]; the data are as they were.
    pub(crate) fn open(location: &Location) -> Result<Self, OpenError> {
        Ok(Self { database: Database::open(location, &migrations())? })
    }

    /// What was asked of the database so far.
    #[cfg(test)]
    pub(crate) fn figures(&self) -> houseguest_sql::Figures {
        self.database.figures()
    }
}

fn migrations() -> Migrations {
    Migrations::from_folders(&SQLITE, &POSTGRES)
}
