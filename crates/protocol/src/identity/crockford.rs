//! Bytes as people read, say and type them: Crockford's base 32, in groups of four.

use std::sync::LazyLock;

use data_encoding::{Encoding, Specification};

/// Digits and capitals without I, L, O and U; small letters, and the letters that look like digits, are read as meant.
static CROCKFORD: LazyLock<Encoding> = LazyLock::new(|| {
    let mut specification = Specification::new();
    specification.symbols.push_str("0123456789ABCDEFGHJKMNPQRSTVWXYZ");
    specification.translate.from.push_str("abcdefghjkmnpqrstvwxyzIiLlOo");
    specification.translate.to.push_str("ABCDEFGHJKMNPQRSTVWXYZ111100");
    specification.encoding().expect("32 distinct symbols make an encoding")
});

/// Longest text that is looked at: nobody types more separators than that.
const MOST_BYTES: usize = 64;

/// The groups, joined by hyphens.
pub(super) fn in_groups(bytes: &[u8]) -> String {
    let text = CROCKFORD.encode(bytes);
    let groups: Vec<&str> = (0..text.len()).step_by(4).map(|at| &text[at..text.len().min(at + 4)]).collect();
    groups.join("-")
}

/// Reads what a person typed or pasted: in small letters, with or without hyphens, dashes and spaces.
pub(super) fn decode<const N: usize>(text: &str) -> Option<[u8; N]> {
    if text.len() > MOST_BYTES {
        return None;
    }
    let typed: String = text.chars().filter(|letter| !letter.is_whitespace() && !"-‐‑–.".contains(*letter)).collect();
    CROCKFORD.decode(typed.as_bytes()).ok()?.try_into().ok()
}
