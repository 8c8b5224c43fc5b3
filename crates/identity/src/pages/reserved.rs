//! Usernames nobody gets, since they seem to speak for the house.

use crate::model::{LoginId, LoginKind};

/// Sorted, in small letters.
const RESERVED: &[&str] = &[
    "abuse",
    "account",
    "admin",
    "administrator",
    "all",
    "anonymous",
    "anyone",
    "api",
    "everyone",
    "guest",
    "guests",
    "help",
    "hostmaster",
    "houseguest",
    "info",
    "login",
    "mail",
    "member",
    "members",
    "moderator",
    "no-reply",
    "nobody",
    "noreply",
    "null",
    "operator",
    "owner",
    "postmaster",
    "root",
    "security",
    "settings",
    "signup",
    "staff",
    "support",
    "system",
    "team",
    "undefined",
    "user",
    "users",
    "webmaster",
    "www",
    "you",
];

/// Whether nobody may have the login. Asked when an account is made, not at log-in: the list may grow.
pub(crate) fn is_reserved(login: &LoginId) -> bool {
    login.kind() == LoginKind::Username && RESERVED.binary_search(&login.unique_key().as_str()).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_speaks_for_the_house() {
        assert!(RESERVED.is_sorted());
        let reserved = |text| is_reserved(&LoginId::parse(text).expect("a login"));
        assert!(reserved("Admin") && reserved("no-reply") && reserved("you"));
        assert!(!reserved("admin@example.org") && !reserved("ines"));
    }
}
