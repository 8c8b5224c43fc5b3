//! Who may look, links, and temporary files.

use std::fs;

use houseguest_client::ports::{GuestKey, Memory};
use houseguest_vault::{Vault, VaultError, VaultOptions, files};

use crate::support::{Home, fixed, remembering};

#[cfg(unix)]
fn mode(path: &std::path::Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path).expect("it is there").permissions().mode() & 0o777
}

#[cfg(unix)]
#[tokio::test]
async fn only_the_owner_may_look() {
    let home = Home::new();
    home.with_a_guest().await;
    assert_eq!(mode(&home.folder), 0o700);
    for name in home.names() {
        assert_eq!(mode(&home.file(&name)), 0o600, "{name}");
    }
    assert_eq!(home.names(), ["vault.json", "vault.lock", "vault.stronghold", "vault.stronghold.previous"]);
}

#[cfg(unix)]
#[tokio::test]
async fn modes_that_were_opened_up_are_closed_again() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::new();
    home.with_a_guest().await;
    fs::set_permissions(&home.folder, fs::Permissions::from_mode(0o755)).expect("changes");
    fs::set_permissions(home.snapshot(), fs::Permissions::from_mode(0o644)).expect("changes");
    let vault = home.opened();
    assert_eq!((mode(&home.folder), mode(&home.snapshot())), (0o700, 0o600));
    vault.save(&remembering("guest-two")).await.expect("saves");
    assert_eq!((mode(&home.snapshot()), mode(&home.previous())), (0o600, 0o600));
}

#[cfg(unix)]
#[tokio::test]
async fn a_folder_behind_a_link_is_used_where_it_really_is() {
    let home = Home::new();
    let key = home.with_a_guest().await;
    let elsewhere = tempfile::tempdir().expect("a temporary folder");
    let link = elsewhere.path().join("link");
    std::os::unix::fs::symlink(&home.folder, &link).expect("links");
    let vault = Vault::open(VaultOptions { folder: link.clone(), key: fixed() }).expect("opens");
    assert_eq!(vault.folder(), home.folder);
    vault.save(&remembering("guest-two")).await.expect("saves");
    assert!(matches!(home.open().map(drop), Err(VaultError::InUse)), "the lock is in the real folder");
    drop(vault);
    assert!(link.is_symlink(), "the link is still a link");
    assert_eq!(home.opened().public_key().await.expect("reads"), Some(key));
}

#[cfg(unix)]
#[tokio::test]
async fn a_link_in_place_of_a_file_is_refused_and_its_target_untouched() {
    for name in files::OURS {
        let home = Home::new();
        home.with_a_guest().await;
        let target = home.folder.with_file_name("target");
        match fs::rename(home.file(name), &target) {
            Ok(()) => {}
            Err(_) => fs::write(&target, "somebody's file").expect("writes"),
        }
        let before = fs::read(&target).expect("reads");
        std::os::unix::fs::symlink(&target, home.file(name)).expect("links");
        let refused = home.open().map(drop);
        assert!(matches!(refused, Err(VaultError::SymbolicLink { .. })), "{name}: {refused:?}");
        assert_eq!(fs::read(&target).expect("reads"), before, "{name}");
        assert!(home.file(name).is_symlink(), "{name} is still a link");
    }
}

#[tokio::test]
async fn temporary_files_of_a_kill_go_and_everything_else_stays() {
    let home = Home::new();
    let key = home.with_a_guest().await;
    let orphans = ["vault.stronghold.0123456789ab", "vault.stronghold.next.ffffffffffff", "vault.stronghold.next"];
    let others = ["vault.stronghold.0123456789abc", "vault.stronghold.damaged-20260101T000000Z", "notes.txt"];
    for name in orphans.iter().chain(&others) {
        fs::write(home.file(name), "x").expect("writes");
    }
    let options = VaultOptions { folder: home.folder.clone(), key: fixed() };
    assert_eq!(Vault::diagnose(&options).expect("looks").orphans.len(), orphans.len());
    let vault = home.opened();
    assert_eq!(vault.public_key().await.expect("reads"), Some(key));
    for name in orphans {
        assert!(!home.file(name).exists(), "{name} remains");
    }
    for name in others {
        assert!(home.file(name).exists(), "{name} was removed");
    }
}

#[tokio::test]
async fn a_save_that_cannot_write_keeps_the_former_content() {
    let home = Home::new();
    let vault = home.opened();
    vault.save(&remembering("guest-one")).await.expect("saves");
    // A folder where the next snapshot is to be written: it can neither be removed nor replaced as a file.
    fs::create_dir(home.file(files::NEXT)).expect("makes");
    vault.save(&remembering("guest-two")).await.expect_err("there is no place to write");
    assert_eq!(vault.load().await.expect("reads").sub, remembering("guest-one").sub);
    fs::remove_dir(home.file(files::NEXT)).expect("removes");
    vault.save(&remembering("guest-three")).await.expect("saves again");
    drop(vault);
    assert_eq!(home.opened().load().await.expect("reads").sub, remembering("guest-three").sub);
}
