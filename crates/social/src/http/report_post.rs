//! `POST /social/v1/posts/{post}/report`: a report of a post.

use std::sync::Arc;

use axum::{Json, extract::State};
use houseguest_protocol::social::{NewReport, Reported};

use super::{
    App,
    body::JsonBody,
    error::RouteError,
    path::PostPath,
    writing::{Operation, Writing},
};
use crate::store::Store;

const OPERATION: Operation = Operation { name: "report_post", counter: "houseguest_social_reports_total" };

/// Reports a post to the operators. There is one report per person and post; a second one changes nothing.
#[utoipa::path(
    post,
    path = "/social/v1/posts/{post}/report",
    tag = "moderation",
    operation_id = "report_post",
    params(PostPath, Writing),
    request_body = NewReport,
    responses(
        Writing,
        JsonBody<NewReport>,
        PostPath,
        (status = 200, description = "When the caller reported it first", body = Reported),
    ),
    security(("access_token" = []))
)]
pub(super) async fn handler(
    State(app): State<Arc<App>>,
    writing: Writing,
    PostPath(post): PostPath,
    JsonBody(asked): JsonBody<NewReport>,
) -> Result<Json<Reported>, RouteError> {
    writing.about(&app, OPERATION, post, asked, Store::report_post).await
}
