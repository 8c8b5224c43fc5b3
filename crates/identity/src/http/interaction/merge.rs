//! A guest brings their things along to an account whose address they have proven.
//!
//! Nothing is offered that was not shown before: the page asks the resource server what would move, and when
//! that cannot be told, it says so instead of guessing. The form names the account that was shown, so that
//! another one, proven in another tab, is never merged into by mistake; and what was shown, so that a person who
//! took part meanwhile agrees to what moves now. What is written after that moves, too, as a late write.

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
    content::MergePreview,
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
    let claim = match claim(&visit).await {
        Ok(Some(claim)) => claim,
        // The page before says what is possible.
        Ok(None) => return Redirect::to(&visit.places.finish).into_response(),
        Err(error) => return visit.trouble(&error, "looking up a claim"),
    };
    match preview(&visit, &claim).await {
        Ok(preview) => shown(visit, &claim, preview, Asked::First),
        Err(error) => unknown(visit, &error),
    }
}

/// `POST`: makes the guest part of the account, and sends the member home. Whoever was shown something else than
/// what would move now is shown that, and asked again.
pub(super) async fn submit(Sent { visit, form, .. }: Sent) -> Response {
    let claim = match claim(&visit).await {
        Ok(Some(claim)) if form.get("account") == Some(claim.member.to_string().as_str()) => claim,
        Ok(_) => return Redirect::to(&visit.places.finish).into_response(),
        Err(error) => return visit.trouble(&error, "looking up a claim"),
    };
    let Some(preferences) = rule(form.get("preferences")) else {
        return Redirect::to(&visit.places.merge).into_response();
    };
    let preview = match preview(&visit, &claim).await {
        Ok(preview) => preview,
        Err(error) => return unknown(visit, &error),
    };
    if form.get("preview") != Some(preview.mark().as_str()) {
        return shown(visit, &claim, preview, Asked::Again { preferences });
    }
    let (handle, letterhead) = (&visit.ticket.handle, visit.letterhead());
    let wished = interactions::Merge {
        member: claim.member,
        login: &claim.verification.login,
        rules: MergeRules { preferences },
        brought: preview.brought(),
    };
    match interactions::merge(&visit.state, handle, &visit.session, wished, letterhead).await {
        Ok(finished) => visit.arrive(finished, Message::ArrivedMerged),
        Err(MergeError::InteractionGone) => visit.gone(),
        Err(MergeError::NotProven) => Redirect::to(&visit.places.finish).into_response(),
        Err(MergeError::Store(error)) => visit.trouble(&error, "merging a guest into an account"),
    }
}

/// Asks the resource server what would move.
async fn preview(visit: &Visit, claim: &Claim) -> Result<MergePreview, CleanUpError> {
    let content = visit.state.clean_up.content()?;
    Ok(content.preview_merge(&claim.guest.subject(), &claim.member.subject()).await?)
}

/// How often the person has been asked.
enum Asked {
    First,
    /// What would move has changed since they agreed, with this choice.
    Again {
        preferences: PreferenceRule,
    },
}

/// The page with what would move.
fn shown(visit: Visit, claim: &Claim, preview: MergePreview, asked: Asked) -> Response {
    let form_action = visit.destination.form_action();
    let (to, account) = (claim.verification.login.to_display(), claim.member.to_string());
    let Visit { frame, places, .. } = visit;
    let (status, has_changed, chosen) = match asked {
        Asked::First => (StatusCode::OK, false, PreferenceRule::Newer),
        Asked::Again { preferences } => (StatusCode::CONFLICT, true, preferences),
    };
    let page = MergePage { frame, places, to, account, mark: preview.mark(), preview, has_changed, chosen };
    respond::page(status, &page, Some(&form_action))
}

/// The page for when nobody can say what would move: nothing does then.
fn unknown(visit: Visit, error: &CleanUpError) -> Response {
    tracing::warn!(error = error as &dyn std::error::Error, "what a merge would bring is not known");
    let (title, text) = (Message::MergeTitle, Message::MergeUnknown);
    let way = Some(Way::Again { address: visit.places.merge });
    let notice = NoticePage { frame: visit.frame, tone: Tone::Alarm, title, text, way };
    respond::page(StatusCode::SERVICE_UNAVAILABLE, &notice, None)
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
