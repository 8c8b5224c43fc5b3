//! The custom scheme as a way home: `houseguest://callback?…`, brought by the system.
//!
//! It needs `tauri-plugin-deep-link` in the app. Without that plugin this way is closed, and the
//! loopback one is not affected.

use tauri::{AppHandle, Manager, Runtime};
use tauri_plugin_deep_link::DeepLink;
use url::Url;

use crate::HouseguestExt;

/// Listens for arrivals, takes the one that started the app, and tells the system that this app handles the scheme.
pub(crate) fn listen<R: Runtime>(app: &AppHandle<R>, registers: bool) {
    let Some(deep_link) = app.try_state::<DeepLink<R>>() else {
        tracing::info!("the deep-link plugin is not part of this app: the custom scheme is closed");
        return;
    };
    let listening = app.clone();
    deep_link.on_open_url(move |event| arrive(&listening, event.urls()));
    // An app that is started by an arrival gets no event for it.
    match deep_link.get_current() {
        Ok(Some(urls)) => arrive(app, urls),
        Ok(None) => {}
        Err(error) => tracing::warn!(%error, "whether an address started the app is unknown"),
    }
    #[cfg(any(target_os = "linux", windows))]
    if registers {
        register(app.clone());
    }
    #[cfg(not(any(target_os = "linux", windows)))]
    let _ = registers;
}

/// Not vital, and slow on Linux, where it runs other programs.
#[cfg(any(target_os = "linux", windows))]
fn register<R: Runtime>(app: AppHandle<R>) {
    tauri::async_runtime::spawn_blocking(move || match app.state::<DeepLink<R>>().register_all() {
        Ok(()) => tracing::debug!("the custom scheme is registered"),
        Err(error) => {
            tracing::warn!(%error, "the custom scheme could not be registered; the loopback way home remains")
        }
    });
}

fn arrive<R: Runtime>(app: &AppHandle<R>, urls: Vec<Url>) {
    let houseguest = app.houseguest().clone();
    for url in urls {
        let houseguest = houseguest.clone();
        tauri::async_runtime::spawn(async move { houseguest.arrived_by_scheme(url).await });
    }
}

/// Whether an address is a way home of this app. The rest of the address is for the client to judge.
pub(crate) fn is_way_home(url: &Url, redirect_uri: &str) -> bool {
    let Ok(home) = Url::parse(redirect_uri) else { return false };
    url.scheme() == home.scheme()
        && url.host_str() == home.host_str()
        && matches!(url.path(), "" | "/")
        && url.query().is_some_and(|query| !query.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_callback_with_an_answer_is_a_way_home() {
        let is = |text: &str| is_way_home(&Url::parse(text).expect("a URL"), "houseguest://callback");
        assert!(is("houseguest://callback?code=c&state=s"));
        assert!(is("houseguest://callback/?error=access_denied&state=s"), "some systems add a slash");
        for other in [
            "houseguest://callback",
            "houseguest://callback?",
            "houseguest://elsewhere?code=c",
            "houseguest:callback?code=c",
            "houseguest://callback/deeper?code=c",
            "other://callback?code=c",
        ] {
            assert!(!is(other), "{other}");
        }
    }
}
