//! `POST /social/v1/comments/{comment}/report`: a report of a comment.

use std::sync::Arc;

use axum::{Json, extract::State};
use houseguest_protocol::social::{NewReport, Reported, SocialError};

use super::{
    App,
    body::JsonBody,
    error::RouteError,
    path::CommentPath,
    writing::{Operation, Writing},
};

const OPERATION: Operation = Operation { name: "report_comment", counter: "houseguest_social_reports_total" };

/// Reports a comment to the operators. There is one report per person and comment; a second one changes nothing.
#[utoipa::path(
    post,
    path = "/social/v1/comments/{comment}/report",
    tag = "moderation",
    operation_id = "report_comment",
    params(
        ("comment" = String, Path, format = Uuid, description = "The comment"),
        ("idempotency-key" = String, Header, description = "Names this write: 8 to 64 visible ASCII characters"),
    ),
    request_body = NewReport,
    responses(
        (status = 200, description = "When the caller reported it first", body = Reported),
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
    JsonBody(asked): JsonBody<NewReport>,
) -> Result<Json<Reported>, RouteError> {
    let done = writing.once(&app, OPERATION, comment, asked, async move |store, intent, asked| {
        store.report_comment(intent, comment, asked).await
    });
    Ok(Json(done.await?))
}
