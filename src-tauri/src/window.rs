//! The one window, as `tauri.conf.json` describes it.

use std::path::PathBuf;

use tauri::{AppHandle, Runtime, Url, WebviewWindowBuilder};

/// Its label.
pub(crate) const MAIN: &str = "main";

/// Opens the window. What the web view keeps for itself goes to `data`, if that is given.
pub(crate) fn open<R: Runtime>(app: &AppHandle<R>, data: Option<PathBuf>) -> tauri::Result<()> {
    let config = app.config().app.windows.iter().find(|window| window.label == MAIN).cloned().unwrap_or_default();
    let mut builder = WebviewWindowBuilder::from_config(app, &config)?.on_navigation(|url| {
        let stays = is_own_page(url);
        if !stays {
            tracing::warn!(host = url.host_str(), "the window was kept from leaving the app");
        }
        stays
    });
    if let Some(folder) = data {
        builder = builder.data_directory(folder);
    }
    builder.build()?;
    Ok(())
}

/// Whether an address is the app's own: the window may speak to the core, so nothing else is ever shown in it.
fn is_own_page(url: &Url) -> bool {
    match url.scheme() {
        "tauri" => url.host_str() == Some("localhost"),
        // Windows and Android have no schemes of their own for web views.
        "http" | "https" => url.host_str() == Some("tauri.localhost"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_shows_nothing_but_the_app() {
        let is = |text: &str| is_own_page(&Url::parse(text).expect("a URL"));
        assert!(is("tauri://localhost/") && is("tauri://localhost/post/1") && is("http://tauri.localhost/"));
        for other in [
            "https://example.test/",
            "http://127.0.0.1:4000/",
            "data:text/html,x",
            "file:///etc/passwd",
            "tauri://other/",
        ] {
            assert!(!is(other), "{other}");
        }
    }
}
