//! How long a person waits for the vault, beside the Stronghold plugin's default way on the same machine.
//!
//! `cargo bench -p houseguest-vault`. The default way is a 32-byte key from a hashed password and
//! Stronghold's own work factor (19), as the plugin's documentation sets it up.

use std::{hint::black_box, time::Duration};

use criterion::{Criterion, criterion_group, criterion_main};
use houseguest_client::ports::{GuestKey, Memory, Remembered};
use houseguest_protocol::values::Subject;
use houseguest_vault::{SnapshotKey, SnapshotKeySource, Vault, VaultOptions, files};
use iota_stronghold::{
    Location,
    engine::snapshot::get_encrypt_work_factor,
    procedures::{Ed25519Sign, GenerateKey, KeyType},
};
use tauri_plugin_stronghold::stronghold::Stronghold;
use tokio::runtime::Runtime;

const CHALLENGE: &[u8] = b"a challenge of about the length that a server sends, with a thumbprint and a time in it";

fn runtime() -> Runtime {
    Runtime::new().expect("a runtime starts")
}

fn open(folder: &std::path::Path, key: SnapshotKeySource) -> Vault {
    Vault::open(VaultOptions { folder: folder.to_owned(), key }).expect("opens")
}

fn fixed() -> SnapshotKeySource {
    SnapshotKeySource::Fixed(SnapshotKey::from([7; 32]))
}

fn remembered() -> Remembered {
    Remembered {
        sub: Some(Subject::parse("0190f8a4-5e1b-7c3e-9d0a-1b2c3d4e5f60").expect("a subject")),
        refresh_token: Some("a".repeat(69).into()),
        ..Remembered::default()
    }
}

fn ours(criterion: &mut Criterion) {
    let (runtime, home) = (runtime(), tempfile::tempdir().expect("a temporary folder"));
    let folder = home.path().join("vault");
    let vault = open(&folder, fixed());
    runtime.block_on(vault.ensure()).expect("a key is made");
    runtime.block_on(vault.save(&remembered())).expect("saves");
    drop(vault);

    let mut group = criterion.benchmark_group("vault");
    group.bench_function("open and sign a challenge", |bencher| {
        bencher.iter(|| {
            let vault = open(&folder, fixed());
            black_box(runtime.block_on(vault.sign(CHALLENGE)).expect("signs"))
        });
    });
    let vault = open(&folder, fixed());
    group.bench_function("sign a challenge", |bencher| {
        bencher.iter(|| black_box(runtime.block_on(vault.sign(CHALLENGE)).expect("signs")));
    });
    let content = remembered();
    group.bench_function("save", |bencher| {
        bencher.iter(|| runtime.block_on(vault.save(&content)).expect("saves"));
    });
    group.finish();
}

fn passphrase(criterion: &mut Criterion) {
    let (runtime, home) = (runtime(), tempfile::tempdir().expect("a temporary folder"));
    let folder = home.path().join("vault");
    let key = || SnapshotKeySource::Passphrase("correct horse".to_owned().into());
    let vault = open(&folder, key());
    runtime.block_on(vault.ensure()).expect("a key is made");
    drop(vault);
    let mut group = criterion.benchmark_group("vault under a passphrase");
    group.sample_size(10);
    group.bench_function("open and sign a challenge", |bencher| {
        bencher.iter(|| {
            let vault = open(&folder, key());
            black_box(runtime.block_on(vault.sign(CHALLENGE)).expect("signs"))
        });
    });
    group.finish();
}

fn plugin_default(criterion: &mut Criterion) {
    let home = tempfile::tempdir().expect("a temporary folder");
    let path = home.path().join("default.stronghold");
    let password = houseguest_protocol::values::sha256(b"a password").to_vec();
    let location = || Location::generic("keys", "guest");
    assert_eq!(get_encrypt_work_factor(), 19, "this is the default way only at the default factor");

    let begun = Stronghold::new(&path, password.clone()).expect("begins");
    let client = begun.create_client("bench").expect("begins");
    client.execute_procedure(GenerateKey { ty: KeyType::Ed25519, output: location() }).expect("makes a key");
    begun.save().expect("saves");
    drop(begun);

    let mut group = criterion.benchmark_group("the plugin's default way");
    group.sample_size(10).measurement_time(Duration::from_secs(20));
    group.bench_function("open and sign a challenge", |bencher| {
        bencher.iter(|| {
            let opened = Stronghold::new(&path, password.clone()).expect("opens");
            let client = opened.load_client("bench").expect("loads");
            let sign = Ed25519Sign { msg: CHALLENGE.to_vec(), private_key: location() };
            black_box(client.execute_procedure(sign).expect("signs"))
        });
    });
    let opened = Stronghold::new(&path, password).expect("opens");
    opened.load_client("bench").expect("loads");
    group.bench_function("save", |bencher| bencher.iter(|| opened.save().expect("saves")));
    group.finish();
}

/// How long the disk alone takes for the flushes of one save.
fn flushes(criterion: &mut Criterion) {
    let home = tempfile::tempdir().expect("a temporary folder");
    let path = home.path().join("file");
    let mut group = criterion.benchmark_group("the disk");
    group.bench_function("write 1 KiB safely", |bencher| {
        bencher.iter(|| files::write_safely(&path, &[1; 1024]).expect("writes"));
    });
    group.finish();
}

criterion_group!(benches, ours, passphrase, plugin_default, flushes);
criterion_main!(benches);
