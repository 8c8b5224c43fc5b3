//! The ways home from the browser, where a person signs up or logs in.
//!
//! They are tried in order: on desktops a loopback address first, and the custom scheme where no port
//! can be had; on phones the custom scheme. An arrival is only an address with a query: whether it
//! belongs to anything is the client's judgement (`state` and PKCE), so a late, duplicate or forged
//! arrival does nothing here.
//!
//! To add a way home, give it a room here, and let [`crate::journey`] listen to it.

pub(crate) mod custom_scheme;
pub(crate) mod loopback;
mod page;

pub(crate) use page::Page;
