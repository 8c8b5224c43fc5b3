//! Reading JSON, in a way that keeps the browser's program small.
//!
//! Serde makes a reader of its own for each pair of type and source. In the browser, where every kilobyte is downloaded,
//! each type is read from one kind of source only: a parsed [`Value`](serde_json::Value). Elsewhere text is read at once,
//! and what it holds, tokens among it, is copied no further.

use serde::de::DeserializeOwned;
use serde_json::Result;

/// Reads a value from JSON text.
///
/// # Errors
/// As [`serde_json::from_slice`]; in a browser without a place, when the text is JSON of another shape.
#[cfg(not(target_arch = "wasm32"))]
pub fn read<T: DeserializeOwned>(text: impl AsRef<[u8]>) -> Result<T> {
    serde_json::from_slice(text.as_ref())
}

/// Reads a value from JSON text.
///
/// # Errors
/// As [`serde_json::from_slice`]; in a browser without a place, when the text is JSON of another shape.
#[cfg(target_arch = "wasm32")]
pub fn read<T: DeserializeOwned>(text: impl AsRef<[u8]>) -> Result<T> {
    serde_json::from_value(parse(text.as_ref())?)
}

/// Apart, so that it is there once for all types.
#[cfg(target_arch = "wasm32")]
fn parse(text: &[u8]) -> Result<serde_json::Value> {
    serde_json::from_slice(text)
}
