//! What each client's settings say of its sessions, for wherever a session is met.

use std::{collections::HashMap, sync::Arc};

use super::{Lifetime, RotationRule};

/// What one client's settings say of its sessions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientPolicy {
    /// How long they live.
    pub lifetime: Lifetime,
    /// How their refresh tokens rotate.
    pub rotation: RotationRule,
}

/// The policies of all clients. Cheap to clone.
#[derive(Clone, Debug)]
pub struct ClientPolicies(Arc<HashMap<String, ClientPolicy>>);

impl ClientPolicies {
    /// The policy of a client; `None` once it is no longer registered, and then its sessions are dead.
    #[must_use]
    pub fn find(&self, client_id: &str) -> Option<&ClientPolicy> {
        self.0.get(client_id)
    }
}

impl FromIterator<(String, ClientPolicy)> for ClientPolicies {
    fn from_iter<I: IntoIterator<Item = (String, ClientPolicy)>>(policies: I) -> Self {
        Self(Arc::new(policies.into_iter().collect()))
    }
}
