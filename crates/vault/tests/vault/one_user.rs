//! One vault, one user: two would overwrite each other's keys without an error.

use houseguest_client::ports::GuestKey;
use houseguest_protocol::window::VaultState;
use houseguest_vault::{Vault, VaultError, VaultOptions};

use crate::support::{Home, fixed, given_folder, play, played, role};

#[tokio::test]
async fn a_second_opening_in_the_same_process_is_refused_until_the_first_is_dropped() {
    let home = Home::new();
    let vault = home.opened();
    let clone = vault.clone();
    for _ in 0..2 {
        let error = home.open().map(drop).expect_err("it is in use");
        assert!(matches!(error, VaultError::InUse), "{error:?}");
        assert_eq!(error.state(), VaultState::InUse);
    }
    let key = vault.ensure().await.expect("the first goes on");
    drop(vault);
    assert!(matches!(home.open().map(drop), Err(VaultError::InUse)), "a clone is the same vault");
    drop(clone);
    assert_eq!(home.opened().public_key().await.expect("reads"), Some(key));
}

#[tokio::test]
async fn a_second_process_is_refused_and_the_key_of_the_first_is_safe() {
    const NAME: &str = "one_user::a_second_process_is_refused_and_the_key_of_the_first_is_safe";
    if let Some(part) = role() {
        let opened = Vault::open(VaultOptions { folder: given_folder(), key: fixed() });
        match part.as_str() {
            "second" => assert!(matches!(opened.map(drop), Err(VaultError::InUse))),
            "successor" => assert!(opened.expect("opens").public_key().await.expect("reads").is_some()),
            other => unreachable!("{other}"),
        }
        return;
    }
    let home = Home::new();
    let vault = home.opened();
    let run = |part| {
        let output = play(NAME, part, &home.folder).output().expect("the test starts again");
        played(part, &output);
    };
    run("second");
    let key = vault.ensure().await.expect("the first goes on");
    run("second");
    drop(vault);
    run("successor");
    assert_eq!(home.opened().public_key().await.expect("reads"), Some(key));
}

/// Between its start and its becoming another program, a process has all our files open, the lock too.
#[cfg(unix)]
#[test]
fn a_process_that_is_being_started_does_not_keep_a_vault_that_was_closed() {
    use std::os::unix::{fs::MetadataExt, process::CommandExt};
    let home = Home::new();
    drop(home.opened());
    let user = std::fs::metadata(&home.folder).expect("it is there").uid();
    let starter = std::thread::spawn(move || {
        for _ in 0..150 {
            // Choosing the user, be it the same one, makes the start take the longer way, by a copy of this process.
            assert!(std::process::Command::new("true").uid(user).status().expect("it starts").success());
        }
    });
    let mut openings = 0;
    while !starter.is_finished() {
        drop(home.open().unwrap_or_else(|error| panic!("opening {openings}: {error}")));
        openings += 1;
    }
    starter.join().expect("every process started");
    assert!(openings > 10, "{openings}");
}
