//! `PUT /social/v1/me/preferences`: what the caller prefers from now on.

use std::sync::Arc;

use axum::{Json, extract::State};
use houseguest_protocol::social::{Preferences, SocialError, StoredPreferences};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    App,
    body::JsonBody,
    error::RouteError,
    writing::{Operation, Writing},
};
use crate::model::check_language;

const OPERATION: Operation = Operation { name: "preferences", counter: "houseguest_social_preferences_saved_total" };

/// Preferences on top of a version. Unlike the answer of the same shape it admits no other members.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SavePreferences {
    /// The version the caller saw; 0 when nothing was saved yet.
    version: u64,
    /// The preferences.
    preferences: Preferences,
}

/// Saves preferences on top of the version they name. If somebody saved others meanwhile, nothing
/// changes and `current` of the refusal has what is stored.
#[utoipa::path(
    put,
    path = "/social/v1/me/preferences",
    tag = "me",
    operation_id = "save_preferences",
    params(Writing),
    request_body = SavePreferences,
    responses(
        Writing,
        JsonBody<SavePreferences>,
        (status = 200, description = "The preferences and their new version", body = StoredPreferences),
        (status = 409, description = "The preferences were changed meanwhile, or the key was used for another write", body = SocialError),
    ),
    security(("access_token" = []))
)]
pub(super) async fn handler(
    State(app): State<Arc<App>>,
    writing: Writing,
    JsonBody(save): JsonBody<SavePreferences>,
) -> Result<Json<StoredPreferences>, RouteError> {
    if let Some(tag) = &save.preferences.language {
        check_language(tag).map_err(|error| RouteError::field("/preferences/language", error))?;
    }
    if save.preferences.muted_words.len() > Preferences::MOST_MUTED_WORDS {
        let message = format!("at most {} words can be muted", Preferences::MOST_MUTED_WORDS);
        return Err(RouteError::field("/preferences/muted_words", message));
    }
    let saved = writing.once(&app, OPERATION, (), save, async move |store, intent, save| {
        let seen = StoredPreferences { version: save.version, preferences: save.preferences };
        store.save_preferences(intent, seen).await
    });
    Ok(Json(saved.await?))
}
