//! Preferences.

use houseguest_protocol::social::{IdempotencyKey, StoredPreferences, paths};

use crate::{Client, ClientError, ports::Method};

impl Client {
    /// The caller's preferences; version 0 for a visitor, who has none yet and is not made a guest by asking.
    ///
    /// # Errors
    /// [`ClientError::Offline`] and the server's refusals.
    pub async fn preferences(&self) -> Result<StoredPreferences, ClientError> {
        if self.somebody_is_here() { self.read(paths::PREFERENCES, "").await } else { Ok(StoredPreferences::default()) }
    }

    /// Saves preferences over the version that `stored` names; a visitor becomes a guest by it.
    ///
    /// # Errors
    /// [`ClientError::Conflict`] when another device saved meanwhile; those of [`Self::ensure_guest`].
    pub async fn save_preferences(
        &self,
        stored: &StoredPreferences,
        key: &IdempotencyKey,
    ) -> Result<StoredPreferences, ClientError> {
        self.write(Method::Put, paths::PREFERENCES, stored, key).await
    }
}
