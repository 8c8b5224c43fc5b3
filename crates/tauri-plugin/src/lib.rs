//! Anonymous users for Tauri apps: people take part at once, and keep everything when they sign up later.
//!
//! The plugin gives an app's windows thirty-two commands and four events, and its core a [`Client`] for calls of its
//! own. Keys and tokens stay in the core: the key-pair is made and used inside an encrypted vault, and no command
//! answers a token. Signing up happens in the system's browser, so that no app sees a password.
//!
//! # Adding it
//!
//! ```no_run
//! use tauri_plugin_houseguest::{CommandError, Endpoints, HouseguestExt, PluginConfig};
//!
//! /// A command of the app's own that needs somebody: a visitor becomes a guest here.
//! #[tauri::command]
//! async fn greet(app: tauri::AppHandle) -> Result<String, CommandError> {
//!     let session = app.houseguest().ensure_guest().await?;
//!     Ok(format!("Welcome, {}", session.sub().map_or("whoever you are", |sub| sub.as_str())))
//! }
//!
//! fn main() {
//!     let server: url::Url = "https://guests.example.com".parse().expect("an address");
//!     let endpoints = Endpoints { issuer: server.clone(), social: server, client_id: "my-app".to_owned() };
//!     let app = tauri::Builder::default()
//!         .plugin(tauri_plugin_opener::init()) // starts the browser on phones
//!         .plugin(tauri_plugin_dialog::init()) // asks where recovery kits are saved
//!         .plugin(tauri_plugin_deep_link::init()) // the second way home; the only one on phones
//!         .plugin(tauri_plugin_houseguest::init(PluginConfig::new(endpoints).scheme("my-app")))
//!         .invoke_handler(tauri::generate_handler![greet]);
//! #   let _ = app;
//!     // … .run(tauri::generate_context!())
//! }
//! ```
//!
//! A window needs the permission `houseguest:default`, or fewer: each command has one of its own. In the window:
//!
//! ```js
//! const { invoke } = window.__TAURI__.core;
//! await window.__TAURI__.event.listen("houseguest://promotion-changed", ({ payload }) => show(payload));
//! await invoke("plugin:houseguest|ensure_guest");    // a guest, without a question
//! await invoke("plugin:houseguest|start_promotion"); // opens the sign-up page
//! ```
//!
//! # Rooms
//!
//! * `commands`: what a window may ask; wrappers of a line each.
//! * [`Houseguest`]: what they mean, for the app's own Rust code, too.
//! * `door`: the vault, opened at first need.
//! * `errand`: the wait while a person is in the browser; `way_home`: how they come back; `by_hand`: how, where the browser
//!   cannot bring them.
//! * `waiting`: what waits until the backend answers, sent beside everything else.
//! * `devices`: keys, sessions, and the pairing of a second device; `recovery`: kits and their files; `qr`: a code as a picture.
//! * `desktop`, `mobile`: what differs. On phones there is no loopback way home.
//!
//! To add a command: its name in `build.rs` and in `houseguest_protocol::window::commands`, a wrapper in
//! `commands`, its permission in a set of `permissions/default.toml`. A test compares the lists.

#![warn(missing_docs)]

mod by_hand;
mod commands;
mod config;
mod devices;
mod door;
mod errand;
mod error;
mod files;
mod houseguest;
mod models;
mod qr;
mod recovery;
mod waiting;
mod way_home;

#[cfg(desktop)]
mod desktop;
#[cfg(mobile)]
mod mobile;
#[cfg(desktop)]
use desktop as platform;
#[cfg(mobile)]
use mobile as platform;

use std::time::Duration;

use tauri::{
    AppHandle, Manager, RunEvent, Runtime,
    plugin::{Builder, TauriPlugin},
};

pub use config::{FileWish, PluginConfig};
pub use error::Error;
pub use houseguest::Houseguest;
pub use houseguest_client::{Client, ClientError, Endpoints, LiveNews};
pub use houseguest_protocol::window::{CommandError, ErrorCode, PromotionState, Session, VaultState};
pub use houseguest_vault::{SnapshotKey, SnapshotKeySource};
pub use models::PageWishes;

/// The guide's code is compiled with the crate it is about.
#[cfg(doctest)]
#[doc = include_str!("../../../docs/guide/tauri-plugin.md")]
struct Guide;

/// The plugin's name, as in `plugin:houseguest|session`.
pub const NAME: &str = "houseguest";

/// Gives everything that knows the app access to [`Houseguest`].
pub trait HouseguestExt<R: Runtime> {
    /// Guests, members, and their vault.
    ///
    /// # Panics
    /// If the plugin was not added to the app.
    fn houseguest(&self) -> &Houseguest<R>;
}

impl<R: Runtime, T: Manager<R>> HouseguestExt<R> for T {
    fn houseguest(&self) -> &Houseguest<R> {
        self.state::<Houseguest<R>>().inner()
    }
}

/// Makes the plugin.
///
/// Add `tauri_plugin_deep_link` for the second way home, and on phones `tauri_plugin_opener`, which starts the browser
/// there. Nothing blocks the window: the vault is opened beside it.
#[must_use]
pub fn init<R: Runtime>(config: PluginConfig) -> TauriPlugin<R> {
    Builder::new(NAME)
        .invoke_handler(commands::handler())
        .setup(move |app, _api| {
            let place = place(app, &config)?;
            let registers_scheme = config.registers_scheme;
            let houseguest = Houseguest::new(app.clone(), config, place);
            app.manage(houseguest.clone());
            app.manage(RegistersScheme(registers_scheme));
            // Begins at once, so that the vault is open when somebody first needs it.
            tauri::async_runtime::spawn(async move { houseguest.announce().await });
            Ok(())
        })
        .on_event(|app, event| match event {
            // Every other plugin is there by now, in whatever order they were added.
            RunEvent::Ready => way_home::custom_scheme::listen(app, app.state::<RegistersScheme>().0),
            RunEvent::Exit => tauri::async_runtime::block_on(close(app.houseguest())),
            _ => {}
        })
        .build()
}

struct RegistersScheme(bool);

/// An exchange that is under way may finish, so that no code is spent for nothing; a server that does not answer
/// may not keep the app from closing.
async fn close<R: Runtime>(houseguest: &Houseguest<R>) {
    if tokio::time::timeout(Duration::from_secs(3), houseguest.close()).await.is_err() {
        tracing::warn!("the app closed while someone was being taken in");
    }
}

fn place<R: Runtime>(app: &AppHandle<R>, config: &PluginConfig) -> Result<door::Place, Error> {
    let folder = match &config.vault_folder {
        Some(folder) => folder.clone(),
        None => app.path().app_local_data_dir().map_err(|error| Error::NoFolder(error.to_string()))?.join("vault"),
    };
    Ok(door::Place { folder, service: app.config().identifier.clone(), key: config.snapshot_key.clone() })
}
