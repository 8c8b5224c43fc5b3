//! The way back without a change.

use std::sync::Arc;

use axum::{
    Extension,
    body::Bytes,
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
};

use super::{desk::Desk, destination::Answer, parameters::Parameters, respond::Farewell, visit};
use crate::{interactions, pages::Message, state::AppState};

/// `POST`: forgets the interaction and tells the app that the person said no. The guest is what it was.
pub(super) async fn submit(
    State(state): State<AppState>,
    Extension(desk): Extension<Arc<Desk>>,
    Path(segment): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let visit = match visit::open(&state, &desk, &headers, &segment).await {
        Ok(visit) => visit,
        Err(reason) => return visit::turn_away(&state, &headers, reason),
    };
    let again = if visit.is_guest() { visit.places.sign_up.clone() } else { visit.places.log_in.clone() };
    let form = Parameters::read(&body).ok();
    let token = form.as_ref().and_then(|form| form.get("form_token")).unwrap_or_default();
    if !visit.browser.made_form(&visit.ticket, token) {
        return visit.forgery(again);
    }
    match interactions::cancel(&state, &visit.ticket.handle).await {
        Ok(Some(_)) => {
            let farewell = Farewell { title: Message::ArrivedCancelledTitle, text: Message::ArrivedCancelled };
            visit.end(&state, &desk, Answer::denied(), false, farewell)
        }
        Ok(None) => visit::turn_away(&state, &headers, visit::gone(&state, &desk, &visit.ticket)),
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "an interaction could not be cancelled");
            visit.trouble(again)
        }
    }
}
