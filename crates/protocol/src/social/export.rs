//! What somebody can take with them.

use serde::{Deserialize, Serialize};

use super::{Activity, Post, Preferences, Profile};
use crate::values::{Timestamp, rfc3339};

/// What a person did here, in one file of theirs. Nothing in it is secret: nobody can come back with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Export {
    /// When it was put together.
    #[serde(with = "rfc3339")]
    pub exported_at: Timestamp,
    /// Their own page.
    pub profile: Profile,
    /// Their posts, latest first.
    pub posts: Vec<Post>,
    /// Their comments, latest first.
    pub comments: Vec<Activity>,
    /// Their preferences.
    pub preferences: Preferences,
}

impl Export {
    /// A name by which a person finds the file again: whose it is, and of which day.
    #[must_use]
    pub fn file_name(&self) -> String {
        let day: String = self.exported_at.to_rfc3339().chars().take(10).collect();
        format!("houseguest-{}-{day}.json", self.profile.person.handle)
    }
}
