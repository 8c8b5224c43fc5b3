//! The whole app on Tauri's mock runtime: the real configuration, permissions and backend, and no display.

mod behind_the_scenes;
mod boundaries;
mod story;

use std::path::Path;

use houseguest_protocol::window::CommandError;
use serde::de::DeserializeOwned;
use serde_json::Value;
use tauri::{
    App, Manager,
    ipc::{CallbackFn, InvokeBody},
    test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder},
    webview::InvokeRequest,
};
use tauri_plugin_houseguest::{HouseguestExt, SnapshotKey, SnapshotKeySource};

use crate::{Surroundings, assemble, embedded, paths::Paths, window};

/// A running app that keeps everything below one folder.
struct TestApp(App<MockRuntime>);

impl TestApp {
    fn start(home: &Path) -> Self {
        Self::start_with(home, |_| None)
    }

    fn start_with(home: &Path, variable: fn(&str) -> Option<String>) -> Self {
        let surroundings = Surroundings {
            paths: Some(Paths::below(home)),
            variable,
            snapshot_key: Some(SnapshotKeySource::Fixed(SnapshotKey::from([7; 32]))),
            keeps_log: false,
        };
        let context = tauri::generate_context!(test = true);
        let mut app = assemble(mock_builder(), surroundings).build(context).expect("the app");
        // The first turn of the loop sets the app up.
        #[allow(deprecated, reason = "a test has no loop of its own")]
        app.run_iteration(|_, _| {});
        Self(app)
    }

    /// Asks as the window does: `plugin:houseguest|session`, or a command of the app's own.
    fn invoke(&self, command: &str, arguments: Value) -> Result<Value, Value> {
        let window = self.0.get_webview_window(window::MAIN).expect("the window");
        let request = InvokeRequest {
            cmd: command.to_owned(),
            callback: CallbackFn(0),
            error: CallbackFn(1),
            url: "tauri://localhost".parse().expect("a URL"),
            body: InvokeBody::Json(arguments),
            headers: Default::default(),
            invoke_key: INVOKE_KEY.to_owned(),
        };
        get_ipc_response(&window, request).map(|body| body.deserialize().expect("answers are JSON"))
    }

    /// Asks something that must succeed.
    fn ask<T: DeserializeOwned>(&self, command: &str, arguments: Value) -> T {
        let answer = self.invoke(command, arguments).unwrap_or_else(|error| panic!("{command}: {error}"));
        serde_json::from_value(answer).expect("the answer has the type that the protocol names")
    }

    /// Asks something that must be refused.
    fn refused(&self, command: &str, arguments: Value) -> CommandError {
        let error = self.invoke(command, arguments).expect_err("a refusal");
        serde_json::from_value(error.clone()).unwrap_or_else(|_| panic!("{command}: no command error: {error}"))
    }

    /// Closes the app as its real runtime does at exit.
    fn close(self) {
        tauri::async_runtime::block_on(self.0.houseguest().close());
        embedded::stop(self.0.handle());
    }
}
