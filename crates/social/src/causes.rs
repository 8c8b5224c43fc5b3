//! Telling the whole story of an error in one line of the log.

use std::error::Error;

/// The causes of an error, outermost first.
pub(crate) fn causes(error: &dyn Error) -> Vec<String> {
    let mut found = Vec::new();
    let mut next = error.source();
    while let Some(cause) = next {
        found.push(cause.to_string());
        next = cause.source();
    }
    found
}
