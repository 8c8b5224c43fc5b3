//! Hashes and verifies passwords with Argon2id, off the async threads and only so many at once.

use std::sync::Arc;

use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version, password_hash};
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::{Semaphore, TryAcquireError};

use super::NewPassword;
use crate::model::PasswordHash;

/// Where passwords are hashed. Clones share the same places.
#[derive(Clone, Debug)]
pub(crate) struct PasswordRoom {
    /// Who may wait: beyond that the answer is "busy", not a queue that outlives the person's patience.
    queue: Arc<Semaphore>,
    /// Who may compute: each holds 19 MiB.
    places: Arc<Semaphore>,
}

/// Why a password was neither hashed nor compared.
#[derive(Debug, thiserror::Error)]
pub(crate) enum HashingError {
    /// Too many wait already.
    #[error("too many passwords are waiting to be hashed")]
    Busy,
    /// The stored hash cannot be read.
    #[error("a stored password hash is broken")]
    BrokenHash(#[source] password_hash::Error),
    /// The hash could not be computed.
    #[error("hashing a password failed")]
    Failed(#[source] password_hash::Error),
    /// The blocking task ended without an answer.
    #[error("the thread that hashes passwords failed")]
    Thread(#[source] tokio::task::JoinError),
}

/// Compared against when nobody has the login, so that this takes as long as a wrong password does.
/// Salt and output are arbitrary: no password is known to lead there.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$aG91c2VndWVzdC1ub2JvZHk$u3mQ0yqM5mQ1aQxq9o0B3mJ8yQ0l7j2n8tq2w1r5x7c";

/// OWASP's first recommendation for Argon2id: 19 MiB, two passes, one lane (Password Storage Cheat Sheet).
fn argon2() -> Argon2<'static> {
    let params = Params::new(19 * 1024, 2, 1, None).expect("the parameters are within Argon2's ranges");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

impl PasswordRoom {
    /// A room where as many passwords are hashed at once as the machine has cores, and 64 more wait.
    pub(crate) fn new() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Self::with_places(cores, 64)
    }

    fn with_places(places: usize, waiting: usize) -> Self {
        Self { queue: Arc::new(Semaphore::new(places + waiting)), places: Arc::new(Semaphore::new(places)) }
    }

    /// Hashes a new password with a fresh salt.
    ///
    /// # Errors
    /// [`HashingError::Busy`] when too many wait; the others are faults.
    pub(crate) async fn hash(&self, password: NewPassword) -> Result<PasswordHash, HashingError> {
        self.enter(move || {
            let mut bytes = [0u8; 16];
            getrandom::fill(&mut bytes).expect("the operating system provides randomness");
            let salt = password_hash::SaltString::encode_b64(&bytes).map_err(HashingError::Failed)?;
            let hash = argon2().hash_password(password.expose().as_bytes(), &salt).map_err(HashingError::Failed)?;
            Ok(PasswordHash::from_phc(hash.to_string()))
        })
        .await
    }

    /// Whether `presented` is the password behind `stored`. Without a stored hash the answer is no, after the
    /// same amount of work.
    ///
    /// # Errors
    /// [`HashingError::Busy`] when too many wait; the others are faults.
    pub(crate) async fn verify(
        &self,
        presented: SecretString,
        stored: Option<PasswordHash>,
    ) -> Result<bool, HashingError> {
        self.enter(move || {
            let somebody = stored.is_some();
            let text = stored.as_ref().map_or(NOBODY, PasswordHash::expose);
            let hash = password_hash::PasswordHash::new(text).map_err(HashingError::BrokenHash)?;
            if hash.salt.is_none() || hash.hash.is_none() {
                return Err(HashingError::BrokenHash(password_hash::Error::PhcStringField));
            }
            match argon2().verify_password(presented.expose_secret().as_bytes(), &hash) {
                Ok(()) => Ok(somebody),
                Err(password_hash::Error::Password) => Ok(false),
                Err(error) => Err(HashingError::Failed(error)),
            }
        })
        .await
    }

    /// Runs another piece of slow work about passwords under the same bounds.
    ///
    /// # Errors
    /// [`HashingError::Busy`], or what `work` answers.
    pub(crate) async fn enter<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, HashingError> + Send + 'static,
    ) -> Result<T, HashingError> {
        let _waiting = self.queue.try_acquire().map_err(|refusal| match refusal {
            TryAcquireError::NoPermits | TryAcquireError::Closed => HashingError::Busy,
        })?;
        let place = Arc::clone(&self.places).acquire_owned().await.map_err(|_closed| HashingError::Busy)?;
        let task = tokio::task::spawn_blocking(move || {
            // Held by the thread, not by the request: a caller who gives up does not free it early.
            let _place = place;
            work()
        });
        task.await.map_err(HashingError::Thread)?
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PHRASE: &str = "lantern otter gravel";

    fn new_password() -> NewPassword {
        NewPassword::check(SecretString::from(PHRASE), &[]).expect("strong enough")
    }

    #[tokio::test]
    async fn a_password_opens_its_own_hash_only() {
        let room = PasswordRoom::new();
        let hash = room.hash(new_password()).await.expect("hashes");
        assert!(hash.expose().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "OWASP's parameters");
        let stored = PasswordHash::from_phc(hash.expose().to_owned());
        assert!(room.verify(PHRASE.into(), Some(stored.clone())).await.expect("compares"));
        assert!(!room.verify("Lantern otter gravel".into(), Some(stored)).await.expect("compares"));
        let again = room.hash(new_password()).await.expect("hashes");
        assert_ne!(hash.expose(), again.expose(), "each hash has a salt of its own");
    }

    #[tokio::test]
    async fn an_unknown_login_costs_the_same_work_and_never_opens() {
        let hash = password_hash::PasswordHash::new(NOBODY).expect("the stand-in reads");
        let params = Params::try_from(&hash).expect("it has parameters");
        assert_eq!((params.m_cost(), params.t_cost(), params.p_cost()), (19 * 1024, 2, 1));
        assert_eq!(hash.hash.expect("it has an output").len(), 32);
        assert!(!PasswordRoom::new().verify(PHRASE.into(), None).await.expect("compares"));
    }

    #[tokio::test]
    async fn a_broken_stored_hash_is_a_fault_and_not_a_wrong_password() {
        let broken = PasswordHash::from_phc("$argon2id$nonsense".to_owned());
        let answer = PasswordRoom::new().verify(PHRASE.into(), Some(broken)).await;
        assert!(matches!(answer, Err(HashingError::BrokenHash(_))));
    }

    #[tokio::test]
    async fn a_full_room_says_so_at_once() {
        let room = PasswordRoom::with_places(1, 0);
        let (enter, entered) = tokio::sync::oneshot::channel();
        let (leave, may_leave) = std::sync::mpsc::channel::<()>();
        let inside = tokio::spawn({
            let room = room.clone();
            async move {
                let work = move || {
                    enter.send(()).expect("the test waits for this");
                    may_leave.recv().expect("the test says when");
                    Ok(())
                };
                room.enter(work).await
            }
        });
        entered.await.expect("the first is inside");
        assert!(matches!(room.hash(new_password()).await, Err(HashingError::Busy)));
        leave.send(()).expect("the first still waits");
        inside.await.expect("no panic").expect("the first is served");
        room.hash(new_password()).await.expect("there is room again");
    }
}
