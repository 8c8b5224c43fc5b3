//! `/portal/events`: who is told what happens to users, and what could not be delivered.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use houseguest_protocol::identity::EventType;
use url::Url;

use super::{
    changes::{self, NotChanged},
    flash::Flash,
    gate::{Posted, Visit, is_https},
    respond,
};
use crate::{
    outbox::{webhook_lane, webhook_of_lane},
    portal::{
        form::{Problem, is_on},
        frame::{Frame, Room},
        instant::Instant,
        text::{Text, text},
    },
    settings::{Change, WebhookSecret, WebhookSettings},
    state::AppState,
    store::{GivenUp, StoreError, Waiting},
};

/// How many deliveries that were given up are listed.
const LISTED: u32 = 100;

#[derive(Debug, Template)]
#[template(path = "portal/events.html")]
struct EventsPage {
    frame: Frame,
    problems: Vec<Problem>,
    hooks: Vec<HookRow>,
    given_up: Vec<GivenUpRow>,
    /// A secret just made: shown here and never again.
    made: Option<Made>,
    id: String,
    url: String,
    kinds: Vec<(&'static str, bool)>,
}

#[derive(Debug)]
struct HookRow {
    id: String,
    url: String,
    kinds: String,
    enabled: bool,
    waiting: u64,
    failing: Option<Text>,
    given_up: u64,
    cause: Option<String>,
    version: i64,
}

#[derive(Debug)]
struct GivenUpRow {
    hook: String,
    is_known: bool,
    seq: i64,
    event_type: &'static str,
    event_id: String,
    failed: String,
    attempts: Text,
    cause: String,
}

/// A secret just made. Not `Debug` as it is.
struct Made {
    hook: String,
    secret: WebhookSecret,
}

impl std::fmt::Debug for Made {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Made").field("hook", &self.hook).finish_non_exhaustive()
    }
}

/// What was typed to add a webhook.
#[derive(Debug, Default)]
struct Typed {
    id: String,
    url: String,
    kinds: Vec<EventType>,
}

/// `GET`.
pub(super) async fn show(State(state): State<AppState>, visit: Visit) -> Response {
    render(&state, StatusCode::OK, visit.frame, Typed::default(), None, Vec::new()).await
}

/// `POST …/webhooks`: adds a webhook and shows its secret, this once.
pub(super) async fn add(State(state): State<AppState>, posted: Posted) -> Response {
    let line = |name| posted.fields.get(name).unwrap_or_default().trim().chars().take(2_000).collect::<String>();
    let kinds = EventType::ALL.iter().copied().filter(|kind| is_on(&posted.fields, kind.as_str())).collect();
    let typed = Typed { id: line("id"), url: line("url"), kinds };
    let refused = StatusCode::UNPROCESSABLE_ENTITY;
    let Ok(url) = Url::parse(&typed.url) else {
        let problem = Problem {
            field: "url",
            text: text("error-address").with("field", text("field-hook-url")).with("address", typed.url.as_str()),
        };
        return render(&state, refused, posted.visit.frame, typed, None, vec![problem]).await;
    };
    if state.settings().webhooks.iter().any(|hook| hook.id == typed.id) {
        let problem = Problem { field: "id", text: text("hook-id-taken") };
        return render(&state, refused, posted.visit.frame, typed, None, vec![problem]).await;
    }
    let secret = WebhookSecret::random();
    let hook = WebhookSettings {
        id: typed.id.clone(),
        url,
        secret: secret.clone(),
        events: typed.kinds.clone(),
        enabled: true,
    };
    let seen = changes::version(&state.settings(), &section(&hook.id));
    match changes::make(&state, &posted.visit, &Change::Webhook(Box::new(hook)), seen).await {
        Ok(()) => {
            let made = Some(Made { hook: typed.id, secret });
            render(&state, StatusCode::OK, posted.visit.frame, Typed::default(), made, Vec::new()).await
        }
        Err(NotChanged::Trouble(response)) => response,
        Err(NotChanged::Problem(problem) | NotChanged::Stale(problem)) => {
            render(&state, refused, posted.visit.frame, typed, None, vec![problem]).await
        }
    }
}

/// `POST …/webhooks/{id}/switch`: on, or off.
pub(super) async fn switch(State(state): State<AppState>, Path(id): Path<String>, posted: Posted) -> Response {
    let Some(hook) = state.settings().webhooks.iter().find(|hook| hook.id == id).cloned() else {
        return respond::missing(posted.visit.frame.within(Room::Events));
    };
    let change = Change::Webhook(Box::new(WebhookSettings { enabled: !hook.enabled, ..hook }));
    decided(&state, posted, &change, Flash::WebhookSwitched).await
}

/// `POST …/webhooks/{id}/remove`.
pub(super) async fn remove(State(state): State<AppState>, Path(id): Path<String>, posted: Posted) -> Response {
    decided(&state, posted, &Change::RemoveWebhook(id), Flash::WebhookRemoved).await
}

/// `POST …/send-again`: a delivery that was given up, or all of a webhook's.
pub(super) async fn send_again(State(state): State<AppState>, posted: Posted) -> Response {
    let hook = posted.fields.get("webhook").unwrap_or_default();
    let seq = posted.fields.get("seq").and_then(|seq| seq.parse().ok());
    match state.outbox.retry(hook, seq).await {
        Ok(_) => respond::see_other(Room::Events.path(), Some(Flash::SentAgain), is_https(&state)),
        Err(error) => respond::trouble(posted.visit.frame, &error),
    }
}

fn section(id: &str) -> String {
    format!("webhook/{id}")
}

async fn decided(state: &AppState, posted: Posted, change: &Change, flash: Flash) -> Response {
    match changes::make(state, &posted.visit, change, posted.version()).await {
        Ok(()) => respond::see_other(Room::Events.path(), Some(flash), is_https(state)),
        Err(NotChanged::Trouble(response)) => response,
        Err(NotChanged::Problem(problem) | NotChanged::Stale(problem)) => {
            render(state, StatusCode::CONFLICT, posted.visit.frame, Typed::default(), None, vec![problem]).await
        }
    }
}

async fn render(
    state: &AppState,
    status: StatusCode,
    frame: Frame,
    typed: Typed,
    made: Option<Made>,
    problems: Vec<Problem>,
) -> Response {
    let (waiting, given_up) = match look(state).await {
        Ok(found) => found,
        Err(error) => return respond::trouble(frame, &error),
    };
    let settings = state.settings();
    let hooks = settings.webhooks.iter().map(|hook| {
        let lane = webhook_lane(&hook.id);
        let of = waiting.iter().find(|waiting| waiting.destination == lane);
        HookRow {
            id: hook.id.clone(),
            // The query may hold a token of the receiver's.
            url: without_query(&hook.url),
            kinds: hook.events.iter().map(|kind| kind.as_str()).collect::<Vec<_>>().join(", "),
            enabled: hook.enabled,
            waiting: of.map_or(0, |of| of.waiting),
            failing: of.filter(|of| of.failing > 0).map(|of| text("hook-failing").with("count", of.failing)),
            given_up: of.map_or(0, |of| of.given_up),
            cause: of.and_then(|of| of.cause.clone()),
            version: changes::version(&settings, &section(&hook.id)),
        }
    });
    let page = EventsPage {
        frame: frame.within(Room::Events),
        problems,
        hooks: hooks.collect(),
        given_up: given_up.iter().map(|one| row(one, &settings.webhooks)).collect(),
        made,
        kinds: EventType::ALL.iter().map(|kind| (kind.as_str(), typed.kinds.contains(kind))).collect(),
        id: typed.id,
        url: typed.url,
    };
    respond::page(status, &page)
}

async fn look(state: &AppState) -> Result<(Vec<Waiting>, Vec<GivenUp>), StoreError> {
    Ok((state.store.count_deliveries().await?, state.store.list_given_up(LISTED).await?))
}

fn without_query(url: &Url) -> String {
    let mut url = url.clone();
    url.set_query(None);
    url.into()
}

fn row(one: &GivenUp, hooks: &[WebhookSettings]) -> GivenUpRow {
    let hook = webhook_of_lane(&one.destination).unwrap_or(&one.destination);
    GivenUpRow {
        hook: hook.to_owned(),
        is_known: hooks.iter().any(|known| known.id == hook),
        seq: one.seq,
        event_type: one.event_type.map_or("?", EventType::as_str),
        event_id: one.id.to_string(),
        failed: Instant::from(one.failed_at).people,
        attempts: text("given-up-attempts").with("count", u64::from(one.attempts)),
        cause: one.cause.clone(),
    }
}
