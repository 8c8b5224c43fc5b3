//! The page where a guest becomes a member, or a newcomer joins.

use axum::{extract::RawQuery, http::StatusCode, response::Response};

use super::{
    credentials::{self, login_problem},
    parameters::Parameters,
    respond,
    verify::{self, NotSent},
    visit::{Sent, Visit},
};
use crate::{
    interactions,
    limits::NotAdmitted,
    model::LoginId,
    pages::{
        HashingError, Message, NewPassword, is_reserved,
        views::{CredentialForm, SignUpPage},
    },
    verifications::AskedPurpose,
};

/// `GET`: the empty form, or one filled in from the app's hint.
pub(super) async fn show(visit: Visit, RawQuery(query): RawQuery) -> Response {
    render(visit, StatusCode::OK, credentials::prefilled(query))
}

/// `POST`: checks the form and hashes the password. A username makes the member at once, in one transaction;
/// an address is to be proven first, whether or not somebody has an account with it.
pub(super) async fn submit(Sent { visit, form, address }: Sent) -> Response {
    let mut shown = credentials::sent(&form);
    match visit.state.limits.log_in.admit_from(address).await {
        Ok(()) => {}
        Err(NotAdmitted::TooMany(limit)) => {
            shown.form_error = Some(Message::ErrorTooManyAttempts);
            return respond::too_many(render(visit, StatusCode::TOO_MANY_REQUESTS, shown), limit);
        }
        Err(NotAdmitted::Store(error)) => return visit.trouble(&error, "counting attempts"),
    }
    let (login, password) = match check(&visit, &form, &mut shown).await {
        Ok((Some(login), Some(password))) => (login, password),
        Ok(_) => return render(visit, StatusCode::UNPROCESSABLE_ENTITY, shown),
        Err(error) => return unavailable(visit, shown, &error),
    };
    let is_name = !login.kind().can_be_verified();
    if is_name {
        match visit.state.store.find_login(&login).await {
            Ok(None) => {}
            Ok(Some(_)) => return taken(visit, shown),
            Err(error) => return visit.trouble(&error, "looking up a login"),
        }
    }
    let hash = match visit.desk.passwords.hash(password).await {
        Ok(hash) => hash,
        Err(error) => return unavailable(visit, shown, &error),
    };
    if !is_name {
        return match verify::begin(visit, login, AskedPurpose::SignUp(hash), address).await {
            Ok(response) => response,
            Err(NotSent { visit, problem, limit }) => {
                shown.login_error = Some(problem);
                respond::maybe_too_many(render(*visit, StatusCode::TOO_MANY_REQUESTS, shown), limit)
            }
        };
    }
    let handle = &visit.ticket.handle;
    let made = interactions::sign_up(&visit.state, handle, &visit.session, login, hash, None).await;
    let text = if visit.is_guest() { Message::ArrivedKept } else { Message::ArrivedIn };
    visit.conclude(made, text).unwrap_or_else(|visit| taken(*visit, shown))
}

/// Checks both fields, so that the person hears of every mistake at once.
async fn check(
    visit: &Visit,
    form: &Parameters,
    shown: &mut CredentialForm,
) -> Result<(Option<LoginId>, Option<NewPassword>), HashingError> {
    let login = match credentials::login(visit, form) {
        Ok(login) if is_reserved(&login) => Err(Message::ErrorUsernameReserved),
        Ok(login) if login.kind().can_be_verified() => credentials::not_reached(visit, &login).map_or(Ok(login), Err),
        Ok(login) => Ok(login),
        Err(problem) => Err(login_problem(problem)),
    };
    shown.login_error = login.as_ref().err().copied();
    let password = credentials::weigh(&visit.state, &visit.desk, form, shown).await?;
    Ok((login.ok(), password))
}

/// Somebody has the name. Nothing was changed; the person may try another. Usernames are public, so theirs may
/// be called taken.
fn taken(visit: Visit, mut shown: CredentialForm) -> Response {
    shown.login_error = Some(Message::ErrorUsernameTaken);
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
    let (is_guest, offers) = (visit.is_guest(), visit.offers());
    let form_action = visit.destination.form_action();
    let page = SignUpPage { frame: visit.frame, places: visit.places, is_guest, offers, form };
    respond::page(status, &page, Some(&form_action))
}
