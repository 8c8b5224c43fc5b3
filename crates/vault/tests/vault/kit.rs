//! A recovery kit's file.

use houseguest_protocol::values::Subject;
use houseguest_vault::{
    KitError, RecoveryKit,
    kit::{read, write},
};

#[test]
fn a_kit_is_written_whole_for_its_owner_alone_and_read_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("houseguest-recovery-2026-11-22.kit");
    let issuer = "https://id.example.com".parse().expect("a URL");
    let kit = RecoveryKit::new(&issuer, Subject::parse("somebody").expect("a subject"));
    let passphrase = "seven quiet lanterns on the porch".into();
    write(&path, &kit.seal(&passphrase, "2026-11-22").expect("seals")).expect("writes");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(&path).expect("a file").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 1, "nothing else is left");
    let opened = RecoveryKit::open(&read(&path).expect("reads"), &passphrase).expect("opens");
    assert_eq!(opened.key.public(), kit.key.public());
}

#[test]
fn other_files_are_told_apart() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("x");
    assert!(matches!(read(&path), Err(KitError::Io { .. })), "there is none");
    std::fs::write(&path, vec![b' '; 100_000]).expect("writes");
    assert!(matches!(read(&path), Err(KitError::NotAKit)), "far too large");
    std::fs::write(&path, b"a shopping list").expect("writes");
    let bytes = read(&path).expect("reads");
    assert!(matches!(RecoveryKit::summary("x", &bytes), Err(KitError::NotAKit)));
}
