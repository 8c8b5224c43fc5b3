//! What the interactive endpoints share in memory: where passwords are hashed, and how recent interactions ended.

use std::{
    collections::{HashMap, VecDeque},
    sync::Mutex,
};

use houseguest_protocol::values::Timestamp;

use super::destination::{Answer, Destination};
use crate::{
    model::{SecretText, TokenHash},
    pages::{PasswordRoom, views::Frame},
};

/// See the module.
#[derive(Debug)]
pub(super) struct Desk {
    pub(super) passwords: PasswordRoom,
    pub(super) endings: Endings,
}

impl Desk {
    pub(super) fn new() -> Self {
        Self { passwords: PasswordRoom::new(), endings: Endings::default() }
    }
}

/// How interactions ended, so that a second click or the Back button finds the way home too.
///
/// Kept in memory, because nothing depends on it: after a restart, or at another replica, the page says that
/// it was used, only without the button.
#[derive(Debug, Default)]
pub(super) struct Endings(Mutex<EndingsInner>);

#[derive(Debug, Default)]
struct EndingsInner {
    by_handle: HashMap<[u8; 32], Ending>,
    oldest_first: VecDeque<[u8; 32]>,
}

/// How one interaction ended.
#[derive(Clone, Debug)]
pub(super) struct Ending {
    /// Whether somebody signed in; otherwise they cancelled.
    pub(super) is_finished: bool,
    /// How its pages looked, so that the last one looks the same.
    pub(super) frame: Frame,
    /// Where home is.
    pub(super) destination: Destination,
    /// What home was told.
    pub(super) answer: Answer,
    /// When the interaction would have ended by itself; this is forgotten then.
    pub(super) expires_at: Timestamp,
}

impl Endings {
    /// How many are kept at most.
    const MOST: usize = 4_096;

    /// Keeps an ending; those that are past go.
    pub(super) fn keep(&self, handle: &SecretText, ending: Ending, now: Timestamp) {
        let mut inner = self.0.lock().expect("no holder of the lock panics");
        while let Some(oldest) = inner.oldest_first.front().copied() {
            let is_past = inner.by_handle.get(&oldest).is_none_or(|ending| ending.expires_at <= now);
            if !is_past && inner.oldest_first.len() < Self::MOST {
                break;
            }
            inner.by_handle.remove(&oldest);
            inner.oldest_first.pop_front();
        }
        let key = key(handle.hash());
        if inner.by_handle.insert(key, ending).is_none() {
            inner.oldest_first.push_back(key);
        }
    }

    /// Finds how an interaction ended.
    pub(super) fn find(&self, handle: &SecretText) -> Option<Ending> {
        self.0.lock().expect("no holder of the lock panics").by_handle.get(&key(handle.hash())).cloned()
    }
}

fn key(hash: TokenHash) -> [u8; 32] {
    *hash.as_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        http::interaction::{destination::ResponseMode, files::FILES},
        pages::Words,
    };
    use std::time::Duration;

    const NOW: Timestamp = Timestamp::from_unix_seconds(1_795_341_600);

    fn ending(expires_at: Timestamp) -> Ending {
        let uri = url::Url::parse("https://a.example/").expect("a URL");
        let destination =
            Destination { uri, mode: ResponseMode::Query, state: None, app: "App".to_owned(), own_page: None };
        let frame = Frame { words: Words::choose(None, None), house: "House".to_owned(), theme: None, files: &FILES };
        Ending { is_finished: true, frame, destination, answer: Answer::success(Some("c")), expires_at }
    }

    #[test]
    fn endings_are_found_until_they_are_past_or_too_many() {
        let endings = Endings::default();
        let (early, late) = (SecretText::random(), SecretText::random());
        endings.keep(&early, ending(NOW), NOW);
        assert!(endings.find(&early).is_some());
        endings.keep(&late, ending(NOW + Duration::from_secs(60)), NOW + Duration::from_secs(1));
        assert!(endings.find(&early).is_none() && endings.find(&late).is_some());
        for _ in 0..Endings::MOST {
            endings.keep(&SecretText::random(), ending(NOW + Duration::from_secs(60)), NOW);
        }
        assert!(endings.find(&late).is_none(), "memory has a bound");
        assert_eq!(endings.0.lock().expect("not poisoned").by_handle.len(), Endings::MOST);
    }
}
