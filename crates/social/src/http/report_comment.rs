//! `POST /social/v1/comments/{comment}/report`: a report of a comment.

use std::sync::Arc;

use axum::{Json, extract::State};
use houseguest_protocol::social::{NewReport, Reported};

use super::{
    App,
    body::JsonBody,
    error::RouteError,
    path::CommentPath,
    writing::{Operation, Writing},
};
use crate::store::Store;

const OPERATION: Operation = Operation { name: "report_comment", counter: "houseguest_social_reports_total" };

/// Reports a comment to the operators. There is one report per person and comment; a second one changes nothing.
#[utoipa::path(
    post,
    path = "/social/v1/comments/{comment}/report",
    tag = "moderation",
    operation_id = "report_comment",
    params(CommentPath, Writing),
    request_body = NewReport,
    responses(
        Writing,
        JsonBody<NewReport>,
        CommentPath,
        (status = 200, description = "When the caller reported it first", body = Reported),
    ),
    security(("access_token" = []))
)]
pub(super) async fn handler(
    State(app): State<Arc<App>>,
    writing: Writing,
    CommentPath(comment): CommentPath,
    JsonBody(asked): JsonBody<NewReport>,
) -> Result<Json<Reported>, RouteError> {
    writing.about(&app, OPERATION, comment, asked, Store::report_comment).await
}
