//! Evidence from outside the app: what its files hold and what its backend answers to others.

mod backend;
mod identity_store;
mod vault_files;

pub use backend::{Backend, Refusal, claims};
pub use identity_store::{IdentityStore, StoredUser};
pub use vault_files::{VaultCopy, VaultFiles};
