//! The page where a guest becomes a member, or a newcomer joins.

use axum::{extract::RawQuery, http::StatusCode, response::Response};

use super::{
    credentials::{self, login_problem},
    parameters::Parameters,
    respond,
    visit::{Sent, Visit},
};
use crate::{
    interactions,
    model::{LoginId, LoginKind},
    pages::{
        HashingError, Message, NewPassword, is_reserved,
        views::{CredentialForm, SignUpPage},
    },
};

/// `GET`: the empty form, or one filled in from the app's hint.
pub(super) async fn show(visit: Visit, RawQuery(query): RawQuery) -> Response {
    render(visit, StatusCode::OK, credentials::prefilled(query))
}

/// `POST`: checks the form, hashes the password, and makes the member in one transaction.
pub(super) async fn submit(Sent { visit, form, address }: Sent) -> Response {
    let mut shown = credentials::sent(&form);
    if let Err(limit) = visit.state.limits.log_in.admit_from(address) {
        shown.form_error = Some(Message::ErrorTooManyAttempts);
        return respond::too_many(render(visit, StatusCode::TOO_MANY_REQUESTS, shown), limit);
    }
    let (login, password) = match check(&visit, &form, &mut shown).await {
        Ok((Some(login), Some(password))) => (login, password),
        Ok(_) => return render(visit, StatusCode::UNPROCESSABLE_ENTITY, shown),
        Err(error) => return unavailable(visit, shown, &error),
    };
    match visit.state.store.find_login(&login).await {
        Ok(None) => {}
        Ok(Some(_)) => return taken(visit, shown, &login),
        Err(error) => return visit.trouble(&error, "looking up a login"),
    }
    let hash = match visit.desk.passwords.hash(password).await {
        Ok(hash) => hash,
        Err(error) => return unavailable(visit, shown, &error),
    };
    let made = interactions::sign_up(&visit.state, &visit.ticket.handle, &visit.session, login.clone(), hash).await;
    let text = if visit.is_guest() { Message::ArrivedKept } else { Message::ArrivedIn };
    visit.conclude(made, text).unwrap_or_else(|visit| taken(*visit, shown, &login))
}

/// Checks both fields, so that the person hears of every mistake at once.
async fn check(
    visit: &Visit,
    form: &Parameters,
    shown: &mut CredentialForm,
) -> Result<(Option<LoginId>, Option<NewPassword>), HashingError> {
    let login = match credentials::login(visit, form) {
        Ok(login) if is_reserved(&login) => {
            shown.login_error = Some(Message::ErrorUsernameReserved);
            None
        }
        Ok(login) if login.kind() == LoginKind::Phone => {
            shown.login_error = Some(Message::ErrorPhoneNotOffered);
            None
        }
        Ok(login) => Some(login),
        Err(problem) => {
            shown.login_error = Some(login_problem(problem));
            None
        }
    };
    let password = credentials::weigh(visit, form, form.get("login").unwrap_or_default(), shown).await?;
    Ok((login, password))
}

/// Somebody has the login. Nothing was changed; the person may try another. Usernames are public, so theirs
/// may be called taken; about an address the page does not say whether anybody has an account with it.
fn taken(visit: Visit, mut shown: CredentialForm, login: &LoginId) -> Response {
    shown.login_error = Some(match login.kind() {
        LoginKind::Email | LoginKind::Phone => Message::ErrorEmailUnavailable,
        LoginKind::Username => Message::ErrorUsernameTaken,
    });
    render(visit, StatusCode::UNPROCESSABLE_ENTITY, shown)
}

fn unavailable(visit: Visit, mut shown: CredentialForm, error: &HashingError) -> Response {
    if matches!(error, HashingError::Busy) {
        shown.form_error = Some(Message::ErrorBusy);
        return render(visit, StatusCode::SERVICE_UNAVAILABLE, shown);
    }
    visit.trouble(error, "setting a password")
}

fn render(visit: Visit, status: StatusCode, form: CredentialForm) -> Response {
    let is_guest = visit.is_guest();
    let form_action = visit.destination.form_action();
    let page = SignUpPage { frame: visit.frame, places: visit.places, is_guest, form };
    respond::page(status, &page, Some(&form_action))
}
