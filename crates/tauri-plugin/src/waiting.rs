//! What waits until the backend answers: kept beside the vault, sent beside everything else, told to the windows.

use std::sync::Arc;

use houseguest_client::Client;
use houseguest_protocol::{
    social::IdempotencyKey,
    window::{QueueNews, QueueState, events},
};
use tauri::{AppHandle, Emitter, Runtime, async_runtime::JoinHandle};

use crate::{Error, Houseguest};

/// Sends what waits for as long as it lives.
#[derive(Debug)]
pub(crate) struct Sender(JoinHandle<()>);

impl Sender {
    /// Sends what `client` has waiting, and tells the windows what becomes of it.
    pub(crate) fn start<R: Runtime>(app: &AppHandle<R>, client: &Client) -> Self {
        let app = app.clone();
        client.on_queue_news(move |news| tell_queue(&app, news));
        let client = client.clone();
        Self(tauri::async_runtime::spawn(async move { client.keep_sending().await }))
    }
}

impl Drop for Sender {
    fn drop(&mut self) {
        // What is on its way may have arrived: the next run sends it again under the same key.
        self.0.abort();
    }
}

impl<R: Runtime> Houseguest<R> {
    /// What waits for whoever is here, and what was refused.
    ///
    /// # Errors
    /// Whatever keeps the vault shut, or as [`Client::queue`].
    pub async fn queue(&self) -> Result<QueueState, Error> {
        Ok(self.client().await?.queue().await?)
    }

    /// Takes a write back that waits, or puts a refused one away. `false` if there is none under this key any more.
    ///
    /// # Errors
    /// Whatever keeps the vault shut, or as [`Client::take_back`].
    pub async fn take_back(&self, key: &IdempotencyKey) -> Result<bool, Error> {
        Ok(self.client().await?.take_back(key).await?)
    }

    /// Tries at once to send what waits, and answers what still does.
    ///
    /// # Errors
    /// Whatever keeps the vault shut, or as [`Client::send_queued`].
    pub async fn send_queued(&self) -> Result<QueueState, Error> {
        let client = self.client().await?;
        client.send_queued().await?;
        Ok(client.queue().await?)
    }

    /// Says that the backend seems to answer again, as when a connection to it is open: what waits is sent now rather
    /// than after the pause. Opens no vault.
    pub fn send_queued_soon(&self) {
        if let Some(client) = self.present_client() {
            client.send_queued_soon();
        }
    }
}

fn tell_queue<R: Runtime>(app: &AppHandle<R>, news: &QueueNews) {
    if let Err(error) = app.emit(events::QUEUE_CHANGED, news) {
        tracing::warn!(%error, "the windows could not be told what became of a write that waited");
    }
}

/// The file in which writes wait, in the vault's folder.
pub(crate) fn store(folder: &std::path::Path) -> Arc<houseguest_vault::QueueFile> {
    Arc::new(houseguest_vault::QueueFile::within(folder))
}
