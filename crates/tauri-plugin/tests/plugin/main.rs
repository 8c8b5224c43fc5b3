//! The plugin as an app meets it: on Tauri's mock runtime, with a vault in a temporary folder.

mod browser;
mod guests;
mod permissions;
mod recovery;
mod support;
mod vault;
mod waiting;
mod way_home;
