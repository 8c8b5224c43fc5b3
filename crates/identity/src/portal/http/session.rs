//! `/portal/session` (protocol.md, section 13.3).

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
        form::{self, MOST_SECONDS, NumberInput, Problem, Rule, is_on},
        frame::{Frame, Room},
        meaning,
        text::{Text, text},
        warnings::{self, Warning},
    },
    settings::{Change, CurrentSettings, SessionSettings},
    state::AppState,
};

const SECTION: &str = "session";
const LIFETIME: Rule = Rule { name: "lifetime_seconds", default: 31_449_600, least: 1, most: MOST_SECONDS };
const IDLE: Rule = Rule { name: "idle_timeout_seconds", default: 2_592_000, least: 1, most: MOST_SECONDS };

#[derive(Debug, Template)]
#[template(path = "portal/session.html")]
struct SessionPage {
    frame: Frame,
    problems: Vec<Problem>,
    warnings: Vec<Warning>,
    version: i64,
    changed: Option<Text>,
    use_session_cookie: bool,
    lifetime: NumberInput,
    idle_enabled: bool,
    idle: NumberInput,
    meaning: Text,
}

/// What the form shows.
struct Form {
    use_session_cookie: bool,
    lifetime: NumberInput,
    idle_enabled: bool,
    idle: NumberInput,
}

impl Form {
    fn showing(session: &SessionSettings) -> Self {
        Self {
            use_session_cookie: session.use_session_cookie,
            lifetime: NumberInput::showing(LIFETIME, session.lifetime_seconds),
            idle_enabled: session.idle_timeout_enabled,
            idle: NumberInput::showing(IDLE, session.idle_timeout_seconds),
        }
    }
}

/// `GET`.
pub(super) async fn show(State(state): State<AppState>, visit: Visit) -> Response {
    let settings = state.settings();
    let form = Form::showing(&settings.session);
    render(StatusCode::OK, visit.frame, &settings, form, Vec::new())
}

/// `POST`.
pub(super) async fn save(State(state): State<AppState>, posted: Posted) -> Response {
    let settings = state.settings();
    let fields = &posted.fields;
    let (lifetime, lifetime_seconds) = NumberInput::read(LIFETIME, text("field-session-lifetime"), fields);
    let (idle, idle_seconds) = NumberInput::read(IDLE, text("field-session-idle"), fields);
    let use_session_cookie = fields.get("use_session_cookie") == Some("close");
    let idle_enabled = is_on(fields, "idle_timeout_enabled");
    let form = Form { use_session_cookie, lifetime, idle_enabled, idle };
    let (Some(lifetime_seconds), Some(idle_timeout_seconds)) = (lifetime_seconds, idle_seconds) else {
        let problems = form::problems([(LIFETIME.name, &form.lifetime.error), (IDLE.name, &form.idle.error)]);
        return render(StatusCode::UNPROCESSABLE_ENTITY, posted.visit.frame, &settings, form, problems);
    };
    let wanted = SessionSettings {
        lifetime_seconds,
        idle_timeout_enabled: idle_enabled,
        idle_timeout_seconds,
        use_session_cookie,
        ..settings.session.clone()
    };
    match changes::make(&state, &posted.visit, &Change::Session(wanted), posted.version()).await {
        Ok(()) => respond::see_other(Room::Session.path(), Some(Flash::SessionSaved), is_https(&state)),
        Err(NotChanged::Trouble(response)) => response,
        Err(NotChanged::Problem(problem)) => {
            render(StatusCode::UNPROCESSABLE_ENTITY, posted.visit.frame, &settings, form, vec![problem])
        }
        Err(NotChanged::Stale(problem)) => {
            let settings = state.settings();
            let form = Form::showing(&settings.session);
            render(StatusCode::CONFLICT, posted.visit.frame, &settings, form, vec![problem])
        }
    }
}

fn render(
    status: StatusCode,
    frame: Frame,
    settings: &CurrentSettings,
    form: Form,
    problems: Vec<Problem>,
) -> Response {
    let Form { use_session_cookie, lifetime, idle_enabled, idle } = form;
    let session = SessionPage {
        frame: frame.within(Room::Session),
        problems,
        warnings: warnings::about_session(settings),
        version: changes::version(settings, SECTION),
        changed: changes::changed(settings, SECTION),
        use_session_cookie,
        lifetime,
        idle_enabled,
        idle,
        meaning: text("session-meaning").with("ends", meaning::of(&settings.session.lifetime())),
    };
    respond::page(status, &session)
}
