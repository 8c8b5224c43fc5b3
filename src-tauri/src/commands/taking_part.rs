//! Taking part: whoever is not here yet becomes a guest by it. What can wait does, while the backend does not answer.

use houseguest_protocol::{
    social::{
        Comment, CommentId, DeletedComment, EditComment, IDEMPOTENCY_KEY, IdempotencyKey, ImageFormat, MAX_IMAGE_BYTES,
        NewComment, NewPost, NewReport, NotificationId, Post, PostId, Profile, ProfileChange, ReactionSummary,
        Reported, SetHidden, SetReaction, StoredPreferences, Unread, UploadedImage,
    },
    window::{CommandError, ErrorCode, Outcome, Write},
};
use serde::de::DeserializeOwned;
use tauri::{
    AppHandle, Runtime, command,
    ipc::{InvokeBody, Request},
};
use tauri_plugin_houseguest::{Error, HouseguestExt};

use super::Answer;

/// Hands in a write that can wait until the backend answers.
async fn submit<T: DeserializeOwned, R: Runtime>(
    app: &AppHandle<R>,
    write: Write,
    key: &IdempotencyKey,
) -> Answer<Outcome<T>> {
    Ok(app.houseguest().client().await?.submit(write, key).await.map_err(Error::from)?)
}

#[command]
pub(super) async fn write_post<R: Runtime>(
    app: AppHandle<R>,
    post: NewPost,
    idempotency_key: IdempotencyKey,
) -> Answer<Post> {
    let client = app.houseguest().client().await?;
    Ok(client.write_post(&post, &idempotency_key).await.map_err(Error::from)?)
}

/// Takes the file as the raw body: as JSON, four megabytes would be an array of four million numbers.
#[command]
pub(super) async fn upload_image<R: Runtime>(app: AppHandle<R>, request: Request<'_>) -> Answer<UploadedImage> {
    let refused = |detail: &str| CommandError::new(ErrorCode::Rejected, detail);
    let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    let format = header("content-type").and_then(ImageFormat::parse).ok_or_else(|| refused("no image format"))?;
    let key = header(IDEMPOTENCY_KEY).and_then(|key| IdempotencyKey::parse(key).ok());
    let key = key.ok_or_else(|| refused("no idempotency key"))?;
    let InvokeBody::Raw(bytes) = request.body() else { return Err(refused("no file")) };
    if bytes.len() > MAX_IMAGE_BYTES {
        return Err(refused("the file is too large"));
    }
    let client = app.houseguest().client().await?;
    Ok(client.upload_image(format, bytes.clone(), &key).await.map_err(Error::from)?)
}

#[command]
pub(super) async fn write_comment<R: Runtime>(
    app: AppHandle<R>,
    post_id: PostId,
    comment: NewComment,
    idempotency_key: IdempotencyKey,
) -> Answer<Outcome<Comment>> {
    submit(&app, Write::Comment { post_id, comment }, &idempotency_key).await
}

#[command]
pub(super) async fn edit_comment<R: Runtime>(
    app: AppHandle<R>,
    comment_id: CommentId,
    edit: EditComment,
    idempotency_key: IdempotencyKey,
) -> Answer<Outcome<Comment>> {
    submit(&app, Write::EditComment { comment_id, edit }, &idempotency_key).await
}

#[command]
pub(super) async fn delete_comment<R: Runtime>(
    app: AppHandle<R>,
    comment_id: CommentId,
    idempotency_key: IdempotencyKey,
) -> Answer<Outcome<DeletedComment>> {
    submit(&app, Write::DeleteComment { comment_id }, &idempotency_key).await
}

#[command]
pub(super) async fn restore_comment<R: Runtime>(
    app: AppHandle<R>,
    comment_id: CommentId,
    idempotency_key: IdempotencyKey,
) -> Answer<Comment> {
    let client = app.houseguest().client().await?;
    Ok(client.restore_comment(comment_id, &idempotency_key).await.map_err(Error::from)?)
}

#[command]
pub(super) async fn react<R: Runtime>(
    app: AppHandle<R>,
    post_id: PostId,
    reaction: SetReaction,
    idempotency_key: IdempotencyKey,
) -> Answer<Outcome<ReactionSummary>> {
    submit(&app, Write::React { post_id, reaction }, &idempotency_key).await
}

#[command]
pub(super) async fn react_to_comment<R: Runtime>(
    app: AppHandle<R>,
    comment_id: CommentId,
    reaction: SetReaction,
    idempotency_key: IdempotencyKey,
) -> Answer<Outcome<ReactionSummary>> {
    submit(&app, Write::ReactToComment { comment_id, reaction }, &idempotency_key).await
}

#[command]
pub(super) async fn report_post<R: Runtime>(
    app: AppHandle<R>,
    post_id: PostId,
    report: NewReport,
    idempotency_key: IdempotencyKey,
) -> Answer<Reported> {
    let client = app.houseguest().client().await?;
    Ok(client.report_post(post_id, &report, &idempotency_key).await.map_err(Error::from)?)
}

#[command]
pub(super) async fn report_comment<R: Runtime>(
    app: AppHandle<R>,
    comment_id: CommentId,
    report: NewReport,
    idempotency_key: IdempotencyKey,
) -> Answer<Reported> {
    let client = app.houseguest().client().await?;
    Ok(client.report_comment(comment_id, &report, &idempotency_key).await.map_err(Error::from)?)
}

#[command]
pub(super) async fn hide_post<R: Runtime>(
    app: AppHandle<R>,
    post_id: PostId,
    hidden: SetHidden,
    idempotency_key: IdempotencyKey,
) -> Answer<SetHidden> {
    let client = app.houseguest().client().await?;
    Ok(client.hide_post(post_id, hidden, &idempotency_key).await.map_err(Error::from)?)
}

#[command]
pub(super) async fn hide_comment<R: Runtime>(
    app: AppHandle<R>,
    comment_id: CommentId,
    hidden: SetHidden,
    idempotency_key: IdempotencyKey,
) -> Answer<SetHidden> {
    let client = app.houseguest().client().await?;
    Ok(client.hide_comment(comment_id, hidden, &idempotency_key).await.map_err(Error::from)?)
}

#[command]
pub(super) async fn change_profile<R: Runtime>(
    app: AppHandle<R>,
    change: ProfileChange,
    idempotency_key: IdempotencyKey,
) -> Answer<Profile> {
    let client = app.houseguest().client().await?;
    Ok(client.change_profile(&change, &idempotency_key).await.map_err(Error::from)?)
}

#[command]
pub(super) async fn read_notifications<R: Runtime>(
    app: AppHandle<R>,
    up_to: NotificationId,
    idempotency_key: IdempotencyKey,
) -> Answer<Unread> {
    let client = app.houseguest().client().await?;
    Ok(client.read_notifications(up_to, &idempotency_key).await.map_err(Error::from)?)
}

#[command]
pub(super) async fn save_preferences<R: Runtime>(
    app: AppHandle<R>,
    stored: StoredPreferences,
    idempotency_key: IdempotencyKey,
) -> Answer<Outcome<StoredPreferences>> {
    submit(&app, Write::SavePreferences { stored }, &idempotency_key).await
}
