//! The file of a recovery kit: JSON whose one secret part is sealed, and whose other parts are authenticated with it.

use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use data_encoding::BASE64URL_NOPAD;
use houseguest_protocol::values::Subject;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::{KitError, RecoveryKey, RecoveryKit};
use crate::snapshot_key::{PassphraseError, Stretching};

const FORMAT: &str = "houseguest-recovery-kit";
const VERSION: u64 = 1;
const CIPHER: &str = "xchacha20-poly1305";

/// What can be read without the passphrase.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Readable {
    format: String,
    version: u64,
    /// For the person who finds the file again.
    issuer_host: String,
    /// A day, as `2026-11-22`.
    made_on: String,
    stretching: Stretching,
    cipher: String,
    /// 24 random bytes in base64url.
    nonce: String,
}

/// A kit as it lies on a disk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct SealedKit {
    #[serde(flatten)]
    readable: Readable,
    /// In base64url.
    sealed: String,
}

/// What can be read with the passphrase.
#[derive(Serialize, Deserialize, Zeroize, ZeroizeOnDrop)]
struct Content {
    #[zeroize(skip)]
    issuer: String,
    #[zeroize(skip)]
    sub: String,
    /// In base64url.
    seed: String,
}

/// Tells other files from kits, and newer kits from this version's, before anything else is read.
#[derive(Deserialize)]
struct Kind {
    format: String,
    version: u64,
}

impl SealedKit {
    pub(super) fn seal(kit: &RecoveryKit, passphrase: &SecretString, made_on: &str) -> Result<Self, KitError> {
        let mut nonce = [0; 24];
        getrandom::fill(&mut nonce).expect("the operating system provides randomness");
        let host = url::Url::parse(&kit.issuer).ok().and_then(|url| url.host_str().map(str::to_owned));
        let readable = Readable {
            format: FORMAT.to_owned(),
            version: VERSION,
            issuer_host: host.unwrap_or_default(),
            made_on: made_on.to_owned(),
            stretching: Stretching::fresh(),
            cipher: CIPHER.to_owned(),
            nonce: BASE64URL_NOPAD.encode(&nonce),
        };
        let content = Content {
            issuer: kit.issuer.clone(),
            sub: kit.sub.as_str().to_owned(),
            seed: BASE64URL_NOPAD.encode(kit.key.seed()),
        };
        let plain = Zeroizing::new(serde_json::to_vec(&content).expect("three texts are always JSON"));
        let cipher = readable.cipher(passphrase)?;
        let payload = Payload { msg: &plain, aad: &readable.authenticated() };
        let sealed = cipher.encrypt(XNonce::from_slice(&nonce), payload).map_err(|_| KitError::Damaged)?;
        Ok(Self { readable, sealed: BASE64URL_NOPAD.encode(&sealed) })
    }

    pub(super) fn parse(bytes: &[u8]) -> Result<Self, KitError> {
        let kind: Kind = serde_json::from_slice(bytes).map_err(|_| KitError::NotAKit)?;
        if kind.format != FORMAT {
            return Err(KitError::NotAKit);
        }
        if kind.version != VERSION {
            return Err(KitError::TooNew(kind.version));
        }
        let kit: Self = serde_json::from_slice(bytes).map_err(|_| KitError::Damaged)?;
        if kit.readable.cipher != CIPHER { Err(KitError::Damaged) } else { Ok(kit) }
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec_pretty(self).expect("a struct with text keys is always JSON");
        bytes.push(b'\n');
        bytes
    }

    pub(super) fn open(&self, passphrase: &SecretString) -> Result<RecoveryKit, KitError> {
        let decode = |text: &str| BASE64URL_NOPAD.decode(text.as_bytes()).map_err(|_| KitError::Damaged);
        let nonce: [u8; 24] = decode(&self.readable.nonce)?.try_into().map_err(|_| KitError::Damaged)?;
        let sealed = decode(&self.sealed)?;
        let cipher = self.readable.cipher(passphrase)?;
        let payload = Payload { msg: &sealed, aad: &self.readable.authenticated() };
        let plain = cipher.decrypt(XNonce::from_slice(&nonce), payload).map_err(|_| KitError::WrongPassphrase)?;
        let plain = Zeroizing::new(plain);
        let content: Content = serde_json::from_slice(&plain).map_err(|_| KitError::Damaged)?;
        let seed = Zeroizing::new(decode(&content.seed)?);
        let seed: Zeroizing<[u8; 32]> = Zeroizing::new(seed.as_slice().try_into().map_err(|_| KitError::Damaged)?);
        Ok(RecoveryKit {
            issuer: content.issuer.clone(),
            sub: Subject::parse(content.sub.clone()).map_err(|_| KitError::Damaged)?,
            key: RecoveryKey::from_seed(&seed),
        })
    }

    pub(super) fn issuer_host(&self) -> &str {
        &self.readable.issuer_host
    }

    pub(super) fn made_on(&self) -> &str {
        &self.readable.made_on
    }
}

impl Readable {
    fn cipher(&self, passphrase: &SecretString) -> Result<XChaCha20Poly1305, KitError> {
        let key = self.stretching.derive(passphrase).map_err(|error| match error {
            PassphraseError::Cost | PassphraseError::File(_) => KitError::Damaged,
            other => KitError::Stretching(other),
        })?;
        Ok(XChaCha20Poly1305::new(key.expose().into()))
    }

    /// Everything readable, in one way of writing: whoever changes a word of it has damaged the kit.
    fn authenticated(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("a struct with text keys is always JSON")
    }
}

#[cfg(test)]
mod tests {
    use houseguest_protocol::values::base64url_encode;
    use proptest::prelude::*;
    use serde_json::{Value, json};
    use url::Url;

    use super::*;

    const PASSPHRASE: &str = "seven quiet lanterns on the porch";

    fn kit() -> RecoveryKit {
        let issuer = Url::parse("https://id.example.com/").expect("a URL");
        RecoveryKit::new(&issuer, Subject::parse("7f0f8a9e-0000-4000-8000-000000000001").expect("a subject"))
    }

    fn sealed() -> (RecoveryKit, Vec<u8>) {
        let kit = kit();
        let bytes = kit.seal(&PASSPHRASE.into(), "2026-11-22").expect("seals");
        (kit, bytes)
    }

    fn open(bytes: &[u8]) -> Result<RecoveryKit, KitError> {
        RecoveryKit::open(bytes, &PASSPHRASE.into())
    }

    #[test]
    fn a_kit_opens_with_its_passphrase_and_no_other() {
        let (kit, bytes) = sealed();
        let opened = open(&bytes).expect("opens");
        assert_eq!((&opened.issuer, &opened.sub), (&kit.issuer, &kit.sub));
        assert_eq!(opened.key.public(), kit.key.public());
        assert!(opened.is_for(&Url::parse("https://id.example.com").expect("a URL")));
        assert!(!opened.is_for(&Url::parse("https://elsewhere.example.com").expect("a URL")));
        let wrong = RecoveryKit::open(&bytes, &"seven quiet lanterns on the perch".into());
        assert!(matches!(wrong, Err(KitError::WrongPassphrase)), "{wrong:?}");
        assert!(matches!(kit.seal(&"password1".into(), "2026-11-22"), Err(KitError::WeakPassphrase)));
    }

    #[test]
    fn nothing_can_be_read_but_what_it_is_for_and_when_it_was_made() {
        let (kit, bytes) = sealed();
        let text = String::from_utf8(bytes.clone()).expect("text");
        let seed = base64url_encode(kit.key.seed());
        for hidden in [kit.sub.as_str(), seed.as_str(), PASSPHRASE, kit.key.public().thumbprint().to_string().as_str()]
        {
            assert!(!text.contains(hidden), "{text}");
        }
        let summary = RecoveryKit::summary("x.kit", &bytes).expect("a summary");
        assert_eq!((summary.issuer_host.as_str(), summary.made_on.as_str()), ("id.example.com", "2026-11-22"));
        let printed = format!("{kit:?}");
        assert!(!printed.contains(&seed) && printed.contains("[redacted]"), "{printed}");
        let again: Value =
            serde_json::from_slice(&kit.seal(&PASSPHRASE.into(), "2026-11-22").expect("seals")).expect("JSON");
        let first: Value = serde_json::from_slice(&bytes).expect("JSON");
        assert_ne!(again["nonce"], first["nonce"]);
        assert_ne!(again["stretching"]["salt"], first["stretching"]["salt"]);
    }

    #[test]
    fn what_was_changed_is_noticed_and_what_is_absurd_is_not_tried() {
        let (_, bytes) = sealed();
        let change = |pointer: &str, value: Value| {
            let mut json: Value = serde_json::from_slice(&bytes).expect("JSON");
            *json.pointer_mut(pointer).expect(pointer) = value;
            open(&serde_json::to_vec(&json).expect("JSON"))
        };
        for (pointer, value) in [
            ("/issuer_host", json!("evil.example.com")),
            ("/made_on", json!("2027-01-01")),
            ("/stretching/passes", json!(2)),
        ] {
            assert!(matches!(change(pointer, value), Err(KitError::WrongPassphrase)), "{pointer}");
        }
        for (pointer, value) in [
            ("/stretching/memory_kib", json!(4_000_000_000_u32)),
            ("/stretching/passes", json!(1)),
            ("/stretching/salt", json!("zz")),
            ("/nonce", json!("AA")),
            ("/cipher", json!("none")),
            ("/sealed", json!("*")),
        ] {
            assert!(matches!(change(pointer, value), Err(KitError::Damaged)), "{pointer}");
        }
        assert!(matches!(change("/version", json!(2)), Err(KitError::TooNew(2))));
        assert!(matches!(change("/format", json!("a shopping list")), Err(KitError::NotAKit)));
        let mut more: Value = serde_json::from_slice(&bytes).expect("JSON");
        more["sealed"] = json!(format!("{}AAAA", more["sealed"].as_str().expect("text")));
        assert!(matches!(open(&serde_json::to_vec(&more).expect("JSON")), Err(KitError::WrongPassphrase)));
    }

    proptest! {
        #[test]
        fn no_bytes_make_the_parser_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200), cut in 0usize..600) {
            prop_assert!(SealedKit::parse(&bytes).is_err());
            let whole = SealedKit {
                readable: Readable {
                    format: FORMAT.to_owned(), version: VERSION, issuer_host: String::new(), made_on: String::new(),
                    stretching: Stretching::fresh(), cipher: CIPHER.to_owned(), nonce: String::new(),
                },
                sealed: String::new(),
            }.to_bytes();
            let cut = cut.min(whole.len());
            prop_assert_eq!(SealedKit::parse(&whole[..cut]).is_ok(), cut >= whole.len() - 1);
        }
    }
}
