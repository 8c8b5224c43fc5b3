//! What members sign in with.

use email_address::{EmailAddress, Options};

/// The kinds of login ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LoginKind {
    /// An e-mail address.
    Email,
    /// A name of one's own choosing.
    Username,
}

impl LoginKind {
    /// The name on the wire and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Username => "username",
        }
    }

    /// Reads the name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Email, Self::Username].into_iter().find(|kind| kind.as_str() == name)
    }
}

/// A login id: an e-mail address or a username, as written, and as compared.
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
    /// It has a character a username cannot have, or is shorter than 3 or longer than 40 characters.
    #[error("a username has 3 to 40 letters, digits, dots, underscores or hyphens, and begins with a letter or digit")]
    Username,
}

impl LoginId {
    /// Reads what a person wrote: with an `@` it is an e-mail address, else a username.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(written: &str) -> Result<Self, InvalidLoginId> {
        let text = written.trim();
        if text.is_empty() {
            return Err(InvalidLoginId::Empty);
        }
        if text.contains('@') {
            let options = Options::default().with_required_tld().without_domain_literal().without_display_text();
            let address = EmailAddress::parse_with_options(text, options).map_err(|_| InvalidLoginId::Email)?;
            // Quoted local parts are lawful, and nobody has one.
            if text.len() > 254 || address.as_str() != text || text.starts_with('"') {
                return Err(InvalidLoginId::Email);
            }
            return Ok(Self { kind: LoginKind::Email, text: text.to_owned() });
        }
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

    /// As the person wrote it, without surrounding space.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// As it is compared: in small letters, so that nobody takes another's name by its case.
    #[must_use]
    pub fn unique_key(&self) -> String {
        self.text.to_lowercase()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn addresses_and_names_are_told_apart() {
        let kind = |text| LoginId::parse(text).map(|login| login.kind());
        assert_eq!(kind(" ines@example.com "), Ok(LoginKind::Email));
        assert_eq!(kind("ines.m"), Ok(LoginKind::Username));
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
    }

    #[test]
    fn case_makes_no_second_name() {
        let (one, other) = (LoginId::parse("Ines@Example.com"), LoginId::parse("ines@example.COM"));
        assert_eq!(one.expect("an address").unique_key(), other.expect("an address").unique_key());
    }

    proptest! {
        #[test]
        fn no_text_makes_the_parser_panic(text in ".{0,300}") {
            let _ = LoginId::parse(&text);
        }
    }
}
