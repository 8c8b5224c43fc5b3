//! People.

use houseguest_protocol::{
    social::{Activity, IdempotencyKey, Page, PageRequest, Profile, ProfileChange, paths},
    values::Subject,
};

use crate::{Client, ClientError, ports::Method};

impl Client {
    /// Somebody's page.
    ///
    /// # Errors
    /// [`ClientError::NotFound`].
    pub async fn profile(&self, sub: &Subject) -> Result<Profile, ClientError> {
        self.read(&paths::person(sub), "").await
    }

    /// Part of somebody's comments, latest first.
    ///
    /// # Errors
    /// [`ClientError::NotFound`].
    pub async fn activity(&self, sub: &Subject, page: &PageRequest) -> Result<Page<Activity>, ClientError> {
        self.read(&paths::activity(sub), &page.to_query()).await
    }

    /// The caller's own page; `None` for a visitor, who has none yet and is not made a guest by asking.
    ///
    /// # Errors
    /// [`ClientError::Offline`] and the server's refusals.
    pub async fn my_profile(&self) -> Result<Option<Profile>, ClientError> {
        if self.somebody_is_here() { self.read(paths::MY_PROFILE, "").await.map(Some) } else { Ok(None) }
    }

    /// Changes the caller's handle, name or face; a visitor becomes a guest by it.
    ///
    /// # Errors
    /// [`ClientError::Rejected`], with a note for the handle when it is taken; those of [`Self::ensure_guest`].
    pub async fn change_profile(&self, change: &ProfileChange, key: &IdempotencyKey) -> Result<Profile, ClientError> {
        self.write(Method::Patch, paths::MY_PROFILE, change, key).await
    }
}
