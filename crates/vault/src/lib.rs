//! Keys and tokens at rest, and what to do when the file is hurt.
//!
//! A [`Vault`] keeps one guest's key-pair and everything the client remembers in one encrypted
//! Stronghold file. It implements the client's [`GuestKey`](houseguest_client::ports::GuestKey) and
//! [`Memory`](houseguest_client::ports::Memory), so a client takes it as both.
//!
//! * [`snapshot_key`]: where the key that encrypts the file comes from: the operating system's
//!   credential store, a passphrase, or the caller.
//! * [`doctor`]: what state the files are in, and what may be done about it.
//! * [`files`]: the folder, safe writes, moving aside. Nothing here is ever deleted but our own
//!   temporary files.
//! * [`kit`]: a recovery kit, a file with a key of its own.
//! * [`marker`]: the small file beside the vault that says who was in it, without secrets.
//! * [`QueueFile`]: writes that wait until the backend answers, in a file beside the vault.
//! * [`lock`]: one user of a folder at a time.
//!
//! The private key is made and used by Stronghold's procedures; no function of this crate answers it.
//!
//! To add a source for the snapshot key, add a variant to [`SnapshotKeySource`] and its room in
//! [`snapshot_key`]; the rule when a new key may be made is in one place, `vault/opening.rs`.

#![warn(missing_docs)]

pub mod doctor;
mod error;
pub mod files;
pub mod kit;
pub mod lock;
pub mod marker;
mod queue_file;
pub mod snapshot_key;
mod stronghold;
mod vault;

pub use doctor::{Diagnosis, Health};
pub use error::VaultError;
pub use kit::{KitError, RecoveryKey, RecoveryKit};
pub use marker::Marker;
pub use queue_file::QueueFile;
pub use snapshot_key::{
    Advice, CredentialStoreStatus, SnapshotKey, SnapshotKeySource, advise, credential_store_available,
    credential_store_status,
};
pub use vault::{StoredKey, Vault, VaultOptions};
