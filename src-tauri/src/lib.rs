//! The app's core. It is thin: it decides where things are kept and which backend is asked, and puts the
//! parts together. What guests and members are is in the plugin, what people write to each other in the backend.
//!
//! * [`paths`]: every folder. * [`settings`]: which backend. * [`embedded`]: the one in this process.
//! * `commands`: what the window may ask of the social API. * `window`: the one window. * `log_file`: the log.
//! * `images`: pictures for the window. * `live`: what changes, told to the window.
//! * `signals`: being asked to end. * `handover`: starting while the former instance ends.

mod commands;
pub mod embedded;
mod handover;
mod images;
mod live;
mod log_file;
pub mod paths;
pub mod settings;
mod signals;
#[cfg(test)]
mod tests;
mod window;

use std::error::Error;

use houseguest_protocol::window::{House, IMAGE_PROTOCOL};
use tauri::{App, Builder, Manager, RunEvent, Runtime};
use tauri_plugin_houseguest::{HouseguestExt, PluginConfig, SnapshotKeySource};

use crate::{
    paths::Paths,
    settings::{AppSettings, BackendChoice},
};

/// What the app finds around it, so that a test can put something else there.
#[derive(Clone, Debug)]
pub struct Surroundings {
    /// Where to keep things; none means [`Paths::find`].
    pub paths: Option<Paths>,
    /// Reads an environment variable.
    pub variable: fn(&str) -> Option<String>,
    /// The vault's key; none means the machine's credential store, or a passphrase.
    pub snapshot_key: Option<SnapshotKeySource>,
    /// Whether a log file is written.
    pub keeps_log: bool,
}

impl Surroundings {
    /// Those of this process.
    #[must_use]
    pub fn real() -> Self {
        Self { paths: None, variable: |name| std::env::var(name).ok(), snapshot_key: None, keeps_log: true }
    }
}

/// Runs the app until it is closed.
#[cfg_attr(mobile, tauri::mobile_entry_point)]
pub fn run() {
    let builder = first_instance(Builder::default());
    match assemble(builder, Surroundings::real()).build(tauri::generate_context!()) {
        Ok(app) => app.run(|app, event| match event {
            RunEvent::Ready => signals::listen(app.clone()),
            RunEvent::Exit => embedded::stop(app),
            _ => {}
        }),
        Err(error) => {
            handover::start_again_if_former_instance_left(&error);
            give_up(&error);
            std::process::exit(1);
        }
    }
}

/// Puts the app together on any runtime: the real one, or one for tests that has no display.
pub fn assemble<R: Runtime>(builder: Builder<R>, surroundings: Surroundings) -> Builder<R> {
    let builder = builder.plugin(tauri_plugin_deep_link::init()).plugin(tauri_plugin_dialog::init());
    // On desktops the browser is started without this plugin's help.
    #[cfg(mobile)]
    let builder = builder.plugin(tauri_plugin_opener::init());
    let builder = builder.register_asynchronous_uri_scheme_protocol(IMAGE_PROTOCOL, images::answer);
    builder.invoke_handler(commands::handler()).setup(move |app| {
        if let Err(error) = move_in(app, surroundings) {
            give_up(error.as_ref());
            app.handle().exit(1);
        }
        Ok(())
    })
}

/// Decides where things are and whom to ask; then the window opens, and the rest becomes ready beside it.
fn move_in<R: Runtime>(app: &mut App<R>, surroundings: Surroundings) -> Result<(), Box<dyn Error>> {
    let paths = match surroundings.paths {
        Some(paths) => paths,
        None => Paths::find(app)?,
    };
    if surroundings.keeps_log {
        log_file::start(&paths.logs)?;
    }
    tracing::info!(version = env!("CARGO_PKG_VERSION"), home = %paths.vault.display(), "the app starts");
    let AppSettings { backend, has_inspector } = settings::read(&paths.config, surroundings.variable)?;

    let mut config =
        PluginConfig::default().vault_folder(&paths.vault).home_window(window::MAIN).inspector(has_inspector);
    if let Some(key) = surroundings.snapshot_key {
        config = config.snapshot_key(key);
    }
    if backend == BackendChoice::Embedded {
        // Its port differs from launch to launch; its people and posts do not.
        config = config.house(House::named(House::EMBEDDED));
    }
    if paths.is_moved {
        // A moved home leaves no trace outside it.
        config = config.without_registering_the_scheme();
    }
    app.handle().plugin(tauri_plugin_houseguest::init(config))?;
    app.manage(live::Live::default());
    match backend {
        BackendChoice::Embedded => embedded::start(app.handle(), paths.databases.clone()),
        BackendChoice::Elsewhere(endpoints) => {
            tracing::info!(issuer = %endpoints.issuer, "the backend is elsewhere");
            app.houseguest().set_endpoints(endpoints);
        }
    }
    window::open(app.handle(), paths.web_view.clone())?;
    app.manage(paths);
    Ok(())
}

/// A second start brings the first one's window to the front, or hands over the address it was started with.
/// Goes before every other plugin: nothing may be opened twice.
#[cfg(desktop)]
fn first_instance<R: Runtime>(builder: Builder<R>) -> Builder<R> {
    let first = tauri_plugin_single_instance::Builder::new().callback(|app, _arguments, _folder| {
        if let Some(houseguest) = app.try_state::<tauri_plugin_houseguest::Houseguest<R>>() {
            houseguest.bring_to_front();
        }
    });
    // Each home has an instance of its own.
    let first = match paths::moved_home(std::env::var_os(paths::HOME_VARIABLE)) {
        Some(home) => first.dbus_id(paths::instance_name(&home)),
        None => first,
    };
    builder.plugin(first.build())
}

/// Phones have one instance of an app anyway.
#[cfg(mobile)]
fn first_instance<R: Runtime>(builder: Builder<R>) -> Builder<R> {
    builder
}

/// Says why the app does not start, where a person who started it from a terminal sees it, and in the log.
fn give_up(error: &dyn Error) {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text = format!("{text}: {error}");
        cause = error.source();
    }
    tracing::error!(error = text, "the app does not start");
    #[expect(clippy::print_stderr, reason = "there is no window to say it in")]
    {
        eprintln!("houseguest: {text}");
    }
}
