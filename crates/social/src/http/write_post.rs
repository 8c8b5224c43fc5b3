//! `POST /social/v1/posts`: a new post.

use std::sync::Arc;

use axum::{Json, extract::State, http::StatusCode};
use houseguest_protocol::social::{NewPost, Post, PostId};

use super::{
    App,
    body::JsonBody,
    error::RouteError,
    writing::{Operation, Writing},
};

const OPERATION: Operation = Operation { name: "post", counter: "houseguest_social_posts_total" };

/// Writes a post. Repeated with the same idempotency key it happens once.
#[utoipa::path(
    post,
    path = "/social/v1/posts",
    tag = "posts",
    operation_id = "write_post",
    params(Writing),
    request_body = NewPost,
    responses(
        Writing,
        JsonBody<NewPost>,
        (status = 201, description = "The post", body = Post),
    ),
    security(("access_token" = []))
)]
pub(super) async fn handler(
    State(app): State<Arc<App>>,
    writing: Writing,
    JsonBody(asked): JsonBody<NewPost>,
) -> Result<(StatusCode, Json<Post>), RouteError> {
    let done = writing.once(&app, OPERATION, (), asked, async move |store, intent, asked| {
        store.add_post(intent, PostId::new_v4(), asked).await
    });
    Ok((StatusCode::CREATED, Json(done.await?)))
}
