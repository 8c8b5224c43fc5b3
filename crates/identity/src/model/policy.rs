//! What each client's settings say of its sessions, for wherever a session is met.

use std::{collections::HashMap, sync::Arc};

use houseguest_protocol::values::Timestamp;

use super::{Lifetime, RotationRule, Session};

/// What one client's settings say of its sessions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientPolicy {
    /// How long they live.
    pub lifetime: Lifetime,
    /// How their refresh tokens rotate.
    pub rotation: RotationRule,
}

/// The policies of all clients, and of sessions in the browser. Cheap to clone.
#[derive(Clone, Debug)]
pub struct ClientPolicies {
    clients: Arc<HashMap<String, ClientPolicy>>,
    browser: Lifetime,
}

impl ClientPolicies {
    /// The policy of a client; `None` once it is no longer registered, and then its sessions are dead.
    #[must_use]
    pub fn find(&self, client_id: &str) -> Option<&ClientPolicy> {
        self.clients.get(client_id)
    }

    /// Collects them; sessions in the browser live for `browser`.
    #[must_use]
    pub fn new(clients: impl IntoIterator<Item = (String, ClientPolicy)>, browser: Lifetime) -> Self {
        Self { clients: Arc::new(clients.into_iter().collect()), browser }
    }

    /// How long sessions in the browser live.
    #[must_use]
    pub const fn browser(&self) -> &Lifetime {
        &self.browser
    }

    /// When a session ends unless it is used: by its client's settings, and with its browser session if it is
    /// linked to one. `None` when its client is not registered any more: it has ended then.
    #[must_use]
    pub fn ends_at(&self, session: &Session) -> Option<Timestamp> {
        let own = self.find(&session.client_id)?.lifetime.ends_at(session.created_at, session.last_used_at);
        let linked = session.sso.map(|link| self.browser.ends_at(link.created_at, link.last_used_at));
        Some(linked.map_or(own, |linked| own.min(linked)))
    }

    /// Whether a session has ended.
    #[must_use]
    pub fn has_ended(&self, session: &Session, now: Timestamp) -> bool {
        self.ends_at(session).is_none_or(|end| now >= end)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::model::{BrowserSessionId, NewSession, ProvenBy, Scopes, SecretText, SessionId, SsoLink, UserId};

    #[test]
    fn a_linked_session_ends_with_its_browser_session() {
        let at = Timestamp::from_unix_seconds;
        let lifetime = |absolute| Lifetime { absolute: Duration::from_secs(absolute), idle: None };
        let rotation = RotationRule { enabled: false, grace: Duration::ZERO };
        let policy = ClientPolicy { lifetime: lifetime(1_000), rotation };
        let policies = ClientPolicies::new([("app".to_owned(), policy)], lifetime(100));
        let new = NewSession {
            id: SessionId::random(),
            client_id: "app".to_owned(),
            scopes: Scopes::ANONYMOUS,
            refresh: SecretText::random().hash(),
            access: None,
            device: None,
            sso: None,
            is_only_one: false,
            bound_to: None,
        };
        let mut session = new.begin(UserId::random(), ProvenBy::Password, at(50));
        assert_eq!(policies.ends_at(&session), Some(at(1_050)));
        session.sso = Some(SsoLink { browser: BrowserSessionId::random(), created_at: at(0), last_used_at: at(50) });
        assert_eq!(policies.ends_at(&session), Some(at(100)));
        assert!(!policies.has_ended(&session, at(99)) && policies.has_ended(&session, at(100)));
        session.client_id = "gone".to_owned();
        assert!(policies.ends_at(&session).is_none() && policies.has_ended(&session, at(51)));
    }
}
