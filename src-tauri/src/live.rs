//! Follows what changes in the house and tells the window, from the moment the window asks for it.

use std::sync::{Mutex, PoisonError};

use houseguest_protocol::{social::LiveConnection, window::events};
use tauri::{AppHandle, Emitter, Manager, Runtime};
use tauri_plugin_houseguest::{HouseguestExt, LiveNews};

/// How it stands; [`LiveConnection::Off`] until somebody asks.
#[derive(Debug, Default)]
pub(crate) struct Live(Mutex<LiveConnection>);

/// Begins to follow, unless that was done before; answers how it stands.
pub(crate) fn follow<R: Runtime>(app: &AppHandle<R>) -> LiveConnection {
    let live = app.state::<Live>();
    let mut connection = live.0.lock().unwrap_or_else(PoisonError::into_inner);
    if *connection == LiveConnection::Off {
        *connection = LiveConnection::Connecting;
        tauri::async_runtime::spawn(tell_window(app.clone()));
    }
    *connection
}

async fn tell_window<R: Runtime>(app: AppHandle<R>) {
    let reader = match app.houseguest().reader().await {
        Ok(reader) => reader,
        Err(error) => {
            tracing::warn!(%error, "changes cannot be followed");
            // The window may ask again.
            set(&app, LiveConnection::Off);
            return;
        }
    };
    reader
        .follow(|news| match news {
            LiveNews::Change(change) => emit(&app, events::LIVE_CHANGE, change),
            LiveNews::Connection(connection) => set(&app, connection),
        })
        .await;
    set(&app, LiveConnection::Off);
}

fn set<R: Runtime>(app: &AppHandle<R>, connection: LiveConnection) {
    *app.state::<Live>().0.lock().unwrap_or_else(PoisonError::into_inner) = connection;
    if connection == LiveConnection::Open {
        app.houseguest().send_queued_soon();
    }
    emit(app, events::LIVE_CONNECTION, connection);
}

fn emit<R: Runtime>(app: &AppHandle<R>, event: &str, payload: impl serde::Serialize + Clone) {
    if let Err(error) = app.emit(event, payload) {
        tracing::warn!(%error, event, "the window was not told");
    }
}
