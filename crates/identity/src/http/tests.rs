//! What the endpoint tests share: a server on a database of its own, and guests who know the protocol.

mod app_session;
mod bad_input;
mod browser_session;
mod clean_up;
mod concurrency;
mod cross_origin;
mod device;
mod documents;
mod dpop;
mod end_session;
mod enumeration;
mod error_tables;
mod events;
mod failures;
mod guest;
mod injection;
mod keyless;
mod keys;
pub(crate) mod mailbox;
mod official_keys;
mod pairings;
mod promotion;
mod replay;
mod replicas;
pub(crate) mod server;
mod single_sign_on;

pub(crate) use device::TestDevice;
pub(crate) use guest::{TestGuest, subject};
pub(crate) use server::{Answer, CLIENT, TestServer};
