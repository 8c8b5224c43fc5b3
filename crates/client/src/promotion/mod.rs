//! Keeping the account: the way to the sign-up page, the way home, and what to make of it.

mod arrival;
mod finish;
mod start;

use std::time::Duration;

use houseguest_protocol::{
    identity::CodeVerifier,
    values::{Subject, Timestamp},
};
use subtle::ConstantTimeEq;

pub use start::{ColorScheme, StartPromotion};

use crate::{ClientError, flow::Flow};

/// How long an arrival is waited for: an issuer's authorize session lasts no longer (protocol.md, section 4.3).
const WAIT: Duration = Duration::from_secs(25 * 60);

/// What the client is waiting for, read from memory.
struct Pending {
    /// The guest to be promoted; none for a log-in.
    guest: Option<Subject>,
    code_verifier: CodeVerifier,
    redirect_uri: String,
}

impl Flow<'_> {
    /// What was started under this `state`; compared in constant time, so that nobody can feel their way to it.
    fn pending_under(&self, state: &str) -> Option<Pending> {
        let is_ours = |ours: &str| bool::from(ours.as_bytes().ct_eq(state.as_bytes()));
        let promotion = self.remembered.pending_promotion.as_ref().filter(|pending| is_ours(&pending.state));
        let log_in = self.remembered.pending_log_in.as_ref().filter(|pending| is_ours(&pending.state));
        match (promotion, log_in) {
            (Some(pending), _) => Some(Pending {
                guest: Some(pending.guest.clone()),
                code_verifier: pending.code_verifier.clone(),
                redirect_uri: pending.redirect_uri.clone(),
            }),
            (None, Some(pending)) => Some(Pending {
                guest: None,
                code_verifier: pending.code_verifier.clone(),
                redirect_uri: pending.redirect_uri.clone(),
            }),
            (None, None) => None,
        }
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
