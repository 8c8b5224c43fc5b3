//! Behind the scenes: what the app does when somebody uses it, as it happens, and switches that break things on purpose.
//!
//! Nothing here holds a secret: what arrives is redacted where it is observed.

mod break_it;
mod clocks;
mod detail;
mod drawer;
mod seen;
mod timeline;
mod tokens;
mod vault;
mod words;

pub use drawer::BehindTheScenes;
pub use seen::{SeenHandle, use_seen};
