//! Keeping the account: the way to the sign-up page, the way home, and what to make of it.

mod arrival;
mod by_hand;
mod finish;
mod start;

use std::{iter, time::Duration};

use houseguest_protocol::{
    identity::CodeVerifier,
    values::{Subject, Timestamp},
};
use subtle::ConstantTimeEq;

pub use start::{ColorScheme, StartPromotion};

use crate::{ClientError, flow::Flow, ports::PendingByHand};

/// How long an arrival is waited for: an issuer's authorize session lasts no longer (protocol.md, section 4.3).
const WAIT: Duration = Duration::from_secs(25 * 60);

/// What the client is waiting for, read from memory.
struct Pending {
    /// The guest to be promoted; none for a log-in.
    guest: Option<Subject>,
    /// None where the browser's cookie comes home instead of a code.
    code_verifier: Option<CodeVerifier>,
    redirect_uri: String,
}

/// One way home: whose promotion it is of, its state, verifier and redirect URI.
type Way<'p> = (Option<&'p Subject>, &'p String, Option<&'p CodeVerifier>, &'p String);

fn by_hand_of<'p>(guest: Option<&'p Subject>, way: &'p PendingByHand) -> Way<'p> {
    (guest, &way.state, Some(&way.code_verifier), &way.redirect_uri)
}

impl Flow<'_> {
    /// What was started under this `state`; compared in constant time, so that nobody can feel their way to it.
    fn pending_under(&self, state: &str) -> Option<Pending> {
        let is_ours = |ours: &str| bool::from(ours.as_bytes().ct_eq(state.as_bytes()));
        let promotion = self.remembered.pending_promotion.iter().flat_map(|pending| {
            let guest = Some(&pending.guest);
            let own = (guest, &pending.state, pending.code_verifier.as_ref(), &pending.redirect_uri);
            iter::once(own).chain(pending.by_hand.as_ref().map(|way| by_hand_of(guest, way)))
        });
        let log_in = self.remembered.pending_log_in.iter().flat_map(|pending| {
            let own = (None, &pending.state, pending.code_verifier.as_ref(), &pending.redirect_uri);
            iter::once(own).chain(pending.by_hand.as_ref().map(|way| by_hand_of(None, way)))
        });
        let (guest, _, code_verifier, redirect_uri) = promotion.chain(log_in).find(|(_, ours, ..)| is_ours(ours))?;
        Some(Pending {
            guest: guest.cloned(),
            code_verifier: code_verifier.cloned(),
            redirect_uri: redirect_uri.clone(),
        })
    }

    /// Stops waiting. A late arrival is then nobody's.
    pub(crate) async fn cancel_promotion(&mut self) -> Result<(), ClientError> {
        if self.remembered.pending_promotion.is_some() || self.remembered.pending_log_in.is_some() {
            self.remembered.pending_promotion = None;
            self.remembered.pending_log_in = None;
            self.save().await?;
        }
        Ok(())
    }

    /// Stops waiting for what can no longer arrive.
    pub(crate) async fn drop_stale_pending(&mut self) -> Result<(), ClientError> {
        let now = self.core.now();
        let is_stale = |started: Timestamp| now.since(started) > WAIT;
        let promotion = self.remembered.pending_promotion.take_if(|pending| is_stale(pending.started_at));
        let log_in = self.remembered.pending_log_in.take_if(|pending| is_stale(pending.started_at));
        if promotion.is_some() || log_in.is_some() { self.save().await } else { Ok(()) }
    }
}
