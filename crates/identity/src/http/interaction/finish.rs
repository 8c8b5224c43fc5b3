//! What becomes of a proven address.

use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};

use super::{account_exists::account_exists, respond, visit::Visit};
use crate::{
    interactions,
    model::Purpose,
    pages::{
        Message,
        views::{NoticePage, Tone, Way},
    },
};

/// `GET`: finishes what the verification was for. A page that waits comes here by itself, without a form, so
/// this takes the browser that began (its cookie) and a proven address, and happens once.
pub(super) async fn show(visit: Visit) -> Response {
    let verification = match visit.verification().await {
        Ok(Some(verification)) => verification,
        Ok(None) => return Redirect::to(visit.start()).into_response(),
        Err(error) => return visit.trouble(&error, "looking up a verification"),
    };
    let Some(proven) = verification.proven else { return Redirect::to(&visit.places.verify).into_response() };
    match &verification.purpose {
        Purpose::Recovery { .. } if verification.shows_who_began() => {
            Redirect::to(&visit.places.new_password).into_response()
        }
        Purpose::Recovery { .. } => password_changed_elsewhere(visit),
        Purpose::SignUp { password } => {
            let (login, password) = (verification.login.clone(), password.clone());
            let handle = &visit.ticket.handle;
            let made =
                interactions::sign_up(&visit.state, handle, &visit.session, login, password, Some(proven.at)).await;
            let text = if visit.is_guest() { Message::ArrivedKept } else { Message::ArrivedIn };
            match visit.conclude(made, text) {
                Ok(response) => response,
                Err(visit) => account_exists(*visit, &verification).await,
            }
        }
    }
}

/// The new password was chosen behind the link, in another browser: here one logs in with it.
fn password_changed_elsewhere(visit: Visit) -> Response {
    let (title, text) = (Message::ChangedTitle, Message::ChangedText);
    let way = Some(Way::LogIn { address: visit.places.log_in.clone() });
    respond::page(StatusCode::OK, &NoticePage { frame: visit.frame, tone: Tone::Calm, title, text, way }, None)
}
