//! Signals that ask the program to end: a closing session, or Ctrl+C in a terminal. The app then ends as if its
//! window had been closed, so that what is under way is finished.

use tauri::{AppHandle, Runtime};

/// Listens from now on.
#[cfg(unix)]
pub(crate) fn listen<R: Runtime>(app: AppHandle<R>) {
    use tokio::signal::unix::{SignalKind, signal};

    tauri::async_runtime::spawn(async move {
        let signals = signal(SignalKind::terminate()).and_then(|end| Ok((end, signal(SignalKind::interrupt())?)));
        match signals {
            Ok((mut terminate, mut interrupt)) => {
                tokio::select! {
                    _ = terminate.recv() => {}
                    _ = interrupt.recv() => {}
                }
                tracing::info!("the app was asked to end");
                app.exit(0);
            }
            Err(error) => tracing::warn!(%error, "signals end the app at once"),
        }
    });
}

/// Windows tells windows, not programs; closing the window is the way there.
#[cfg(not(unix))]
pub(crate) fn listen<R: Runtime>(_app: AppHandle<R>) {}
