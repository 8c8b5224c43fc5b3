//! `GET /social/v1/events`: changes as they happen.

use std::{convert::Infallible, sync::Arc, time::Duration};

use axum::{
    extract::{Query, State},
    http::HeaderMap,
    response::{
        Sse,
        sse::{Event, KeepAlive},
    },
};
use futures::{Stream, StreamExt};
use houseguest_protocol::social::{LiveChange, SocialError};
use serde::Deserialize;

use super::{App, error::RouteError};

/// How often something is said while nothing changes, so that whoever listens, and what is between, knows that the
/// connection lives.
const EVERY: Duration = Duration::from_secs(15);

/// Where to go on, for those who cannot set a header.
#[derive(Debug, Deserialize)]
pub(super) struct From {
    after: Option<i64>,
}

/// Changes as they happen, as server-sent events: ids only, the same for everybody. The `data` of an event is a change
/// as JSON; kinds that are not known are to be passed over. An event may come more than once. The number of the last
/// event, in `Last-Event-ID` or `after`, makes a new connection go on behind it.
#[utoipa::path(
    get,
    path = "/social/v1/events",
    tag = "live",
    operation_id = "follow",
    params(
        ("last-event-id" = Option<String>, Header, description = "The `id` of the last event that arrived"),
        ("after" = Option<i64>, Query, description = "The same, for those who cannot set a header"),
    ),
    responses(
        (status = 200, description = "Events, for as long as both sides live", body = LiveChange, content_type = "text/event-stream"),
        (status = 400, description = "The query cannot be read", body = SocialError),
        (status = 503, description = "Too many follow, or the server is about to stop: come back later", body = SocialError),
    )
)]
pub(super) async fn handler(
    State(app): State<Arc<App>>,
    from: Result<Query<From>, axum::extract::rejection::QueryRejection>,
    headers: HeaderMap,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, RouteError> {
    let Query(From { after }) = from.map_err(|_| RouteError::Unreadable("the query cannot be read".to_owned()))?;
    let last = headers.get("last-event-id").and_then(|id| id.to_str().ok()).and_then(|id| id.parse().ok());
    let events = app.live.listen(last.or(after)).await?;
    Ok(Sse::new(events.map(Ok)).keep_alive(KeepAlive::new().interval(EVERY)))
}
