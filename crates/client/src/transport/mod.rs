//! The transports that come with the crate: reqwest, and `fetch` in a browser.

#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(not(target_arch = "wasm32"))]
mod native;

use std::sync::Arc;

#[cfg(target_arch = "wasm32")]
pub use browser::Fetch;
#[cfg(not(target_arch = "wasm32"))]
pub use native::Reqwest;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use native::is_loopback;

use crate::{ClientError, ports::Transport};

/// The largest answer a client accepts.
const ANSWER_LIMIT_BYTES: usize = 4 * 1024 * 1024;
/// How long a whole exchange may take.
const TIME_LIMIT: std::time::Duration = std::time::Duration::from_secs(30);

#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn default_transport() -> Result<Arc<dyn Transport>, ClientError> {
    Ok(Arc::new(Reqwest::new().map_err(ClientError::Offline)?))
}

#[cfg(target_arch = "wasm32")]
#[expect(clippy::unnecessary_wraps, reason = "the native transport can fail to start")]
pub(crate) fn default_transport() -> Result<Arc<dyn Transport>, ClientError> {
    Ok(Arc::new(Fetch))
}

/// Lets time pass.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) async fn pause(time: std::time::Duration) {
    tokio::time::sleep(time).await;
}

/// Lets time pass.
#[cfg(target_arch = "wasm32")]
pub(crate) async fn pause(time: std::time::Duration) {
    gloo_timers::future::sleep(time).await;
}
