//! A guest brings their things along to an account whose address they have proven.
//!
//! Nothing is offered that was not shown before: the page asks the resource server what would move, and when
//! that cannot be told, it says so instead of guessing. The form names the account that was shown, so that
//! another one, proven in another tab, is never merged into by mistake.

use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use houseguest_protocol::identity::{MergeRules, PreferenceRule};

use super::{
    respond,
    visit::{Sent, Visit},
};
use crate::{
    clean_up::CleanUpError,
    interactions,
    model::{UserId, Verification},
    pages::{
        Message,
        views::{MergePage, NoticePage, Tone, Way},
    },
    settings::ConflictPolicy,
    store::{MergeError, StoreError},
};

/// Whether somebody at the page may bring their things along: a guest, who showed that the account's messages
/// reach them, where the operator allows it.
pub(super) fn may_merge(visit: &Visit, verification: &Verification) -> bool {
    let policy = visit.state.settings().anonymous.on_conflict;
    visit.is_guest() && policy == ConflictPolicy::Merge && verification.shows_who_began()
}

/// Who would become part of whose account.
struct Claim {
    guest: UserId,
    member: UserId,
    verification: Verification,
}

/// Finds out what was proven here; `None` when there is nothing to merge.
async fn claim(visit: &Visit) -> Result<Option<Claim>, StoreError> {
    let Some(verification) = visit.verification().await? else { return Ok(None) };
    if !may_merge(visit, &verification) {
        return Ok(None);
    }
    let found = visit.state.store.find_claim(visit.ticket.handle.hash(), visit.state.now()).await?;
    Ok(found.map(|(guest, member)| Claim { guest, member, verification }))
}

/// `GET`: shows what would move.
pub(super) async fn show(visit: Visit) -> Response {
    let Claim { guest, member, verification } = match claim(&visit).await {
        Ok(Some(claim)) => claim,
        // The page before says what is possible.
        Ok(None) => return Redirect::to(&visit.places.finish).into_response(),
        Err(error) => return visit.trouble(&error, "looking up a claim"),
    };
    let preview = async {
        let content = visit.state.clean_up.content()?;
        Ok::<_, CleanUpError>(content.preview_merge(&guest.subject(), &member.subject()).await?)
    };
    match preview.await {
        Ok(preview) => {
            let form_action = visit.destination.form_action();
            let to = verification.login.to_display();
            let Visit { frame, places, .. } = visit;
            let page = MergePage { frame, places, to, account: member.to_string(), preview };
            respond::page(StatusCode::OK, &page, Some(&form_action))
        }
        Err(error) => {
            tracing::warn!(error = &error as &dyn std::error::Error, "what a merge would bring is not known");
            let (title, text) = (Message::MergeTitle, Message::MergeUnknown);
            let way = Some(Way::Again { address: visit.places.merge });
            let notice = NoticePage { frame: visit.frame, tone: Tone::Alarm, title, text, way };
            respond::page(StatusCode::SERVICE_UNAVAILABLE, &notice, None)
        }
    }
}

/// `POST`: makes the guest part of the account, and sends the member home.
pub(super) async fn submit(Sent { visit, form, .. }: Sent) -> Response {
    let claim = match claim(&visit).await {
        Ok(Some(claim)) if form.get("account") == Some(claim.member.to_string().as_str()) => claim,
        Ok(_) => return Redirect::to(&visit.places.finish).into_response(),
        Err(error) => return visit.trouble(&error, "looking up a claim"),
    };
    let Some(preferences) = rule(form.get("preferences")) else {
        return Redirect::to(&visit.places.merge).into_response();
    };
    let (handle, letterhead) = (&visit.ticket.handle, visit.letterhead());
    let wished = interactions::Merge {
        member: claim.member,
        login: &claim.verification.login,
        rules: MergeRules { preferences },
    };
    match interactions::merge(&visit.state, handle, &visit.session, wished, letterhead).await {
        Ok(finished) => visit.arrive(finished, Message::ArrivedMerged),
        Err(MergeError::InteractionGone) => visit.gone(),
        Err(MergeError::NotProven) => Redirect::to(&visit.places.finish).into_response(),
        Err(MergeError::Store(error)) => visit.trouble(&error, "merging a guest into an account"),
    }
}

/// The choice; without one, where nothing differs, whatever is newer.
fn rule(chosen: Option<&str>) -> Option<PreferenceRule> {
    match chosen {
        None | Some("newer") => Some(PreferenceRule::Newer),
        Some("keep_account") => Some(PreferenceRule::KeepAccount),
        Some("take_guest") => Some(PreferenceRule::TakeGuest),
        Some(_) => None,
    }
}
