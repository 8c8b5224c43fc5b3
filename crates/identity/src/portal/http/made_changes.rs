//! `/portal/changes`: who changed which setting, and when.

use askama::Template;
use axum::{
    extract::{RawQuery, State},
    http::StatusCode,
    response::Response,
};
use houseguest_protocol::values::Timestamp;
use serde_json::Value;
use uuid::Uuid;

use super::{gate::Visit, respond};
use crate::{
    http::interaction::parameters::Parameters,
    portal::{
        frame::{Frame, Room},
        instant::Instant,
        text::{Blank, Text, text},
    },
    settings::{FieldChange, SectionChange, SectionStep},
    state::AppState,
    store::MadeChange,
};

/// How many changes a page lists.
const PAGE: u32 = 25;

#[derive(Debug, Template)]
#[template(path = "portal/changes.html")]
struct ChangesPage {
    frame: Frame,
    kept_for: Text,
    rows: Vec<Row>,
    first: Option<&'static str>,
    next: Option<String>,
}

#[derive(Debug)]
struct Row {
    at: Instant,
    by: String,
    what: Text,
    fields: Vec<Field>,
}

#[derive(Debug)]
struct Field {
    name: String,
    /// Before and after, in the configuration's own words; `None` where they are withheld.
    values: Option<(Option<String>, Option<String>)>,
}

/// `GET`: newest first.
pub(super) async fn list(State(state): State<AppState>, RawQuery(query): RawQuery, visit: Visit) -> Response {
    let query = Parameters::read(query.unwrap_or_default().as_bytes()).unwrap_or_default();
    let before = query.get("before").and_then(read_place);
    // One more than is shown tells whether there is another page.
    let mut found = match state.store.list_setting_changes(before, PAGE + 1).await {
        Ok(found) => found,
        Err(error) => return respond::trouble(visit.frame, &error),
    };
    let has_more = found.len() > PAGE as usize;
    found.truncate(PAGE as usize);
    let next = found.last().filter(|_| has_more).map(place);
    let page = ChangesPage {
        frame: visit.frame.within(Room::Changes),
        kept_for: text("changes-kept").with("span", Blank::Span(state.settings().history.keep().as_secs())),
        rows: found.into_iter().map(row).collect(),
        first: before.is_some().then(|| Room::Changes.path()),
        next,
    };
    respond::page(StatusCode::OK, &page)
}

/// The address of the page that goes on after a change.
fn place(last: &MadeChange) -> String {
    format!("{}?before={}.{}", Room::Changes.path(), last.at.unix_seconds(), last.id)
}

fn read_place(written: &str) -> Option<(Timestamp, Uuid)> {
    let (at, id) = written.split_once('.')?;
    Some((Timestamp::from_unix_seconds(at.parse().ok()?), Uuid::try_parse(id).ok()?))
}

fn row(MadeChange { at, change, .. }: MadeChange) -> Row {
    let what = what(&change);
    Row { at: at.into(), by: change.by, what, fields: change.fields.into_iter().map(field).collect() }
}

fn what(change: &SectionChange) -> Text {
    let step = match change.step {
        SectionStep::Added => text("change-added"),
        SectionStep::Changed => text("change-changed"),
        SectionStep::Removed => text("change-removed"),
        SectionStep::Restored => text("change-restored"),
    };
    let named = |id: &str, section: Text| section.with("id", id);
    let section = match change.section.as_str() {
        "anonymous" => Room::AnonymousUsers.title(),
        "session" => Room::Session.title(),
        "cleanup" => Room::CleanUp.title(),
        "clock" => Room::Clock.title(),
        section => match section.split_once('/') {
            Some(("client", id)) => named(id, text("change-of-application")),
            Some(("webhook", id)) => named(id, text("change-of-webhook")),
            _ => named(section, text("change-of-section")),
        },
    };
    step.with("what", section)
}

fn field(FieldChange { name, values }: FieldChange) -> Field {
    Field { name, values: values.map(|(old, new)| (written(&old), written(&new))) }
}

/// A value as the configuration file would have it; `None` for none.
fn written(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        Value::Array(list) if list.is_empty() => None,
        Value::Array(list) => Some(list.iter().filter_map(written).collect::<Vec<_>>().join(", ")),
        other => Some(other.to_string()),
    }
}
