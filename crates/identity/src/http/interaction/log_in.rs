//! The page where a member logs in, with or without being somebody's guest here.

use axum::{extract::RawQuery, http::StatusCode, response::Response};

use super::{
    credentials::{self, login_problem},
    respond,
    visit::{Sent, Visit},
};
use crate::{
    interactions,
    limits::NotAdmitted,
    model::{InvalidLoginId, ProvenBy},
    pages::{
        HashingError, Message, NewPassword,
        views::{CredentialForm, LogInPage},
    },
};

/// `GET`: the empty form, or one filled in from the app's hint, or with the address that was used here before.
pub(super) async fn show(visit: Visit, RawQuery(query): RawQuery) -> Response {
    let mut form = credentials::prefilled(query);
    if form.login.is_empty() {
        match visit.verification().await {
            Ok(Some(verification)) => verification.login.as_str().clone_into(&mut form.login),
            Ok(None) => {}
            Err(error) => return visit.trouble(&error, "looking up a verification"),
        }
    }
    render(visit, StatusCode::OK, form)
}

/// `POST`: compares the password, taking as long for a login nobody has, and signs the member in. A guest who
/// comes this way stays a guest: the app sees another `sub` and decides (protocol.md, section 9.2).
pub(super) async fn submit(Sent { visit, form, address }: Sent) -> Response {
    let mut shown = credentials::sent(&form);
    // What cannot be a login is nobody's; only an empty field is worth a word of its own.
    let login = credentials::login(&visit, &form);
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
    let attempts = &visit.state.limits.log_in;
    let admitted = match &login {
        Some(login) => attempts.admit(&login.unique_key(), address).await,
        None => attempts.admit_from(address).await,
    };
    match admitted {
        Ok(()) => {}
        Err(NotAdmitted::TooMany(limit)) => {
            shown.form_error = Some(Message::ErrorTooManyAttempts);
            return respond::too_many(render(visit, StatusCode::TOO_MANY_REQUESTS, shown), limit);
        }
        Err(NotAdmitted::Store(error)) => return visit.trouble(&error, "counting attempts"),
    }
    let found = match &login {
        Some(login) => visit.state.store.find_login(login).await,
        None => Ok(None),
    };
    let found = match found {
        Ok(found) => found,
        Err(error) => return visit.trouble(&error, "looking up a login"),
    };
    let (member, hash) = found.unzip();
    let is_theirs = match visit.desk.passwords.verify(form.secret("password"), hash).await {
        Ok(is_theirs) => is_theirs,
        Err(HashingError::Busy) => {
            shown.form_error = Some(Message::ErrorBusy);
            return render(visit, StatusCode::SERVICE_UNAVAILABLE, shown);
        }
        Err(error) => return visit.trouble(&error, "comparing a password"),
    };
    let Some(member) = member.filter(|_| is_theirs) else {
        shown.form_error = Some(Message::ErrorLoginFailed);
        return render(visit, StatusCode::UNPROCESSABLE_ENTITY, shown);
    };
    let handle = &visit.ticket.handle;
    let made = interactions::sign_in(&visit.state, handle, &visit.session, member, ProvenBy::Password).await;
    visit.conclude(made, Message::ArrivedIn).unwrap_or_else(|visit| visit.gone())
}

fn render(visit: Visit, status: StatusCode, form: CredentialForm) -> Response {
    let (is_guest, offers) = (visit.is_guest(), visit.offers());
    let form_action = visit.destination.form_action();
    let page = LogInPage { frame: visit.frame, places: visit.places, is_guest, offers, form };
    respond::page(status, &page, Some(&form_action))
}
