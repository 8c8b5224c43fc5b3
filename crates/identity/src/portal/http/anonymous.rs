//! `/portal/anonymous-users` (protocol.md, section 13.1).

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
        form::{Problem, is_on},
        frame::{Frame, Room},
        meaning,
        text::{Text, text},
        warnings::{self, Warning},
    },
    settings::{AnonymousSettings, ApplicationType, Change, ConflictPolicy, CurrentSettings},
    state::AppState,
};

const SECTION: &str = "anonymous";

#[derive(Debug, Template)]
#[template(path = "portal/anonymous.html")]
struct AnonymousPage {
    frame: Frame,
    problems: Vec<Problem>,
    warnings: Vec<Warning>,
    version: i64,
    changed: Option<Text>,
    enabled: bool,
    on_conflict: ConflictPolicy,
    cookie_lines: Vec<Text>,
    token_rows: Vec<TokenRow>,
}

/// What a lifetime means for a guest of one application.
#[derive(Debug)]
struct TokenRow {
    client_id: String,
    name: String,
    idle: Option<u64>,
    lifetime: u64,
    meaning: Text,
}

/// `GET`.
pub(super) async fn show(State(state): State<AppState>, visit: Visit) -> Response {
    let settings = state.settings();
    render(&state, StatusCode::OK, visit.frame, settings.anonymous, Vec::new())
}

/// `POST`: saves the switch, and the policy if the switch is on.
pub(super) async fn save(State(state): State<AppState>, posted: Posted) -> Response {
    let settings = state.settings();
    let enabled = is_on(&posted.fields, "enabled");
    let chosen = match posted.fields.get("on_conflict") {
        Some("error") => ConflictPolicy::Error,
        Some("login") => ConflictPolicy::Login,
        Some("merge") => ConflictPolicy::Merge,
        _ => settings.anonymous.on_conflict,
    };
    // The policy rests while guests are not welcome (section 13.1).
    let on_conflict = if enabled { chosen } else { settings.anonymous.on_conflict };
    let wanted = AnonymousSettings { enabled, on_conflict };
    match changes::make(&state, &posted.visit, &Change::Anonymous(wanted), posted.version()).await {
        Ok(()) => respond::see_other(Room::AnonymousUsers.path(), Some(Flash::AnonymousSaved), is_https(&state)),
        Err(NotChanged::Trouble(response)) => response,
        Err(NotChanged::Problem(problem)) => {
            render(&state, StatusCode::UNPROCESSABLE_ENTITY, posted.visit.frame, wanted, vec![problem])
        }
        Err(NotChanged::Stale(problem)) => {
            let settings = state.settings();
            render(&state, StatusCode::CONFLICT, posted.visit.frame, settings.anonymous, vec![problem])
        }
    }
}

fn render(
    state: &AppState,
    status: StatusCode,
    frame: Frame,
    shown: AnonymousSettings,
    problems: Vec<Problem>,
) -> Response {
    let settings = state.settings();
    let anonymous = AnonymousPage {
        frame: frame.within(Room::AnonymousUsers),
        problems,
        warnings: warnings::about_guests(&settings, &state.post),
        version: changes::version(&settings, SECTION),
        changed: changes::changed(&settings, SECTION),
        enabled: shown.enabled,
        on_conflict: shown.on_conflict,
        cookie_lines: cookie_lines(&settings),
        token_rows: token_rows(&settings),
    };
    respond::page(status, &anonymous)
}

fn cookie_lines(settings: &CurrentSettings) -> Vec<Text> {
    let session = &settings.session;
    let mut lines = vec![match session.idle_timeout_enabled {
        true => text("cookie-line-idle").span("span", session.idle_timeout_seconds),
        false => text("cookie-line-no-idle"),
    }];
    lines.push(text("cookie-line-lifetime").span("span", session.lifetime_seconds));
    if session.use_session_cookie {
        lines.push(text("cookie-line-close"));
    }
    lines
}

fn token_rows(settings: &CurrentSettings) -> Vec<TokenRow> {
    let has_tokens = |kind: ApplicationType| kind.has_full_access() && kind != ApplicationType::TraditionalWebapp;
    let with_guests = settings.clients.iter().filter(|client| has_tokens(client.application_type));
    let row = |client: &crate::settings::ClientSettings| {
        let lifetime = client.policy().lifetime;
        TokenRow {
            client_id: client.client_id.clone(),
            name: client.display_name().to_owned(),
            idle: lifetime.idle.map(|idle| idle.as_secs()),
            lifetime: lifetime.absolute.as_secs(),
            meaning: meaning::of(&lifetime),
        }
    };
    with_guests.map(row).collect()
}
