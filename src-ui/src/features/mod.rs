//! Pages, and parts that only they use.

pub mod composer;
pub mod devices;
pub mod feed;
pub mod inspector;
pub mod keep_account;
pub mod not_found;
pub mod notifications;
pub mod offline;
#[cfg(feature = "stand-in")]
pub mod parts;
pub mod preferences;
pub mod profile;
pub mod shared;
pub mod shell;
pub mod story;
pub mod thread;
pub mod vault;
pub mod you;
