//! How much a snapshot's key is stretched when it is written.
//!
//! Stronghold stretches every snapshot key with scrypt, which takes more than a second, because the
//! key may be a weak password. Ours is 32 random bytes, or has been through Argon2id, so it needs
//! none (Stronghold's own documentation says the same of strong keys).
//!
//! The factor is one number for the whole process. Another part of a program may protect its
//! snapshots with a password, so the former factor is put back after each of our writes.

use std::sync::{Mutex, PoisonError};

use iota_stronghold::engine::snapshot::{get_encrypt_work_factor, try_set_encrypt_work_factor};

static WRITING: Mutex<()> = Mutex::new(());

/// Runs a write without stretching.
pub(super) fn without_stretching<T>(write: impl FnOnce() -> T) -> T {
    // The mutex guards no data, so a panic in another write spoils nothing.
    let _one_at_a_time = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
    let _former = Former(get_encrypt_work_factor());
    set(0);
    write()
}

/// Puts the former factor back, also after a panic.
struct Former(u8);

impl Drop for Former {
    fn drop(&mut self) {
        set(self.0);
    }
}

fn set(factor: u8) {
    try_set_encrypt_work_factor(factor).expect("0 and a factor that was set before are valid");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_users_of_stronghold_in_the_process_keep_their_work_factor() {
        // Tests beside this one write too; between writes the factor is Stronghold's own.
        let between_writes = || {
            let _order = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
            get_encrypt_work_factor()
        };
        assert_eq!(between_writes(), 19);
        assert_eq!(without_stretching(get_encrypt_work_factor), 0);
        assert_eq!(between_writes(), 19, "a password elsewhere is stretched as before");
    }
}
