//! Everything two Houseguest programs say to each other, as types.
//!
//! * [`identity`]: the anonymous-user protocol an identity server speaks (compatible with Authgear's).
//! * [`social`]: the demo's social API.
//! * [`window`]: what the app's window and its Rust core say to each other.
//! * [`values`]: ids and validated text the three share.
//! * [`json`]: how our own programs read JSON.
//!
//! There is no input or output here (the one exception is [`values::SystemClock`], which reads the
//! time), so the crate builds for every target, WebAssembly included.
//!
//! To add a message: give it a type in the area that speaks it, name the section of the protocol it
//! follows, and add a round-trip test beside it.

#![warn(missing_docs)]

pub mod identity;
pub mod json;
#[cfg(feature = "samples")]
pub mod samples;
pub mod social;
pub mod values;
pub mod window;
