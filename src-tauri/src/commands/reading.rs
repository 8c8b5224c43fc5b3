//! Reading needs nobody, and makes nobody a guest.

use houseguest_protocol::social::{Comment, Page, PageRequest, Post, PostId, StoredPreferences};
use tauri::{AppHandle, Runtime, command};
use tauri_plugin_houseguest::{Error, HouseguestExt};

use super::Answer;

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
pub(super) async fn preferences<R: Runtime>(app: AppHandle<R>) -> Answer<StoredPreferences> {
    Ok(app.houseguest().reader().await?.preferences().await.map_err(Error::from)?)
}
