//! Which passphrases are good enough for a file that may be copied and guessed at for years.

use houseguest_protocol::window::PassphraseStrength;
use secrecy::{ExposeSecret, SecretString};

/// At least this of 4: "safely unguessable, with moderate protection from an offline attack" is 3, and the stretching comes on top.
const ENOUGH: u8 = 3;

/// Longer passphrases are good enough; estimating them would take as long as somebody likes.
const MOST_CHARACTERS: usize = 100;

/// Estimates a passphrase.
#[must_use]
pub fn judge(passphrase: &SecretString) -> PassphraseStrength {
    let beginning: zeroize::Zeroizing<String> =
        zeroize::Zeroizing::new(passphrase.expose_secret().chars().take(MOST_CHARACTERS).collect());
    let score = u8::from(zxcvbn::zxcvbn(&beginning, &["houseguest"]).score());
    PassphraseStrength { score, is_enough: score >= ENOUGH }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_are_not_enough_and_several_uncommon_ones_are() {
        for weak in ["", "password1", "houseguest2026", "qwertyuiop"] {
            assert!(!judge(&weak.into()).is_enough, "{weak}");
        }
        assert_eq!(
            judge(&"seven quiet lanterns on the porch".into()),
            PassphraseStrength { score: 4, is_enough: true }
        );
        assert!(judge(&"x".repeat(1_000_000).into()).score <= 4, "and a very long one is judged quickly");
    }
}
