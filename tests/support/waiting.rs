//! Waiting for a condition, never for a time.

use std::time::{Duration, Instant};

use color_eyre::eyre::{Result, eyre};

/// How long a condition may take. Generous: a busy machine is no failure, and a condition that holds
/// ends the wait at once.
pub const PATIENCE: Duration = Duration::from_secs(40);

/// How often a condition is looked at.
const PACE: Duration = Duration::from_millis(40);

/// Looks until there is something to see.
///
/// `look` answers `Ok(None)` for "not yet"; an error counts as "not yet" too, because a page that is
/// being drawn refuses questions for a moment, and becomes the cause if time runs out.
///
/// # Errors
/// When [`PATIENCE`] is at an end; the text says what was waited for.
pub async fn eventually<T>(what: &str, mut look: impl AsyncFnMut() -> Result<Option<T>>) -> Result<T> {
    let began = Instant::now();
    loop {
        // A driver whose page is gone may not answer at all.
        let seen = tokio::time::timeout(PATIENCE, look()).await.unwrap_or_else(|_| Err(eyre!("no answer")));
        if let Ok(Some(seen)) = seen {
            return Ok(seen);
        }
        if began.elapsed() > PATIENCE {
            let waited = format!("waited {} s in vain: {what}", PATIENCE.as_secs());
            return Err(match seen {
                Err(cause) => cause.wrap_err(waited),
                Ok(_) => eyre!(waited),
            });
        }
        tokio::time::sleep(PACE).await;
    }
}
