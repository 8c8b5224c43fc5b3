//! Whether and how guests are welcome (protocol.md, sections 9.2 and 13.1).

use serde::{Deserialize, Serialize};

/// Whether guests are welcome, and what happens when one of them wants an address that is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct AnonymousSettings {
    /// Whether anyone may become a guest. On by default; off, known guests cannot sign in either
    /// (protocol.md, section 3.2, check 3), but promotion still works (section 4.5).
    pub enabled: bool,
    /// What a guest may do who has proven an address that belongs to an account already: `error`, `login`
    /// or `merge`, which is the default.
    pub on_conflict: ConflictPolicy,
}

impl Default for AnonymousSettings {
    fn default() -> Self {
        Self { enabled: true, on_conflict: ConflictPolicy::default() }
    }
}

/// What a guest may do who has proven an address that belongs to an account already. Each includes
/// taking another address.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ConflictPolicy {
    /// Take another address.
    Error,
    /// Go to that account, and leave behind what the guest has.
    Login,
    /// Go to that account, with or without what the guest has.
    #[default]
    Merge,
}
