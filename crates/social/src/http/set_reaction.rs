//! `PUT /social/v1/posts/{post}/reaction`: the caller's reaction.

use std::sync::Arc;

use axum::{Json, extract::State};
use houseguest_protocol::social::{ReactionSummary, SetReaction};

use super::{
    App,
    body::JsonBody,
    error::RouteError,
    path::PostPath,
    writing::{Operation, Writing},
};
use crate::store::Store;

const OPERATION: Operation = Operation { name: "reaction", counter: "houseguest_social_reactions_total" };

/// Sets the caller's reaction to a post, or takes it back. There is one per person and post.
#[utoipa::path(
    put,
    path = "/social/v1/posts/{post}/reaction",
    tag = "reactions",
    operation_id = "set_reaction",
    params(PostPath, Writing),
    request_body = SetReaction,
    responses(
        Writing,
        JsonBody<SetReaction>,
        PostPath,
        (status = 200, description = "How people reacted, the caller among them", body = ReactionSummary),
    ),
    security(("access_token" = []))
)]
pub(super) async fn handler(
    State(app): State<Arc<App>>,
    writing: Writing,
    PostPath(post): PostPath,
    JsonBody(asked): JsonBody<SetReaction>,
) -> Result<Json<ReactionSummary>, RouteError> {
    let set =
        async |store: &Store, intent, post, SetReaction { reaction }| store.set_reaction(intent, post, reaction).await;
    writing.about(&app, OPERATION, post, asked, set).await
}
