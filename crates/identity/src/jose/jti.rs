//! The `jti` of access tokens: it names the session, so that an ended one is dead at once.

use data_encoding::BASE64URL_NOPAD;
use houseguest_protocol::values::base64url_encode;
use uuid::Uuid;

use crate::model::SessionId;

/// The `jti` of an access token: the session it belongs to, and something of its own.
#[must_use]
pub(crate) fn new_jti(session: SessionId) -> String {
    let mut bytes = [0; 28];
    bytes[..16].copy_from_slice(session.0.as_bytes());
    getrandom::fill(&mut bytes[16..]).expect("the operating system provides randomness");
    base64url_encode(&bytes)
}

/// The session inside a `jti`.
#[must_use]
pub(crate) fn session_of_jti(jti: &str) -> Option<SessionId> {
    let bytes: [u8; 28] = BASE64URL_NOPAD.decode(jti.as_bytes()).ok()?.try_into().ok()?;
    Uuid::from_slice(&bytes[..16]).ok().map(SessionId)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_jti_names_its_session_and_no_two_are_alike() {
        let session = SessionId::random();
        assert_eq!(session_of_jti(&new_jti(session)), Some(session));
        assert_ne!(new_jti(session), new_jti(session));
        for bad in ["", "AAAA", "!", &"A".repeat(300)] {
            assert_eq!(session_of_jti(bad), None);
        }
    }
}
