//! Reads what a request says, once and strictly.

use std::collections::{BTreeMap, BTreeSet};

use secrecy::SecretString;

/// The fields of a query or a form. Fields given twice are remembered as such (RFC 6749, section 3.1:
/// parameters must not be repeated). Never printed: passwords are among them.
#[derive(Default)]
pub(crate) struct Parameters {
    fields: BTreeMap<String, String>,
    repeated: BTreeSet<String>,
}

/// The text is not a query or form this server reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unreadable {
    /// Longer than [`Parameters::MOST_BYTES`].
    TooLong,
    /// Not UTF-8 after percent-decoding.
    NotText,
}

impl Parameters {
    /// The most bytes a query or form may have: room for a signed hint and a long state, not for a novel.
    pub(crate) const MOST_BYTES: usize = 16 * 1024;

    /// Reads `application/x-www-form-urlencoded` text.
    ///
    /// # Errors
    /// [`Unreadable`].
    pub(crate) fn read(encoded: &[u8]) -> Result<Self, Unreadable> {
        if encoded.len() > Self::MOST_BYTES {
            return Err(Unreadable::TooLong);
        }
        let mut read = Self::default();
        for (name, value) in url::form_urlencoded::parse(encoded) {
            // The parser puts this character where bytes are not UTF-8; nobody sends it on purpose.
            if name.contains('\u{fffd}') || value.contains('\u{fffd}') {
                return Err(Unreadable::NotText);
            }
            if read.fields.contains_key(name.as_ref()) {
                read.repeated.insert(name.into_owned());
            } else {
                read.fields.insert(name.into_owned(), value.into_owned());
            }
        }
        Ok(read)
    }

    /// A field; `None` when it is missing, empty or given twice.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let value = self.fields.get(name).filter(|value| !value.is_empty() && !self.is_repeated(name))?;
        Some(value)
    }

    /// A field that nobody but its reader should see; empty when it is missing.
    pub(crate) fn secret(&self, name: &str) -> SecretString {
        SecretString::from(self.get(name).unwrap_or_default())
    }

    /// Whether a field was given twice.
    pub(crate) fn is_repeated(&self, name: &str) -> bool {
        self.repeated.contains(name)
    }

    /// The first field that was given twice, if it is one of `names`.
    pub(crate) fn first_repeated<'a>(&self, names: &[&'a str]) -> Option<&'a str> {
        names.iter().copied().find(|name| self.is_repeated(name))
    }
}

impl std::fmt::Debug for Parameters {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_set().entries(self.fields.keys()).finish()
    }
}

impl Drop for Parameters {
    fn drop(&mut self) {
        use zeroize::Zeroize;
        self.fields.values_mut().for_each(Zeroize::zeroize);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_given_twice_counts_as_none() {
        let read = Parameters::read(b"a=1&b=2&a=3&c=&d=x%20y+z").expect("a form");
        assert_eq!(
            (read.get("a"), read.get("b"), read.get("c"), read.get("d")),
            (None, Some("2"), None, Some("x y z"))
        );
        assert_eq!(read.first_repeated(&["b", "a"]), Some("a"));
    }

    #[test]
    fn what_is_not_text_or_too_long_is_refused() {
        assert_eq!(Parameters::read(b"a=%ff").err(), Some(Unreadable::NotText));
        assert_eq!(Parameters::read(b"a=\xff").err(), Some(Unreadable::NotText));
        assert_eq!(Parameters::read(&vec![b'a'; Parameters::MOST_BYTES + 1]).err(), Some(Unreadable::TooLong));
    }

    #[test]
    fn values_do_not_print() {
        let read = Parameters::read(b"password=lantern").expect("a form");
        assert_eq!(format!("{read:?}"), r#"{"password"}"#);
    }
}
