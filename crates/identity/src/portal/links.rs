//! One-time links into the Portal, for somebody who cannot log in.

use houseguest_protocol::values::Timestamp;
use url::Url;

use super::operator::{LINK_LIFETIME, OperatorId, OperatorName};
use crate::{model::SecretText, state::AppState, store::StoreError};

/// No link could be made.
#[derive(Debug, thiserror::Error)]
pub enum PortalLinkError {
    /// The settings switch the Portal off.
    #[error("the Portal is switched off: set identity.portal.enabled")]
    Off,
    /// Nobody has that name.
    #[error("there is no operator called {0}")]
    NoSuchOperator(String),
    /// There are several operators, and none was named.
    #[error("there are several operators: name one of {}", .0.join(", "))]
    Several(Vec<String>),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A link that makes the first operator; `None` as soon as there is one, and without a Portal. An earlier one is dead from now on.
///
/// # Errors
/// When the store fails.
pub(crate) async fn first(state: &AppState) -> Result<Option<Url>, StoreError> {
    if !state.settings().portal.enabled || state.store.has_operator().await? {
        return Ok(None);
    }
    Ok(Some(make(state, None).await?))
}

/// A link that makes one more operator.
///
/// # Errors
/// When the Portal is switched off or the store fails.
pub(crate) async fn further(state: &AppState) -> Result<Url, PortalLinkError> {
    if !state.settings().portal.enabled {
        return Err(PortalLinkError::Off);
    }
    Ok(make(state, None).await?)
}

/// A link that sets a new password for the operator of that name, or for the only one there is. Where there is
/// none yet, it makes the first.
///
/// # Errors
/// See [`PortalLinkError`].
pub(crate) async fn recovery(state: &AppState, name: Option<&str>) -> Result<Url, PortalLinkError> {
    if !state.settings().portal.enabled {
        return Err(PortalLinkError::Off);
    }
    let mut operators = state.store.list_operators().await?;
    if let Some(name) = name {
        let unknown = || PortalLinkError::NoSuchOperator(name.to_owned());
        let wanted = OperatorName::parse(name).map_err(|_| unknown())?.unique_key();
        operators.retain(|operator| operator.name.unique_key() == wanted);
        let operator = operators.first().ok_or_else(unknown)?;
        return Ok(make(state, Some(operator.id)).await?);
    }
    match operators.as_slice() {
        [] => Ok(make(state, None).await?),
        [only] => Ok(make(state, Some(only.id)).await?),
        several => Err(PortalLinkError::Several(several.iter().map(|operator| operator.name.to_string()).collect())),
    }
}

async fn make(state: &AppState, operator: Option<OperatorId>) -> Result<Url, StoreError> {
    let secret = SecretText::random();
    let expires_at: Timestamp = state.now() + LINK_LIFETIME;
    state.store.add_portal_link(secret.hash(), operator, expires_at).await?;
    let mut link = state.public_origin.clone();
    link.set_path("/portal/welcome");
    link.query_pairs_mut().append_pair("token", secret.expose());
    Ok(link)
}
