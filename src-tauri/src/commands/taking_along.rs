//! What people take along, in a file of theirs.

use houseguest_protocol::window::{CommandError, ErrorCode};
use tauri::{AppHandle, Runtime, command};
use tauri_plugin_houseguest::{Error, HouseguestExt};

use super::Answer;

#[command]
pub(super) async fn save_export<R: Runtime>(app: AppHandle<R>) -> Answer<Option<String>> {
    let house = app.houseguest();
    let Some(export) = house.reader().await?.export().await.map_err(Error::from)? else { return Ok(None) };
    let text = serde_json::to_vec_pretty(&export)
        .map_err(|error| CommandError::new(ErrorCode::Internal, error.to_string()))?;
    Ok(house.save_file(&export.file_name(), text).await?)
}
