//! The backend in the app's own process: a demo that needs no network.

use std::{
    error::Error,
    net::SocketAddr,
    path::PathBuf,
    sync::{Mutex, MutexGuard, OnceLock, PoisonError},
    time::Duration,
};

use houseguest_backend::{Backend, Running, Settings, StartError};
use tauri::{AppHandle, Manager, Runtime, Url};
use tauri_plugin_houseguest::{CommandError, Endpoints, ErrorCode, HouseguestExt};

use crate::settings::DEFAULT_CLIENT_ID;

/// How long the backend may take to finish what it is doing when the app closes. Whatever it answered is on disk
/// already, so running out of it loses nothing.
const PATIENCE: Duration = Duration::from_secs(5);

/// The backend in this process.
struct Embedded {
    databases: PathBuf,
    running: Mutex<Option<Running>>,
    /// Where it was first: a guest belongs to one issuer, so it comes back at the same address.
    address: OnceLock<SocketAddr>,
    /// Held while it is being stopped or started.
    switching: tokio::sync::Mutex<()>,
}

impl Embedded {
    fn running(&self) -> MutexGuard<'_, Option<Running>> {
        // Values are only swapped under it, so a panic leaves whole ones behind.
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn start(&self) -> Result<(SocketAddr, Url), StartError> {
        let began = std::time::Instant::now();
        let mut settings = Settings::embedded(self.databases.clone());
        if let Some(address) = self.address.get() {
            settings.server.listen = *address;
        }
        let running = Backend::start(settings).await?;
        let address = *self.address.get_or_init(|| running.address());
        let issuer = running.issuer().clone();
        tracing::info!(%address, elapsed_ms = began.elapsed().as_millis(), "the embedded backend answers");
        *self.running() = Some(running);
        Ok((address, issuer))
    }
}

/// Starts the backend beside everything else. The plugin's commands wait until it is there.
pub fn start<R: Runtime>(app: &AppHandle<R>, databases: PathBuf) {
    app.manage(Embedded {
        databases,
        running: Mutex::default(),
        address: OnceLock::new(),
        switching: tokio::sync::Mutex::default(),
    });
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let embedded = app.state::<Embedded>();
        let _one_at_a_time = embedded.switching.lock().await;
        match embedded.start().await {
            Ok((_, issuer)) => {
                let endpoints = Endpoints { social: issuer.clone(), issuer, client_id: DEFAULT_CLIENT_ID.to_owned() };
                app.houseguest().set_endpoints(endpoints);
            }
            Err(error) => {
                let error = with_causes(&error);
                tracing::error!(error, "the embedded backend does not start");
                app.houseguest().give_up_on_backend(error);
            }
        }
    });
}

/// Whether the backend in this process runs; nothing when there is none.
pub fn runs<R: Runtime>(app: &AppHandle<R>) -> Option<bool> {
    Some(app.try_state::<Embedded>()?.running().is_some())
}

/// Stops the backend for a while, as if the server had gone away. Where there is none, nothing happens.
pub async fn pause<R: Runtime>(app: &AppHandle<R>) {
    let Some(embedded) = app.try_state::<Embedded>() else { return };
    let _one_at_a_time = embedded.switching.lock().await;
    let running = embedded.running().take();
    if let Some(running) = running {
        running.shutdown().await;
        tracing::info!("the embedded backend stopped for a while");
    }
}

/// Starts a backend that was stopped, at the address it had. Where there is none, nothing happens.
///
/// # Errors
/// [`ErrorCode::ServerFailed`] when it does not start.
pub async fn start_again<R: Runtime>(app: &AppHandle<R>) -> Result<(), CommandError> {
    let Some(embedded) = app.try_state::<Embedded>() else { return Ok(()) };
    let _one_at_a_time = embedded.switching.lock().await;
    let is_stopped = embedded.running().is_none();
    if is_stopped {
        let started = embedded.start().await;
        started.map_err(|error| CommandError::new(ErrorCode::ServerFailed, with_causes(&error)))?;
    }
    Ok(())
}

/// Lets the backend finish and closes its databases. Blocks; for the end of the app.
pub fn stop<R: Runtime>(app: &AppHandle<R>) {
    let Some(embedded) = app.try_state::<Embedded>() else { return };
    let running = embedded.running().take();
    let Some(running) = running else { return };
    let stopped = tauri::async_runtime::block_on(async { tokio::time::timeout(PATIENCE, running.shutdown()).await });
    match stopped {
        Ok(()) => tracing::info!("the embedded backend stopped"),
        Err(_) => tracing::warn!("the embedded backend was still busy when the app closed"),
    }
}

fn with_causes(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text = format!("{text}: {error}");
        cause = error.source();
    }
    text
}
