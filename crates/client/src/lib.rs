//! A guest's whole life as a few async calls, for any program.

#![warn(missing_docs)]

mod builder;
mod claims;
mod client;
mod core;
mod discovery;
mod endpoints;
mod error;
mod flow;
mod guest;
mod keyless;
pub mod memory;
pub mod ports;
mod present;
mod promotion;
mod refresh;
mod sign_out;
mod social;
pub mod transport;
mod user_info;
mod wire;

pub use builder::ClientBuilder;
pub use client::Client;
pub use endpoints::Endpoints;
pub use error::{ClientError, Remedy};
pub use present::{Listener, Subscription};
pub use promotion::{ColorScheme, StartPromotion};
