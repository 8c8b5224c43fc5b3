//! Stronghold, as little of it as the vault needs.
//!
//! Every use of the Stronghold crates is in this folder, so a successor goes in here. A
//! [`Content`] is either read whole from a file or made empty on purpose; there is no way from a
//! failed reading to an empty content, which would be saved over the file.

mod content;
mod fault;
mod guarded_key;
mod record;
mod work_factor;

pub(crate) use content::Content;
pub(crate) use fault::Fault;
pub(crate) use guarded_key::GuardedKey;
pub(crate) use record::{Record, Slot};
