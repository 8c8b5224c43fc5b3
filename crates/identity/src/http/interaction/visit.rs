//! Somebody comes to a page of an interaction.

use std::sync::Arc;

use axum::{
    http::{HeaderMap, StatusCode, header},
    response::Response,
};

use super::{
    browser::{BrowserSecret, Ticket},
    desk::{Desk, Ending},
    destination::{Answer, Destination},
    files::FILES,
    respond,
};
use crate::{
    interactions,
    model::Interaction,
    pages::{
        Message, Words,
        views::{Frame, NoticePage, Places, Theme, Tone, Way},
    },
    state::AppState,
    store::StoreError,
};

/// A visit to an interaction that is still going on, from the browser it began in.
#[derive(Debug)]
pub(super) struct Visit {
    pub(super) browser: BrowserSecret,
    pub(super) ticket: Ticket,
    pub(super) interaction: Interaction,
    pub(super) destination: Destination,
    pub(super) frame: Frame,
    pub(super) places: Places,
}

/// Why there is nothing to do here.
#[derive(Debug, thiserror::Error)]
pub(super) enum NoVisit {
    /// The address was made for another browser, or the cookie is missing.
    #[error("the page belongs to another browser")]
    OtherBrowser,
    /// Its time is over.
    #[error("the interaction expired")]
    Expired,
    /// It was finished or cancelled.
    #[error("the interaction has ended")]
    Ended(Option<Box<Ending>>),
    /// The client was taken off the list meanwhile.
    #[error("the client is not registered any more")]
    ClientGone,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Opens the interaction that `segment` names.
///
/// # Errors
/// See [`NoVisit`]; [`turn_away`] makes a page of it.
pub(super) async fn open(
    state: &AppState,
    desk: &Arc<Desk>,
    headers: &HeaderMap,
    segment: &str,
) -> Result<Visit, NoVisit> {
    let browser = BrowserSecret::find(headers).ok_or(NoVisit::OtherBrowser)?;
    let ticket = browser.open(segment).ok_or(NoVisit::OtherBrowser)?;
    let Some(interaction) = interactions::find(state, &ticket.handle).await? else {
        return Err(gone(state, desk, &ticket));
    };
    let client = state.settings.client(&interaction.request.client_id);
    let destination = Destination::of(&interaction.request, client).ok_or(NoVisit::ClientGone)?;
    let request = &interaction.request;
    let theme = request.color_scheme.as_deref().and_then(Theme::parse);
    let frame = frame(state, headers, request.ui_locales.as_deref(), theme);
    let place = |page: &str| format!("/interaction/{segment}/{page}");
    let places = Places {
        sign_up: place("sign-up"),
        log_in: place("log-in"),
        cancel: place("cancel"),
        form_token: browser.form_token(&ticket),
    };
    Ok(Visit { browser, ticket, interaction, destination, frame, places })
}

/// Why an interaction that this browser began is not there (any more).
pub(super) fn gone(state: &AppState, desk: &Desk, ticket: &Ticket) -> NoVisit {
    match desk.endings.find(&ticket.handle) {
        Some(ending) => NoVisit::Ended(Some(Box::new(ending))),
        None if ticket.expires_at <= state.now() => NoVisit::Expired,
        None => NoVisit::Ended(None),
    }
}

/// What every page shares: language by the app's wish, else the browser's.
pub(super) fn frame(state: &AppState, headers: &HeaderMap, ui_locales: Option<&str>, theme: Option<Theme>) -> Frame {
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let words = Words::choose(ui_locales, accepted);
    Frame { words, house: state.settings.branding.name.clone(), theme, files: &FILES }
}

/// The page for a visit that cannot be.
pub(super) fn turn_away(state: &AppState, headers: &HeaderMap, reason: NoVisit) -> Response {
    let frame = match &reason {
        NoVisit::Ended(Some(ending)) => ending.frame.clone(),
        _ => frame(state, headers, None, None),
    };
    let notice = |tone, title, text, way| NoticePage { frame, tone, title, text, way };
    let (status, notice) = match reason {
        NoVisit::OtherBrowser => {
            let (title, text) = (Message::OtherBrowserTitle, Message::OtherBrowserText);
            (StatusCode::FORBIDDEN, notice(Tone::Alarm, title, text, None))
        }
        NoVisit::Expired => (StatusCode::GONE, notice(Tone::Alarm, Message::ExpiredTitle, Message::ExpiredText, None)),
        NoVisit::Ended(None) => (StatusCode::GONE, notice(Tone::Calm, Message::DoneTitle, Message::DoneText, None)),
        NoVisit::Ended(Some(ending)) => {
            let (title, text) = if ending.is_finished {
                (Message::DoneTitle, Message::DoneText)
            } else {
                (Message::CancelledTitle, Message::CancelledText)
            };
            let way = Some(way_home(&ending.destination, ending.answer.clone()));
            (StatusCode::GONE, notice(Tone::Calm, title, text, way))
        }
        NoVisit::ClientGone => {
            (StatusCode::GONE, notice(Tone::Alarm, Message::UnknownTitle, Message::UnknownText, None))
        }
        NoVisit::Store(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "a page could not be opened");
            let (title, text) = (Message::TroubleTitle, Message::TroubleText);
            (StatusCode::INTERNAL_SERVER_ERROR, notice(Tone::Alarm, title, text, None))
        }
    };
    respond::page(status, &notice, None)
}

/// A button home that carries an answer.
pub(super) fn way_home(destination: &Destination, answer: Answer) -> Way {
    Way::Home { address: destination.address(answer).to_string(), app: destination.app.clone(), at_once: false }
}

impl Visit {
    /// Whether a guest is being promoted.
    pub(super) fn is_guest(&self) -> bool {
        self.interaction.guest.is_some()
    }

    /// The page that says the form was not made here, with a way back to one that is.
    pub(super) fn forgery(self, again: String) -> Response {
        let (title, text) = (Message::ForgeryTitle, Message::ForgeryText);
        let way = Some(Way::Again { address: again });
        let notice = NoticePage { frame: self.frame, tone: Tone::Alarm, title, text, way };
        respond::page(StatusCode::FORBIDDEN, &notice, None)
    }

    /// The page that says it is our fault, with a way back to try again.
    pub(super) fn trouble(self, again: String) -> Response {
        let (title, text) = (Message::TroubleTitle, Message::TroubleText);
        let way = Some(Way::Again { address: again });
        let notice = NoticePage { frame: self.frame, tone: Tone::Alarm, title, text, way };
        respond::page(StatusCode::INTERNAL_SERVER_ERROR, &notice, None)
    }

    /// The page for a guest who has become a member elsewhere, while this page was open.
    pub(super) fn not_a_guest(self) -> Response {
        let way = Some(way_home(&self.destination, Answer::denied()));
        let (title, text) = (Message::HintTitle, Message::HintPromotedText);
        let notice = NoticePage { frame: self.frame, tone: Tone::Alarm, title, text, way };
        respond::page(StatusCode::CONFLICT, &notice, None)
    }

    /// Remembers how the visit ended and sends the browser home.
    pub(super) fn end(
        self,
        state: &AppState,
        desk: &Desk,
        answer: Answer,
        is_finished: bool,
        farewell: respond::Farewell,
    ) -> Response {
        let ending = Ending {
            is_finished,
            frame: self.frame.clone(),
            destination: self.destination.clone(),
            answer: answer.clone(),
            expires_at: self.ticket.expires_at,
        };
        desk.endings.keep(&self.ticket.handle, ending, state.now());
        respond::send_home(self.frame, &self.destination, answer, farewell)
    }
}
