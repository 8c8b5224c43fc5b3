//! What the fuzzers call: every parser that reads a stranger's text. Each function takes any bytes and panics
//! when something is wrong. `fuzz/` runs them for as long as one likes; the tests here run them on the seeds
//! in `fuzz/seeds` and on what random changes make of those, without any fuzzer.
//!
//! A signed text is no use to a fuzzer: one changed bit, and everything behind the signature stays unseen.
//! So bytes that begin with `!` are a header and a payload, a line each, which are signed here; `"@key"` in
//! them stands for the public key, `"@challenge"` for a live challenge.

use std::sync::LazyLock;

use aws_lc_rs::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair},
};
use houseguest_protocol::{
    identity::{ChallengePurpose, LoginHint},
    values::{Timestamp, base64url_encode},
};

use crate::{
    http::parse_form,
    jose::{
        PresentedKey, ReadRequest,
        dpop::{self, ProvenRequest},
    },
    model::{ChallengeKey, RefreshToken},
};

const NOW: Timestamp = Timestamp::from_unix_seconds(1_795_341_600);

/// The keys of a device, made anew in each process: nothing depends on which they are.
struct Device {
    ed25519: Ed25519KeyPair,
    p256: EcdsaKeyPair,
    challenges: ChallengeKey,
}

static DEVICE: LazyLock<Device> = LazyLock::new(|| Device {
    ed25519: Ed25519KeyPair::generate().expect("a key"),
    p256: EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).expect("a key"),
    challenges: ChallengeKey::new(&[1; 32]),
});

/// The text to be read: the bytes themselves, or what they say, signed.
fn signed(data: &[u8], key: &str, sign: impl Fn(&[u8]) -> Vec<u8>) -> Option<String> {
    let text = str::from_utf8(data).ok()?;
    let Some((header, payload)) = text.strip_prefix('!').and_then(|both| both.split_once('\n')) else {
        return Some(text.to_owned());
    };
    let challenge = DEVICE.challenges.issue(ChallengePurpose::AnonymousRequest, NOW).token;
    let fill = |part: &str| part.replace("\"@key\"", key).replace("@challenge", &challenge);
    let part = |part: &str| base64url_encode(fill(part).as_bytes());
    let input = format!("{}.{}", part(header), part(payload));
    let signature = base64url_encode(&sign(input.as_bytes()));
    Some(format!("{input}.{signature}"))
}

/// The JWT of the anonymous-request grant: accepted only if its key made its signature.
pub fn anonymous_request(data: &[u8]) {
    let x = base64url_encode(DEVICE.ed25519.public_key().as_ref());
    let key = format!(r#"{{"kty":"OKP","crv":"Ed25519","x":"{x}","kid":"a-key-of-mine"}}"#);
    let sign = |message: &[u8]| DEVICE.ed25519.sign(message).as_ref().to_vec();
    let Some(text) = signed(data, &key, sign) else { return };
    if let Ok(read) = ReadRequest::read(&text, &DEVICE.challenges, NOW)
        && let PresentedKey::Presented(key) = &read.key
    {
        read.verify(&key.public).expect("a key that came along was proven in reading");
    }
}

/// A `DPoP` header: accepted only for its own method and address.
pub fn dpop_proof(data: &[u8]) {
    let point = DEVICE.p256.public_key().as_ref();
    let (x, y) = (base64url_encode(&point[1..33]), base64url_encode(&point[33..]));
    let key = format!(r#"{{"kty":"EC","crv":"P-256","x":"{x}","y":"{y}"}}"#);
    let sign = |message: &[u8]| {
        DEVICE.p256.sign(&SystemRandom::new(), message).expect("the system has randomness").as_ref().to_vec()
    };
    let Some(text) = signed(data, &key, sign) else { return };
    let uri = "https://id.example/oauth2/token";
    if dpop::verify(&text, ProvenRequest { method: "POST", uri }, NOW).is_ok() {
        for other in
            [ProvenRequest { method: "GET", uri }, ProvenRequest { method: "POST", uri: "https://id.example/" }]
        {
            dpop::verify(&text, other, NOW).expect_err("a proof is for one method and one address");
        }
    }
}

/// A `login_hint`: what is read means the same when it is written again.
pub fn login_hint(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    if let Ok(hint) = LoginHint::parse(text) {
        assert!(LoginHint::parse(&hint.to_text()).is_ok_and(|again| again == hint), "it reads back");
    }
}

/// A refresh token: there is one way to write each.
pub fn refresh_token(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    if let Ok(token) = RefreshToken::parse(text) {
        assert!(token.to_wire().eq_ignore_ascii_case(text), "it is written as it was read");
    }
}

/// A form: what is read means the same when it is written again, and nothing is read twice.
pub fn form(data: &[u8]) {
    let Ok(pairs) = parse_form(data) else { return };
    let mut names: Vec<_> = pairs.iter().map(|(name, _)| name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), pairs.len(), "a name comes once");
    let again = serde_urlencoded::to_string(&pairs).expect("a form");
    assert!(parse_form(again.as_bytes()).is_ok_and(|again| again == pairs), "it reads back");
}

#[cfg(test)]
mod tests {
    use std::{fs, path::PathBuf};

    use proptest::{
        prelude::*,
        test_runner::{Config, TestRunner},
    };

    use super::*;

    type Target = (&'static str, fn(&[u8]));
    const TARGETS: [Target; 5] = [
        ("anonymous_request", anonymous_request),
        ("dpop_proof", dpop_proof),
        ("form", form),
        ("login_hint", login_hint),
        ("refresh_token", refresh_token),
    ];

    fn folder() -> PathBuf {
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fuzz")
    }

    fn seeds(target: &str) -> Vec<Vec<u8>> {
        let folder = folder().join("seeds").join(target);
        let files = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        let mut paths: Vec<_> = files.map(|file| file.expect("a file").path()).collect();
        paths.sort();
        paths.into_iter().map(|path| fs::read(path).expect("reads")).collect()
    }

    /// What a fuzzer would do to a seed, a little of it: bytes put in the place of others.
    fn changed(seeds: Vec<Vec<u8>>) -> impl Strategy<Value = Vec<u8>> {
        let byte = prop_oneof![any::<u8>(), prop::sample::select(b"\"{}[]:,.-_\\0aAeE%&=+!\n@".to_vec())];
        let change = (any::<prop::sample::Index>(), 0usize..4, prop::collection::vec(byte, 0..6));
        (prop::sample::select(seeds), prop::collection::vec(change, 0..4)).prop_map(|(mut seed, changes)| {
            for (at, length, new) in changes {
                let from = at.index(seed.len() + 1);
                let until = (from + length).min(seed.len());
                seed.splice(from..until, new);
            }
            seed
        })
    }

    #[test]
    fn no_seed_and_no_change_of_one_breaks_a_parser() {
        for (name, target) in TARGETS {
            let seeds = seeds(name);
            assert!(!seeds.is_empty(), "{name} has seeds");
            seeds.iter().for_each(|seed| target(seed));
            let config = Config { cases: 1_500, failure_persistence: None, ..Config::default() };
            let run = |data: Vec<u8>| {
                target(&data);
                Ok(())
            };
            TestRunner::new_with_rng(
                config,
                prop::test_runner::TestRng::deterministic_rng(prop::test_runner::RngAlgorithm::ChaCha),
            )
            .run(&changed(seeds), run)
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        }
    }

    #[test]
    fn the_seeds_reach_what_they_are_for() {
        let request = fs::read(folder().join("seeds/anonymous_request/signed")).expect("reads");
        let x = base64url_encode(DEVICE.ed25519.public_key().as_ref());
        let key = format!(r#"{{"kty":"OKP","crv":"Ed25519","x":"{x}","kid":"a-key-of-mine"}}"#);
        let text = signed(&request, &key, |message| DEVICE.ed25519.sign(message).as_ref().to_vec()).expect("a text");
        ReadRequest::read(&text, &DEVICE.challenges, NOW).expect("the signed seed is a good request");
        for (seed, target) in [("login_hint/key", true), ("login_hint/prefix", false)] {
            let text = fs::read_to_string(folder().join("seeds").join(seed)).expect("reads");
            assert_eq!(LoginHint::parse(&text).is_ok(), target, "{seed}");
        }
    }

    #[test]
    fn every_target_has_its_program() {
        for (name, _) in TARGETS {
            let program = fs::read_to_string(folder().join(format!("fuzz_targets/{name}.rs"))).expect("a program");
            assert!(program.contains(&format!("fuzzing::{name}(")), "{name}");
        }
    }
}
