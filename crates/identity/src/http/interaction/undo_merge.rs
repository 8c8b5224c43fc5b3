//! The page behind the link that undoes a merge. It opens in any browser for seven days, and the address itself
//! is the secret: whoever reads the account's messages may take the guest out again.
//!
//! Opening it changes nothing, since programs that look into mails open links; its button does.

use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};

use super::{respond, visit};
use crate::{
    interactions,
    messages::compose,
    model::{CannotUndo, SecretText},
    pages::{
        Message,
        views::{Frame, NoticePage, Tone, UndoMergePage},
    },
    state::AppState,
    store::{FoundMerge, StoreError, UndoError},
};

/// `GET`: says what the button does, and until when.
pub(super) async fn show(State(state): State<AppState>, Path(link): Path<String>, headers: HeaderMap) -> Response {
    let frame = visit::frame(&state, &headers, None, None);
    let (link, found) = match find(&state, &link).await {
        Ok(Some(found)) => found,
        Ok(None) => return unknown(frame),
        Err(error) => return trouble(frame, &error),
    };
    if let Err(reason) = found.may_be_undone(state.now()) {
        return refused(frame, reason);
    }
    let FoundMerge { merge, has_key, .. } = found;
    let page = UndoMergePage {
        frame,
        merge,
        has_key,
        action: compose::undo_path(&link),
        form_token: String::new(),
        back: None,
    };
    respond::page(StatusCode::OK, &page, None)
}

/// `POST`: takes the guest out of the account again.
pub(super) async fn submit(State(state): State<AppState>, Path(link): Path<String>, headers: HeaderMap) -> Response {
    let frame = visit::frame(&state, &headers, None, None);
    let merge = match find(&state, &link).await {
        Ok(Some((_, found))) => found.merge,
        Ok(None) => return unknown(frame),
        Err(error) => return trouble(frame, &error),
    };
    match interactions::undo_merge(&state, merge.id, "user").await {
        Ok(_) => notice(frame, StatusCode::OK, Tone::Calm, Message::UndoDoneTitle, Message::UndoDoneText),
        Err(UndoError::Cannot(reason)) => refused(frame, reason),
        Err(UndoError::NoSuchMerge) => unknown(frame),
        Err(UndoError::Store(error)) => trouble(frame, &error),
    }
}

async fn find(state: &AppState, link: &str) -> Result<Option<(SecretText, FoundMerge)>, StoreError> {
    let Some(link) = SecretText::parse(link) else { return Ok(None) };
    let found = state.store.find_merge_by_link(link.hash()).await?;
    Ok(found.map(|found| (link, found)))
}

fn refused(frame: Frame, reason: CannotUndo) -> Response {
    match reason {
        // A second click, or another tab: it is as it should be.
        CannotUndo::Undone => notice(frame, StatusCode::OK, Tone::Calm, Message::UndoDoneTitle, Message::UndoDoneText),
        CannotUndo::TooLate => notice(frame, StatusCode::GONE, Tone::Alarm, Message::UndoTitle, Message::UndoTooLate),
        CannotUndo::GuestGone => {
            notice(frame, StatusCode::GONE, Tone::Alarm, Message::UndoTitle, Message::UndoGuestGone)
        }
    }
}

fn unknown(frame: Frame) -> Response {
    notice(frame, StatusCode::NOT_FOUND, Tone::Alarm, Message::LinkGoneTitle, Message::LinkGoneText)
}

fn trouble(frame: Frame, error: &(dyn std::error::Error + 'static)) -> Response {
    tracing::error!(error, "a merge could not be looked up or undone");
    notice(frame, StatusCode::INTERNAL_SERVER_ERROR, Tone::Alarm, Message::TroubleTitle, Message::TroubleText)
}

fn notice(frame: Frame, status: StatusCode, tone: Tone, title: Message, text: Message) -> Response {
    respond::page(status, &NoticePage { frame, tone, title, text, way: None }, None)
}
