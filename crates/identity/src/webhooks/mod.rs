//! Telling other servers what happened to users: signed requests (protocol.md, section 9.3).
//!
//! Here is how one delivery is made. Which are due, and what happens to those that fail, is the outbox's.

mod envelope;
mod reach;
mod schedule;
mod sender;

pub(crate) use envelope::envelope;
pub(crate) use reach::Reach;
pub(crate) use schedule::pause_after;
pub(crate) use sender::{Delivery, SendError, WebhookSender};
