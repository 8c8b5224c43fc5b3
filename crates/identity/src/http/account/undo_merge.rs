//! A member takes a guest out of their account again: the same as the link in the message does, for somebody who is
//! logged in.

use axum::{
    body::Bytes,
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use uuid::Uuid;

use super::{PATH, resident::Resident};
use crate::{
    http::interaction::page,
    interactions,
    model::{CannotUndo, UserMerge},
    pages::{Message, views::UndoMergePage},
    store::{FoundMerge, StoreError, UndoError},
};

pub(super) const ROUTE: &str = "/settings/merges/{merge}";

/// Where one merge can be undone.
pub(super) fn path(merge: Uuid) -> String {
    format!("{PATH}/merges/{merge}")
}

/// What its form's token is for: undoing this merge, and no other.
fn purpose(merge: Uuid) -> String {
    format!("undo-merge {merge}")
}

/// `GET`: says what the button does, and until when.
pub(super) async fn show(resident: Resident, Path(merge): Path<Uuid>) -> Response {
    let found = match find(&resident, merge).await {
        Ok(Some(found)) => found,
        Ok(None) => return unknown(resident),
        Err(error) => return resident.trouble(&error, "looking up a merge"),
    };
    if let Err(reason) = found.may_be_undone(resident.state.now()) {
        return refused(resident, reason);
    }
    let FoundMerge { merge, has_key, .. } = found;
    let form_token = resident.form_token(&purpose(merge.id));
    let (action, back) = (path(merge.id), Some(PATH));
    page(StatusCode::OK, &UndoMergePage { frame: resident.frame, merge, has_key, action, form_token, back }, None)
}

/// `POST`: takes the guest out of the account again.
pub(super) async fn submit(resident: Resident, Path(merge): Path<Uuid>, body: Bytes) -> Response {
    if !resident.made(&body, &purpose(merge)) {
        return resident.forgery(path(merge));
    }
    let merge = match find(&resident, merge).await {
        Ok(Some(found)) => found.merge,
        Ok(None) => return unknown(resident),
        Err(error) => return resident.trouble(&error, "looking up a merge"),
    };
    match interactions::undo_merge(&resident.state, merge.id, "user").await {
        Ok(_) => resident.notice(StatusCode::OK, Message::UndoDoneTitle, Message::UndoDoneText),
        Err(UndoError::Cannot(reason)) => refused(resident, reason),
        Err(UndoError::NoSuchMerge) => unknown(resident),
        Err(UndoError::Store(error)) => resident.trouble(&error, "undoing a merge"),
    }
}

/// Finds a merge into the account of whoever is here; somebody else's is as unknown as none.
async fn find(resident: &Resident, merge: Uuid) -> Result<Option<FoundMerge>, StoreError> {
    let Some(member) = resident.member() else { return Ok(None) };
    // A window more: what has become too late while the page was open is told so.
    let since = resident.state.now() - UserMerge::UNDO_WINDOW * 2;
    let found = resident.state.store.list_merges(member, since).await?;
    Ok(found.into_iter().find(|found| found.merge.id == merge))
}

fn refused(resident: Resident, reason: CannotUndo) -> Response {
    match reason {
        // A second click, or another tab: it is as it should be.
        CannotUndo::Undone => resident.notice(StatusCode::OK, Message::UndoDoneTitle, Message::UndoDoneText),
        CannotUndo::TooLate => resident.notice(StatusCode::GONE, Message::UndoTitle, Message::UndoTooLate),
        CannotUndo::GuestGone => resident.notice(StatusCode::GONE, Message::UndoTitle, Message::UndoGuestGone),
    }
}

fn unknown(resident: Resident) -> Response {
    if resident.member().is_none() {
        return Redirect::to(PATH).into_response();
    }
    resident.notice(StatusCode::NOT_FOUND, Message::LinkGoneTitle, Message::UndoUnknown)
}
