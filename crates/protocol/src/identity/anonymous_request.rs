//! The JWT with which a guest proves possession of its key (section 3.2).

use serde::{Deserialize, Serialize};

use super::{Algorithm, Jwk, PublicKey};
use crate::values::{KeyId, Timestamp, base64url_encode};

/// The `typ` of the JWT, exactly.
pub const ANONYMOUS_REQUEST_TYPE: &str = "vnd.authgear.anonymous-request";

/// The JOSE header of an anonymous request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnonymousRequestHeader {
    /// [`ANONYMOUS_REQUEST_TYPE`].
    pub typ: String,
    /// The signature's algorithm.
    pub alg: Algorithm,
    /// The key's id; must equal the stored one for a known key, even when `jwk` is present.
    pub kid: KeyId,
    /// The public key. Present, it may make a new user; absent, the key must already be known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub jwk: Option<Jwk>,
}

/// What the guest wants; by convention only, a server does not tell them apart (section 3.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// Sign up or sign in.
    Auth,
    /// Be promoted.
    Promote,
}

/// The payload of an anonymous request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnonymousRequestClaims {
    /// The challenge being answered.
    pub challenge: String,
    /// What the guest wants.
    pub action: Action,
    /// When it was signed.
    pub iat: Timestamp,
    /// When it ends: 60 s later in our clients (section 15.2).
    pub exp: Timestamp,
}

/// An anonymous request that still lacks its signature.
///
/// The signer may live where no code can read the key, so building is split in two: sign
/// [`Self::signing_input`], then hand the signature to [`Self::with_signature`].
#[derive(Clone, Debug)]
pub struct AnonymousRequest {
    signing_input: String,
}

impl AnonymousRequest {
    /// How long our requests live, in seconds.
    pub const LIFETIME_SECONDS: u64 = 60;

    /// Writes header and payload.
    ///
    /// With `include_key` the public key comes along and an unknown key becomes a new user; without
    /// it an unknown key is refused, which is what a returning guest wants (section 15.2).
    #[must_use]
    pub fn new(key: &PublicKey, include_key: bool, claims: &AnonymousRequestClaims) -> Self {
        let kid = key.thumbprint().to_key_id();
        let jwk = include_key.then(|| key.to_jwk(Some(kid.as_str())));
        let header = AnonymousRequestHeader { typ: ANONYMOUS_REQUEST_TYPE.to_owned(), alg: key.algorithm(), kid, jwk };
        Self { signing_input: signing_input(&header, claims) }
    }

    /// The bytes to sign: both parts in base64url, joined by a dot (RFC 7515, section 5.1).
    #[must_use]
    pub fn signing_input(&self) -> &[u8] {
        self.signing_input.as_bytes()
    }

    /// The finished JWT in compact form.
    #[must_use]
    pub fn with_signature(self, signature: &[u8]) -> String {
        format!("{}.{}", self.signing_input, base64url_encode(signature))
    }
}

/// What is signed of a JWT: both parts in base64url, joined by a dot (RFC 7515, section 5.1).
pub(super) fn signing_input(header: &impl Serialize, claims: &impl Serialize) -> String {
    let part = |json: Result<Vec<u8>, serde_json::Error>| {
        base64url_encode(&json.expect("a struct with text keys is always JSON"))
    };
    format!("{}.{}", part(serde_json::to_vec(header)), part(serde_json::to_vec(claims)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::base64url_decode;
    use ed25519_dalek::{Signer, SigningKey, Verifier};

    /// The key and message of RFC 8037, appendix A.4: the encodings of this module must yield its JWS.
    #[test]
    fn the_ed25519_signature_of_rfc_8037() {
        let seed = base64url_decode("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A").expect("base64url");
        let key = SigningKey::from_bytes(&seed.try_into().expect("32 bytes"));
        let header = base64url_encode(br#"{"alg":"EdDSA"}"#);
        let payload = base64url_encode(b"Example of Ed25519 signing");
        let unsigned = AnonymousRequest { signing_input: format!("{header}.{payload}") };
        let signature = key.sign(unsigned.signing_input()).to_bytes();
        assert_eq!(
            unsigned.with_signature(&signature),
            "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"
        );
    }

    #[test]
    fn a_request_carries_its_key_only_when_told_to() {
        let signing = SigningKey::from_bytes(&[7; 32]);
        let key = PublicKey::Ed25519(signing.verifying_key().to_bytes());
        let claims = AnonymousRequestClaims {
            challenge: "0123456789ABCDEFGHJKMNPQRSTVWXYZ".to_owned(),
            action: Action::Auth,
            iat: Timestamp::from_unix_seconds(1_000),
            exp: Timestamp::from_unix_seconds(1_060),
        };
        for include_key in [true, false] {
            let request = AnonymousRequest::new(&key, include_key, &claims);
            let signature = signing.sign(request.signing_input());
            signing.verifying_key().verify(request.signing_input(), &signature).expect("verifies");
            let jwt = request.with_signature(&signature.to_bytes());
            let mut parts = jwt.split('.');
            let mut json = || base64url_decode(parts.next().expect("a part")).expect("base64url");
            let header: AnonymousRequestHeader = serde_json::from_slice(&json()).expect("a header");
            assert_eq!(header.jwk.is_some(), include_key);
            assert_eq!(header.kid, key.thumbprint().to_key_id());
            assert_eq!(serde_json::from_slice::<AnonymousRequestClaims>(&json()).expect("claims"), claims);
        }
    }
}
