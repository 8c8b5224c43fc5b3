//! An app without a display, and a window that can only speak through commands.

use std::{
    path::Path,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use houseguest_protocol::window::{CommandError, commands};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tauri::{
    App, Listener, WebviewWindow, WebviewWindowBuilder,
    ipc::{CallbackFn, InvokeBody},
    test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder, mock_context, noop_assets},
    utils::acl::ExecutionContext,
    webview::InvokeRequest,
};
use tauri_plugin_houseguest::{PluginConfig, SnapshotKey, SnapshotKeySource};

/// Every command, as the window knows them.
pub(crate) const COMMANDS: [&str; 32] = [
    commands::SESSION,
    commands::ENSURE_GUEST,
    commands::USER_INFO,
    commands::START_PROMOTION,
    commands::START_LOG_IN,
    commands::START_BY_HAND,
    commands::FINISH_BY_HAND,
    commands::CANCEL_PROMOTION,
    commands::SIGN_OUT,
    commands::KEPT_ACCOUNTS,
    commands::SWITCH_ACCOUNT,
    commands::ERASE_GUEST,
    commands::VAULT_STATE,
    commands::UNLOCK_VAULT,
    commands::START_FRESH,
    commands::OBSERVED,
    commands::BREAK_SOMETHING,
    commands::KEYS,
    commands::REVOKE_KEY,
    commands::END_SESSION,
    commands::JUDGE_PASSPHRASE,
    commands::SAVE_RECOVERY_KIT,
    commands::CHOOSE_RECOVERY_KIT,
    commands::RESTORE,
    commands::OFFER_DEVICE,
    commands::JOIN_DEVICE,
    commands::PAIRING,
    commands::CONFIRM_PAIRING,
    commands::CANCEL_PAIRING,
    commands::QUEUE,
    commands::TAKE_BACK,
    commands::SEND_QUEUED,
];

/// An app with the plugin, and its window.
pub(crate) struct TestApp {
    pub(crate) app: App<MockRuntime>,
    window: WebviewWindow<MockRuntime>,
    /// Every answer and event so far, as the window saw it.
    pub(crate) seen: Arc<Mutex<Vec<String>>>,
}

impl TestApp {
    /// Starts an app. The window may call every command of the plugin.
    pub(crate) fn start(config: PluginConfig) -> Self {
        let mut context = mock_context(noop_assets());
        for command in COMMANDS {
            let authority = context.runtime_authority_mut();
            authority.__allow_command(format!("plugin:houseguest|{command}"), ExecutionContext::Local);
        }
        let app = mock_builder().plugin(tauri_plugin_houseguest::init(config)).build(context).expect("the app");
        let window = WebviewWindowBuilder::new(&app, "main", Default::default()).build().expect("the window");
        let seen = Arc::new(Mutex::new(Vec::new()));
        for event in [
            "houseguest://session-changed",
            "houseguest://promotion-changed",
            "houseguest://observed",
            "houseguest://queue-changed",
        ] {
            let seen = Arc::clone(&seen);
            app.listen_any(event, move |event| {
                seen.lock().expect("no test panics while it holds this").push(event.payload().to_owned());
            });
        }
        Self { app, window, seen }
    }

    /// Calls a command as the window does.
    pub(crate) fn invoke<T: DeserializeOwned>(&self, command: &str, arguments: Value) -> Result<T, CommandError> {
        let request = InvokeRequest {
            cmd: format!("plugin:houseguest|{command}"),
            callback: CallbackFn(0),
            error: CallbackFn(1),
            url: "tauri://localhost".parse().expect("a URL"),
            body: InvokeBody::Json(arguments),
            headers: Default::default(),
            invoke_key: INVOKE_KEY.to_owned(),
        };
        let remember = |value: &Value| {
            self.seen.lock().expect("no test panics while it holds this").push(value.to_string());
        };
        match get_ipc_response(&self.window, request) {
            Ok(body) => {
                let value: Value = body.deserialize().expect("answers are JSON");
                remember(&value);
                Ok(serde_json::from_value(value).expect("the answer has the type that the protocol names"))
            }
            Err(value) => {
                remember(&value);
                Err(serde_json::from_value(value.clone()).unwrap_or_else(|_| panic!("no command error: {value}")))
            }
        }
    }

    /// Calls a command without arguments that must succeed.
    pub(crate) fn ask<T: DeserializeOwned>(&self, command: &str) -> T {
        self.invoke(command, json!({})).unwrap_or_else(|error| panic!("{command}: {error:?}"))
    }

    /// Waits for an event or answer that holds `text`.
    pub(crate) fn wait_to_see(&self, text: &str) {
        wait_until(&format!("the window sees {text}"), || {
            self.seen.lock().expect("no test panics while it holds this").iter().any(|seen| seen.contains(text))
        });
    }
}

/// Waits for a condition, for at most 20 seconds.
pub(crate) fn wait_until(what: &str, mut condition: impl FnMut() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(20);
    while !condition() {
        assert!(Instant::now() < deadline, "waited too long until {what}");
        std::thread::park_timeout(Duration::from_millis(10));
    }
}

/// A vault in `folder` with a key of the test's own: no credential store is asked.
pub(crate) fn vault_in(folder: &Path) -> PluginConfig {
    PluginConfig::default()
        .vault_folder(folder)
        .snapshot_key(SnapshotKeySource::Fixed(SnapshotKey::from([7; 32])))
        .without_registering_the_scheme()
}

/// Loads a page as a browser does, and answers its status and text; `None` when nobody listens.
pub(crate) fn get(url: &str) -> Option<(u16, String)> {
    tauri::async_runtime::block_on(async {
        let answer = reqwest::get(url).await.ok()?;
        let status = answer.status().as_u16();
        Some((status, answer.text().await.ok()?))
    })
}
