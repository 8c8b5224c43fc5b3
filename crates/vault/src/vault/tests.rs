//! Saves that are stopped half-way, and the rule when a snapshot key may be made.

use std::{
    fs,
    path::Path,
    sync::{Arc, Mutex},
};

use houseguest_client::ports::Remembered;
use houseguest_protocol::values::Subject;
use tempfile::TempDir;

use super::{
    core::Core,
    interruption::Step,
    opening::{Source, open_with},
};
use crate::{
    Health, Marker, SnapshotKey, SnapshotKeySource, VaultError, files,
    snapshot_key::{CredentialStore, CredentialStoreError, Unavailable},
};

fn open(folder: &Path) -> Result<Core, VaultError> {
    let key = SnapshotKey::from([7; 32]);
    open_with(folder, Source::Other(SnapshotKeySource::Fixed(key))).map(|opened| opened.core)
}

fn somebody(name: &str) -> Remembered {
    Remembered {
        sub: Some(Subject::parse(name).expect("a short name is a subject")),
        refresh_token: Some(format!("token-of-{name}").into()),
        ..Remembered::default()
    }
}

fn name_in(core: &mut Core) -> Option<String> {
    core.load(None).expect("the vault can be read").sub.map(String::from)
}

fn copy_files(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).expect("the folder can be listed") {
        let entry = entry.expect("the folder can be listed");
        fs::copy(entry.path(), to.join(entry.file_name())).expect("a file can be copied");
    }
}

/// Copies of the folder, one from each instant at which a kill could have come.
type Instants = Arc<Mutex<Vec<(Step, TempDir)>>>;

/// Makes the vault leave a copy of its folder behind after each step.
fn photograph(core: &mut Core) -> Instants {
    let instants = Instants::default();
    let (kept, folder) = (Arc::clone(&instants), core.folder.clone());
    core.interruption.hook = Some(Box::new(move |step| {
        let copy = tempfile::tempdir().expect("a temporary folder");
        copy_files(&folder, copy.path());
        kept.lock().expect("nobody panicked").push((step, copy));
        Ok(())
    }));
    instants
}

/// Makes the vault fail after one step, once.
fn fail_after(core: &mut Core, failing: Step) {
    let mut armed = true;
    core.interruption.hook = Some(Box::new(move |step| {
        if step == failing && std::mem::take(&mut armed) {
            return Err(VaultError::NotReadBack("a failure made by a test"));
        }
        Ok(())
    }));
}

#[test]
fn a_kill_after_any_step_of_a_save_leaves_the_old_or_the_new_vault() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut core = open(folder.path()).expect("an empty folder opens");
    let key = core.ensure(None).expect("a key is made");
    core.save(None, somebody("old")).expect("saves");
    let instants = photograph(&mut core);
    core.save(None, somebody("new")).expect("saves");

    let instants = instants.lock().expect("nobody panicked");
    assert_eq!(instants.iter().map(|(step, _)| *step).collect::<Vec<_>>(), Step::ALL, "every step was seen");
    for (step, copy) in instants.iter() {
        let mut found = open(copy.path()).unwrap_or_else(|error| panic!("killed after {step:?}: {error}"));
        let renamed = matches!(step, Step::Renamed | Step::FolderFlushed | Step::MarkerWritten);
        assert_eq!(name_in(&mut found).as_deref(), Some(if renamed { "new" } else { "old" }), "{step:?}");
        assert_eq!(found.public_key(None).expect("reads"), Some(key.clone()), "{step:?}");
        assert!(files::list_orphans(copy.path()).expect("lists").is_empty(), "{step:?} left something behind");
        let marker = Marker::read(copy.path()).expect("reads").expect("there is one");
        assert_eq!(marker.sub.map(String::from), name_in(&mut found), "the marker follows the file, after {step:?}");
        assert_eq!(marker.generation, if renamed { 3 } else { 2 }, "{step:?}");
        found.save(None, somebody("next")).unwrap_or_else(|error| panic!("after {step:?}: {error}"));
    }
}

#[test]
fn at_every_instant_of_a_save_there_is_a_snapshot_and_a_previous_copy() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut core = open(folder.path()).expect("an empty folder opens");
    core.save(None, somebody("first")).expect("saves");
    core.save(None, somebody("second")).expect("saves");
    let instants = photograph(&mut core);
    core.save(None, somebody("third")).expect("saves");
    for (step, copy) in instants.lock().expect("nobody panicked").iter() {
        for name in [files::SNAPSHOT, files::PREVIOUS] {
            assert!(copy.path().join(name).is_file(), "{name} is missing after {step:?}");
        }
    }
}

#[test]
fn a_failure_after_any_step_of_a_save_leaves_the_former_content_in_memory_and_on_disk() {
    for step in Step::ALL {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut core = open(folder.path()).expect("an empty folder opens");
        let key = core.ensure(None).expect("a key is made");
        core.save(None, somebody("old")).expect("saves");

        fail_after(&mut core, step);
        core.save(None, somebody("new")).expect_err("the step fails");
        assert_eq!(name_in(&mut core).as_deref(), Some("old"), "in memory, after {step:?}");
        drop(core);
        let mut found = open(folder.path()).unwrap_or_else(|error| panic!("after {step:?}: {error}"));
        assert_eq!(name_in(&mut found).as_deref(), Some("old"), "on disk, after {step:?}");
        assert_eq!(found.public_key(None).expect("reads"), Some(key), "{step:?}");
    }
}

#[test]
fn a_failure_after_any_step_of_the_first_save_leaves_no_key_and_the_next_try_makes_one() {
    for step in Step::ALL {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut core = open(folder.path()).expect("an empty folder opens");
        fail_after(&mut core, step);
        core.ensure(None).expect_err("the step fails");
        assert_eq!(core.public_key(None).expect("reads"), None, "{step:?}");
        let key = core.ensure(None).unwrap_or_else(|error| panic!("after {step:?}: {error}"));
        drop(core);
        let mut found = open(folder.path()).unwrap_or_else(|error| panic!("after {step:?}: {error}"));
        assert_eq!(found.public_key(None).expect("reads"), Some(key), "{step:?}");
    }
}

#[test]
fn a_kill_after_any_step_of_a_retirement_leaves_the_key_or_no_trace_of_it() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut core = open(folder.path()).expect("an empty folder opens");
    let key = core.ensure(None).expect("a key is made");
    core.save(None, somebody("guest")).expect("saves");
    let instants = photograph(&mut core);
    core.retire(None).expect("retires");
    for (step, copy) in instants.lock().expect("nobody panicked").iter() {
        let mut found = open(copy.path()).unwrap_or_else(|error| panic!("killed after {step:?}: {error}"));
        match found.public_key(None).expect("reads") {
            Some(present) => assert_eq!(present, key, "{step:?}"),
            None => {
                let (previous, content) = {
                    let guarded = crate::stronghold::GuardedKey::new(&SnapshotKey::from([7; 32])).expect("32 bytes");
                    crate::doctor::examine(&copy.path().join(files::PREVIOUS), &guarded, None).expect("looks")
                };
                let content = content.unwrap_or_else(|| panic!("the previous copy after {step:?}: {previous}"));
                assert_eq!(
                    content.public_key(crate::stronghold::Slot::default()).expect("reads"),
                    None,
                    "the copy keeps the key after {step:?}"
                );
            }
        }
        assert_eq!(name_in(&mut found).as_deref(), Some("guest"), "{step:?}");
    }
}

/// A credential store in memory; clones share it.
#[derive(Clone, Default)]
struct Shelf(Arc<Mutex<ShelfState>>);

#[derive(Default)]
struct ShelfState {
    key: Option<SnapshotKey>,
    locked: bool,
    away: bool,
    forgets: bool,
    keeps: usize,
}

impl Shelf {
    fn set(&self, change: impl FnOnce(&mut ShelfState)) {
        change(&mut self.0.lock().expect("nobody panicked"));
    }

    fn open(&self, folder: &Path) -> Result<super::opening::Opened, VaultError> {
        open_with(folder, Source::Store(Box::new(self.clone())))
    }

    fn keeps(&self) -> usize {
        self.0.lock().expect("nobody panicked").keeps
    }
}

impl CredentialStore for Shelf {
    fn find(&self) -> Result<Option<SnapshotKey>, CredentialStoreError> {
        let state = self.0.lock().expect("nobody panicked");
        if state.locked {
            return Err(CredentialStoreError::Locked("prompt dismissed".into()));
        }
        if state.away {
            return Err(CredentialStoreError::Unavailable { why: Unavailable::NoBus, detail: "no bus".into() });
        }
        Ok(state.key.clone())
    }

    fn keep(&self, key: &SnapshotKey) -> Result<(), CredentialStoreError> {
        let mut state = self.0.lock().expect("nobody panicked");
        state.keeps += 1;
        if !state.forgets {
            state.key = Some(key.clone());
        }
        Ok(())
    }

    fn remove(&self) -> Result<(), CredentialStoreError> {
        self.set(|state| state.key = None);
        Ok(())
    }
}

#[test]
fn opening_for_a_visitor_makes_neither_a_key_nor_a_vault() {
    let (folder, shelf) = (tempfile::tempdir().expect("a temporary folder"), Shelf::default());
    let mut opened = shelf.open(folder.path()).expect("opens");
    assert_eq!(opened.finding, Health::Absent);
    assert_eq!(opened.core.public_key(None).expect("reads"), None);
    assert_eq!(name_in(&mut opened.core), None);
    assert_eq!(shelf.keeps(), 0);
    assert!(!folder.path().join(files::SNAPSHOT).exists());
}

#[test]
fn a_locked_store_makes_nothing_whether_or_not_there_is_a_vault() {
    let (folder, shelf) = (tempfile::tempdir().expect("a temporary folder"), Shelf::default());
    shelf.set(|state| state.locked = true);
    assert!(matches!(shelf.open(folder.path()).map(drop), Err(VaultError::Locked { .. })));
    shelf.set(|state| state.locked = false);
    let key = shelf.open(folder.path()).expect("opens").core.ensure(None).expect("a key is made");
    let before = fs::read(folder.path().join(files::SNAPSHOT)).expect("there is a vault");

    shelf.set(|state| state.locked = true);
    assert!(matches!(shelf.open(folder.path()).map(drop), Err(VaultError::Locked { .. })));
    shelf.set(|state| (state.locked, state.away) = (false, true));
    let refused = shelf.open(folder.path()).map(drop);
    assert!(matches!(refused, Err(VaultError::NoCredentialStore { vault_exists: true, .. })), "{refused:?}");
    assert_eq!(fs::read(folder.path().join(files::SNAPSHOT)).expect("there is a vault"), before);
    assert_eq!(shelf.keeps(), 1, "one key was made, before the store was locked");

    shelf.set(|state| state.away = false);
    assert_eq!(shelf.open(folder.path()).expect("opens").core.public_key(None).expect("reads"), Some(key));
}

#[test]
fn a_store_that_is_locked_between_opening_and_the_first_save_makes_nothing() {
    let (folder, shelf) = (tempfile::tempdir().expect("a temporary folder"), Shelf::default());
    let mut core = shelf.open(folder.path()).expect("opens").core;
    shelf.set(|state| state.locked = true);
    assert!(matches!(core.ensure(None), Err(VaultError::Locked { .. })));
    assert_eq!(shelf.keeps(), 0);
    assert!(!folder.path().join(files::SNAPSHOT).exists());
    shelf.set(|state| state.locked = false);
    core.ensure(None).expect("the same vault goes on once the store is unlocked");
}

#[test]
fn a_store_without_the_key_of_a_vault_on_disk_makes_no_other() {
    let (folder, shelf) = (tempfile::tempdir().expect("a temporary folder"), Shelf::default());
    shelf.open(folder.path()).expect("opens").core.ensure(None).expect("a key is made");
    let before = fs::read(folder.path().join(files::SNAPSHOT)).expect("there is a vault");
    shelf.set(|state| state.key = None);
    assert!(matches!(shelf.open(folder.path()).map(drop), Err(VaultError::KeyMissing { .. })));
    assert_eq!(shelf.keeps(), 1);
    assert_eq!(fs::read(folder.path().join(files::SNAPSHOT)).expect("there is a vault"), before);
}

#[test]
fn a_store_that_does_not_give_back_what_it_took_is_noticed_before_the_first_save() {
    let (folder, shelf) = (tempfile::tempdir().expect("a temporary folder"), Shelf::default());
    shelf.set(|state| state.forgets = true);
    let refused = shelf.open(folder.path()).expect("opens").core.ensure(None);
    assert!(matches!(refused, Err(VaultError::NotReadBack(_))), "{refused:?}");
    assert!(!folder.path().join(files::SNAPSHOT).exists());
}

#[test]
fn a_kill_between_the_stored_key_and_the_first_save_is_not_taken_for_a_lost_vault() {
    let (folder, shelf) = (tempfile::tempdir().expect("a temporary folder"), Shelf::default());
    let mut core = shelf.open(folder.path()).expect("opens").core;
    fail_after(&mut core, Step::Begun);
    core.ensure(None).expect_err("stopped before anything was written");
    drop(core);
    assert_eq!(shelf.keeps(), 1);
    let mut opened = shelf.open(folder.path()).expect("nothing was lost, so it opens");
    opened.core.ensure(None).expect("a key is made");
    assert_eq!(shelf.keeps(), 1, "the key that was kept is used");
}

#[test]
fn a_folder_that_was_emptied_is_gone_as_long_as_the_store_remembers_a_vault() {
    let (folder, shelf) = (tempfile::tempdir().expect("a temporary folder"), Shelf::default());
    shelf.open(folder.path()).expect("opens").core.ensure(None).expect("a key is made");
    for name in [files::SNAPSHOT, files::MARKER] {
        fs::remove_file(folder.path().join(name)).expect("the person removes it");
    }
    assert!(matches!(shelf.open(folder.path()).map(drop), Err(VaultError::Gone { sub: None })));
    assert_eq!(shelf.keeps(), 1);
}

#[test]
fn a_marker_that_cannot_be_read_still_says_that_there_was_a_vault() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    open(folder.path()).expect("opens").ensure(None).expect("a key is made");
    fs::write(folder.path().join(files::MARKER), "{").expect("writes");
    fs::remove_file(folder.path().join(files::SNAPSHOT)).expect("the person removes it");
    assert!(matches!(open(folder.path()).map(drop), Err(VaultError::Gone { sub: None })));
}

#[test]
fn a_marker_that_cannot_be_read_or_is_missing_is_written_anew_beside_a_sound_vault() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let key = open(folder.path()).expect("opens").ensure(None).expect("a key is made");
    for hurt in [Some("{"), None] {
        match hurt {
            Some(text) => fs::write(folder.path().join(files::MARKER), text).expect("writes"),
            None => fs::remove_file(folder.path().join(files::MARKER)).expect("removes"),
        }
        open(folder.path()).expect("the vault itself is sound");
        let marker = Marker::read(folder.path()).expect("reads").expect("there is one");
        assert_eq!((marker.generation, marker.thumbprint), (1, Some(key.thumbprint())), "{hurt:?}");
    }
}

#[test]
fn the_marker_tells_who_is_in_the_vault_and_nothing_secret() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut core = open(folder.path()).expect("opens");
    let key = core.ensure(None).expect("a key is made");
    core.save(None, somebody("guest")).expect("saves");
    let marker = Marker::read(folder.path()).expect("reads").expect("there is one");
    assert_eq!((marker.generation, marker.sub), (2, Some(Subject::parse("guest").expect("a subject"))));
    assert_eq!(marker.thumbprint, Some(key.thumbprint()));
    let text = fs::read_to_string(folder.path().join(files::MARKER)).expect("reads");
    assert!(!text.contains("token-of-guest"), "{text}");
}
