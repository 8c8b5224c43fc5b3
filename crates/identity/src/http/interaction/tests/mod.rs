//! The interactive endpoints, visited as a browser visits them.

mod authorize;
mod browser;
mod forms;
mod journey;
