//! The page where a guest becomes a member, or a newcomer joins.

use std::sync::Arc;

use axum::{
    Extension,
    body::Bytes,
    extract::{Path, RawQuery, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use secrecy::SecretString;

use super::{
    desk::Desk,
    destination::Answer,
    parameters::Parameters,
    respond::{self, Farewell},
    visit::{self, Visit},
};
use crate::{
    http::address::RemoteAddress,
    interactions::{self, Finished},
    model::{InvalidLoginId, LoginId, LoginKind},
    pages::{
        HashingError, Message, NewPassword, PasswordProblem, Strength, is_reserved,
        views::{CredentialForm, SignUpPage},
    },
    state::AppState,
    store::PromoteError,
};

/// `GET`: the empty form, or one filled in from the app's hint.
pub(super) async fn show(
    State(state): State<AppState>,
    Extension(desk): Extension<Arc<Desk>>,
    Path(segment): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    match visit::open(&state, &desk, &headers, &segment).await {
        Ok(visit) => render(visit, StatusCode::OK, super::prefilled(query)),
        Err(reason) => visit::turn_away(&state, &headers, reason),
    }
}

/// `POST`: checks the form, hashes the password, and makes the member in one transaction.
pub(super) async fn submit(
    State(state): State<AppState>,
    Extension(desk): Extension<Arc<Desk>>,
    Path(segment): Path<String>,
    RemoteAddress(address): RemoteAddress,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let visit = match visit::open(&state, &desk, &headers, &segment).await {
        Ok(visit) => visit,
        Err(reason) => return visit::turn_away(&state, &headers, reason),
    };
    let again = visit.places.sign_up.clone();
    let Ok(form) = Parameters::read(&body) else { return visit.forgery(again) };
    if !visit.browser.made_form(&visit.ticket, form.get("form_token").unwrap_or_default()) {
        return visit.forgery(again);
    }
    let mut shown = super::sent(&form);
    if !state.settings.limits.danger_disabled && !desk.attempts.admits_form(address) {
        shown.form_error = Some(Message::ErrorTooManyAttempts);
        return render(visit, StatusCode::TOO_MANY_REQUESTS, shown);
    }
    let (login, weighed) = match check(&state, &desk, &form, &mut shown).await {
        Ok(checked) => checked,
        Err(error) => return unavailable(visit, shown, &error, again),
    };
    let (Some(login), Some(password)) = (login, weighed) else {
        return render(visit, StatusCode::UNPROCESSABLE_ENTITY, shown);
    };
    match state.store.find_login(&login).await {
        Ok(None) => {}
        Ok(Some(_)) => return taken(visit, shown, &login),
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "a login could not be looked up");
            return visit.trouble(again);
        }
    }
    let hash = match desk.passwords.hash(password).await {
        Ok(hash) => hash,
        Err(error) => return unavailable(visit, shown, &error, again),
    };
    let handle = &visit.ticket.handle;
    let made = if visit.is_guest() {
        interactions::promote(&state, handle, login.clone(), hash).await
    } else {
        interactions::join(&state, handle, login.clone(), hash).await
    };
    match made {
        Ok(Finished { code }) => {
            let text = if visit.is_guest() { Message::ArrivedKept } else { Message::ArrivedIn };
            let answer = Answer::success(code.as_ref().map(|code| code.expose()));
            visit.end(&state, &desk, answer, true, Farewell { title: Message::ArrivedTitle, text })
        }
        Err(PromoteError::LoginTaken) => taken(visit, shown, &login),
        Err(PromoteError::InteractionGone) => {
            visit::turn_away(&state, &headers, visit::gone(&state, &desk, &visit.ticket))
        }
        Err(PromoteError::NotAGuest) => visit.not_a_guest(),
        Err(PromoteError::Store(error)) => {
            tracing::error!(error = &error as &dyn std::error::Error, "a sign-up failed");
            visit.trouble(again)
        }
    }
}

/// Checks both fields, so that the person hears of every mistake at once.
async fn check(
    state: &AppState,
    desk: &Desk,
    form: &Parameters,
    shown: &mut CredentialForm,
) -> Result<(Option<LoginId>, Option<NewPassword>), HashingError> {
    let typed = form.get("login").unwrap_or_default().trim().to_owned();
    let login = match LoginId::parse(&typed) {
        Ok(login) if is_reserved(&login) => {
            shown.login_error = Some(Message::ErrorUsernameReserved);
            None
        }
        Ok(login) => Some(login),
        Err(problem) => {
            shown.login_error = Some(login_problem(problem));
            None
        }
    };
    let password = form.secret("password");
    let (checked, strength) = weigh(desk, password, typed, state.settings.branding.name.clone()).await?;
    shown.strength = strength;
    match checked {
        Ok(password) => Ok((login, Some(password))),
        Err(problem) => {
            shown.password_error = Some(problem.message());
            Ok((login, None))
        }
    }
}

type Weighed = (Result<NewPassword, PasswordProblem>, Option<Strength>);

/// Applies the password rules off the async threads.
async fn weigh(desk: &Desk, password: SecretString, login: String, house: String) -> Result<Weighed, HashingError> {
    let work = move || {
        let local_part = login.split('@').next().unwrap_or_default();
        let checked = NewPassword::check(password, &[&login, local_part, &house, "houseguest"]);
        let strength = match &checked {
            Ok(password) => Some(password.strength().clone()),
            Err(PasswordProblem::TooWeak(strength)) => Some(strength.clone()),
            Err(_) => None,
        };
        Ok((checked, strength))
    };
    desk.passwords.enter(work).await
}

pub(super) const fn login_problem(problem: InvalidLoginId) -> Message {
    match problem {
        InvalidLoginId::Empty => Message::ErrorLoginMissing,
        InvalidLoginId::Email => Message::ErrorEmailInvalid,
        InvalidLoginId::Username => Message::ErrorUsernameInvalid,
    }
}

/// Somebody has the login. Nothing was changed; the person may try another. Usernames are public, so theirs
/// may be called taken; about an address the page does not say whether anybody has an account with it.
fn taken(visit: Visit, mut shown: CredentialForm, login: &LoginId) -> Response {
    shown.login_error = Some(match login.kind() {
        LoginKind::Email => Message::ErrorEmailUnavailable,
        LoginKind::Username => Message::ErrorUsernameTaken,
    });
    render(visit, StatusCode::UNPROCESSABLE_ENTITY, shown)
}

fn unavailable(visit: Visit, mut shown: CredentialForm, error: &HashingError, again: String) -> Response {
    if matches!(error, HashingError::Busy) {
        shown.form_error = Some(Message::ErrorBusy);
        return render(visit, StatusCode::SERVICE_UNAVAILABLE, shown);
    }
    tracing::error!(error = error as &dyn std::error::Error, "a password could not be set");
    visit.trouble(again)
}

fn render(visit: Visit, status: StatusCode, form: CredentialForm) -> Response {
    let is_guest = visit.is_guest();
    let form_action = visit.destination.form_action();
    let page = SignUpPage { frame: visit.frame, places: visit.places, is_guest, form };
    respond::page(status, &page, Some(&form_action))
}
