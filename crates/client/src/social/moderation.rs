//! Reporting, and hiding from oneself.

use houseguest_protocol::social::{CommentId, IdempotencyKey, NewReport, PostId, Reported, SetHidden, paths};

use crate::{Client, ClientError, ports::Method};

impl Client {
    /// Reports a post to the operators.
    ///
    /// # Errors
    /// Those of [`Self::ensure_guest`], and [`ClientError::NotFound`].
    pub async fn report_post(
        &self,
        id: PostId,
        report: &NewReport,
        key: &IdempotencyKey,
    ) -> Result<Reported, ClientError> {
        self.write(Method::Post, &paths::post_report(id), report, key).await
    }

    /// Reports a comment to the operators.
    ///
    /// # Errors
    /// Those of [`Self::ensure_guest`], and [`ClientError::NotFound`].
    pub async fn report_comment(
        &self,
        id: CommentId,
        report: &NewReport,
        key: &IdempotencyKey,
    ) -> Result<Reported, ClientError> {
        self.write(Method::Post, &paths::comment_report(id), report, key).await
    }

    /// Hides a post from the caller, or shows it again.
    ///
    /// # Errors
    /// Those of [`Self::ensure_guest`], and [`ClientError::NotFound`].
    pub async fn hide_post(
        &self,
        id: PostId,
        hidden: SetHidden,
        key: &IdempotencyKey,
    ) -> Result<SetHidden, ClientError> {
        self.write(Method::Put, &paths::post_hidden(id), &hidden, key).await
    }

    /// Hides a comment from the caller, or shows it again.
    ///
    /// # Errors
    /// Those of [`Self::ensure_guest`], and [`ClientError::NotFound`].
    pub async fn hide_comment(
        &self,
        id: CommentId,
        hidden: SetHidden,
        key: &IdempotencyKey,
    ) -> Result<SetHidden, ClientError> {
        self.write(Method::Put, &paths::comment_hidden(id), &hidden, key).await
    }
}
