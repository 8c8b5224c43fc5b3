//! What a key states about a key: the JWT with which a guest's keys are added, revoked and replaced.
//!
//! Beyond the protocol; see docs/decisions/0020-recovery-and-devices.md. A statement is signed over a challenge of the
//! server, says what it is for and which key it is about, and carries its own key: whose that is, the server knows.

use serde::{Deserialize, Serialize};

use super::{Algorithm, Jwk, PublicKey, Thumbprint, anonymous_request::signing_input};
use crate::values::{Timestamp, base64url_encode};

/// The `typ` of a statement, exactly. Another one than an anonymous request's, so that neither passes for the other.
pub const KEY_STATEMENT_TYPE: &str = "vnd.houseguest.key-statement";

/// What a statement is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyAct {
    /// A present device key wants the key it is about added as a device's.
    AddDevice,
    /// A present device key wants the key it is about added as a recovery key.
    AddRecovery,
    /// A new key wants to belong to the guest of the key it is about. Proves possession of the new key.
    Join,
    /// A present device key wants the key it is about revoked.
    Revoke,
    /// A recovery key wants the key it is about to take the place of all others.
    Restore,
}

/// The JOSE header of a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyStatementHeader {
    /// [`KEY_STATEMENT_TYPE`].
    pub typ: String,
    /// The signature's algorithm.
    pub alg: Algorithm,
    /// The key that signs.
    pub jwk: Jwk,
}

/// The payload of a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyStatementClaims {
    /// The challenge being answered.
    pub challenge: String,
    /// What it is for.
    pub act: KeyAct,
    /// The key it is about.
    pub about: Thumbprint,
    /// When it was signed.
    pub iat: Timestamp,
    /// When it ends.
    pub exp: Timestamp,
}

/// A statement that still lacks its signature, because the signer may live where no code can read the key.
#[derive(Clone, Debug)]
pub struct KeyStatement {
    signing_input: String,
}

impl KeyStatement {
    /// How long our statements live, in seconds: as long as their challenge, because one may wait for a person.
    pub const LIFETIME_SECONDS: u64 = 300;

    /// Writes header and payload.
    #[must_use]
    pub fn new(key: &PublicKey, claims: &KeyStatementClaims) -> Self {
        let header = KeyStatementHeader {
            typ: KEY_STATEMENT_TYPE.to_owned(),
            alg: key.algorithm(),
            jwk: key.to_jwk(Some(key.thumbprint().to_key_id().as_str())),
        };
        Self { signing_input: signing_input(&header, claims) }
    }

    /// The bytes to sign (RFC 7515, section 5.1).
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
