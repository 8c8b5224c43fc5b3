//! Every key that may verify one of our tokens, and which of them sign.

use std::sync::Arc;

use houseguest_protocol::{
    identity::{Algorithm, JwkSet},
    values::Timestamp,
};
use serde::Deserialize;
use uuid::Uuid;

use super::{Compact, SigningKey, signature};

/// A key and how long it is of use.
#[derive(Clone, Debug)]
pub(crate) struct KeptKey {
    /// Its id in the store.
    pub(crate) id: Uuid,
    /// The key.
    pub(crate) key: Arc<SigningKey>,
    /// When another took its place. It signs nothing from then on, and verifies what it signed before.
    pub(crate) retired_at: Option<Timestamp>,
}

/// All keys, those that sign first among those of their algorithm. Made anew when a key comes or goes.
#[derive(Clone, Debug, Default)]
pub(crate) struct KeyRing(Vec<KeptKey>);

#[derive(Deserialize)]
struct ReadHeader {
    alg: String,
    typ: Option<String>,
    kid: Option<String>,
    crit: Option<serde_json::Value>,
}

/// What becomes of a token that is to be opened.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Opened<C> {
    /// We signed it.
    Claims(C),
    /// It names a key this ring does not have; another replica may have made it a moment ago.
    UnknownKey,
    /// We did not sign it, or its header is not exactly what we write.
    Refused,
}

impl KeyRing {
    /// A ring of these keys. RS256 comes first, because readers of the protocol expect the first key of a
    /// set to be the one that signs and RS256 is what it speaks of (section 1); then whatever signs, then
    /// the newest of the retired.
    pub(crate) fn new(mut keys: Vec<KeptKey>) -> Self {
        keys.sort_by_key(|kept| (rank(kept.key.algorithm()), kept.retired_at.map(|at| -at.unix_seconds())));
        Self(keys)
    }

    /// The key of that id.
    pub(crate) fn find(&self, id: Uuid) -> Option<Arc<SigningKey>> {
        self.0.iter().find(|kept| kept.id == id).map(|kept| Arc::clone(&kept.key))
    }

    /// The key that signs by `algorithm`, when there is one.
    pub(crate) fn signer(&self, algorithm: Algorithm) -> Option<&Arc<SigningKey>> {
        let signs = |kept: &&KeptKey| kept.key.algorithm() == algorithm && kept.retired_at.is_none();
        self.0.iter().find(signs).map(|kept| &kept.key)
    }

    /// The public halves.
    pub(crate) fn jwks(&self) -> JwkSet {
        JwkSet { keys: self.0.iter().map(|kept| kept.key.public().to_jwk(Some(kept.key.kid()))).collect() }
    }

    /// Reads a token this server signed.
    pub(crate) fn open<C: for<'de> Deserialize<'de>>(&self, typ: &str, token: &str) -> Opened<C> {
        let Some(compact) = Compact::parse(token) else { return Opened::Refused };
        let Ok(header) = serde_json::from_slice::<ReadHeader>(&compact.header) else { return Opened::Refused };
        let (Some(kid), true, None) = (header.kid, header.typ.as_deref() == Some(typ), header.crit) else {
            return Opened::Refused;
        };
        let Some(KeptKey { key, .. }) = self.0.iter().find(|kept| kept.key.kid() == kid) else {
            return Opened::UnknownKey;
        };
        // The algorithm is the key's; the header may only agree.
        let is_ours = header.alg == key.algorithm().as_str()
            && signature::is_valid(key.public(), compact.signing_input.as_bytes(), &compact.signature);
        match serde_json::from_slice(&compact.payload) {
            Ok(claims) if is_ours => Opened::Claims(claims),
            _ => Opened::Refused,
        }
    }
}

const fn rank(algorithm: Algorithm) -> u8 {
    match algorithm {
        Algorithm::Rs256 => 0,
        Algorithm::Es256 => 1,
        Algorithm::EdDsa => 2,
    }
}

#[cfg(test)]
mod tests {
    use houseguest_protocol::values::base64url_encode;
    use serde_json::{Value, json};

    use super::{super::BrokenKey, *};

    fn key(algorithm: Algorithm) -> Arc<SigningKey> {
        let document = SigningKey::generate(algorithm).expect("a key");
        Arc::new(SigningKey::from_pkcs8(algorithm, &document).expect("reads"))
    }

    fn signing(key: &Arc<SigningKey>) -> KeptKey {
        KeptKey { id: Uuid::new_v4(), key: Arc::clone(key), retired_at: None }
    }

    fn retired(key: &Arc<SigningKey>, at: i64) -> KeptKey {
        KeptKey { id: Uuid::new_v4(), key: Arc::clone(key), retired_at: Some(Timestamp::from_unix_seconds(at)) }
    }

    #[test]
    fn a_token_opens_only_with_its_own_key_its_own_type_and_its_own_algorithm() {
        for algorithm in Algorithm::ALL {
            let (own, other) = (key(algorithm), key(algorithm));
            let ring = KeyRing::new(vec![signing(&own)]);
            let token = own.sign("at+jwt", &json!({"sub": "x"}));
            assert_eq!(ring.open::<Value>("at+jwt", &token), Opened::Claims(json!({"sub": "x"})));
            assert_eq!(ring.open::<Value>("JWT", &token), Opened::Refused, "an access token is no id token");
            let others = KeyRing::new(vec![signing(&other)]);
            assert_eq!(others.open::<Value>("at+jwt", &token), Opened::UnknownKey);
            let (_, rest) = token.split_once('.').expect("parts");
            let forged = |header: Value| {
                let token = format!("{}.{rest}", base64url_encode(header.to_string().as_bytes()));
                ring.open::<Value>("at+jwt", &token)
            };
            for alg in ["none", "HS256", "RS256", "ES256", "EdDSA"] {
                let header = json!({"alg": alg, "typ": "at+jwt", "kid": own.kid()});
                assert_eq!(forged(header), Opened::Refused, "{alg}: another header is another message");
            }
            let critical = json!({"alg": algorithm.as_str(), "typ": "at+jwt", "kid": own.kid(), "crit": ["x"]});
            assert_eq!(forged(critical), Opened::Refused);
            assert_eq!(ring.open::<Value>("at+jwt", "a.b.c"), Opened::Refused);
        }
    }

    #[test]
    fn the_published_keys_are_public_named_by_their_thumbprints_and_rs256_comes_first() {
        let keys = [Algorithm::EdDsa, Algorithm::Es256, Algorithm::Rs256].map(key);
        let ring = KeyRing::new(keys.iter().map(signing).collect());
        let published = serde_json::to_value(ring.jwks()).expect("JSON");
        let named = |member: &str| -> Vec<_> {
            published["keys"].as_array().expect("keys").iter().map(|key| key[member].clone()).collect()
        };
        assert_eq!(named("alg"), ["RS256", "ES256", "EdDSA"]);
        assert_eq!(named("use"), ["sig", "sig", "sig"]);
        assert_eq!(named("d"), [Value::Null, Value::Null, Value::Null]);
        for jwk in ring.jwks().keys {
            let thumbprint = jwk.public_key().expect("public").thumbprint().to_string();
            assert_eq!(jwk.kid, Some(thumbprint));
        }
        let shown = format!("{ring:?}");
        assert!(!shown.contains("PRIVATE") && shown.len() < 600, "Debug shows names only: {shown}");
    }

    #[test]
    fn a_retired_key_still_verifies_but_signs_no_more() {
        let (old, older, new) = (key(Algorithm::Es256), key(Algorithm::Es256), key(Algorithm::Es256));
        let ring = KeyRing::new(vec![retired(&older, 1), retired(&old, 2), signing(&new)]);
        assert_eq!(ring.signer(Algorithm::Es256).map(|key| key.kid()), Some(new.kid()));
        assert!(ring.signer(Algorithm::EdDsa).is_none());
        for key in [&old, &older, &new] {
            assert_eq!(ring.open::<Value>("JWT", &key.sign("JWT", &json!(1))), Opened::Claims(json!(1)));
        }
        let kids: Vec<_> = ring.jwks().keys.into_iter().filter_map(|key| key.kid).collect();
        assert_eq!(kids, [new.kid(), old.kid(), older.kid()]);
    }

    #[test]
    fn what_is_kept_under_the_wrong_algorithm_is_no_key() {
        let document = SigningKey::generate(Algorithm::Es256).expect("a key");
        for wrong in [Algorithm::EdDsa, Algorithm::Rs256] {
            assert_eq!(SigningKey::from_pkcs8(wrong, &document).err(), Some(BrokenKey(wrong)));
        }
        assert!(SigningKey::from_pkcs8(Algorithm::Es256, b"nonsense").is_err());
    }
}
