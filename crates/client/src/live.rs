//! Follows what changes in the house, for as long as somebody wants to know.
//!
//! In a browser the browser itself does that (`EventSource`), so this is for native programs.

use std::time::Duration;

use eventsource_stream::Eventsource;
use futures::{StreamExt, pin_mut, stream};
use houseguest_protocol::social::{LiveConnection, LiveNews, live_pause_ms, paths};
use reqwest::header::{ACCEPT, HeaderValue};

use crate::{Client, Endpoints, transport::is_loopback};

/// The server says something at least every 15 seconds; after three times that the connection is dead.
const SILENCE_LIMIT: Duration = Duration::from_secs(45);

/// How a connection ended.
struct Ended {
    /// Whether it had been open: then the next attempt is the first again.
    was_open: bool,
}

impl Client {
    /// Follows what changes, and tells `listener`. Never ends by itself: a connection that breaks is made anew after a
    /// pause that grows, and goes on where it broke off. Dropping the future ends it.
    pub async fn follow(&self, mut listener: impl FnMut(LiveNews)) {
        let url = Endpoints::below(&self.core.endpoints.social, paths::EVENTS);
        let builder = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(Duration::from_secs(5))
            .read_timeout(SILENCE_LIMIT)
            .user_agent(concat!("houseguest/", env!("CARGO_PKG_VERSION")));
        let builder = if is_loopback(&url) { builder.no_proxy() } else { builder };
        let http = match builder.build() {
            Ok(http) => http,
            Err(error) => {
                tracing::warn!(%error, "changes cannot be followed");
                return;
            }
        };
        let (mut last, mut failures) = (None, 0_u32);
        let mut listener = |news| {
            self.noticed(news);
            listener(news);
        };
        loop {
            listener(LiveNews::Connection(LiveConnection::Connecting));
            let mut request = http.get(url.clone()).header(ACCEPT, HeaderValue::from_static("text/event-stream"));
            if let Some(id) = &last {
                request = request.header("last-event-id", id);
            }
            let ended = listen(request, &mut last, &mut listener).await;
            failures = if ended.was_open { 1 } else { failures.saturating_add(1) };
            listener(LiveNews::Connection(LiveConnection::Waiting));
            // Without randomness the pause is the longest one; that only costs time.
            let chance = getrandom::u32().map_or(1.0, |number| f64::from(number) / f64::from(u32::MAX));
            tokio::time::sleep(Duration::from_millis(live_pause_ms(failures, chance))).await;
        }
    }
}

async fn listen(
    request: reqwest::RequestBuilder,
    last: &mut Option<String>,
    listener: &mut impl FnMut(LiveNews),
) -> Ended {
    let mut ended = Ended { was_open: false };
    let answer = match request.send().await {
        Ok(answer) if answer.status().is_success() => answer,
        Ok(answer) => {
            tracing::debug!(status = answer.status().as_u16(), "changes cannot be followed now");
            return ended;
        }
        Err(error) => {
            tracing::debug!(error = %error.without_url(), "changes cannot be followed now");
            return ended;
        }
    };
    listener(LiveNews::Connection(LiveConnection::Open));
    ended.was_open = true;
    let bytes = stream::try_unfold(answer, |mut answer| async move {
        Ok::<_, reqwest::Error>(answer.chunk().await?.map(|chunk| (chunk, answer)))
    });
    let events = bytes.eventsource();
    pin_mut!(events);
    while let Some(event) = events.next().await {
        let Ok(event) = event else { break };
        if !event.id.is_empty() {
            *last = Some(event.id);
        }
        // What a newer server tells and we do not know concerns nothing we show.
        if let Ok(change) = serde_json::from_str(&event.data) {
            listener(LiveNews::Change(change));
        }
    }
    ended
}
