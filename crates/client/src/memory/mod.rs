//! Memories that come with the crate. A desktop's is the vault, in a crate of its own.

mod in_process;
#[cfg(target_arch = "wasm32")]
mod web_storage;

pub use in_process::{InProcess, InProcessQueue};
#[cfg(target_arch = "wasm32")]
pub use web_storage::WebStorage;
