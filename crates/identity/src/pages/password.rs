//! The rules for a new password.

use secrecy::{ExposeSecret, SecretString};

use super::{Message, Strength};

/// A password that may be set for an account. Made only by [`NewPassword::check`]; never printed.
#[derive(Debug)]
pub(crate) struct NewPassword {
    password: SecretString,
    strength: Strength,
}

/// Why a password may not be set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PasswordProblem {
    /// Nothing was entered.
    Missing,
    /// Fewer than [`NewPassword::LEAST_CHARACTERS`].
    TooShort,
    /// More than [`NewPassword::MOST_CHARACTERS`].
    TooLong,
    /// Long enough, and too easy to guess.
    TooWeak(Strength),
}

impl NewPassword {
    /// The least number of characters (NIST SP 800-63B, section 3.1.1.2, asks for 8 beside a second line of defence).
    pub(crate) const LEAST_CHARACTERS: usize = 8;

    /// The most characters: enough for any passphrase, and a bound on the work one request can ask for.
    pub(crate) const MOST_CHARACTERS: usize = 256;

    /// Applies the rules. Nothing is trimmed or folded: a space is a character like any other.
    ///
    /// `related` are words that make a password easy to guess for this person: login and name of the place.
    /// Takes milliseconds, so it belongs off the async threads.
    ///
    /// # Errors
    /// The first rule that is broken.
    pub(crate) fn check(password: SecretString, related: &[&str]) -> Result<Self, PasswordProblem> {
        match password.expose_secret().chars().count() {
            0 => return Err(PasswordProblem::Missing),
            count if count < Self::LEAST_CHARACTERS => return Err(PasswordProblem::TooShort),
            count if count > Self::MOST_CHARACTERS => return Err(PasswordProblem::TooLong),
            _ => {}
        }
        let strength = Strength::of(password.expose_secret(), related);
        if strength.suffices() { Ok(Self { password, strength }) } else { Err(PasswordProblem::TooWeak(strength)) }
    }

    /// The password, to be hashed.
    pub(crate) fn expose(&self) -> &str {
        self.password.expose_secret()
    }

    /// How hard it is to guess.
    pub(crate) fn strength(&self) -> &Strength {
        &self.strength
    }
}

impl PasswordProblem {
    /// What the person is told.
    pub(crate) const fn message(&self) -> Message {
        match self {
            Self::Missing => Message::ErrorPasswordMissing,
            Self::TooShort => Message::ErrorPasswordShort,
            Self::TooLong => Message::ErrorPasswordLong,
            Self::TooWeak(_) => Message::ErrorPasswordWeak,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(password: &str) -> Option<PasswordProblem> {
        NewPassword::check(SecretString::from(password), &["houseguest"]).err()
    }

    #[test]
    fn the_edges_of_the_rules() {
        assert_eq!(problem(""), Some(PasswordProblem::Missing));
        assert_eq!(problem("xK9#mQ2"), Some(PasswordProblem::TooShort));
        assert_eq!(problem("xK9#mQ2v"), None);
        assert_eq!(problem("žluťoučký kůň"), None, "letters of any language count");
        let phrase = "lantern otter gravel ".repeat(20);
        assert_eq!(problem(&phrase[..256]), None);
        assert_eq!(problem(&phrase[..257]), Some(PasswordProblem::TooLong));
        assert!(matches!(problem("houseguest"), Some(PasswordProblem::TooWeak(_))));
    }

    #[test]
    fn passwords_do_not_print() {
        let password = NewPassword::check(SecretString::from("lantern otter gravel"), &[]).expect("strong");
        assert!(!format!("{password:?}").contains("otter"));
    }
}
