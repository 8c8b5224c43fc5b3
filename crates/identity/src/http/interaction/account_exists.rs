//! The proven address has an account already.
//!
//! Nobody is told before they have shown that they read the address's messages. Whoever did so with the code,
//! or with the link in the browser where they began, may go to that account. A link opened elsewhere shows
//! only that its reader agreed to something begun by somebody: that is enough for a new account with the
//! address, and not for one that exists, which then takes its password.

use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};

use super::{
    merge, respond,
    visit::{Sent, Visit},
};
use crate::{
    interactions,
    model::{ProvenBy, Purpose, Verification},
    pages::{Message, views::AccountExistsPage},
    settings::ConflictPolicy,
};

/// Tells somebody who has proven `verification` that its address has an account, and what they may do. The one
/// place where such a person is led on.
pub(super) async fn account_exists(visit: Visit, verification: &Verification) -> Response {
    let (is_guest, may_go, may_merge) = (visit.is_guest(), may_go(&visit), merge::may_merge(&visit, verification));
    let (to, form_action) = (verification.login.to_display(), visit.destination.form_action());
    let page = AccountExistsPage { frame: visit.frame, places: visit.places, is_guest, may_go, may_merge, to };
    respond::page(StatusCode::OK, &page, Some(&form_action))
}

/// A stranger always; a guest where the operator lets them leave for another account.
fn may_go(visit: &Visit) -> bool {
    !visit.is_guest() || visit.state.settings().anonymous.on_conflict != ConflictPolicy::Error
}

/// `GET` of an address that only takes a form: to where the page is made.
pub(super) async fn show(visit: Visit) -> Response {
    Redirect::to(&visit.places.finish).into_response()
}

/// `POST`: goes to that account. The guest, if there was one, stays a guest.
pub(super) async fn submit(Sent { visit, .. }: Sent) -> Response {
    let verification = match visit.verification().await {
        Ok(Some(verification)) => verification,
        Ok(None) => return Redirect::to(visit.start()).into_response(),
        Err(error) => return visit.trouble(&error, "looking up a verification"),
    };
    let is_sign_up = matches!(verification.purpose, Purpose::SignUp { .. });
    if !is_sign_up || verification.proven.is_none() || !may_go(&visit) {
        return Redirect::to(&visit.places.finish).into_response();
    }
    if !verification.shows_who_began() {
        return Redirect::to(&visit.places.log_in).into_response();
    }
    match visit.state.store.find_verified_login(&verification.login).await {
        Ok(Some(owner)) => {
            let made =
                interactions::sign_in(&visit.state, &visit.ticket.handle, &visit.session, owner, ProvenBy::Code).await;
            visit.conclude(made, Message::ArrivedIn).unwrap_or_else(|visit| visit.gone())
        }
        // Whoever made that account never showed that the address is theirs: its password decides.
        Ok(None) => Redirect::to(&visit.places.log_in).into_response(),
        Err(error) => visit.trouble(&error, "looking up a login"),
    }
}
