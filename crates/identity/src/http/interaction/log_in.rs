//! The page where a member logs in, with or without being somebody's guest here.

use std::sync::Arc;

use axum::{
    Extension,
    body::Bytes,
    extract::{Path, RawQuery, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};

use super::{
    desk::Desk,
    destination::Answer,
    parameters::Parameters,
    respond::{self, Farewell},
    sign_up::login_problem,
    visit::{self, Visit},
};
use crate::{
    http::address::RemoteAddress,
    interactions::{self, Finished},
    model::{InvalidLoginId, LoginId},
    pages::{
        HashingError, Message, NewPassword,
        views::{CredentialForm, LogInPage},
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

/// `POST`: compares the password, taking as long for a login nobody has, and signs the member in. A guest who
/// comes this way stays a guest: the app sees another `sub` and decides (protocol.md, section 9.2).
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
    let again = visit.places.log_in.clone();
    let Ok(form) = Parameters::read(&body) else { return visit.forgery(again) };
    if !visit.browser.made_form(&visit.ticket, form.get("form_token").unwrap_or_default()) {
        return visit.forgery(again);
    }
    let mut shown = super::sent(&form);
    // What cannot be a login is nobody's; only an empty field is worth a word of its own.
    let login = LoginId::parse(form.get("login").unwrap_or_default());
    if let Err(problem @ InvalidLoginId::Empty) = &login {
        shown.login_error = Some(login_problem(*problem));
    }
    let password = form.get("password").unwrap_or_default();
    if password.is_empty() {
        shown.password_error = Some(Message::ErrorPasswordMissing);
    } else if password.chars().count() > NewPassword::MOST_CHARACTERS {
        shown.password_error = Some(Message::ErrorPasswordLong);
    }
    if shown.has_errors() {
        return render(visit, StatusCode::UNPROCESSABLE_ENTITY, shown);
    }
    let login = login.ok();
    let is_admitted = state.settings.limits.danger_disabled
        || desk.attempts.admits_form(address) && login.as_ref().is_none_or(|login| desk.attempts.admits_login(login));
    if !is_admitted {
        shown.form_error = Some(Message::ErrorTooManyAttempts);
        return render(visit, StatusCode::TOO_MANY_REQUESTS, shown);
    }
    let found = match &login {
        Some(login) => state.store.find_login(login).await,
        None => Ok(None),
    };
    let found = match found {
        Ok(found) => found,
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "a login could not be looked up");
            return visit.trouble(again);
        }
    };
    let (member, hash) = found.unzip();
    let is_theirs = match desk.passwords.verify(form.secret("password"), hash).await {
        Ok(is_theirs) => is_theirs,
        Err(HashingError::Busy) => {
            shown.form_error = Some(Message::ErrorBusy);
            return render(visit, StatusCode::SERVICE_UNAVAILABLE, shown);
        }
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "a password could not be compared");
            return visit.trouble(again);
        }
    };
    let Some(member) = member.filter(|_| is_theirs) else {
        shown.form_error = Some(Message::ErrorLoginFailed);
        return render(visit, StatusCode::UNPROCESSABLE_ENTITY, shown);
    };
    match interactions::sign_in(&state, &visit.ticket.handle, member).await {
        Ok(Finished { code }) => {
            let answer = Answer::success(code.as_ref().map(|code| code.expose()));
            let farewell = Farewell { title: Message::ArrivedTitle, text: Message::ArrivedIn };
            visit.end(&state, &desk, answer, true, farewell)
        }
        Err(PromoteError::Store(error)) => {
            tracing::error!(error = &error as &dyn std::error::Error, "a sign-in failed");
            visit.trouble(again)
        }
        Err(_gone) => visit::turn_away(&state, &headers, visit::gone(&state, &desk, &visit.ticket)),
    }
}

fn render(visit: Visit, status: StatusCode, form: CredentialForm) -> Response {
    let is_guest = visit.is_guest();
    let form_action = visit.destination.form_action();
    let page = LogInPage { frame: visit.frame, places: visit.places, is_guest, form };
    respond::page(status, &page, Some(&form_action))
}
