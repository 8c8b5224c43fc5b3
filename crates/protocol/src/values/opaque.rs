//! Opaque random text: codes, refresh-token secrets, state values.

const ALPHABET: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/// Draws `length` letters and digits from the operating system's generator, evenly (5.95 bits each).
///
/// The protocol's codes and token secrets have 32 of them (protocol.md, section 17).
///
/// # Panics
/// When the operating system has no randomness to give: no secret may be made then.
#[must_use]
pub fn random_alphanumerics(length: usize) -> String {
    let mut text = String::with_capacity(length);
    let mut pool = [0u8; 64];
    while text.len() < length {
        getrandom::fill(&mut pool).expect("the operating system provides randomness");
        // 248 is the largest multiple of 62 in a byte; larger draws would favour early letters.
        let draws = pool.iter().filter(|byte| **byte < 248);
        text.extend(draws.take(length - text.len()).map(|byte| char::from(ALPHABET[usize::from(*byte) % 62])));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_are_as_long_as_asked_and_differ() {
        let (one, other) = (random_alphanumerics(32), random_alphanumerics(32));
        assert_eq!(one.len(), 32);
        assert!(one.bytes().all(|byte| byte.is_ascii_alphanumeric()));
        assert_ne!(one, other);
    }
}
