//! The way home by hand (beyond the protocol; docs/decisions/0006-way-home.md): where the browser is on another machine,
//! or cannot reach the app, people carry an address there and a code back.

pub(super) mod open;
pub(super) mod redeem;
