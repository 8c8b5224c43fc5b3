//! `/portal/applications` and `/portal/applications/new` (protocol.md, section 13.2).

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use data_encoding::HEXLOWER;

use super::{
    changes::{self, NotChanged},
    flash::Flash,
    gate::{Posted, Visit, is_https},
    respond,
};
use crate::{
    portal::{
        form::{Problem, TextInput},
        frame::{Frame, Room},
        kinds, meaning,
        text::{Text, text},
        warnings::{self, Warning},
    },
    settings::{ApplicationType, Change, ClientSettings},
    state::AppState,
};

#[derive(Debug, Template)]
#[template(path = "portal/applications.html")]
struct ListPage {
    frame: Frame,
    warnings: Vec<Warning>,
    rows: Vec<Row>,
    removed: Vec<RemovedRow>,
}

#[derive(Debug)]
struct Row {
    client_id: String,
    name: String,
    badge: Option<Text>,
    kind: Text,
    may_have_guests: bool,
    ends: Text,
}

/// A client of the file that was removed here.
#[derive(Debug)]
struct RemovedRow {
    client_id: String,
    name: String,
    version: i64,
}

/// `GET`: all applications.
pub(super) async fn list(State(state): State<AppState>, visit: Visit) -> Response {
    let settings = state.settings();
    let file = state.settings_of_the_file();
    let row = |client: &ClientSettings| Row {
        client_id: client.client_id.clone(),
        name: client.display_name().to_owned(),
        badge: match (file.client(&client.client_id).is_some(), settings.client_document(&client.client_id)) {
            (true, None) => Some(text("badge-file")),
            (true, Some(_)) => Some(text("badge-file-changed")),
            (false, _) => None,
        },
        kind: kinds::title(client.application_type),
        may_have_guests: client.application_type.has_full_access(),
        ends: ends(client),
    };
    let is_gone = |client: &&ClientSettings| settings.client(&client.client_id).is_none();
    let removed = file.clients.iter().filter(is_gone).map(|client| RemovedRow {
        client_id: client.client_id.clone(),
        name: client.display_name().to_owned(),
        version: changes::version(&settings, &section(&client.client_id)),
    });
    let page = ListPage {
        frame: visit.frame.within(Room::Applications),
        warnings: warnings::about_guests(&settings, &state.post),
        rows: settings.clients.iter().map(row).collect(),
        removed: removed.collect(),
    };
    respond::page(StatusCode::OK, &page)
}

/// The name of a client's section.
pub(super) fn section(client_id: &str) -> String {
    Change::ResetClient(client_id.to_owned()).section()
}

/// When a session with a client ends.
pub(super) fn ends(client: &ClientSettings) -> Text {
    match client.application_type {
        ApplicationType::M2m => text("ends-never-made"),
        ApplicationType::TraditionalWebapp => text("ends-cookie"),
        _ => meaning::of(&client.policy().lifetime),
    }
}

#[derive(Debug, Template)]
#[template(path = "portal/application_new.html")]
struct NewPage {
    frame: Frame,
    problems: Vec<Problem>,
    name: TextInput,
    kinds: Vec<KindOption>,
    kind_error: Option<Text>,
}

#[derive(Debug)]
struct KindOption {
    value: &'static str,
    title: Text,
    help: Text,
    is_chosen: bool,
}

/// `GET`: the form for a new application.
pub(super) async fn new(visit: Visit) -> Response {
    render_new(StatusCode::OK, visit.frame, TextInput::showing("name", ""), None, None, Vec::new())
}

/// `POST`: makes it, with an id of 16 hexadecimal digits.
pub(super) async fn create(State(state): State<AppState>, posted: Posted) -> Response {
    let mut name = TextInput::read("name", text("field-name"), 80, &posted.fields);
    if name.value.is_empty() {
        name.error = Some(text("error-name-missing"));
    }
    let wanted = posted.fields.get("application_type").unwrap_or_default();
    let chosen = kinds::NEW.into_iter().find(|(_, value)| *value == wanted).map(|(kind, _)| kind);
    let (Some(kind), None) = (chosen, &name.error) else {
        let kind_error = chosen.is_none().then(|| text("error-type-missing"));
        let problems = crate::portal::form::problems([("name", &name.error), ("application_type", &kind_error)]);
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return render_new(status, posted.visit.frame, name, chosen, kind_error, problems);
    };
    let client = kinds::new_client(fresh_id(), &name.value, kind);
    let path = format!("/portal/applications/{}", client.client_id);
    match changes::make(&state, &posted.visit, &Change::Client(Box::new(client)), 0).await {
        Ok(()) => respond::see_other(&path, Some(Flash::ApplicationCreated), is_https(&state)),
        Err(NotChanged::Trouble(response)) => response,
        Err(NotChanged::Problem(problem) | NotChanged::Stale(problem)) => {
            render_new(StatusCode::CONFLICT, posted.visit.frame, name, chosen, None, vec![problem])
        }
    }
}

fn render_new(
    status: StatusCode,
    frame: Frame,
    name: TextInput,
    chosen: Option<ApplicationType>,
    kind_error: Option<Text>,
    problems: Vec<Problem>,
) -> Response {
    let option = |(kind, value)| KindOption {
        value,
        title: kinds::title(kind),
        help: kinds::help(kind),
        is_chosen: chosen == Some(kind),
    };
    let kinds = kinds::NEW.into_iter().map(option).collect();
    respond::page(status, &NewPage { frame: frame.within(Room::Applications), problems, name, kinds, kind_error })
}

/// 16 hexadecimal digits (protocol.md, section 13.2).
fn fresh_id() -> String {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).expect("the operating system provides randomness");
    HEXLOWER.encode(&bytes)
}
