//! `/portal/clock`: a demo's clock. Where the server is no demo, there is no such page.

use std::time::Duration;

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};

use super::{
    changes::{self, NotChanged},
    flash::Flash,
    gate::{Posted, Visit, is_https},
    respond,
};
use crate::{
    portal::{
        form::Problem,
        frame::{Frame, Room},
        instant::Instant,
        text::{Blank, Text, text},
    },
    settings::{Change, ClockSettings},
    state::AppState,
};

const SECTION: &str = "clock";
const HOUR: u64 = 3_600;
const DAY: u64 = 24 * HOUR;

/// As far as a demo's clock goes ahead: ten years show everything there is.
const MOST: u64 = 3_650 * DAY;

#[derive(Debug, Template)]
#[template(path = "portal/clock.html")]
struct ClockPage {
    frame: Frame,
    problems: Vec<Problem>,
    version: i64,
    now: String,
    machine: String,
    ahead: Text,
    is_ahead: bool,
}

/// `GET`.
pub(super) async fn show(State(state): State<AppState>, visit: Visit) -> Response {
    render(StatusCode::OK, &state, visit.frame, Vec::new())
}

/// `POST`: moves the clock; the operator's own session comes along.
pub(super) async fn submit(State(state): State<AppState>, posted: Posted) -> Response {
    if !state.is_demo() {
        return respond::missing(posted.visit.frame);
    }
    let ahead = state.settings().clock.ahead_seconds;
    let step = |seconds: u64| Some(ahead.saturating_add(seconds).min(MOST));
    let wanted = match posted.fields.get("move") {
        Some("hour") => step(HOUR),
        Some("day") => step(DAY),
        Some("month") => step(31 * DAY),
        Some("back") => Some(0),
        _ => None,
    };
    let Some(ahead_seconds) = wanted else { return render(StatusCode::OK, &state, posted.visit.frame, Vec::new()) };
    match changes::make(&state, &posted.visit, &Change::Clock(ClockSettings { ahead_seconds }), posted.version()).await
    {
        Ok(()) => {
            // Otherwise the operator would be logged out by their own step.
            match state.store.restart_portal_session(posted.visit.session, state.now()).await {
                Ok(()) => respond::see_other(Room::Clock.path(), Some(Flash::ClockMoved), is_https(&state)),
                Err(error) => respond::trouble(posted.visit.frame, &error),
            }
        }
        Err(NotChanged::Trouble(response)) => response,
        Err(NotChanged::Problem(problem) | NotChanged::Stale(problem)) => {
            render(StatusCode::CONFLICT, &state, posted.visit.frame, vec![problem])
        }
    }
}

fn render(status: StatusCode, state: &AppState, frame: Frame, problems: Vec<Problem>) -> Response {
    if !state.is_demo() {
        return respond::missing(frame);
    }
    let settings = state.settings();
    let now = Instant::from(state.now());
    let ahead = Duration::from_secs(settings.clock.ahead_seconds).as_secs();
    let page = ClockPage {
        frame: frame.within(Room::Clock),
        problems,
        version: changes::version(&settings, SECTION),
        now: now.people,
        machine: now.machine,
        ahead: text("number-said").with("span", Blank::Span(ahead)),
        is_ahead: ahead > 0,
    };
    respond::page(status, &page)
}
