//! The interactive endpoints, visited as a browser visits them.

mod authorize;
pub(in crate::http) mod browser;
mod by_hand;
mod forms;
pub(crate) mod journey;
pub(crate) mod merge;
mod recovery;
mod verification;
