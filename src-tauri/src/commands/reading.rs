//! Reading needs nobody, and makes nobody a guest.

use houseguest_protocol::{
    social::{
        Activity, Comment, CommentId, LiveConnection, NotificationPage, Page, PageRequest, Post, PostId, Profile,
        StoredPreferences,
    },
    values::Subject,
};
use tauri::{AppHandle, Runtime, command};
use tauri_plugin_houseguest::{Error, HouseguestExt};

use super::Answer;
use crate::live;

#[command]
pub(super) async fn feed<R: Runtime>(app: AppHandle<R>, page: PageRequest) -> Answer<Page<Post>> {
    Ok(app.houseguest().reader().await?.feed(&page).await.map_err(Error::from)?)
}

#[command]
pub(super) async fn post<R: Runtime>(app: AppHandle<R>, post_id: PostId) -> Answer<Post> {
    Ok(app.houseguest().reader().await?.post(post_id).await.map_err(Error::from)?)
}

#[command]
pub(super) async fn comments<R: Runtime>(
    app: AppHandle<R>,
    post_id: PostId,
    page: PageRequest,
) -> Answer<Page<Comment>> {
    Ok(app.houseguest().reader().await?.comments(post_id, &page).await.map_err(Error::from)?)
}

#[command]
pub(super) async fn comment<R: Runtime>(app: AppHandle<R>, comment_id: CommentId) -> Answer<Comment> {
    Ok(app.houseguest().reader().await?.comment(comment_id).await.map_err(Error::from)?)
}

#[command]
pub(super) async fn profile<R: Runtime>(app: AppHandle<R>, sub: Subject) -> Answer<Profile> {
    Ok(app.houseguest().reader().await?.profile(&sub).await.map_err(Error::from)?)
}

#[command]
pub(super) async fn activity<R: Runtime>(app: AppHandle<R>, sub: Subject, page: PageRequest) -> Answer<Page<Activity>> {
    Ok(app.houseguest().reader().await?.activity(&sub, &page).await.map_err(Error::from)?)
}

#[command]
pub(super) async fn my_profile<R: Runtime>(app: AppHandle<R>) -> Answer<Option<Profile>> {
    Ok(app.houseguest().reader().await?.my_profile().await.map_err(Error::from)?)
}

#[command]
pub(super) async fn notifications<R: Runtime>(app: AppHandle<R>, page: PageRequest) -> Answer<NotificationPage> {
    Ok(app.houseguest().reader().await?.notifications(&page).await.map_err(Error::from)?)
}

#[command]
pub(super) async fn preferences<R: Runtime>(app: AppHandle<R>) -> Answer<StoredPreferences> {
    Ok(app.houseguest().reader().await?.preferences().await.map_err(Error::from)?)
}

#[command]
pub(super) async fn follow<R: Runtime>(app: AppHandle<R>) -> Answer<LiveConnection> {
    Ok(live::follow(&app))
}
