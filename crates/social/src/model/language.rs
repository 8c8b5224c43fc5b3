//! Language tags in preferences.

/// The text cannot be a language tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a language is a BCP 47 tag of at most 35 characters, such as `en` or `pt-BR`")]
pub struct InvalidLanguage;

/// Checks the shape of a language tag: subtags of 1 to 8 letters or digits joined by hyphens, the
/// first of 2 to 8 letters. Whether such a language exists is not asked.
///
/// # Errors
/// [`InvalidLanguage`].
///
/// Source: RFC 5646, sections 2.1 and 4.4.1.
pub fn check_language(tag: &str) -> Result<(), InvalidLanguage> {
    let mut subtags = tag.split('-');
    let primary = subtags.next().unwrap_or_default();
    let is_primary = (2..=8).contains(&primary.len()) && primary.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_subtag =
        |subtag: &str| (1..=8).contains(&subtag.len()) && subtag.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if tag.len() <= 35 && is_primary && subtags.all(is_subtag) { Ok(()) } else { Err(InvalidLanguage) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_edges_of_a_tag() {
        for good in ["en", "de-CH", "zh-Hant-TW", "sl-rozaj-biske"] {
            assert_eq!(check_language(good), Ok(()), "{good}");
        }
        for bad in ["", "e", "en_GB", "en-", "-en", "1n", "ключ", "<script>", &format!("en{}", "-abcdefgh".repeat(4))]
        {
            assert_eq!(check_language(bad), Err(InvalidLanguage), "{bad}");
        }
    }
}
