//! The published web SDK of Authgear, unmodified, in a real browser, on an origin of its own, against
//! `houseguest-backend serve` (protocol.md, sections 11.2 and 14).

mod cookie_session;
mod site;
mod token_session;
mod world;
