//! Who asks.

use std::sync::Arc;

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, Method, header, request::Parts},
};
use houseguest_protocol::social::Standing;

use super::{App, error::RouteError};
use crate::{model, model::PersonKey, tokens::TokenError};

/// Somebody with a valid token, or with a session in a cookie where those count. Without one the request is refused.
#[derive(Debug)]
pub(crate) struct Caller(pub(crate) model::Caller);

/// The same, or nobody. A token that is not valid is refused, never taken for nobody; so is a session that has ended.
#[derive(Debug)]
pub(crate) struct MaybeCaller(Option<model::Caller>);

impl MaybeCaller {
    /// Who looks, as stores want to know it.
    pub(crate) fn viewer(&self) -> Option<&PersonKey> {
        self.0.as_ref().map(|caller| &caller.key)
    }
}

impl FromRequestParts<Arc<App>> for Caller {
    type Rejection = RouteError;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, RouteError> {
        find(&parts.method, &parts.headers, app).await?.map(Self).ok_or(RouteError::NoToken)
    }
}

impl FromRequestParts<Arc<App>> for MaybeCaller {
    type Rejection = RouteError;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, RouteError> {
        find(&parts.method, &parts.headers, app).await.map(Self)
    }
}

async fn find(method: &Method, headers: &HeaderMap, app: &App) -> Result<Option<model::Caller>, RouteError> {
    let caller = match (bearer(headers)?, app.browser.get()) {
        // Whoever shows a token speaks by it alone: no cookie stands in for one that is refused.
        (Some(token), _) => app.tokens.check(token).await?,
        (None, Some(browser)) => match browser.find(method, headers).await? {
            Some(caller) => caller,
            None => return Ok(None),
        },
        (None, None) => return Ok(None),
    };
    let known = app.store.find_person(&caller.key).await?;
    if known.is_some_and(|known| known.is_deleted) {
        return Err(TokenError::Refused("its user was deleted").into());
    }
    if known.is_some_and(|known| known.is_merged) {
        return Err(TokenError::Refused("its user has become part of another account").into());
    }
    match (caller.standing, known.map(|known| known.standing)) {
        (Standing::Guest, Some(Standing::Member)) => {
            return Err(TokenError::Refused("it is from before the promotion").into());
        }
        // From now on no token that says "guest" is believed of this person, whether the event came or not.
        (Standing::Member, known) if known != Some(Standing::Member) => {
            app.store.remember_member(&caller.key, app.clock.now()).await?;
        }
        _ => {}
    }
    tracing::Span::current().record("user.id", caller.key.sub.as_str());
    Ok(Some(caller))
}

/// The token of the `Authorization` header (RFC 6750, section 2.1).
fn bearer(headers: &HeaderMap) -> Result<Option<&str>, TokenError> {
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    let Some(value) = values.next() else { return Ok(None) };
    if values.next().is_some() {
        return Err(TokenError::Refused("there are two Authorization headers"));
    }
    let value = value.to_str().map_err(|_| TokenError::Refused("the Authorization header is not ASCII"))?;
    let (scheme, token) = value.split_once(' ').ok_or(TokenError::Refused("the Authorization header has no token"))?;
    if scheme.eq_ignore_ascii_case("bearer") {
        Ok(Some(token.trim()))
    } else {
        Err(TokenError::Refused("the Authorization header is not a bearer token"))
    }
}
