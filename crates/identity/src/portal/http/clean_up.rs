//! `/portal/clean-up`: which guests are removed, a rehearsal, the run, and what former runs did.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use uuid::Uuid;

use super::{
    changes::{self, NotChanged},
    flash::Flash,
    gate::{Posted, Visit, is_https},
    respond,
};
use crate::{
    clean_up::{self, CleanUpError, Rehearsal},
    http::interaction::parameters::Parameters,
    model::{CleanUpRun, IdleGuest},
    portal::{
        form::{Problem, is_on},
        frame::{Frame, Room},
        instant::Instant,
        text::{Text, text},
        warnings::{self, Warning, called},
    },
    settings::{Change, CleanUpSettings, CurrentSettings},
    state::AppState,
};

const SECTION: &str = "cleanup";
const RUNS: u32 = 20;

#[derive(Debug, Template)]
#[template(path = "portal/clean_up.html")]
struct CleanUpPage {
    frame: Frame,
    problems: Vec<Problem>,
    warnings: Vec<Warning>,
    version: i64,
    changed: Option<Text>,
    form: Form,
    rehearsal: Option<Rehearsed>,
    under_way: Option<RunRow>,
    runs: Vec<RunRow>,
}

/// What the form shows.
#[derive(Debug)]
struct Form {
    enabled: bool,
    idle_days: String,
    hour_utc: String,
    grace_hours: String,
}

/// What a rehearsal found.
#[derive(Debug)]
struct Rehearsed {
    lead: Text,
    partial: bool,
    removed: Vec<Sample>,
    kept: Vec<Sample>,
}

#[derive(Debug)]
struct Sample {
    id: String,
    made: String,
    active: String,
}

#[derive(Debug)]
struct RunRow {
    id: Uuid,
    started: String,
    by: Option<String>,
    idle_days: u32,
    removed: u64,
    kept: u64,
    outcome: Text,
}

impl Form {
    fn showing(rule: &CleanUpSettings) -> Self {
        Self {
            enabled: rule.enabled,
            idle_days: rule.idle_days.to_string(),
            hour_utc: rule.hour_utc.to_string(),
            grace_hours: rule.grace_hours.to_string(),
        }
    }

    fn typed(fields: &Parameters) -> Self {
        let line = |name| fields.get(name).unwrap_or_default().trim().chars().take(12).collect();
        Self {
            enabled: is_on(fields, "enabled"),
            idle_days: line("idle_days"),
            hour_utc: line("hour_utc"),
            grace_hours: line("grace_hours"),
        }
    }

    /// The rule, or what is wrong with it.
    fn rule(&self) -> Result<CleanUpSettings, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut number = |field, label, typed: &str, least: u32, most: u32| {
            let number = typed.parse().ok().filter(|number| (least..=most).contains(number));
            if number.is_none() {
                let about = text("clean-up-number").with("field", label);
                problems
                    .push(Problem { field, text: about.with("least", u64::from(least)).with("most", u64::from(most)) });
            }
            number.unwrap_or(least)
        };
        let idle_days = number("idle_days", text("field-idle-days"), &self.idle_days, 1, 3_650);
        let hour = number("hour_utc", text("field-hour-utc"), &self.hour_utc, 0, 23);
        let grace_hours = number("grace_hours", text("field-grace-hours"), &self.grace_hours, 0, 720);
        let hour_utc = u8::try_from(hour).unwrap_or(23);
        match problems.is_empty() {
            true => Ok(CleanUpSettings { enabled: self.enabled, idle_days, hour_utc, grace_hours }),
            false => Err(problems),
        }
    }
}

/// `GET`.
pub(super) async fn show(State(state): State<AppState>, visit: Visit) -> Response {
    let form = Form::showing(&state.settings().cleanup);
    render(&state, StatusCode::OK, visit.frame, form, None, Vec::new()).await
}

/// `POST`: saves the rule.
pub(super) async fn save(State(state): State<AppState>, posted: Posted) -> Response {
    let form = Form::typed(&posted.fields);
    let wanted = match form.rule() {
        Ok(rule) => rule,
        Err(problems) => {
            return render(&state, StatusCode::UNPROCESSABLE_ENTITY, posted.visit.frame, form, None, problems).await;
        }
    };
    if let Some(problem) = overtaken(&wanted, &state.settings()) {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return render(&state, status, posted.visit.frame, form, None, vec![problem]).await;
    }
    match changes::make(&state, &posted.visit, &Change::CleanUp(wanted), posted.version()).await {
        Ok(()) => respond::see_other(Room::CleanUp.path(), Some(Flash::CleanUpSaved), is_https(&state)),
        Err(NotChanged::Trouble(response)) => response,
        Err(NotChanged::Problem(problem)) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            render(&state, status, posted.visit.frame, form, None, vec![problem]).await
        }
        Err(NotChanged::Stale(problem)) => {
            let form = Form::showing(&state.settings().cleanup);
            render(&state, StatusCode::CONFLICT, posted.visit.frame, form, None, vec![problem]).await
        }
    }
}

/// What is wrong with a rule that would remove guests whose access tokens still work.
fn overtaken(rule: &CleanUpSettings, settings: &CurrentSettings) -> Option<Problem> {
    let overtaken = settings.clients.iter().filter(|client| rule.overtakes(client));
    let longest = overtaken.max_by_key(|client| client.access_token_lifetime())?;
    let span = longest.access_token_lifetime_seconds;
    let about = text("error-idle-days-token").with("name", called(longest)).span("span", span);
    Some(Problem { field: "idle_days", text: about.span("least", span.div_ceil(86_400) * 86_400) })
}

/// `POST …/rehearse`: says what a run would do now. Nothing is changed, so the page is the answer.
pub(super) async fn rehearse(State(state): State<AppState>, posted: Posted) -> Response {
    let rule = state.settings().cleanup;
    let form = Form::showing(&rule);
    match clean_up::rehearse(&state, rule.idle_days).await {
        Ok(rehearsal) => {
            let rehearsed = Some(rehearsed(rehearsal, rule.idle_days));
            render(&state, StatusCode::OK, posted.visit.frame, form, rehearsed, Vec::new()).await
        }
        Err(error) => refuse(&state, posted.visit.frame, error).await,
    }
}

/// `POST …/run`: begins a run, which goes on in the background.
pub(super) async fn run(State(state): State<AppState>, posted: Posted) -> Response {
    match clean_up::begin(&state, Some(posted.visit.operator.name.to_string())).await {
        Ok(_) => {
            let going_on = state.clone();
            tokio::spawn(async move {
                if let Err(error) = clean_up::carry_on(&going_on).await {
                    tracing::error!(error = &error as &dyn std::error::Error, "clean-up failed");
                }
            });
            respond::see_other(Room::CleanUp.path(), Some(Flash::CleanUpBegun), is_https(&state))
        }
        Err(error) => refuse(&state, posted.visit.frame, error).await,
    }
}

/// `POST …/stop`: ends the run that the form names, after the batch under way.
pub(super) async fn stop(State(state): State<AppState>, posted: Posted) -> Response {
    let Some(run) = posted.fields.get("run").and_then(|run| Uuid::try_parse(run).ok()) else {
        return respond::missing(posted.visit.frame.within(Room::CleanUp));
    };
    match state.store.finish_clean_up(run, "stopped", state.now()).await {
        // Whether it was this click or its own end that ended it makes no difference to anybody.
        Ok(_) => respond::see_other(Room::CleanUp.path(), Some(Flash::CleanUpStopped), is_https(&state)),
        Err(error) => respond::trouble(posted.visit.frame, &error),
    }
}

async fn refuse(state: &AppState, frame: Frame, error: CleanUpError) -> Response {
    let text = match &error {
        CleanUpError::NobodyToAsk => text("clean-up-nobody-to-ask"),
        CleanUpError::Content(_) => text("clean-up-no-answer"),
        CleanUpError::UnderWay => text("clean-up-under-way"),
        CleanUpError::Store(error) => return respond::trouble(frame, error),
    };
    tracing::warn!(error = &error as &dyn std::error::Error, "clean-up was refused");
    let form = Form::showing(&state.settings().cleanup);
    render(state, StatusCode::CONFLICT, frame, form, None, vec![Problem { field: "", text }]).await
}

async fn render(
    state: &AppState,
    status: StatusCode,
    frame: Frame,
    form: Form,
    rehearsal: Option<Rehearsed>,
    problems: Vec<Problem>,
) -> Response {
    let runs = match state.store.list_clean_ups(RUNS).await {
        Ok(runs) => runs,
        Err(error) => return respond::trouble(frame, &error),
    };
    let settings = state.settings();
    let under_way = runs.iter().find(|run| run.finished_at.is_none()).map(row);
    let page = CleanUpPage {
        frame: frame.within(Room::CleanUp),
        problems,
        warnings: warnings::about_clean_up(&settings),
        version: changes::version(&settings, SECTION),
        changed: changes::changed(&settings, SECTION),
        form,
        rehearsal,
        under_way,
        runs: runs.iter().filter(|run| run.finished_at.is_some()).map(row).collect(),
    };
    respond::page(status, &page)
}

fn rehearsed(rehearsal: Rehearsal, idle_days: u32) -> Rehearsed {
    let lead = text("rehearsal-lead").with("remove", rehearsal.remove).with("keep", rehearsal.keep);
    Rehearsed {
        lead: lead.with("days", u64::from(idle_days)),
        partial: rehearsal.is_partial,
        removed: rehearsal.removed.iter().map(sample).collect(),
        kept: rehearsal.kept.iter().map(sample).collect(),
    }
}

fn sample(guest: &IdleGuest) -> Sample {
    let day = |seconds: i64| {
        let mut people = Instant::from(houseguest_protocol::values::Timestamp::from_unix_seconds(seconds)).people;
        people.truncate(10);
        people
    };
    Sample {
        id: guest.id.to_string(),
        made: day(guest.created_at.unix_seconds()),
        active: day(guest.last_active_day * 86_400),
    }
}

fn row(run: &CleanUpRun) -> RunRow {
    let outcome = match run.outcome.as_deref() {
        None => text("run-under-way"),
        Some("done") => text("run-done"),
        Some("stopped") => text("run-stopped"),
        Some(_) => text("run-failed"),
    };
    RunRow {
        id: run.id,
        started: Instant::from(run.started_at).people,
        by: run.started_by.clone(),
        idle_days: run.idle_days,
        removed: run.removed,
        kept: run.kept,
        outcome,
    }
}
