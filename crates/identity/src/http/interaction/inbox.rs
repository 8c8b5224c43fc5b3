//! The inbox of a demo: every message that nobody carries. Not routed anywhere else.

use axum::{
    extract::{RawQuery, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use secrecy::ExposeSecret;

use super::{parameters::Parameters, respond, visit};
use crate::{
    model::{LoginId, Region},
    pages::views::{InboxMessage, InboxPage},
    state::AppState,
};

/// Where it is.
pub(super) const ROUTE: &str = "/demo/inbox";

/// How many messages are shown.
const MOST_SHOWN: u32 = 50;

/// The inbox with one address's messages.
pub(super) fn address_for(to: &str) -> String {
    let query: String = url::form_urlencoded::byte_serialize(to.as_bytes()).collect();
    format!("{ROUTE}?to={query}")
}

/// `GET`: the newest messages, of everybody or to one address.
pub(super) async fn show(State(state): State<AppState>, RawQuery(query): RawQuery, headers: HeaderMap) -> Response {
    let frame = visit::frame(&state, &headers, None, None);
    let query = Parameters::read(query.unwrap_or_default().as_bytes()).unwrap_or_default();
    let to: String = query.get("to").unwrap_or_default().trim().chars().take(LoginId::MOST_CHARACTERS).collect();
    let region = state.settings().default_region.as_deref().and_then(Region::parse);
    // A number may be typed as at home; what is no login finds nothing, as it should.
    let wanted = LoginId::parse_in(&to, region).map_or_else(|_| to.to_lowercase(), |login| login.unique_key());
    let found = state.store.list_kept_messages((!wanted.is_empty()).then_some(wanted), MOST_SHOWN).await;
    let messages = match found {
        Ok(messages) => messages,
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "the inbox could not be read");
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        }
    };
    let shown = |message: crate::messages::Message| InboxMessage {
        channel: message.channel.as_str(),
        to: message.to,
        subject: message.draft.subject,
        text: message.draft.text.expose_secret().to_owned(),
        link: message.draft.link.map(|link| link.expose_secret().to_owned()),
        at: message.created_at.to_string(),
        at_text: message.created_at.to_string().replace('T', " ").replace('Z', " UTC"),
    };
    let again = if to.is_empty() { ROUTE.to_owned() } else { address_for(&to) };
    let page = InboxPage { frame, to, again, messages: messages.into_iter().map(shown).collect() };
    respond::page(StatusCode::OK, &page, None)
}
