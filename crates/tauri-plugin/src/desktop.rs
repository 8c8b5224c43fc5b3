//! What is particular to desktops: the loopback way home goes first, and a window has to be raised.

use tauri::{AppHandle, Manager, Runtime};
use url::Url;

use crate::way_home::loopback::Loopback;

/// Takes the loopback way home: any free port, or the one of an errand that an earlier run left.
pub(crate) async fn bind_loopback(port: Option<u16>) -> Option<Loopback> {
    match Loopback::bind(port).await {
        Ok(loopback) => Some(loopback),
        Err(error) => {
            tracing::warn!(%error, ?port, "there is no loopback way home");
            None
        }
    }
}

/// Brings the window to the front; the person's eyes are on the browser.
pub(crate) fn bring_to_front<R: Runtime>(app: &AppHandle<R>, label: &str) {
    let Some(window) = app.get_webview_window(label) else { return };
    for (step, result) in [("shown", window.show()), ("restored", window.unminimize()), ("focused", window.set_focus())]
    {
        if let Err(error) = result {
            tracing::debug!(%error, "the window could not be {step}");
        }
    }
}

/// Opens an address in the system's browser.
pub(crate) fn open_browser<R: Runtime>(_app: &AppHandle<R>, url: &Url) -> Result<(), String> {
    tauri_plugin_opener::open_url(url.as_str(), None::<&str>).map_err(|error| error.to_string())
}
