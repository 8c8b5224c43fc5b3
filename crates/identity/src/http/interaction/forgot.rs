//! The page that asks whose password is forgotten.

use axum::{extract::RawQuery, http::StatusCode, response::Response};

use super::{
    credentials::{self, login_problem},
    respond,
    verify::{self, NotSent},
    visit::{Sent, Visit},
};
use crate::{
    limits::NotAdmitted,
    pages::{
        Message,
        views::{CredentialForm, ForgotPage},
    },
    verifications::AskedPurpose,
};

/// `GET`: the empty form.
pub(super) async fn show(visit: Visit, RawQuery(query): RawQuery) -> Response {
    render(visit, StatusCode::OK, credentials::prefilled(query))
}

/// `POST`: sends a message, whoever the address belongs to: only its reader learns whether there is an account.
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
    let problem = match credentials::login(&visit, &form) {
        Ok(login) => match credentials::not_reached(&visit, &login) {
            None => match verify::begin(visit, login, AskedPurpose::Recovery, address).await {
                Ok(response) => return response,
                Err(NotSent { visit, problem, limit }) => {
                    shown.login_error = Some(problem);
                    let page = render(*visit, StatusCode::TOO_MANY_REQUESTS, shown);
                    return respond::maybe_too_many(page, limit);
                }
            },
            Some(problem) => problem,
        },
        Err(problem) => login_problem(problem),
    };
    shown.login_error = Some(problem);
    render(visit, StatusCode::UNPROCESSABLE_ENTITY, shown)
}

fn render(visit: Visit, status: StatusCode, form: CredentialForm) -> Response {
    let is_guest = visit.is_guest();
    let page = ForgotPage { frame: visit.frame, places: visit.places, is_guest, form };
    respond::page(status, &page, None)
}
