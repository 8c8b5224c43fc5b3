//! Hurt files: each is told apart, nothing is deleted, and nothing empty takes its place.

use std::fs;

use houseguest_client::ports::{GuestKey, Memory};
use houseguest_protocol::window::{OpenedBy, VaultState};
use houseguest_vault::{
    Diagnosis, Health, SnapshotKey, SnapshotKeySource, StoredKey, Vault, VaultError, VaultOptions, files,
};

use crate::support::{Home, fixed, play, played, remembering, role};

fn diagnose(home: &Home) -> Diagnosis {
    Vault::diagnose(&VaultOptions { folder: home.folder.clone(), key: fixed() }).expect("looks")
}

/// Its name, what it makes of a file, and what the doctor calls it.
type Injury = (&'static str, fn(Vec<u8>) -> Vec<u8>, Health);

/// Each way to hurt a vault file.
fn injuries() -> Vec<Injury> {
    vec![
        ("emptied", |_| Vec::new(), Health::Truncated),
        ("cut to 100 bytes", |bytes| bytes[..100].to_vec(), Health::Truncated),
        ("cut after its header", |bytes| bytes[..173].to_vec(), Health::Truncated),
        ("cut in half", |bytes| bytes[..bytes.len() / 2].to_vec(), Health::Truncated),
        ("cut by one byte", |bytes| bytes[..bytes.len() - 1].to_vec(), Health::Truncated),
        ("zeroed", |bytes| vec![0; bytes.len()], Health::Zeroed),
        (
            "replaced by text",
            |bytes| b"some text ".iter().copied().cycle().take(bytes.len()).collect(),
            Health::NotASnapshot,
        ),
        ("hurt in its body", |bytes| flipped(bytes, 200), Health::DamagedBody),
        ("grown", |bytes| [bytes, vec![1; 64]].concat(), Health::DamagedBody),
    ]
}

fn flipped(mut bytes: Vec<u8>, position: usize) -> Vec<u8> {
    bytes[position] ^= 0x55;
    bytes
}

#[tokio::test]
async fn each_injury_has_its_name_and_the_previous_copy_is_restored() {
    for (injury, hurt, expected) in injuries() {
        let home = Home::new();
        let key = home.with_a_guest().await;
        let hurt_bytes = hurt(fs::read(home.snapshot()).expect("reads"));
        fs::write(home.snapshot(), &hurt_bytes).expect("writes");
        let found = diagnose(&home);
        assert_eq!((&found.snapshot, &found.previous), (&expected, &Health::Sound), "{injury}");

        let vault = home.opened();
        assert_eq!((vault.finding(), vault.restored()), (&expected, true), "{injury}");
        assert_eq!(vault.state(), VaultState::Open { restored: true, opened_by: OpenedBy::App }, "{injury}");
        assert_eq!(vault.public_key().await.expect("reads"), Some(key.clone()), "{injury}");
        let moved_to = vault.moved_to().expect("the hurt file is kept");
        assert_eq!(fs::read(moved_to).expect("reads"), hurt_bytes, "{injury}: the hurt file is kept as it was");
        vault.save(&remembering("guest-two")).await.expect("saves");
        drop(vault);

        let vault = home.opened();
        assert_eq!((vault.finding(), vault.restored()), (&Health::Sound, false), "{injury}");
        assert_eq!(vault.public_key().await.expect("reads"), Some(key), "{injury}");
    }
}

#[tokio::test]
async fn without_a_previous_copy_a_damaged_file_is_moved_aside_and_never_deleted() {
    for (injury, hurt, expected) in injuries() {
        let home = Home::new();
        home.with_a_guest().await;
        fs::remove_file(home.previous()).expect("removes");
        let hurt_bytes = hurt(fs::read(home.snapshot()).expect("reads"));
        fs::write(home.snapshot(), &hurt_bytes).expect("writes");
        let Err(VaultError::Damaged { finding, moved_to: Some(moved_to) }) = home.open().map(drop) else {
            panic!("{injury}: the vault is damaged");
        };
        assert_eq!(finding, expected, "{injury}");
        assert_eq!(fs::read(&moved_to).expect("reads"), hurt_bytes, "{injury}");
        let name = moved_to.file_name().expect("a name").to_string_lossy().into_owned();
        assert!(name.starts_with("vault.stronghold.damaged-2"), "{name}");
        // No way back to an empty vault but by asking for it.
        assert!(matches!(home.open().map(drop), Err(VaultError::Gone { sub: Some(_) })), "{injury}");
        assert_eq!(diagnose(&home).moved_aside, [moved_to]);
    }
}

#[tokio::test]
async fn when_both_copies_are_damaged_both_are_still_there_afterwards() {
    let home = Home::new();
    home.with_a_guest().await;
    fs::write(home.snapshot(), "hurt").expect("writes");
    fs::write(home.previous(), "hurt too").expect("writes");
    assert!(matches!(home.open().map(drop), Err(VaultError::Damaged { .. })));
    let moved = Vault::start_fresh(&home.folder, &StoredKey::Keep).expect("clears the way");
    assert_eq!(moved.len(), 1, "the previous copy: {moved:?}");
    assert_eq!(diagnose(&home).moved_aside.len(), 2);
    let vault = home.opened();
    assert_eq!(vault.state(), VaultState::Absent);
    vault.ensure().await.expect("a new guest may come");
}

#[tokio::test]
async fn damage_at_any_byte_ends_in_the_same_guest() {
    let home = Home::new();
    let key = home.with_a_guest().await;
    let sound = fs::read(home.snapshot()).expect("reads");
    // The version's two bytes are the next test's.
    for position in (0..5).chain((7..sound.len()).step_by(37)) {
        fs::write(home.snapshot(), flipped(sound.clone(), position)).expect("writes");
        let vault = home.open().unwrap_or_else(|error| panic!("byte {position}: {error}"));
        assert_eq!(vault.public_key().await.expect("reads"), Some(key.clone()), "byte {position}");
        assert!(vault.restored(), "byte {position}");
    }
}

#[tokio::test]
async fn a_newer_version_is_left_alone() {
    let home = Home::new();
    home.with_a_guest().await;
    let newer = flipped(fs::read(home.snapshot()).expect("reads"), 5);
    fs::write(home.snapshot(), &newer).expect("writes");
    assert_eq!(diagnose(&home).snapshot, Health::UnsupportedVersion);
    assert!(matches!(home.open().map(drop), Err(VaultError::UnsupportedVersion)));
    assert_eq!(fs::read(home.snapshot()).expect("reads"), newer);
}

#[tokio::test]
async fn a_vault_of_somebody_else_is_noticed_and_the_own_one_restored() {
    let (home, other) = (Home::new(), Home::new());
    let key = home.with_a_guest().await;
    other
        .open_with(SnapshotKeySource::Fixed(SnapshotKey::from([8; 32])))
        .expect("opens")
        .ensure()
        .await
        .expect("a key is made");
    fs::copy(other.snapshot(), home.snapshot()).expect("copies");
    assert_eq!(diagnose(&home).snapshot, Health::WrongKey);
    let vault = home.opened();
    assert!(vault.restored());
    assert_eq!(vault.public_key().await.expect("reads"), Some(key));
}

#[tokio::test]
async fn a_wrong_key_moves_and_changes_nothing() {
    let home = Home::new();
    let key = home.with_a_guest().await;
    let before = (home.names(), fs::read(home.snapshot()).expect("reads"));
    let refused = home.open_with(SnapshotKeySource::Fixed(SnapshotKey::from([8; 32]))).map(drop);
    assert!(matches!(refused, Err(VaultError::WrongKey { from_passphrase: false })), "{refused:?}");
    assert_eq!((home.names(), fs::read(home.snapshot()).expect("reads")), before);
    assert_eq!(home.opened().public_key().await.expect("reads"), Some(key));
}

#[tokio::test]
async fn a_folder_in_place_of_the_file_is_moved_aside_with_what_is_in_it() {
    let home = Home::new();
    let key = home.with_a_guest().await;
    fs::remove_file(home.snapshot()).expect("removes");
    fs::create_dir(home.snapshot()).expect("makes");
    fs::write(home.snapshot().join("inside"), "kept").expect("writes");
    assert_eq!(diagnose(&home).snapshot, Health::IsDirectory);
    let vault = home.opened();
    assert_eq!(vault.public_key().await.expect("reads"), Some(key));
    let moved_to = vault.moved_to().expect("it was moved");
    assert_eq!(fs::read_to_string(moved_to.join("inside")).expect("reads"), "kept");
}

#[tokio::test]
async fn an_older_copy_that_was_put_back_is_noticed_until_the_next_save() {
    let home = Home::new();
    home.with_a_guest().await;
    let older = fs::read(home.snapshot()).expect("reads");
    home.opened().save(&remembering("guest-two")).await.expect("saves");
    fs::write(home.snapshot(), &older).expect("somebody puts a copy back");
    assert_eq!(diagnose(&home).snapshot, Health::Stale { found: 2, expected: 3 });
    let vault = home.opened();
    assert!(vault.is_stale() && !vault.restored(), "{:?}", vault.finding());
    assert_eq!(vault.load().await.expect("reads").sub, remembering("guest-one").sub);
    vault.save(&remembering("guest-three")).await.expect("saves");
    drop(vault);
    assert_eq!(home.opened().finding(), &Health::Sound);
}

#[tokio::test]
async fn a_removed_vault_is_gone_and_its_previous_copy_is_not_brought_back_silently() {
    let home = Home::new();
    let key = home.with_a_guest().await;
    fs::remove_file(home.snapshot()).expect("the person removes it");
    let found = diagnose(&home);
    assert!(found.gone && found.previous == Health::Sound, "{found:?}");
    for _ in 0..2 {
        let Err(VaultError::Gone { sub }) = home.open().map(drop) else { panic!("it stays gone") };
        assert_eq!(sub, remembering("guest-one").sub);
    }
    let moved = Vault::start_fresh(&home.folder, &StoredKey::Keep).expect("clears the way");
    assert_eq!(moved.len(), 1);
    assert!(moved[0].to_string_lossy().contains("vault.stronghold.previous.aside-2"), "{moved:?}");
    let vault = home.opened();
    assert_eq!(vault.state(), VaultState::Absent);
    assert!(vault.load().await.expect("reads").sub.is_none());
    assert_ne!(vault.ensure().await.expect("a new guest may come"), key);
}

#[tokio::test]
async fn a_folder_that_never_had_a_vault_is_absent() {
    let home = Home::new();
    let found = diagnose(&home);
    assert_eq!((found.snapshot, found.gone), (Health::Absent, false));
    assert!(!home.folder.exists(), "looking makes nothing");
    assert_eq!(home.opened().state(), VaultState::Absent);
}

#[tokio::test]
async fn nothing_is_cleared_away_while_the_vault_is_open() {
    let home = Home::new();
    home.with_a_guest().await;
    let _vault = home.opened();
    assert!(matches!(Vault::start_fresh(&home.folder, &StoredKey::Keep), Err(VaultError::InUse)));
    assert!(home.snapshot().exists());
}

/// A file that may not be read is the case in which Stronghold's own save would put an empty vault
/// over a good one. Nobody may be refused anything as root, so the test becomes another user there.
#[cfg(unix)]
#[tokio::test]
async fn a_vault_that_may_not_be_read_is_never_written_over() {
    use std::os::unix::{
        fs::{MetadataExt, PermissionsExt, chown},
        process::CommandExt,
    };
    const NAME: &str = "doctor::a_vault_that_may_not_be_read_is_never_written_over";
    const NOBODY: u32 = 65_534;

    if let Some(part) = role() {
        assert_eq!(part, "refused");
        let folder = crate::support::given_folder();
        let open = || Vault::open(VaultOptions { folder: folder.clone(), key: fixed() }).map(drop);
        let refused = open();
        assert!(matches!(&refused, Err(VaultError::Io { action: "read", .. })), "{refused:?}");
        assert!(matches!(refused.expect_err("refused").state(), VaultState::Locked { .. }));
        return;
    }
    let home = Home::new();
    let key = home.with_a_guest().await;
    let before = fs::read(home.snapshot()).expect("reads");
    fs::set_permissions(home.snapshot(), fs::Permissions::from_mode(0o000)).expect("changes");

    let as_root = fs::metadata(&home.folder).expect("it is there").uid() == 0;
    let mut child = play(NAME, "refused", &home.folder);
    let place = tempfile::tempdir().expect("a temporary folder");
    if as_root {
        let above = home.folder.parent().expect("a parent");
        for path in [above, &home.folder]
            .into_iter()
            .map(std::path::Path::to_owned)
            .chain(home.names().iter().map(|name| home.file(name)))
        {
            chown(path, Some(NOBODY), Some(NOBODY)).expect("root may");
        }
        // The test program may lie where only root can reach it.
        fs::set_permissions(place.path(), fs::Permissions::from_mode(0o755)).expect("changes");
        let program = place.path().join("test");
        fs::copy(std::env::current_exe().expect("a process knows its program"), &program).expect("copies");
        let mut other = std::process::Command::new(&program);
        other.args(child.get_args());
        for (name, value) in child.get_envs() {
            other.env(name, value.expect("only set, never removed"));
        }
        other.current_dir("/").uid(NOBODY).gid(NOBODY);
        child = other;
    }
    let output = child.output().expect("the test starts again");
    played("refused", &output);
    assert_eq!(home.names(), ["vault.json", "vault.lock", "vault.stronghold", "vault.stronghold.previous"]);
    fs::set_permissions(home.snapshot(), fs::Permissions::from_mode(0o600)).expect("changes");
    assert_eq!(fs::read(home.snapshot()).expect("reads"), before);
    assert_eq!(home.opened().public_key().await.expect("reads"), Some(key));
}

#[tokio::test]
async fn a_snapshot_that_opens_and_is_not_ours_is_not_taken_over() {
    use iota_stronghold::{KeyProvider, SnapshotPath, Stronghold};
    let home = Home::new();
    let key = home.with_a_guest().await;
    let foreign = Stronghold::default();
    foreign.create_client("another program").expect("begins");
    let provider = KeyProvider::try_from(zeroize::Zeroizing::new(vec![7; 32])).expect("32 bytes");
    iota_stronghold::engine::snapshot::try_set_encrypt_work_factor(0).expect("a factor");
    foreign.commit_with_keyprovider(&SnapshotPath::from_path(home.snapshot()), &provider).expect("writes");
    assert_eq!(diagnose(&home).snapshot, Health::Foreign);
    let vault = home.opened();
    assert!(vault.restored());
    assert_eq!(vault.public_key().await.expect("reads"), Some(key));
    assert!(vault.moved_to().is_some_and(std::path::Path::exists));
    assert!(home.file(files::SNAPSHOT).exists());
}
