//! What the inspector may ask of the app itself. The plugin has the rest.

use houseguest_protocol::window::observed::Break;
use tauri::{AppHandle, Runtime, command};
use tauri_plugin_houseguest::HouseguestExt;

use super::Answer;
use crate::embedded;

/// Stops or starts the backend inside the app, or only looks: answers whether it runs, and nothing where the backend is
/// somebody else's.
#[command]
pub(super) async fn switch_backend<R: Runtime>(app: AppHandle<R>, runs: Option<bool>) -> Answer<Option<bool>> {
    match runs {
        Some(true) => {
            app.houseguest().note_break(Break::StartBackend)?;
            embedded::start_again(&app).await?;
        }
        Some(false) => {
            app.houseguest().note_break(Break::StopBackend)?;
            embedded::pause(&app).await;
        }
        None => {}
    }
    Ok(embedded::runs(&app))
}
