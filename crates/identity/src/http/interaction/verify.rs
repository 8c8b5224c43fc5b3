//! The page where somebody shows that they read a message: by typing its code, or by opening its link.

use std::net::IpAddr;

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};

use super::{
    credentials::{self, login_problem},
    respond,
    visit::{Sent, Visit},
};
use crate::{
    limits::NotAdmitted,
    messages::Channel,
    model::{CodeStep, LoginId, Purpose, Resend, TooMany, Verification},
    pages::{
        Message,
        views::{VerifyError, VerifyForm, VerifyPage, WaitPage},
    },
    store::VerificationError,
    verifications::{self, AskedPurpose},
};

/// How often the page that waits looks again, in seconds.
const LOOK_EVERY: HeaderValue = HeaderValue::from_static("5");

/// `GET`: the field for the code.
pub(super) async fn show(visit: Visit) -> Response {
    match open(visit).await {
        Ok((visit, verification)) => render(visit, StatusCode::OK, &verification, Changed::default()),
        Err(elsewhere) => elsewhere,
    }
}

/// `POST`: weighs the code.
pub(super) async fn submit(Sent { visit, form, address }: Sent) -> Response {
    let (visit, verification) = match open(visit).await {
        Ok(open) => open,
        Err(elsewhere) => return elsewhere,
    };
    match visit.state.limits.code.admit(&verification.login.unique_key(), address).await {
        Ok(()) => {}
        Err(NotAdmitted::TooMany(limit)) => {
            let error = Some(VerifyError::Code(Message::ErrorTooManyAttempts));
            let changed = Changed { error, ..Changed::default() };
            return respond::too_many(render(visit, StatusCode::TOO_MANY_REQUESTS, &verification, changed), limit);
        }
        Err(NotAdmitted::Store(error)) => return visit.trouble(&error, "counting attempts"),
    }
    let typed = form.get("code").unwrap_or_default();
    let step = match verifications::type_code(&visit.state, &visit.ticket.handle, typed).await {
        Ok(Some(step)) => step,
        Ok(None) => return visit.gone(),
        Err(error) => return visit.trouble(&error, "weighing a code"),
    };
    let error = match step {
        CodeStep::Right => return Redirect::to(&visit.places.finish).into_response(),
        CodeStep::Wrong { left } => VerifyError::WrongCode(left),
        CodeStep::Spent => VerifyError::Code(Message::ErrorCodeSpent),
        CodeStep::Expired => VerifyError::Code(Message::ErrorCodeExpired),
    };
    let changed = Changed { error: Some(error), ..Changed::default() };
    render(visit, StatusCode::UNPROCESSABLE_ENTITY, &verification, changed)
}

/// `GET` of an address that only takes forms: back to the page with them.
pub(super) async fn back(visit: Visit) -> Response {
    Redirect::to(&visit.places.verify).into_response()
}

/// `POST`: sends another message to the same address.
pub(super) async fn resend(Sent { visit, address, .. }: Sent) -> Response {
    let (visit, verification) = match open(visit).await {
        Ok(open) => open,
        Err(elsewhere) => return elsewhere,
    };
    if verification.resend(visit.state.now()) != Resend::Now {
        // The page says when, or that no more are sent.
        return render(visit, StatusCode::TOO_MANY_REQUESTS, &verification, Changed::default());
    }
    send(visit, verification.login.clone(), &verification, address).await
}

/// `POST`: sends a message to another address; what else was chosen stays.
pub(super) async fn change_address(Sent { visit, form, address }: Sent) -> Response {
    let (visit, verification) = match open(visit).await {
        Ok(open) => open,
        Err(elsewhere) => return elsewhere,
    };
    let problem = match credentials::login(&visit, &form) {
        Ok(login) => match credentials::not_reached(&visit, &login) {
            None => return send(visit, login, &verification, address).await,
            Some(problem) => problem,
        },
        Err(problem) => login_problem(problem),
    };
    let login = Some(credentials::typed_login(&form));
    let changed = Changed { error: Some(VerifyError::Address(problem)), login };
    render(visit, StatusCode::UNPROCESSABLE_ENTITY, &verification, changed)
}

/// `GET`: a page without a field, which loads itself again until the link was opened.
pub(super) async fn wait(visit: Visit) -> Response {
    let (visit, verification) = match open(visit).await {
        Ok(open) => open,
        Err(elsewhere) => return elsewhere,
    };
    let page = WaitPage { frame: visit.frame, places: visit.places, to: verification.login.to_display() };
    let mut response = respond::page(StatusCode::OK, &page, None);
    response.headers_mut().insert(header::REFRESH, LOOK_EVERY);
    response
}

/// A message that was not sent, and what to tell about its address.
#[derive(Debug)]
pub(super) struct NotSent {
    pub(super) visit: Box<Visit>,
    pub(super) problem: Message,
    pub(super) limit: Option<TooMany>,
}

/// Begins a verification for a form that was in order, and leads to the page that waits for it.
///
/// # Errors
/// [`NotSent`], for the page that shows the form again.
pub(super) async fn begin(
    visit: Visit,
    login: LoginId,
    purpose: AskedPurpose,
    address: IpAddr,
) -> Result<Response, NotSent> {
    let not_sent = |visit, problem, limit| Err(NotSent { visit: Box::new(visit), problem, limit });
    match visit.state.limits.message.admit(&login.unique_key(), address).await {
        Ok(()) => {}
        Err(NotAdmitted::TooMany(limit)) => return not_sent(visit, Message::ErrorTooManyMessages, Some(limit)),
        Err(NotAdmitted::Store(error)) => return Ok(visit.trouble(&error, "counting messages")),
    }
    match visit.begin_verification(login, purpose).await {
        Ok(()) => Ok(Redirect::to(&visit.places.verify).into_response()),
        Err(VerificationError::InteractionGone) => Ok(visit.gone()),
        Err(VerificationError::TooMany) => not_sent(visit, Message::ErrorTooManyMessages, None),
        Err(VerificationError::NoWay) => not_sent(visit, Message::ErrorAddressOnly, None),
        Err(VerificationError::Store(error)) => Ok(visit.trouble(&error, "beginning a verification")),
    }
}

/// Sends another message, or says on the same page why not.
async fn send(visit: Visit, login: LoginId, before: &Verification, address: IpAddr) -> Response {
    match begin(visit, login, before.purpose.clone().into(), address).await {
        Ok(response) => response,
        Err(NotSent { visit, problem, limit }) => {
            let changed = Changed { error: Some(VerifyError::Address(problem)), ..Changed::default() };
            respond::maybe_too_many(render(*visit, StatusCode::TOO_MANY_REQUESTS, before, changed), limit)
        }
    }
}

/// The verification that waits, or where to be instead: whoever has proven the address goes on, and without
/// a verification one begins at the beginning.
async fn open(visit: Visit) -> Result<(Visit, Verification), Response> {
    match visit.verification().await {
        Ok(Some(verification)) if verification.proven.is_none() => Ok((visit, verification)),
        Ok(Some(_)) => Err(Redirect::to(&visit.places.finish).into_response()),
        Ok(None) => Err(Redirect::to(visit.start()).into_response()),
        Err(error) => Err(visit.trouble(&error, "looking up a verification")),
    }
}

/// What is different from the page as it is shown first.
#[derive(Debug, Default)]
struct Changed {
    error: Option<VerifyError>,
    /// What was typed as another address.
    login: Option<String>,
}

fn render(visit: Visit, status: StatusCode, verification: &Verification, changed: Changed) -> Response {
    let (is_guest, form_action) = (visit.is_guest(), visit.destination.form_action());
    let login = &verification.login;
    let keeps = Channel::to(login.kind()).is_some_and(|channel| visit.state.post.keeps(channel));
    let form = VerifyForm {
        kind: login.kind(),
        to: login.to_display(),
        login: changed.login.unwrap_or_else(|| login.as_str().to_owned()),
        error: changed.error,
        was_resent: verification.messages > 1,
        resend: verification.resend(visit.state.now()),
        inbox: keeps.then(|| super::inbox::address_for(login.as_str())),
    };
    let is_recovery = matches!(verification.purpose, Purpose::Recovery { .. });
    let page = VerifyPage { frame: visit.frame, places: visit.places, is_guest, is_recovery, form };
    respond::page(status, &page, Some(&form_action))
}
