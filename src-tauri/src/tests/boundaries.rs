//! What the window can reach, and what it cannot.

use std::{collections::BTreeSet, fs, path::PathBuf};

use houseguest_protocol::window::{commands, social_commands};
use serde_json::{Value, json};

use super::TestApp;

/// Of the app alone: the inspector stops the backend inside it.
const SWITCH_BACKEND: &str = "switch_backend";

fn read_json(path: &str) -> Value {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path);
    let text = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_slice(&text).expect("JSON")
}

#[test]
fn no_stronghold_command_exists_for_any_window() {
    // Written by the build from every plugin that is part of the app.
    let manifests = read_json("gen/schemas/acl-manifests.json");
    let plugins: BTreeSet<&str> = manifests.as_object().expect("plugins").keys().map(String::as_str).collect();
    assert!(plugins.contains("houseguest"), "the build wrote {plugins:?}");
    let text = manifests.to_string();
    assert!(!text.contains("stronghold"), "the vault is the core's alone");
}

#[test]
fn the_window_may_ask_what_it_needs_and_nothing_else() {
    let capability = read_json("src-tauri/capabilities/main.json");
    assert_eq!(capability["windows"], json!(["main"]));
    assert!(capability.get("remote").is_none(), "no page from elsewhere speaks to the core");
    let permissions = capability["permissions"].as_array().expect("permissions");
    let expected = json!([
        "core:event:allow-listen",
        "core:event:allow-unlisten",
        "houseguest:default",
        "houseguest:behind-the-scenes",
        "read-together",
        "take-part",
        "allow-switch-backend"
    ]);
    assert_eq!(&json!(permissions), &expected);

    let home = tempfile::tempdir().expect("a temporary folder");
    let app = TestApp::start(home.path());
    let is_barred = |command: &str| {
        let error = app.invoke(command, json!({})).expect_err("no arguments, or no permission");
        error.as_str().is_some_and(|text| text.contains("not allowed") || text.contains("not found"))
    };
    for command in [
        "plugin:stronghold|initialize",
        "plugin:stronghold|execute_procedure",
        "plugin:opener|open_url",
        "plugin:opener|open_path",
        "plugin:deep-link|register",
        "plugin:event|emit",
        "plugin:window|create",
        "plugin:webview|create_webview_window",
        "plugin:path|resolve_directory",
        "plugin:app|version",
        "access_token",
    ] {
        assert!(is_barred(command), "{command}");
    }
    for command in social_commands::ALL {
        let is_let_through = app.invoke(command, json!({})).is_ok() || !is_barred(command);
        assert!(is_let_through, "{command} misses its arguments at most, not a permission");
    }
    app.ask::<Value>(&format!("plugin:houseguest|{}", commands::SESSION), json!({}));
    app.close();
}

#[test]
fn every_command_of_the_app_has_a_permission_of_its_own() {
    let manifests = read_json("gen/schemas/acl-manifests.json");
    let permissions = manifests["__app-acl__"]["permissions"].as_object().expect("the app's permissions");
    let allowed: BTreeSet<String> = permissions
        .values()
        .flat_map(|permission| permission["commands"]["allow"].as_array().expect("a list").clone())
        .map(|command| command.as_str().expect("a name").to_owned())
        .collect();
    let commands: BTreeSet<String> =
        social_commands::ALL.iter().chain([&SWITCH_BACKEND]).map(|command| (*command).to_owned()).collect();
    assert_eq!(permissions.len(), commands.len());
    assert_eq!(allowed, commands);
}

#[test]
fn the_content_policy_lets_nothing_in_from_outside() {
    let config = read_json("tauri.conf.json");
    let security = &config["app"]["security"];
    let policy = security["csp"].as_object().expect("a policy");
    assert_eq!(policy["default-src"], "'none'");
    for (directive, sources) in policy {
        for source in sources.as_str().expect("a list of sources").split(' ') {
            let is_own = matches!(
                source,
                "'self'" | "'none'" | "'wasm-unsafe-eval'" | "data:" | "ipc:" | "http://ipc.localhost"
                    // Answered by the core itself; the second is how Windows and Android write it.
                    | "houseguest-image:" | "http://houseguest-image.localhost"
            );
            assert!(is_own, "{directive} allows {source}");
            let is_for_images = source == "data:" || source.contains("houseguest-image");
            assert!(!is_for_images || directive == "img-src", "{directive} allows {source}");
        }
    }
    assert_eq!(security["freezePrototype"], true);
    assert!(!security.to_string().contains("dangerous"), "{security}");
}
