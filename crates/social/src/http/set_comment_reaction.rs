//! `PUT /social/v1/comments/{comment}/reaction`: the caller's reaction to a comment.

use std::sync::Arc;

use axum::{Json, extract::State};
use houseguest_protocol::social::{ReactionSummary, SetReaction, SocialError};

use super::{
    App,
    body::JsonBody,
    error::RouteError,
    path::CommentPath,
    writing::{Operation, Writing},
};

const OPERATION: Operation = Operation { name: "comment-reaction", counter: "houseguest_social_reactions_total" };

/// Sets the caller's reaction to a comment, or takes it back. There is one per person and comment.
#[utoipa::path(
    put,
    path = "/social/v1/comments/{comment}/reaction",
    tag = "reactions",
    operation_id = "set_comment_reaction",
    params(
        ("comment" = String, Path, format = Uuid, description = "The comment"),
        ("idempotency-key" = String, Header, description = "Names this write: 8 to 64 visible ASCII characters"),
    ),
    request_body = SetReaction,
    responses(
        (status = 200, description = "How people reacted, the caller among them", body = ReactionSummary),
        (status = 400, description = "The body or the idempotency key cannot be read", body = SocialError),
        (status = 401, description = "There is no valid token", body = SocialError),
        (status = 404, description = "There is no such comment", body = SocialError),
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
    CommentPath(comment): CommentPath,
    JsonBody(asked): JsonBody<SetReaction>,
) -> Result<Json<ReactionSummary>, RouteError> {
    let done = writing.once(&app, OPERATION, comment, asked, async move |store, intent, asked| {
        store.set_comment_reaction(intent, comment, asked.reaction).await
    });
    Ok(Json(done.await?))
}
