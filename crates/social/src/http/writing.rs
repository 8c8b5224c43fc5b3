//! Writes: who, under which key, when.

use std::sync::Arc;

use axum::{extract::FromRequestParts, http::request::Parts};
use houseguest_protocol::social::{IDEMPOTENCY_KEY, IdempotencyKey, PostId};
use serde::Serialize;

use super::{App, caller::Caller, error::RouteError};
use crate::{
    model::{self, Fingerprint, Intent},
    store::{Store, WriteError},
};

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

/// A kind of write.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Operation {
    /// Its name within fingerprints; changing it makes strangers of answered writes.
    pub(crate) name: &'static str,
    /// What counts it.
    pub(crate) counter: &'static str,
}

/// What a write is about.
pub(crate) trait Target {
    /// Its name within fingerprints.
    fn name(&self) -> String;
}

impl Target for PostId {
    fn name(&self) -> String {
        self.to_string()
    }
}

/// Whoever writes, themselves.
impl Target for () {
    fn name(&self) -> String {
        String::new()
    }
}

impl Writing {
    /// Carries a write out, once: `body` is what is asked of `target`, and `carry_out` does it in the store.
    pub(crate) async fn once<B: Serialize, T, F>(
        self,
        app: &App,
        operation: Operation,
        target: impl Target,
        body: B,
        carry_out: impl FnOnce(Store, Intent, B) -> F,
    ) -> Result<T, RouteError>
    where
        F: Future<Output = Result<T, WriteError>>,
    {
        let fingerprint = Fingerprint::of(operation.name, &target.name(), &body);
        let intent = Intent { caller: self.caller, key: self.key, fingerprint, now: app.clock.now() };
        let answer = carry_out(app.store.clone(), intent, body).await?;
        metrics::counter!(operation.counter).increment(1);
        Ok(answer)
    }
}
