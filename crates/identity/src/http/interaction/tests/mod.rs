//! The interactive endpoints, visited as a browser visits them.

mod authorize;
pub(in crate::http) mod browser;
mod forms;
mod journey;
mod merge;
mod recovery;
mod verification;
