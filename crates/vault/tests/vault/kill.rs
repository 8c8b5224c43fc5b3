//! Real kills of a real process in the middle of saving.

use std::{
    io::{BufRead, BufReader, Write},
    process::Stdio,
    time::Duration,
};

use houseguest_client::ports::{GuestKey, Memory};
use houseguest_vault::{Health, Vault, VaultOptions, files};

use crate::support::{Home, fixed, given_folder, play, remembering, role};

const NAME: &str = "kill::a_process_killed_while_it_saves_leaves_the_last_or_the_next_save";
const ROUNDS: usize = 25;

#[tokio::test]
async fn a_process_killed_while_it_saves_leaves_the_last_or_the_next_save() {
    if role().is_some() {
        return save_until_killed().await;
    }
    let home = Home::new();
    let key = home.opened().ensure().await.expect("a key is made");
    let mut orphans = 0;
    let mut reached: u64 = 0;
    for round in 0..ROUNDS {
        let acknowledged = run_and_kill(&home, round);
        orphans += files::list_orphans(&home.folder).expect("lists").len();
        let vault = home.open().unwrap_or_else(|error| panic!("round {round}, after save {acknowledged}: {error}"));
        assert_eq!(vault.finding(), &Health::Sound, "round {round}");
        assert_eq!(vault.public_key().await.expect("reads"), Some(key.clone()), "round {round}");
        let found = vault.load().await.expect("reads").sub.expect("something was saved");
        let found: u64 = found.as_str().trim_start_matches("save-").parse().expect("a number");
        assert!(
            found == acknowledged || found == acknowledged + 1,
            "round {round}: save {acknowledged} was acknowledged, and {found} is on disk"
        );
        assert!(found > reached, "round {round}");
        reached = found;
        assert!(files::list_orphans(&home.folder).expect("lists").is_empty(), "round {round}");
    }
    let mut out = std::io::stdout().lock();
    writeln!(out, "{ROUNDS} kills, {reached} saves, {orphans} temporary files left behind and removed")
        .expect("prints");
}

/// Starts a saving process, kills it at an arbitrary instant, and answers its last acknowledged save.
fn run_and_kill(home: &Home, round: usize) -> u64 {
    let mut child = play(NAME, "saves", &home.folder).stdout(Stdio::piped()).spawn().expect("the test starts again");
    let mut lines = BufReader::new(child.stdout.take().expect("it is piped")).lines();
    let mut last = None;
    let wanted = 3 + round % 4;
    let mut seen = 0;
    for line in lines.by_ref() {
        if let Some(number) = line.expect("reads").strip_prefix("saved ") {
            last = Some(number.parse().expect("a number"));
            seen += 1;
            if seen == wanted {
                break;
            }
        }
    }
    // Another place in the save each round, not a wait for something.
    std::thread::sleep(Duration::from_micros(round as u64 * 613 % 9_000));
    child.kill().expect("it runs until it is killed");
    child.wait().expect("it ends");
    // What it said before it died.
    for line in lines {
        if let Some(number) = line.expect("reads").strip_prefix("saved ") {
            last = Some(number.parse().expect("a number"));
        }
    }
    last.expect("it saved")
}

async fn save_until_killed() {
    let vault = Vault::open(VaultOptions { folder: given_folder(), key: fixed() }).expect("opens");
    let start = vault
        .load()
        .await
        .expect("reads")
        .sub
        .map_or(0, |sub| sub.as_str().trim_start_matches("save-").parse::<u64>().expect("a number"));
    for number in start + 1.. {
        vault.save(&remembering(&format!("save-{number}"))).await.expect("saves");
        let mut out = std::io::stdout().lock();
        writeln!(out, "saved {number}").expect("the other side listens");
        out.flush().expect("the other side listens");
    }
}
