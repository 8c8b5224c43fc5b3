//! The page itself.

use axum::{http::StatusCode, response::Response};

use super::{resident::Resident, undo_merge};
use crate::{
    http::{caller::LiveSession, interaction::page},
    model::UserMerge,
    pages::views::{AccountPage, MergeLine},
    store::{FoundMerge, StoreError},
};

/// `GET`.
pub(super) async fn show(resident: Resident) -> Response {
    let merges = match merges(&resident).await {
        Ok(merges) => merges,
        Err(error) => return resident.trouble(&error, "listing the merges of a member"),
    };
    let Resident { frame, session, .. } = resident;
    let logins = session.user().logins.iter().map(|login| login.login.to_display()).collect();
    let is_guest = session.user().is_anonymous();
    // An app's session that is linked to this browser's ends with it, so nothing of the kind is promised there.
    let is_from_app = matches!(&session, LiveSession::App(found) if found.session.sso.is_none());
    page(StatusCode::OK, &AccountPage { frame, logins, is_guest, is_from_app, merges }, None)
}

/// Who became part of the account in the days in which that can be undone.
async fn merges(resident: &Resident) -> Result<Vec<MergeLine>, StoreError> {
    let Some(member) = resident.member() else { return Ok(Vec::new()) };
    let now = resident.state.now();
    let found = resident.state.store.list_merges(member, now - UserMerge::UNDO_WINDOW).await?;
    let line = |found: FoundMerge| {
        let undo = found.may_be_undone(now).is_ok().then(|| undo_merge::path(found.merge.id));
        MergeLine { merge: found.merge, undo }
    };
    Ok(found.into_iter().map(line).collect())
}
