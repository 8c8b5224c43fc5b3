//! Public keys as JSON (RFC 7517) and their thumbprints (RFC 7638).

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::values::{KeyId, base64url_decode, base64url_encode, sha256};

/// A JSON Web Key as it travels, before anything is believed of it.
///
/// Members this protocol has no use for are dropped on reading, except the private ones, which are
/// noticed so that they can be refused ([`InvalidJwk::PrivateMember`]).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Jwk {
    /// The family: `OKP`, `EC` or `RSA`.
    pub kty: String,
    /// The curve, for `OKP` and `EC`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub crv: Option<String>,
    /// The x coordinate, or the whole public key for `OKP`; base64url.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub x: Option<String>,
    /// The y coordinate for `EC`; base64url.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub y: Option<String>,
    /// The RSA modulus; base64url, big-endian.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub n: Option<String>,
    /// The RSA exponent; base64url, big-endian.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub e: Option<String>,
    /// The key's id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kid: Option<String>,
    /// The algorithm the key is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alg: Option<String>,
    /// The use: `sig` or nothing.
    #[serde(default, rename = "use", skip_serializing_if = "Option::is_none")]
    pub key_use: Option<String>,
    /// Names of members that belong to private or symmetric keys and were present.
    #[serde(skip)]
    private_members: Vec<&'static str>,
}

/// Members that only a private or symmetric key has (RFC 7518, section 6; RFC 8037, section 2).
const PRIVATE_MEMBERS: [&str; 8] = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

impl Jwk {
    /// Reads a key from parsed JSON, noticing private members.
    ///
    /// # Errors
    /// [`InvalidJwk::Shape`] when the value is not an object with text members.
    pub fn from_value(value: &Value) -> Result<Self, InvalidJwk> {
        let mut jwk = Self::deserialize(value).map_err(|_| InvalidJwk::Shape)?;
        jwk.private_members = PRIVATE_MEMBERS.into_iter().filter(|member| value.get(member).is_some()).collect();
        Ok(jwk)
    }

    /// Believes the key: one of the families we verify, complete, and public only.
    ///
    /// # Errors
    /// The first thing wrong with it.
    pub fn public_key(&self) -> Result<PublicKey, InvalidJwk> {
        if let Some(member) = self.private_members.first() {
            return Err(InvalidJwk::PrivateMember(member));
        }
        if self.key_use.as_deref().is_some_and(|key_use| key_use != "sig") {
            return Err(InvalidJwk::Use);
        }
        let key = match (self.kty.as_str(), self.crv.as_deref()) {
            ("OKP", Some("Ed25519")) => PublicKey::Ed25519(fixed(self.x.as_deref(), "x")?),
            ("EC", Some("P-256")) => {
                PublicKey::P256 { x: fixed(self.x.as_deref(), "x")?, y: fixed(self.y.as_deref(), "y")? }
            }
            ("RSA", _) => {
                let (modulus, exponent) = (bytes(self.n.as_deref(), "n")?, bytes(self.e.as_deref(), "e")?);
                if !(256..=512).contains(&modulus.len()) || modulus[0] == 0 {
                    return Err(InvalidJwk::RsaSize);
                }
                if exponent != [1, 0, 1] {
                    return Err(InvalidJwk::RsaExponent);
                }
                PublicKey::Rsa { modulus }
            }
            _ => return Err(InvalidJwk::Family),
        };
        match self.alg.as_deref() {
            Some(alg) if alg != key.algorithm().as_str() => Err(InvalidJwk::Algorithm),
            _ => Ok(key),
        }
    }
}

fn bytes(member: Option<&str>, name: &'static str) -> Result<Vec<u8>, InvalidJwk> {
    let decoded = base64url_decode(member.ok_or(InvalidJwk::Member(name))?).map_err(|_| InvalidJwk::Member(name))?;
    if decoded.is_empty() { Err(InvalidJwk::Member(name)) } else { Ok(decoded) }
}

fn fixed(member: Option<&str>, name: &'static str) -> Result<[u8; 32], InvalidJwk> {
    bytes(member, name)?.try_into().map_err(|_| InvalidJwk::Member(name))
}

/// Why a key cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidJwk {
    /// Not a JSON object of text members.
    #[error("the key is not a JSON object with text members")]
    Shape,
    /// A member of a private or symmetric key came along.
    #[error("the key carries the private member `{0}`")]
    PrivateMember(&'static str),
    /// `use` is something other than `sig`.
    #[error("the key is not for signatures")]
    Use,
    /// A required member is missing, malformed or of the wrong length.
    #[error("the key's member `{0}` is missing or malformed")]
    Member(&'static str),
    /// Neither Ed25519, P-256 nor RSA.
    #[error("the key is of a family that is not supported")]
    Family,
    /// `alg` contradicts the family.
    #[error("the key names an algorithm that does not fit it")]
    Algorithm,
    /// The modulus has fewer than 2,048 or more than 4,096 bits.
    #[error("an RSA key has 2048 to 4096 bits")]
    RsaSize,
    /// The exponent is not 65537.
    #[error("an RSA key has the exponent 65537")]
    RsaExponent,
}

/// A public key whose family, size and members have been checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PublicKey {
    /// Ed25519 (RFC 8037): the 32 bytes of the compressed point.
    Ed25519([u8; 32]),
    /// NIST P-256: both coordinates, big-endian.
    P256 {
        /// The x coordinate.
        x: [u8; 32],
        /// The y coordinate.
        y: [u8; 32],
    },
    /// RSA with the exponent 65537: the modulus, big-endian, 256 to 512 bytes.
    Rsa {
        /// The modulus.
        modulus: Vec<u8>,
    },
}

/// The signature algorithms of this protocol; `none` and the symmetric ones cannot be expressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Algorithm {
    /// Ed25519 (RFC 8037).
    #[serde(rename = "EdDSA")]
    EdDsa,
    /// ECDSA with P-256 and SHA-256.
    #[serde(rename = "ES256")]
    Es256,
    /// RSASSA-PKCS1-v1_5 with SHA-256, what the official mobile SDKs use.
    #[serde(rename = "RS256")]
    Rs256,
}

impl Algorithm {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Rs256, Self::Es256, Self::EdDsa];

    /// The name in a JOSE header.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::EdDsa => "EdDSA",
            Self::Es256 => "ES256",
            Self::Rs256 => "RS256",
        }
    }
}

/// The elliptic curves of this protocol, by their JWK names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Curve {
    /// `Ed25519`
    Ed25519,
    /// `P-256`
    P256,
}

impl Curve {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Ed25519 => "Ed25519",
            Self::P256 => "P-256",
        }
    }
}

impl PublicKey {
    /// The one algorithm this key verifies.
    #[must_use]
    pub const fn algorithm(&self) -> Algorithm {
        match self {
            Self::Ed25519(_) => Algorithm::EdDsa,
            Self::P256 { .. } => Algorithm::Es256,
            Self::Rsa { .. } => Algorithm::Rs256,
        }
    }

    /// The key's curve, where it has one.
    #[must_use]
    pub const fn curve(&self) -> Option<Curve> {
        match self {
            Self::Ed25519(_) => Some(Curve::Ed25519),
            Self::P256 { .. } => Some(Curve::P256),
            Self::Rsa { .. } => None,
        }
    }

    /// The SHA-256 thumbprint: the same for one key, however its JWK is written (RFC 7638, section 3).
    #[must_use]
    pub fn thumbprint(&self) -> Thumbprint {
        // Required members only, in lexicographic order, without white space (RFC 7638, section 3.2).
        let canonical = match self {
            Self::Ed25519(x) => format!(r#"{{"crv":"Ed25519","kty":"OKP","x":"{}"}}"#, base64url_encode(x)),
            Self::P256 { x, y } => {
                format!(r#"{{"crv":"P-256","kty":"EC","x":"{}","y":"{}"}}"#, base64url_encode(x), base64url_encode(y))
            }
            Self::Rsa { modulus } => format!(r#"{{"e":"AQAB","kty":"RSA","n":"{}"}}"#, base64url_encode(modulus)),
        };
        Thumbprint(sha256(canonical.as_bytes()))
    }

    /// The key as a JWK for signatures, named `kid` when there is a name.
    #[must_use]
    pub fn to_jwk(&self, kid: Option<&str>) -> Jwk {
        let (kty, x, y, n, e) = match self {
            Self::Ed25519(x) => ("OKP", Some(base64url_encode(x)), None, None, None),
            Self::P256 { x, y } => ("EC", Some(base64url_encode(x)), Some(base64url_encode(y)), None, None),
            Self::Rsa { modulus } => ("RSA", None, None, Some(base64url_encode(modulus)), Some("AQAB".to_owned())),
        };
        Jwk {
            kty: kty.to_owned(),
            crv: self.curve().map(|curve| curve.as_str().to_owned()),
            x,
            y,
            n,
            e,
            kid: kid.map(str::to_owned),
            alg: Some(self.algorithm().as_str().to_owned()),
            key_use: Some("sig".to_owned()),
            private_members: Vec::new(),
        }
    }
}

/// The SHA-256 thumbprint of a public key (RFC 7638); as text, 43 characters of base64url.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Thumbprint([u8; 32]);

impl Thumbprint {
    /// A thumbprint from its 32 bytes.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The 32 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The thumbprint as a key id, which is how our own clients name their keys.
    #[must_use]
    pub fn to_key_id(self) -> KeyId {
        KeyId::parse(self.to_string()).expect("43 characters of base64url are a key id")
    }
}

impl fmt::Display for Thumbprint {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&base64url_encode(&self.0))
    }
}

impl fmt::Debug for Thumbprint {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Thumbprint({self})")
    }
}

impl TryFrom<String> for Thumbprint {
    type Error = InvalidJwk;
    fn try_from(text: String) -> Result<Self, InvalidJwk> {
        fixed(Some(&text), "thumbprint").map(Self)
    }
}

impl From<Thumbprint> for String {
    fn from(thumbprint: Thumbprint) -> Self {
        thumbprint.to_string()
    }
}

/// A set of keys, as a JWKS endpoint serves it (RFC 7517, section 5).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct JwkSet {
    /// The keys; the first one signs (section 1).
    pub keys: Vec<Jwk>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    #[test]
    fn the_rsa_thumbprint_of_rfc_7638() {
        let jwk = Jwk::from_value(&json!({
            "kty": "RSA",
            "n": "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw",
            "e": "AQAB", "alg": "RS256", "kid": "2011-04-29"
        }))
        .expect("the example of section 3.1");
        let thumbprint = jwk.public_key().expect("public").thumbprint();
        assert_eq!(thumbprint.to_string(), "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
    }

    #[test]
    fn the_ed25519_thumbprint_of_rfc_8037() {
        let jwk = Jwk::from_value(&json!({
            "kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
        }))
        .expect("the example of appendix A.2");
        let thumbprint = jwk.public_key().expect("public").thumbprint();
        assert_eq!(thumbprint.to_string(), "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    }

    #[test]
    fn private_members_are_refused_whatever_their_value() {
        for member in PRIVATE_MEMBERS {
            let mut value = json!({"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"});
            value[member] = json!(null);
            let jwk = Jwk::from_value(&value).expect("an object");
            assert_eq!(jwk.public_key(), Err(InvalidJwk::PrivateMember(member)));
        }
    }

    #[test]
    fn weak_or_contradictory_keys_are_refused() {
        let x = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
        let refused = |value: Value| Jwk::from_value(&value).and_then(|jwk| jwk.public_key()).expect_err("refused");
        assert_eq!(refused(json!({"kty": "oct", "k": "AAAA"})), InvalidJwk::PrivateMember("k"));
        assert_eq!(refused(json!({"kty": "OKP", "crv": "X25519", "x": x})), InvalidJwk::Family);
        assert_eq!(refused(json!({"kty": "OKP", "crv": "Ed25519"})), InvalidJwk::Member("x"));
        assert_eq!(refused(json!({"kty": "OKP", "crv": "Ed25519", "x": "AAAA"})), InvalidJwk::Member("x"));
        assert_eq!(refused(json!({"kty": "OKP", "crv": "Ed25519", "x": x, "use": "enc"})), InvalidJwk::Use);
        assert_eq!(refused(json!({"kty": "OKP", "crv": "Ed25519", "x": x, "alg": "HS256"})), InvalidJwk::Algorithm);
        assert_eq!(refused(json!({"kty": "RSA", "n": "AQAB", "e": "AQAB"})), InvalidJwk::RsaSize);
        assert_eq!(refused(json!([])), InvalidJwk::Shape);
    }

    proptest! {
        #[test]
        fn a_key_reads_back_from_its_jwk(x: [u8; 32], y: [u8; 32], modulus in prop::collection::vec(1u8.., 256..=512)) {
            for key in [PublicKey::Ed25519(x), PublicKey::P256 { x, y }, PublicKey::Rsa { modulus }] {
                let value = serde_json::to_value(key.to_jwk(Some("key-id-1"))).expect("serialises");
                let jwk = Jwk::from_value(&value).expect("an object");
                prop_assert_eq!(jwk.public_key(), Ok(key));
            }
        }
    }
}
