//! What a signature costs by algorithm, and what verifying it costs. A sign-up verifies one and makes two.
//!
//! `cargo bench -p houseguest-identity --bench signing`.

use std::hint::black_box;

use aws_lc_rs::{
    rand::SystemRandom,
    rsa::KeySize,
    signature::{
        ECDSA_P256_SHA256_FIXED, ECDSA_P256_SHA256_FIXED_SIGNING, ED25519, EcdsaKeyPair, Ed25519KeyPair, KeyPair,
        RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256, RsaKeyPair, UnparsedPublicKey,
    },
};
use criterion::{Criterion, criterion_group, criterion_main};

/// About as long as the header and the claims of an access token.
const MESSAGE: &[u8] = &[b'a'; 900];

fn signing(criterion: &mut Criterion) {
    let randomness = SystemRandom::new();
    let rsa = RsaKeyPair::generate(KeySize::Rsa2048).expect("a key");
    let p256 = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).expect("a key");
    let ed25519 = Ed25519KeyPair::generate().expect("a key");
    let mut group = criterion.benchmark_group("sign");
    let mut signature = vec![0; rsa.public_modulus_len()];
    group.bench_function("RS256", |bencher| {
        bencher.iter(|| rsa.sign(&RSA_PKCS1_SHA256, &randomness, black_box(MESSAGE), &mut signature).expect("signs"));
    });
    group.bench_function("ES256", |bencher| {
        bencher.iter(|| p256.sign(&randomness, black_box(MESSAGE)).expect("signs"));
    });
    group.bench_function("EdDSA", |bencher| bencher.iter(|| ed25519.sign(black_box(MESSAGE))));
    group.finish();

    let by_p256 = p256.sign(&randomness, MESSAGE).expect("signs");
    let by_ed25519 = ed25519.sign(MESSAGE);
    let rsa_key = UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, rsa.public_key().as_ref());
    let p256_key = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, p256.public_key().as_ref());
    let ed25519_key = UnparsedPublicKey::new(&ED25519, ed25519.public_key().as_ref());
    let mut group = criterion.benchmark_group("verify");
    group.bench_function("RS256", |bencher| {
        bencher.iter(|| rsa_key.verify(black_box(MESSAGE), &signature).expect("verifies"));
    });
    group.bench_function("ES256", |bencher| {
        bencher.iter(|| p256_key.verify(black_box(MESSAGE), by_p256.as_ref()).expect("verifies"));
    });
    group.bench_function("EdDSA", |bencher| {
        bencher.iter(|| ed25519_key.verify(black_box(MESSAGE), by_ed25519.as_ref()).expect("verifies"));
    });
    group.finish();
}

fn making(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("make a key");
    group.sample_size(20);
    group.bench_function("RS256", |bencher| {
        bencher.iter(|| RsaKeyPair::generate(KeySize::Rsa2048).expect("a key"));
    });
    group.finish();
}

criterion_group!(benches, signing, making);
criterion_main!(benches);
