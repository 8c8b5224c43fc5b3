//! The backend in the app's own process: a demo that needs no network.

use std::{error::Error, path::PathBuf, sync::Mutex, time::Duration};

use houseguest_backend::{Backend, Running, Settings};
use tauri::{AppHandle, Manager, Runtime};
use tauri_plugin_houseguest::{Endpoints, HouseguestExt};

use crate::settings::DEFAULT_CLIENT_ID;

/// How long the backend may take to finish what it is doing when the app closes. Whatever it answered is on disk
/// already, so running out of it loses nothing.
const PATIENCE: Duration = Duration::from_secs(5);

/// The backend, once it runs.
struct Embedded(Mutex<Option<Running>>);

/// Starts the backend beside everything else. The plugin's commands wait until it is there.
pub fn start<R: Runtime>(app: &AppHandle<R>, databases: PathBuf) {
    app.manage(Embedded(Mutex::new(None)));
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let started = std::time::Instant::now();
        match Backend::start(Settings::embedded(databases)).await {
            Ok(running) => {
                let elapsed_ms = started.elapsed().as_millis();
                tracing::info!(address = %running.address(), elapsed_ms, "the embedded backend answers");
                let issuer = running.issuer().clone();
                let endpoints = Endpoints { social: issuer.clone(), issuer, client_id: DEFAULT_CLIENT_ID.to_owned() };
                *app.state::<Embedded>().0.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = Some(running);
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

/// Lets the backend finish and closes its databases. Blocks; for the end of the app.
pub fn stop<R: Runtime>(app: &AppHandle<R>) {
    let Some(embedded) = app.try_state::<Embedded>() else { return };
    let running = embedded.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).take();
    let Some(running) = running else { return };
    let stopped = tauri::async_runtime::block_on(async { tokio::time::timeout(PATIENCE, running.shutdown()).await });
    match stopped {
        Ok(_) => tracing::info!("the embedded backend stopped"),
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
