//! News for the caller.

use houseguest_protocol::social::{
    IdempotencyKey, NotificationId, NotificationPage, PageRequest, ReadNotifications, Unread, paths,
};

use crate::{Client, ClientError, ports::Method};

impl Client {
    /// Part of the caller's news, latest first, and how many are unread; nothing for a visitor, who is not made a
    /// guest by asking.
    ///
    /// # Errors
    /// [`ClientError::Offline`] and the server's refusals.
    pub async fn notifications(&self, page: &PageRequest) -> Result<NotificationPage, ClientError> {
        if self.somebody_is_here() {
            self.read(paths::NOTIFICATIONS, &page.to_query()).await
        } else {
            Ok(NotificationPage::default())
        }
    }

    /// Says that everything up to this one has been seen.
    ///
    /// # Errors
    /// Those of [`Self::ensure_guest`].
    pub async fn read_notifications(&self, up_to: NotificationId, key: &IdempotencyKey) -> Result<Unread, ClientError> {
        self.write(Method::Post, paths::NOTIFICATIONS_READ, &ReadNotifications { up_to }, key).await
    }
}
