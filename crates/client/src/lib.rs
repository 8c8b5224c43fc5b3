//! A guest's whole life as a few async calls, for any program.

#![warn(missing_docs)]

pub mod ports;

/// Assembles a client (being written).
#[derive(Debug, Default)]
pub struct ClientBuilder;
