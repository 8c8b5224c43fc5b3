//! Writes: who, under which key, when.

use std::sync::Arc;

use axum::{extract::FromRequestParts, http::request::Parts};
use houseguest_protocol::social::{IDEMPOTENCY_KEY, IdempotencyKey};
use serde::Serialize;

use super::{App, caller::Caller, error::RouteError};
use crate::model::{self, Fingerprint, Intent};

/// Somebody with a valid token and an idempotency key, about to write.
#[derive(Debug)]
pub(crate) struct Writing {
    caller: model::Caller,
    key: IdempotencyKey,
}

impl FromRequestParts<Arc<App>> for Writing {
    type Rejection = RouteError;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, RouteError> {
        let Caller(caller) = Caller::from_request_parts(parts, app).await?;
        let mut values = parts.headers.get_all(IDEMPOTENCY_KEY).iter();
        let key = match (values.next(), values.next()) {
            (Some(value), None) => value.to_str().ok().and_then(|text| IdempotencyKey::parse(text).ok()),
            _ => None,
        };
        let unreadable = || {
            RouteError::Unreadable(format!("a write needs one `{IDEMPOTENCY_KEY}` header: 8 to 64 visible characters"))
        };
        Ok(Self { caller, key: key.ok_or_else(unreadable)? })
    }
}

impl Writing {
    /// The write, as stores want to know it.
    pub(crate) fn intent(self, app: &App, operation: &str, target: &str, body: &impl Serialize) -> Intent {
        let fingerprint = Fingerprint::of(operation, target, body);
        Intent { caller: self.caller, key: self.key, fingerprint, now: app.clock.now() }
    }
}
