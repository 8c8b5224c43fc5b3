//! `/portal/welcome`: where a one-time link leads, to make an account or set a new password.
//!
//! Looking at the page does not use the link up, so that a preview or a second look does no harm; sending the
//! form does.

use askama::Template;
use axum::{
    Extension,
    body::Bytes,
    extract::{RawQuery, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};

use super::{
    gate,
    log_in::{attempt_key, enter, porch_form, porch_secret, with_porch_secret},
    respond,
};
use crate::{
    http::{address::RemoteAddress, interaction::parameters::Parameters},
    limits::NotAdmitted,
    model::SecretText,
    pages::{HashingError, NewPassword, PasswordProblem, PasswordRoom},
    portal::{
        form::Problem,
        frame::Porch,
        operator::{FormKind, Operator, OperatorId, OperatorName},
        text::{Text, text},
    },
    state::AppState,
    store::{AcceptLinkError, NewOperator},
};

#[derive(Debug, Template)]
#[template(path = "portal/welcome.html")]
struct WelcomePage {
    frame: Porch,
    form_token: String,
    token: String,
    /// Whose password is set; empty when an account is made.
    known: String,
    name: String,
    problems: Vec<Problem>,
}

impl WelcomePage {
    fn title(&self) -> Text {
        if self.known.is_empty() { text("welcome-title") } else { text("welcome-again-title") }
    }

    fn is_wrong(&self, field: &str) -> bool {
        self.problems.iter().any(|problem| problem.field == field)
    }
}

/// `GET`: the form, if the link is alive.
pub(super) async fn show(State(state): State<AppState>, RawQuery(query): RawQuery, headers: HeaderMap) -> Response {
    let frame = gate::porch(&state, &headers);
    let query = Parameters::read(query.unwrap_or_default().as_bytes()).unwrap_or_default();
    let Some(token) = query.get("token").and_then(SecretText::parse) else { return respond::dead_link(frame) };
    match state.store.find_portal_link(token.hash(), state.now()).await {
        Ok(Some(link)) => {
            let name = link.operator.map(|operator| operator.name.to_string()).unwrap_or_default();
            form(&state, &headers, frame, &token, name.clone(), name, Vec::new())
        }
        Ok(None) => respond::dead_link(frame),
        Err(error) => respond::trouble_outside(frame, &error),
    }
}

/// `POST`: uses the link up, keeps name and password, and logs the operator in.
pub(super) async fn submit(
    State(state): State<AppState>,
    Extension(passwords): Extension<PasswordRoom>,
    RemoteAddress(address): RemoteAddress,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let frame = gate::porch(&state, &headers);
    let Some(fields) = porch_form(&headers, &body, &state) else {
        return respond::forgery_outside(frame, "/portal/log-in");
    };
    let Some(token) = fields.get("token").and_then(SecretText::parse) else { return respond::dead_link(frame) };
    let link = match state.store.find_portal_link(token.hash(), state.now()).await {
        Ok(Some(link)) => link,
        Ok(None) => return respond::dead_link(frame),
        Err(error) => return respond::trouble_outside(frame, &error),
    };
    let known = link.operator.as_ref().map(|operator| operator.name.to_string()).unwrap_or_default();
    let typed: String = fields.get("name").unwrap_or_default().trim().chars().take(80).collect();
    let again = |frame, problems| form(&state, &headers, frame, &token, known.clone(), typed.clone(), problems);
    let named = name_of(&typed, link.operator.as_ref());
    let related = format!("{} {typed}", state.settings().branding.name);
    let password = fields.secret("password");
    let checked = passwords.enter(move || {
        let words: Vec<&str> = related.split_whitespace().collect();
        Ok(NewPassword::check(password, &words))
    });
    let checked = match checked.await {
        Ok(checked) => checked,
        Err(error) => return busy_or_trouble(&error, frame, again),
    };
    let differs = fields.get("password") != fields.get("again");
    let (name, password) = match (named, checked) {
        (Ok(name), Ok(password)) if !differs => (name, password),
        (named, checked) => {
            let mut problems = Vec::new();
            problems.extend(named.err().map(|text| Problem { field: "name", text }));
            problems.extend(checked.err().map(|problem| Problem { field: "password", text: password_text(&problem) }));
            if differs {
                problems.push(Problem { field: "again", text: text("welcome-again-differs") });
            }
            return again(frame, problems);
        }
    };
    match state.limits.log_in.admit(&attempt_key(name.as_str()), address).await {
        Ok(()) => {}
        Err(NotAdmitted::TooMany(limit)) => {
            let again = again(frame, vec![Problem { field: "", text: text("log-in-too-many") }]);
            return respond::retry_after(again, limit.retry_after);
        }
        Err(NotAdmitted::Store(error)) => return respond::trouble_outside(frame, &error),
    }
    let password = match passwords.hash(password).await {
        Ok(hash) => hash,
        Err(error) => return busy_or_trouble(&error, frame, again),
    };
    let new = NewOperator { id: OperatorId::random(), name, password };
    match state.store.accept_portal_link(token.hash(), new, state.now()).await {
        Ok(operator) => {
            tracing::info!(operator.id = %operator.0, "a link to the Portal was used");
            enter(&state, &headers, frame, operator, "/portal").await
        }
        Err(AcceptLinkError::Gone) => respond::dead_link(frame),
        Err(AcceptLinkError::NameTaken) => {
            again(frame, vec![Problem { field: "name", text: text("welcome-name-taken") }])
        }
        Err(AcceptLinkError::Store(error)) => respond::trouble_outside(frame, &error),
    }
}

/// The name that was typed: a new one, or that of the operator whose password is set.
fn name_of(typed: &str, known: Option<&Operator>) -> Result<OperatorName, Text> {
    let name = OperatorName::parse(typed).map_err(|_| text("welcome-name-wrong"))?;
    match known {
        Some(operator) if operator.name.unique_key() != name.unique_key() => {
            Err(text("welcome-name-other").with("name", operator.name.as_str()))
        }
        Some(_) | None => Ok(name),
    }
}

const fn password_text(problem: &PasswordProblem) -> Text {
    match problem {
        PasswordProblem::Missing => text("welcome-password-missing"),
        PasswordProblem::TooShort => text("welcome-password-short"),
        PasswordProblem::TooLong => text("welcome-password-long"),
        PasswordProblem::TooWeak(_) => text("welcome-password-weak"),
    }
}

fn busy_or_trouble(
    error: &HashingError,
    frame: Porch,
    again: impl FnOnce(Porch, Vec<Problem>) -> Response,
) -> Response {
    match error {
        HashingError::Busy => again(frame, vec![Problem { field: "", text: text("log-in-busy") }]),
        error => respond::trouble_outside(frame, error),
    }
}

fn form(
    state: &AppState,
    headers: &HeaderMap,
    frame: Porch,
    token: &SecretText,
    known: String,
    name: String,
    problems: Vec<Problem>,
) -> Response {
    let secret = porch_secret(headers, state);
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let form_token = FormKind::Porch.token(&secret);
    let token = token.expose().to_owned();
    let welcome = WelcomePage { frame, form_token, token, known, name, problems };
    with_porch_secret(respond::page(status, &welcome), &secret, state)
}
