//! `POST /social/v1/posts`: a new post.

use std::sync::Arc;

use axum::{Json, extract::State, http::StatusCode};
use houseguest_protocol::social::{NewPost, Post, PostId, SocialError};

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
    params(
        ("idempotency-key" = String, Header, description = "Names this write: 8 to 64 visible ASCII characters"),
    ),
    request_body = NewPost,
    responses(
        (status = 201, description = "The post", body = Post),
        (status = 400, description = "The body or the idempotency key cannot be read", body = SocialError),
        (status = 401, description = "There is no valid token", body = SocialError),
        (status = 409, description = "The idempotency key was used for another write", body = SocialError),
        (status = 413, description = "The body is larger than 64 KiB", body = SocialError),
        (status = 422, description = "A field is not acceptable; the notes say why", body = SocialError),
        (status = 503, description = "The issuer of the token cannot be asked now", body = SocialError),
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
