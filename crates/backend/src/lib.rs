//! The program: configuration, wiring, telemetry, and the commands around them.
//!
//! As a library it is the backend another program embeds:
//!
//! ```no_run
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use houseguest_backend::{Backend, Settings};
//!
//! let running = Backend::start(Settings::embedded("data".into())).await?;
//! println!("an identity server and a social API at {}", running.address());
//! running.shutdown().await;
//! # Ok(()) }
//! ```
//!
//! Identity and social do not know each other: they meet here, over tokens and events, and where social asks who sits at
//! a browser.

mod browsers;
mod clients;
mod compose;
mod http;
mod stores;

pub mod commands;
pub mod config;
pub mod telemetry;

pub use compose::{Backend, Running, StartError};
pub use config::Settings;
