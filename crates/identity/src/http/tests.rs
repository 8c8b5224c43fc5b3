//! What the endpoint tests share: a server on a database of its own, and guests who know the protocol.

mod bad_input;
mod concurrency;
mod cross_origin;
mod device;
mod documents;
mod dpop;
mod enumeration;
mod error_tables;
mod failures;
mod guest;
mod injection;
mod keyless;
mod promotion;
mod replay;
mod replicas;
pub(crate) mod server;

pub(crate) use device::TestDevice;
pub(crate) use guest::TestGuest;
pub(crate) use server::{Answer, CLIENT, TestServer};
