//! The plugin as an app meets it: on Tauri's mock runtime, with a vault in a temporary folder.

mod permissions;
mod support;
mod vault;
