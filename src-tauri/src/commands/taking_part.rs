//! Taking part: whoever is not here yet becomes a guest by it.

use houseguest_protocol::social::{
    Comment, IdempotencyKey, NewComment, PostId, ReactionSummary, SetReaction, StoredPreferences,
};
use tauri::{AppHandle, Runtime, command};
use tauri_plugin_houseguest::{Error, HouseguestExt};

use super::Answer;

#[command]
pub(super) async fn write_comment<R: Runtime>(
    app: AppHandle<R>,
    post_id: PostId,
    comment: NewComment,
    idempotency_key: IdempotencyKey,
) -> Answer<Comment> {
    let client = app.houseguest().client().await?;
    Ok(client.write_comment(post_id, &comment, &idempotency_key).await.map_err(Error::from)?)
}

#[command]
pub(super) async fn react<R: Runtime>(
    app: AppHandle<R>,
    post_id: PostId,
    reaction: SetReaction,
    idempotency_key: IdempotencyKey,
) -> Answer<ReactionSummary> {
    let client = app.houseguest().client().await?;
    Ok(client.react(post_id, reaction, &idempotency_key).await.map_err(Error::from)?)
}

#[command]
pub(super) async fn save_preferences<R: Runtime>(
    app: AppHandle<R>,
    stored: StoredPreferences,
    idempotency_key: IdempotencyKey,
) -> Answer<StoredPreferences> {
    let client = app.houseguest().client().await?;
    Ok(client.save_preferences(&stored, &idempotency_key).await.map_err(Error::from)?)
}
