//! What is particular to phones: an app in the background may not keep a port, so the custom scheme is the
//! way home, and following it brings the app to the front by itself.

use tauri::{AppHandle, Manager, Runtime};
use tauri_plugin_opener::Opener;
use url::Url;

use crate::way_home::loopback::Loopback;

/// There is no loopback way home on phones.
pub(crate) async fn bind_loopback(_port: Option<u16>) -> Option<Loopback> {
    None
}

/// The system has done it already.
pub(crate) fn bring_to_front<R: Runtime>(_app: &AppHandle<R>, _label: &str) {}

/// Opens an address in the system's browser, through the opener plugin, which has to be part of the app.
pub(crate) fn open_browser<R: Runtime>(app: &AppHandle<R>, url: &Url) -> Result<(), String> {
    let opener = app.try_state::<Opener<R>>().ok_or("the opener plugin is not part of this app")?;
    opener.open_url(url.as_str(), None::<&str>).map_err(|error| error.to_string())
}
