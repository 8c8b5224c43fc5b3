//! The way back without a change.

use axum::response::{IntoResponse, Redirect, Response};

use super::{
    destination::Answer,
    respond::Farewell,
    visit::{Sent, Visit},
};
use crate::{interactions, pages::Message};

/// `GET`: somebody came back to the address of a form; the first page is where to go on.
pub(super) async fn show(visit: Visit) -> Response {
    Redirect::to(visit.start()).into_response()
}

/// `POST`: forgets the interaction and tells the app that the person said no. The guest is what it was.
pub(super) async fn submit(Sent { visit, .. }: Sent) -> Response {
    match interactions::cancel(&visit.state, &visit.ticket.handle).await {
        Ok(Some(_)) => {
            let farewell = Farewell { title: Message::ArrivedCancelledTitle, text: Message::ArrivedCancelled };
            visit.end(Answer::denied(), false, farewell)
        }
        Ok(None) => visit.gone(),
        Err(error) => visit.trouble(&error, "cancelling an interaction"),
    }
}
