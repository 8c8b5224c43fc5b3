//! `PUT /social/v1/comments/{comment}/reaction`: the caller's reaction to a comment.

use std::sync::Arc;

use axum::{Json, extract::State};
use houseguest_protocol::social::{ReactionSummary, SetReaction};

use super::{
    App,
    body::JsonBody,
    error::RouteError,
    path::CommentPath,
    writing::{Operation, Writing},
};
use crate::store::Store;

const OPERATION: Operation = Operation { name: "comment-reaction", counter: "houseguest_social_reactions_total" };

/// Sets the caller's reaction to a comment, or takes it back. There is one per person and comment.
#[utoipa::path(
    put,
    path = "/social/v1/comments/{comment}/reaction",
    tag = "reactions",
    operation_id = "set_comment_reaction",
    params(CommentPath, Writing),
    request_body = SetReaction,
    responses(
        Writing,
        JsonBody<SetReaction>,
        CommentPath,
        (status = 200, description = "How people reacted, the caller among them", body = ReactionSummary),
    ),
    security(("access_token" = []))
)]
pub(super) async fn handler(
    State(app): State<Arc<App>>,
    writing: Writing,
    CommentPath(comment): CommentPath,
    JsonBody(asked): JsonBody<SetReaction>,
) -> Result<Json<ReactionSummary>, RouteError> {
    let set = async |store: &Store, intent, comment, SetReaction { reaction }| {
        store.set_comment_reaction(intent, comment, reaction).await
    };
    writing.about(&app, OPERATION, comment, asked, set).await
}
