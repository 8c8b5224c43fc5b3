//! Who someone is to us.

use houseguest_protocol::{social::Standing, values::Subject};

/// Identifies a person: the configured id of an issuer, and what that issuer calls them.
///
/// Two issuers may use the same `sub` for different people; an issuer's address may change while its
/// id stays.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PersonKey {
    /// The issuer's configured id.
    pub issuer: String,
    /// The `sub`.
    pub sub: Subject,
}

/// Somebody whose token was believed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// Who.
    pub key: PersonKey,
    /// What the token says they are.
    pub standing: Standing,
    /// Who has lately become part of them, as the token says it.
    pub aliases: Vec<Subject>,
}
