//! The page where whoever has shown that they read the account's messages chooses a new password.

use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};

use super::{
    credentials, respond,
    visit::{Sent, Visit},
};
use crate::{
    interactions,
    limits::NotAdmitted,
    model::{Purpose, Verification},
    pages::{
        HashingError, Message,
        views::{CredentialForm, NewPasswordPage},
    },
};

/// `GET`: the empty form.
pub(super) async fn show(visit: Visit) -> Response {
    match open(visit).await {
        Ok((visit, verification)) => render(visit, StatusCode::OK, shown(&verification)),
        Err(elsewhere) => elsewhere,
    }
}

/// `POST`: sets the password, ends every session of the account, and logs in.
pub(super) async fn submit(Sent { visit, form, address }: Sent) -> Response {
    let (visit, verification) = match open(visit).await {
        Ok(open) => open,
        Err(elsewhere) => return elsewhere,
    };
    let mut shown = shown(&verification);
    match visit.state.limits.log_in.admit_from(address).await {
        Ok(()) => {}
        Err(NotAdmitted::TooMany(limit)) => {
            shown.form_error = Some(Message::ErrorTooManyAttempts);
            return respond::too_many(render(visit, StatusCode::TOO_MANY_REQUESTS, shown), limit);
        }
        Err(NotAdmitted::Store(error)) => return visit.trouble(&error, "counting attempts"),
    }
    let hash = match credentials::new_hash(&visit.state, &visit.desk, &form, &mut shown).await {
        Ok(Some(hash)) => hash,
        Ok(None) => return render(visit, StatusCode::UNPROCESSABLE_ENTITY, shown),
        Err(HashingError::Busy) => {
            shown.form_error = Some(Message::ErrorBusy);
            return render(visit, StatusCode::SERVICE_UNAVAILABLE, shown);
        }
        Err(error) => return visit.trouble(&error, "setting a password"),
    };
    let made =
        interactions::recover(&visit.state, &visit.ticket.handle, &visit.session, hash, visit.letterhead()).await;
    visit.conclude(made, Message::ArrivedIn).unwrap_or_else(|visit| visit.gone())
}

/// The form as it is shown first: with the login, for whatever keeps the person's passwords.
pub(super) fn shown(verification: &Verification) -> CredentialForm {
    CredentialForm { login: verification.login.to_display(), ..CredentialForm::default() }
}

async fn open(visit: Visit) -> Result<(Visit, Verification), Response> {
    match visit.verification().await {
        Ok(Some(verification))
            if matches!(verification.purpose, Purpose::Recovery { .. }) && verification.shows_who_began() =>
        {
            Ok((visit, verification))
        }
        Ok(Some(_)) => Err(Redirect::to(&visit.places.finish).into_response()),
        Ok(None) => Err(Redirect::to(visit.start()).into_response()),
        Err(error) => Err(visit.trouble(&error, "looking up a verification")),
    }
}

fn render(visit: Visit, status: StatusCode, form: CredentialForm) -> Response {
    let form_action = visit.destination.form_action();
    let (action, form_token) = (visit.places.new_password, visit.places.form_token);
    let page = NewPasswordPage { frame: visit.frame, action, form_token, form };
    respond::page(status, &page, Some(&form_action))
}
