//! Scopes, as a set.

use std::fmt;

/// What a session may be used for. Held as bits, because every session keeps one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scopes(u16);

/// Every scope this server knows, each at its own bit (protocol.md, section 1). Only add at the end:
/// the positions are what the database keeps.
const NAMES: [&str; 9] = [
    "openid",
    "offline_access",
    "https://authgear.com/scopes/full-access",
    "profile",
    "email",
    "address",
    "phone",
    "https://authgear.com/scopes/full-userinfo",
    "device_sso",
];

impl Scopes {
    /// `openid`: an ID token comes along.
    pub const OPENID: Self = Self(1);
    /// `offline_access`: a refresh token comes along.
    pub const OFFLINE_ACCESS: Self = Self(1 << 1);
    /// `https://authgear.com/scopes/full-access`: everything about the user.
    pub const FULL_ACCESS: Self = Self(1 << 2);
    /// What every anonymous sign-in gets, whatever was asked for (protocol.md, section 3.2).
    pub const ANONYMOUS: Self = Self(0b111);

    /// The names, in the order discovery lists them.
    #[must_use]
    pub const fn supported() -> &'static [&'static str] {
        &NAMES
    }

    /// Reads names separated by spaces.
    ///
    /// # Errors
    /// The first name this server does not know.
    pub fn parse(text: &str) -> Result<Self, String> {
        text.split_ascii_whitespace().try_fold(Self::default(), |set, name| {
            let bit = NAMES.iter().position(|known| *known == name).ok_or_else(|| name.to_owned())?;
            Ok(Self(set.0 | (1 << bit)))
        })
    }

    /// Whether all of `wanted` is in the set.
    #[must_use]
    pub const fn contains(self, wanted: Self) -> bool {
        self.0 & wanted.0 == wanted.0
    }

    /// The bits, for the database.
    #[must_use]
    pub const fn bits(self) -> u16 {
        self.0
    }

    /// A set from the database; bits nobody knows are dropped.
    #[must_use]
    pub const fn from_bits(bits: u16) -> Self {
        Self(bits & ((1 << NAMES.len()) - 1))
    }
}

impl fmt::Display for Scopes {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut first = true;
        for (bit, name) in NAMES.iter().enumerate() {
            if self.0 & (1 << bit) != 0 {
                out.write_str(if first { "" } else { " " })?;
                out.write_str(name)?;
                first = false;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use houseguest_protocol::identity::ANONYMOUS_SCOPES;

    #[test]
    fn the_anonymous_scopes_are_those_of_the_protocol() {
        assert_eq!(Scopes::ANONYMOUS.to_string(), ANONYMOUS_SCOPES);
        assert_eq!(Scopes::parse(ANONYMOUS_SCOPES), Ok(Scopes::ANONYMOUS));
        assert_eq!(Scopes::parse("openid admin"), Err("admin".to_owned()));
    }

    #[test]
    fn bits_read_back() {
        for bits in 0..(1 << NAMES.len()) {
            let scopes = Scopes::from_bits(bits);
            assert_eq!(Scopes::parse(&scopes.to_string()), Ok(scopes));
        }
    }
}
