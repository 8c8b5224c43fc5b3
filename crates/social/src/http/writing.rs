//! Writes: who, under which key, when.

use std::{collections::BTreeMap, sync::Arc};

use axum::{Json, extract::FromRequestParts, http::request::Parts};
use houseguest_protocol::social::{IDEMPOTENCY_KEY, IdempotencyKey, PostId};
use serde::Serialize;
use utoipa::{
    IntoParams, IntoResponses, PartialSchema,
    openapi::{
        RefOr, Required, Response,
        path::{Parameter, ParameterBuilder, ParameterIn},
    },
};

use super::{App, caller::Caller, error::RouteError, openapi::refusals};
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

/// What the API's description says of every write.
impl IntoParams for Writing {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let key = ParameterBuilder::new()
            .name(IDEMPOTENCY_KEY)
            .parameter_in(ParameterIn::Header)
            .required(Required::True)
            .description(Some("Names this write: 8 to 64 visible ASCII characters"))
            .schema(Some(String::schema()));
        vec![key.build()]
    }
}

impl IntoResponses for Writing {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        refusals(&[
            (400, "The body or the idempotency key cannot be read"),
            (401, "There is no valid token"),
            (409, "The idempotency key was used for another write"),
            (429, "Too many writes: `Retry-After` says when the next is taken"),
            (503, "The issuer of the token cannot be asked now"),
        ])
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

impl Operation {
    /// Counts one that was carried out.
    pub(crate) fn count(self) {
        metrics::counter!(self.counter).increment(1);
    }
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
    /// Like [`Self::once`], for what a method of the store does to one thing.
    pub(crate) async fn about<I: Target + Copy, B: Serialize, T>(
        self,
        app: &App,
        operation: Operation,
        thing: I,
        body: B,
        carry_out: impl AsyncFnOnce(&Store, Intent, I, B) -> Result<T, WriteError>,
    ) -> Result<Json<T>, RouteError> {
        let done = self.once(app, operation, thing, body, async move |store: Store, intent, body| {
            carry_out(&store, intent, thing, body).await
        });
        Ok(Json(done.await?))
    }

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
        let intent = self.intent(app, operation, target, &body);
        let answer = carry_out(app.store.clone(), intent, body).await?;
        operation.count();
        Ok(answer)
    }

    /// What is to be carried out.
    pub(crate) fn intent(self, app: &App, operation: Operation, target: impl Target, body: &impl Serialize) -> Intent {
        let fingerprint = Fingerprint::of(operation.name, &target.name(), body);
        Intent { caller: self.caller, key: self.key, fingerprint, now: app.clock.now() }
    }
}
