//! Verification: somebody shows that they read what is sent to an e-mail address or telephone number.
//!
//! One message carries two ways: a code of six digits, typed where the person began, and a link, opened in
//! any browser. Of both only hashes are kept. Nothing here tells whether the address is somebody's already:
//! that is looked up when it is proven, and not before.

use std::{fmt, time::Duration};

use hmac::{Hmac, Mac};
use houseguest_protocol::values::Timestamp;
use sha2::Sha256;
use zeroize::Zeroizing;

use super::{LoginId, PasswordHash, SecretText, TokenHash, UserId, sealing};

/// A code as its bearer types it: six digits. Never printed, wiped after use.
#[derive(Clone)]
pub struct TypedCode(Zeroizing<String>);

impl TypedCode {
    /// How many digits a code has.
    pub const DIGITS: usize = 6;

    /// Draws a fresh code; each is as likely as every other.
    #[must_use]
    pub fn random() -> Self {
        const CODES: u32 = 1_000_000;
        // The largest multiple of a million that fits, so that no code is favoured.
        const FAIR: u32 = u32::MAX - u32::MAX % CODES;
        loop {
            let mut bytes = [0; 4];
            getrandom::fill(&mut bytes).expect("the operating system provides randomness");
            let drawn = u32::from_be_bytes(bytes);
            if drawn < FAIR {
                return Self(Zeroizing::new(format!("{:06}", drawn % CODES)));
            }
        }
    }

    /// Reads a code as people type and paste them, with spaces or a hyphen; `None` when it cannot be one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut digits = Zeroizing::new(String::with_capacity(Self::DIGITS));
        for letter in text.chars().filter(|letter| !letter.is_whitespace() && !"-‐‑–.".contains(*letter)) {
            let is_digit = letter.is_ascii_digit() && digits.len() < Self::DIGITS;
            digits.push(is_digit.then_some(letter)?);
        }
        (digits.len() == Self::DIGITS).then_some(Self(digits))
    }

    /// The digits, for the message.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for TypedCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("TypedCode([redacted])")
    }
}

/// Hashes typed codes. A million of them would be tried in no time against a plain hash, so this one is
/// keyed, and the key is not in the row beside it.
#[derive(Clone)]
pub struct CodeKey(Hmac<Sha256>);

impl CodeKey {
    /// A key of 32 random bytes.
    #[must_use]
    pub fn new(bytes: &[u8; 32]) -> Self {
        Self(Hmac::new_from_slice(bytes).expect("HMAC takes a key of any length"))
    }

    /// What is kept of a code: good for one interaction only.
    #[must_use]
    pub fn hash(&self, interaction: TokenHash, code: &TypedCode) -> TokenHash {
        let mut mac = self.0.clone();
        mac.update(interaction.as_bytes());
        mac.update(code.expose().as_bytes());
        TokenHash::from_bytes(mac.finalize().into_bytes().into())
    }
}

impl fmt::Debug for CodeKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("CodeKey([redacted])")
    }
}

/// The handle of an interaction, readable only with the link that was sent: whoever opens the link in the
/// browser that began can go on there, although the database knows the handle's hash alone.
#[derive(Clone, PartialEq, Eq)]
pub struct SealedHandle(Vec<u8>);

impl SealedHandle {
    /// Seals a handle under a link.
    #[must_use]
    pub fn seal(handle: &SecretText, link: &SecretText) -> Self {
        Self(sealing::seal(&key(link), handle.expose().as_bytes()))
    }

    /// Opens it; `None` under another link.
    #[must_use]
    pub fn open(&self, link: &SecretText) -> Option<SecretText> {
        let opened = sealing::open(&key(link), &self.0)?;
        SecretText::parse(std::str::from_utf8(&opened).ok()?)
    }

    /// As the database keeps it.
    #[must_use]
    pub const fn from_bytes(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// For the database.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for SealedHandle {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("SealedHandle(…)")
    }
}

fn key(link: &SecretText) -> Zeroizing<[u8; 32]> {
    let mut mac = Hmac::<Sha256>::new_from_slice(link.expose().as_bytes()).expect("HMAC takes a key of any length");
    mac.update(b"interaction handle");
    Zeroizing::new(mac.finalize().into_bytes().into())
}

/// What a verification is for.
#[derive(Clone, Debug)]
pub enum Purpose {
    /// To add the login to the account that is being made.
    SignUp {
        /// The password chosen with it.
        password: PasswordHash,
    },
    /// To choose a new password.
    Recovery {
        /// Whose verified login it is; `None` when it is nobody's, which nobody may notice.
        user: Option<UserId>,
    },
}

/// How somebody proved that they read the messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProvenHow {
    /// The code was typed where they began.
    Code,
    /// The link was opened in the browser where they began.
    LinkHere,
    /// The link was opened elsewhere. Whoever reads the messages agreed; that they are the one who began is
    /// not shown, so this lets nobody into an account that exists.
    LinkElsewhere,
}

impl ProvenHow {
    /// The number in the database.
    #[must_use]
    pub const fn number(self) -> i64 {
        match self {
            Self::Code => 0,
            Self::LinkHere => 1,
            Self::LinkElsewhere => 2,
        }
    }

    /// Reads the number.
    #[must_use]
    pub fn from_number(number: i64) -> Option<Self> {
        [Self::Code, Self::LinkHere, Self::LinkElsewhere].into_iter().find(|how| how.number() == number)
    }

    /// Whether the person at the page is the one who reads the messages.
    #[must_use]
    pub const fn shows_who_began(self) -> bool {
        matches!(self, Self::Code | Self::LinkHere)
    }
}

/// That a login is proven.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proven {
    /// When.
    pub at: Timestamp,
    /// How.
    pub how: ProvenHow,
}

/// A verification under way. An interaction has one at most.
#[derive(Clone, Debug)]
pub struct Verification {
    /// What for.
    pub purpose: Purpose,
    /// The e-mail address or telephone number.
    pub login: LoginId,
    /// The code's hash ([`CodeKey::hash`]).
    pub code: TokenHash,
    /// The link's hash.
    pub link: TokenHash,
    /// The interaction's handle, for whoever holds the link.
    pub handle: SealedHandle,
    /// What tells the browser that began.
    pub browser: TokenHash,
    /// How many wrong codes were typed since the last message.
    pub wrong_codes: u32,
    /// How many messages were sent in this interaction.
    pub messages: u32,
    /// When the last one was sent.
    pub sent_at: Timestamp,
    /// When code and link end.
    pub expires_at: Timestamp,
    /// Whether it is proven.
    pub proven: Option<Proven>,
}

/// What a typed code comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeStep {
    /// It is the one.
    Right,
    /// It is not; so many tries are left.
    Wrong {
        /// At least one.
        left: u32,
    },
    /// It is not, and no try is left; or none was left before. Another message helps.
    Spent,
    /// The code has ended. Another message helps.
    Expired,
}

/// Whether another message may be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resend {
    /// Now.
    Now,
    /// In so many seconds.
    After {
        /// At least one.
        seconds: u64,
    },
    /// Not in this interaction.
    Never,
}

impl Verification {
    /// How long code and link live.
    pub const LIFETIME: Duration = Duration::from_secs(15 * 60);

    /// How many wrong codes end a code: five guesses among a million.
    pub const MOST_WRONG_CODES: u32 = 5;

    /// How many messages one interaction sends.
    pub const MOST_MESSAGES: u32 = 5;

    /// How many messages one address gets within a day, whoever asks for them, and whatever a process forgets:
    /// with [`Self::MOST_WRONG_CODES`], what bounds guessing at one address.
    pub const MOST_A_DAY: u32 = 24;

    /// Weighs a typed code; `presented` is its hash, or `None` for what cannot be a code. Hashes are
    /// compared in constant time.
    #[must_use]
    pub fn weigh(&self, presented: Option<TokenHash>, now: Timestamp) -> CodeStep {
        if self.expires_at <= now {
            return CodeStep::Expired;
        }
        let left = Self::MOST_WRONG_CODES.saturating_sub(self.wrong_codes);
        match (left, presented) {
            (0, _) => CodeStep::Spent,
            (_, Some(presented)) if presented == self.code => CodeStep::Right,
            (1, _) => CodeStep::Spent,
            (left, _) => CodeStep::Wrong { left: left - 1 },
        }
    }

    /// Whether another message may be sent: each wait is twice the one before, from 30 seconds on.
    #[must_use]
    pub fn resend(&self, now: Timestamp) -> Resend {
        if self.messages >= Self::MOST_MESSAGES {
            return Resend::Never;
        }
        let wait = 30u64 << self.messages.saturating_sub(1).min(8);
        let passed = u64::try_from(now.unix_seconds() - self.sent_at.unix_seconds()).unwrap_or(0);
        match wait.saturating_sub(passed) {
            0 => Resend::Now,
            seconds => Resend::After { seconds },
        }
    }

    /// Whether the messages have been shown to be read, and by the person at the page.
    #[must_use]
    pub fn shows_who_began(&self) -> bool {
        self.proven.is_some_and(|proven| proven.how.shows_who_began())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_unix_seconds(1_795_341_600);

    fn verification(key: &CodeKey, code: &TypedCode) -> Verification {
        let (handle, link) = (SecretText::random(), SecretText::random());
        Verification {
            purpose: Purpose::Recovery { user: None },
            login: LoginId::parse("ines@example.com").expect("an address"),
            code: key.hash(handle.hash(), code),
            link: link.hash(),
            handle: SealedHandle::seal(&handle, &link),
            browser: SecretText::random().hash(),
            wrong_codes: 0,
            messages: 1,
            sent_at: NOW,
            expires_at: NOW + Verification::LIFETIME,
            proven: None,
        }
    }

    #[test]
    fn codes_are_read_as_people_type_them() {
        let read = |text| TypedCode::parse(text).map(|code| code.expose().to_owned());
        for text in ["123456", " 123 456 ", "123-456", "1 2 3 4 5 6\u{a0}"] {
            assert_eq!(read(text).as_deref(), Some("123456"), "{text:?}");
        }
        for text in ["", "12345", "1234567", "12345a", "١٢٣٤٥٦", "123456 or so"] {
            assert_eq!(read(text), None, "{text:?}");
        }
    }

    #[test]
    fn drawn_codes_have_six_digits_and_do_not_print() {
        for _ in 0..200 {
            let code = TypedCode::random();
            assert!(TypedCode::parse(code.expose()).is_some());
            assert!(!format!("{code:?}").contains(code.expose()));
        }
    }

    #[test]
    fn a_code_is_good_for_one_interaction_under_one_key() {
        let (key, code) = (CodeKey::new(&[1; 32]), TypedCode::parse("000042").expect("a code"));
        let (one, other) = (SecretText::random().hash(), SecretText::random().hash());
        assert_eq!(key.hash(one, &code), key.hash(one, &code));
        assert_ne!(key.hash(one, &code), key.hash(other, &code));
        assert_ne!(key.hash(one, &code), CodeKey::new(&[2; 32]).hash(one, &code));
    }

    #[test]
    fn five_wrong_codes_end_a_code_even_for_the_right_one() {
        let (key, code) = (CodeKey::new(&[1; 32]), TypedCode::random());
        let mut verification = verification(&key, &code);
        let (right, wrong) = (Some(verification.code), Some(SecretText::random().hash()));
        for left in [4, 3, 2, 1] {
            assert_eq!(verification.weigh(wrong, NOW), CodeStep::Wrong { left });
            assert_eq!(verification.weigh(None, NOW), CodeStep::Wrong { left });
            assert_eq!(verification.weigh(right, NOW), CodeStep::Right);
            verification.wrong_codes += 1;
        }
        assert_eq!(verification.weigh(right, NOW), CodeStep::Right, "the last try counts");
        assert_eq!(verification.weigh(wrong, NOW), CodeStep::Spent);
        verification.wrong_codes += 1;
        assert_eq!(verification.weigh(right, NOW), CodeStep::Spent);
    }

    #[test]
    fn a_code_lives_for_fifteen_minutes() {
        let (key, code) = (CodeKey::new(&[1; 32]), TypedCode::random());
        let verification = verification(&key, &code);
        let at = |seconds| NOW + Duration::from_secs(seconds);
        assert_eq!(verification.weigh(Some(verification.code), at(899)), CodeStep::Right);
        assert_eq!(verification.weigh(Some(verification.code), at(900)), CodeStep::Expired);
    }

    #[test]
    fn messages_come_slower_and_slower_and_then_not_at_all() {
        let (key, code) = (CodeKey::new(&[1; 32]), TypedCode::random());
        let mut verification = verification(&key, &code);
        let at = |seconds| NOW + Duration::from_secs(seconds);
        assert_eq!(verification.resend(NOW), Resend::After { seconds: 30 });
        assert_eq!(verification.resend(at(29)), Resend::After { seconds: 1 });
        assert_eq!(verification.resend(at(30)), Resend::Now);
        assert_eq!(
            verification.resend(NOW - Duration::from_secs(9)),
            Resend::After { seconds: 30 },
            "a clock set back"
        );
        verification.messages = 3;
        assert_eq!(verification.resend(NOW), Resend::After { seconds: 120 });
        verification.messages = Verification::MOST_MESSAGES;
        assert_eq!(verification.resend(at(9_999)), Resend::Never);
    }

    #[test]
    fn a_sealed_handle_opens_with_its_link_only() {
        let (handle, link) = (SecretText::random(), SecretText::random());
        let sealed = SealedHandle::seal(&handle, &link);
        assert_eq!(SealedHandle::from_bytes(sealed.as_bytes().to_vec()).open(&link), Some(handle.clone()));
        assert_eq!(sealed.open(&SecretText::random()), None);
        assert!(!sealed.as_bytes().windows(8).any(|part| handle.expose().as_bytes().starts_with(part)));
        assert_eq!(SealedHandle::from_bytes(vec![1, 2, 3]).open(&link), None);
    }

    #[test]
    fn how_something_was_proven_reads_back() {
        for how in [ProvenHow::Code, ProvenHow::LinkHere, ProvenHow::LinkElsewhere] {
            assert_eq!(ProvenHow::from_number(how.number()), Some(how));
        }
        assert_eq!(ProvenHow::from_number(3), None);
        assert!(!ProvenHow::LinkElsewhere.shows_who_began());
    }
}
