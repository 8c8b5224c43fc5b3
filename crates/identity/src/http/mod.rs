//! The identity server over HTTP: one file for each endpoint, one for each grant.

pub(crate) mod interaction;
