//! What people see and touch, in the app's window and in a plain browser.
//!
//! `bridge` alone reaches outside; `state` holds what is known, as reducers that a native test can call;
//! `ui` holds parts without knowledge of the app, `features` the pages composed of them. Every visible
//! sentence is a message in `assets/locales`, every colour and space a token in `assets/styles`.
//!
//! To add a page, give it a variant in [`routes::Route`], a folder in `features`, and a line in `app.rs`.

pub mod app;
pub mod bridge;
pub mod features;
pub mod hooks;
pub mod i18n;
pub mod routes;
pub mod state;
#[cfg(test)]
mod surroundings;
pub mod ui;

#[cfg(target_arch = "wasm32")]
mod start;
#[cfg(target_arch = "wasm32")]
mod stopped;
