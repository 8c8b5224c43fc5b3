//! Taking part: whoever is not here yet becomes a guest by it. What can wait does, while the backend does not answer.

use data_encoding::BASE64;
use houseguest_protocol::{
    social::{
        Comment, CommentId, DeletedComment, EditComment, IDEMPOTENCY_KEY, IdempotencyKey, ImageFormat, MAX_IMAGE_BYTES,
        NewComment, NewPost, NewReport, NotificationId, Post, PostId, Profile, ProfileChange, ReactionSummary,
        Reported, SetHidden, SetReaction, StoredPreferences, Unread, UploadedImage,
    },
    window::{CommandError, ErrorCode, IMAGE_TYPE, Outcome, WaitingPicture, Write},
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
    picture: Option<WaitingPicture>,
    idempotency_key: IdempotencyKey,
) -> Answer<Outcome<Post>> {
    submit(&app, Write::Post { post, picture }, &idempotency_key).await
}

/// Keeps the picture of a post until the backend has it. It is the raw body, as in [`upload_image`].
#[command]
pub(super) async fn keep_picture<R: Runtime>(app: AppHandle<R>, request: Request<'_>) -> Answer<()> {
    let (key, bytes) = (key_of(&request)?, bytes_of(&request)?);
    Ok(app.houseguest().client().await?.keep_picture(&key, bytes).await.map_err(Error::from)?)
}

#[command]
pub(super) async fn kept_picture<R: Runtime>(app: AppHandle<R>, key: IdempotencyKey) -> Answer<Option<String>> {
    let kept = app.houseguest().client().await?.kept_picture(&key).await.map_err(Error::from)?;
    // As the page shows it: its policy knows data addresses only.
    Ok(kept.map(|bytes| BASE64.encode(&bytes)))
}

/// Takes the file as the raw body: as JSON, four megabytes would be an array of four million numbers.
#[command]
pub(super) async fn upload_image<R: Runtime>(app: AppHandle<R>, request: Request<'_>) -> Answer<UploadedImage> {
    let format = header(&request, IMAGE_TYPE).and_then(ImageFormat::parse);
    let format = format.ok_or_else(|| refused("no image format"))?;
    let (key, bytes) = (key_of(&request)?, bytes_of(&request)?);
    let client = app.houseguest().client().await?;
    Ok(client.upload_image(format, bytes.to_vec(), &key).await.map_err(Error::from)?)
}

fn refused(detail: &str) -> CommandError {
    CommandError::new(ErrorCode::Rejected, detail)
}

fn header<'a>(request: &'a Request<'_>, name: &str) -> Option<&'a str> {
    request.headers().get(name).and_then(|value| value.to_str().ok())
}

fn key_of(request: &Request<'_>) -> Answer<IdempotencyKey> {
    let key = header(request, IDEMPOTENCY_KEY).and_then(|key| IdempotencyKey::parse(key).ok());
    key.ok_or_else(|| refused("no idempotency key"))
}

fn bytes_of<'a>(request: &'a Request<'_>) -> Answer<&'a [u8]> {
    match request.body() {
        InvokeBody::Raw(bytes) if bytes.len() <= MAX_IMAGE_BYTES => Ok(bytes),
        InvokeBody::Raw(_) => Err(refused("the file is too large")),
        InvokeBody::Json(_) => Err(refused("no file")),
    }
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
