//! What members sign in with.

use std::str::FromStr;

use email_address::{EmailAddress, Options};
use phonenumber::{Mode, PhoneNumber, country};

/// The kinds of login ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LoginKind {
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// A name of one's own choosing.
    Username,
}

impl LoginKind {
    /// The name on the wire and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Username => "username",
        }
    }

    /// Reads the name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Email, Self::Phone, Self::Username].into_iter().find(|kind| kind.as_str() == name)
    }

    /// Whether a message can be sent there, and with it a proof that somebody reads it.
    #[must_use]
    pub const fn can_be_verified(self) -> bool {
        matches!(self, Self::Email | Self::Phone)
    }
}

/// A country, for telephone numbers written as at home: without the country's code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region(country::Id);

impl Region {
    /// Reads a code of two letters (ISO 3166-1), such as `CH`; `None` for one without a numbering plan.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        let is_code = code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_alphabetic());
        let id = country::Id::from_str(&code.to_ascii_uppercase()).ok()?;
        is_code.then_some(Self(id))
    }

    /// The region that languages hint at, best first: `de-CH` is spoken in Switzerland.
    #[must_use]
    pub fn of_languages(languages: &str) -> Option<Self> {
        let tags = languages.split([',', ' ']).filter_map(|item| item.split(';').next());
        tags.take(32).find_map(|tag| tag.trim().split('-').skip(1).find_map(Self::parse))
    }
}

/// A login id: an e-mail address, a telephone number or a username, as written, and as compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoginId {
    kind: LoginKind,
    text: String,
}

/// Why a text cannot be a login id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidLoginId {
    /// Nothing was written.
    #[error("a login id is needed")]
    Empty,
    /// It has an `@` but is no e-mail address, or one of more than 254 characters.
    #[error("this is not an e-mail address")]
    Email,
    /// It has digits only, and no country has such a telephone number.
    #[error("this is not a telephone number")]
    Phone,
    /// It may be a telephone number, of a country nobody knows.
    #[error("a telephone number begins with + and the country's code")]
    PhoneWithoutCountry,
    /// It has a character a username cannot have, or is shorter than 3 or longer than 40 characters.
    #[error("a username has 3 to 40 letters, digits, dots, underscores or hyphens, and begins with a letter or digit")]
    Username,
}

impl LoginId {
    /// The most characters any login id has: what an e-mail address may have.
    pub const MOST_CHARACTERS: usize = 254;

    /// Reads what a person wrote; a telephone number needs its country's code.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(written: &str) -> Result<Self, InvalidLoginId> {
        Self::parse_in(written, None)
    }

    /// Reads what a person in `region` wrote: with an `@` it is an e-mail address, without a letter a
    /// telephone number, else a username.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse_in(written: &str, region: Option<Region>) -> Result<Self, InvalidLoginId> {
        let text = written.trim();
        if text.is_empty() {
            return Err(InvalidLoginId::Empty);
        }
        if text.contains('@') {
            return Self::email(text);
        }
        if looks_like_phone(text) { Self::phone(text, region) } else { Self::username(text) }
    }

    /// A login id as the database keeps it; `None` when it is not one of that kind.
    #[must_use]
    pub fn from_stored(kind: LoginKind, text: &str) -> Option<Self> {
        // Numbering plans change: what was a number once stays the login it became.
        let is_e164 = |text: &str| text.strip_prefix('+').is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit()));
        match kind {
            LoginKind::Phone => is_e164(text).then(|| Self { kind, text: text.to_owned() }),
            LoginKind::Email => Self::email(text).ok(),
            LoginKind::Username => Self::username(text).ok(),
        }
    }

    fn email(text: &str) -> Result<Self, InvalidLoginId> {
        let options = Options::default().with_required_tld().without_domain_literal().without_display_text();
        let address = EmailAddress::parse_with_options(text, options).map_err(|_| InvalidLoginId::Email)?;
        // Quoted local parts are lawful, and nobody has one.
        if text.len() > Self::MOST_CHARACTERS || address.as_str() != text || text.starts_with('"') {
            return Err(InvalidLoginId::Email);
        }
        Ok(Self { kind: LoginKind::Email, text: text.to_owned() })
    }

    fn phone(text: &str, region: Option<Region>) -> Result<Self, InvalidLoginId> {
        // No number is longer than 15 digits (E.164); punctuation doubles that at most.
        if text.chars().count() > 32 {
            return Err(InvalidLoginId::Phone);
        }
        let is_international = text.starts_with(['+', '＋']);
        if region.is_none() && !is_international {
            return Err(InvalidLoginId::PhoneWithoutCountry);
        }
        let number = phonenumber::parse(region.map(|region| region.0), text).map_err(|_| InvalidLoginId::Phone)?;
        if !number.is_valid() {
            return Err(InvalidLoginId::Phone);
        }
        Ok(Self { kind: LoginKind::Phone, text: number.format().mode(Mode::E164).to_string() })
    }

    fn username(text: &str) -> Result<Self, InvalidLoginId> {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
        let starts_well = text.bytes().next().is_some_and(|byte| byte.is_ascii_alphanumeric());
        if !(3..=40).contains(&text.len()) || !starts_well || !text.bytes().all(allowed) {
            return Err(InvalidLoginId::Username);
        }
        Ok(Self { kind: LoginKind::Username, text: text.to_owned() })
    }

    /// Its kind.
    #[must_use]
    pub const fn kind(&self) -> LoginKind {
        self.kind
    }

    /// As the person wrote it, without surrounding space; a telephone number in E.164 (`+41446681800`).
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// For reading: a telephone number with the spaces its country puts.
    #[must_use]
    pub fn to_display(&self) -> String {
        match self.kind {
            LoginKind::Phone => PhoneNumber::from_str(&self.text)
                .map_or_else(|_| self.text.clone(), |number| number.format().mode(Mode::International).to_string()),
            LoginKind::Email | LoginKind::Username => self.text.clone(),
        }
    }

    /// As it is compared: in small letters, so that nobody takes another's name by its case.
    #[must_use]
    pub fn unique_key(&self) -> String {
        self.text.to_lowercase()
    }
}

/// Whether a text has what numbers are written with, and nothing else.
fn looks_like_phone(text: &str) -> bool {
    let punctuation = |letter: char| letter.is_whitespace() || "+＋()-‐‑–./".contains(letter);
    text.chars().any(char::is_numeric) && text.chars().all(|letter| letter.is_numeric() || punctuation(letter))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn kind(text: &str) -> Result<LoginKind, InvalidLoginId> {
        LoginId::parse_in(text, Region::parse("CH")).map(|login| login.kind())
    }

    #[test]
    fn addresses_numbers_and_names_are_told_apart() {
        assert_eq!(kind(" ines@example.com "), Ok(LoginKind::Email));
        assert_eq!(kind("044 668 18 00"), Ok(LoginKind::Phone));
        assert_eq!(kind("ines.m"), Ok(LoginKind::Username));
        assert_eq!(kind("4ever"), Ok(LoginKind::Username));
        assert_eq!(kind("  "), Err(InvalidLoginId::Empty));
        for bad in [
            "ines@",
            "@example.com",
            "a b@example.com",
            "Ines <ines@example.com>",
            "a@[127.0.0.1]",
            "ines@example",
            "\"a b\"@example.com",
        ] {
            assert_eq!(kind(bad), Err(InvalidLoginId::Email), "{bad}");
        }
        for bad in ["ab", "-ines", "in es", "ínes", &"a".repeat(41)] {
            assert_eq!(kind(bad), Err(InvalidLoginId::Username), "{bad}");
        }
        for bad in ["1", "12345", "+", "+1", "+999 44 668 18 00", "044 668 18", &"4".repeat(33)] {
            let told = if bad == "+" { InvalidLoginId::Username } else { InvalidLoginId::Phone };
            assert_eq!(kind(bad), Err(told), "{bad}");
        }
    }

    #[test]
    fn one_number_is_one_login_however_it_is_written() {
        let swiss = Region::parse("ch");
        for written in ["044 668 18 00", "0446681800", "+41 44 668 18 00", "0041 (44) 668-18-00", "+41446681800"] {
            let login = LoginId::parse_in(written, swiss).unwrap_or_else(|error| panic!("{written}: {error}"));
            assert_eq!((login.as_str(), login.unique_key().as_str()), ("+41446681800", "+41446681800"), "{written}");
            assert_eq!(login.to_display(), "+41 44 668 18 00");
        }
        assert_eq!(LoginId::parse("+41446681800").map(|login| login.kind()), Ok(LoginKind::Phone));
        assert_eq!(LoginId::parse("044 668 18 00"), Err(InvalidLoginId::PhoneWithoutCountry));
    }

    #[test]
    fn a_region_is_guessed_from_languages_that_name_one() {
        let of = |languages| Region::of_languages(languages);
        assert_eq!(of("de-CH,de;q=0.9,en-US;q=0.8"), Region::parse("CH"));
        assert_eq!(of("de, zh-Hant-TW;q=0.5"), Region::parse("TW"));
        assert_eq!(of("en es"), None);
        assert_eq!(of("xx-QQ; ,, -"), None);
    }

    #[test]
    fn what_is_kept_reads_back() {
        for text in ["ines@example.com", "+41446681800", "ines.m"] {
            let login = LoginId::parse(text).expect("a login");
            assert_eq!(LoginId::from_stored(login.kind(), login.as_str()), Some(login));
        }
        assert_eq!(LoginId::from_stored(LoginKind::Username, "4711"), LoginId::username("4711").ok(), "from before");
        assert_eq!(LoginId::from_stored(LoginKind::Phone, "0446681800"), None);
    }

    #[test]
    fn case_makes_no_second_name() {
        let (one, other) = (LoginId::parse("Ines@Example.com"), LoginId::parse("ines@example.COM"));
        assert_eq!(one.expect("an address").unique_key(), other.expect("an address").unique_key());
    }

    proptest! {
        #[test]
        fn no_text_makes_the_parser_panic(text in ".{0,300}", number in "[+0-9 ()./-]{0,40}") {
            for text in [text, number] {
                let _ = LoginId::parse_in(&text, Region::parse("US"));
                let _ = LoginId::parse(&text);
            }
        }
    }
}
