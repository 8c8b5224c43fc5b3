//! The vault's folder: names, permissions, safe writes, and moving aside.
//!
//! What is kept in these files is decided elsewhere.

mod aside;
mod folder;
mod orphans;
mod safe_write;

pub use aside::{move_aside, moved_aside, set_aside};
pub use folder::{open_private, prepare_folder, refuse_symbolic_link, restrict};
pub use orphans::{is_orphan, list_orphans, remove_orphans};
pub(crate) use safe_write::remove_if_present;
pub use safe_write::{keep_copy, keep_previous, sync_file, sync_folder, write_safely, write_whole};

/// The snapshot.
pub const SNAPSHOT: &str = "vault.stronghold";
/// The snapshot before the last save.
pub const PREVIOUS: &str = "vault.stronghold.previous";
/// The next snapshot while it is written and checked.
pub const NEXT: &str = "vault.stronghold.next";
/// The previous copy while it takes its place.
pub(crate) const PREVIOUS_NEXT: &str = "vault.stronghold.previous.next";
/// Held while the vault is open.
pub const LOCK: &str = "vault.lock";
/// The marker.
pub const MARKER: &str = "vault.json";
/// The salt and cost of a passphrase.
pub const PASSPHRASE: &str = "vault.passphrase.json";

/// Every file that must be a regular one of ours.
pub const OURS: [&str; 5] = [SNAPSHOT, PREVIOUS, LOCK, MARKER, PASSPHRASE];
