//! The queue of one client: its store, its turns, and who wants to hear of it.

use std::{
    collections::HashSet,
    sync::{
        Arc, Mutex as SyncMutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use futures::{channel::mpsc, lock::Mutex};
use houseguest_protocol::{
    social::IdempotencyKey,
    window::{House, QueueNews, WaitsElsewhere},
};

use super::{Waiting, shelf::Shelf};
use crate::ports::{QueueStore, StoreError};

/// What a queue callback must be: sendable where there are threads, anything in a browser.
#[cfg(not(target_arch = "wasm32"))]
pub trait QueueListener: Fn(&QueueNews) + Send + Sync + 'static {}
#[cfg(not(target_arch = "wasm32"))]
impl<F: Fn(&QueueNews) + Send + Sync + 'static> QueueListener for F {}

/// What a queue callback must be: sendable where there are threads, anything in a browser.
#[cfg(target_arch = "wasm32")]
pub trait QueueListener: Fn(&QueueNews) + 'static {}
#[cfg(target_arch = "wasm32")]
impl<F: Fn(&QueueNews) + 'static> QueueListener for F {}

/// Why whoever keeps sending is woken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wake {
    /// Something could not be sent just now: it is tried after a pause.
    Later,
    /// Somebody wants it tried at once.
    Now,
}

/// How many pictures are kept on one device: each may have four megabytes.
const MOST_PICTURES: usize = 20;

pub(crate) struct Outbox {
    store: Arc<dyn QueueStore>,
    /// The one house to which this client sends: it touches nothing that was written for another.
    house: House,
    /// Held from reading the store to writing it.
    book: Mutex<()>,
    /// Pictures that were kept in this run, whose posts have not been handed in yet.
    awaited: SyncMutex<HashSet<IdempotencyKey>>,
    /// Held while writes are sent: one at a time, in order.
    pub(super) sending: Mutex<()>,
    /// Counts the times sending had to stop.
    stops: AtomicU64,
    listeners: SyncMutex<Vec<Arc<dyn QueueListener>>>,
    waker: SyncMutex<Option<mpsc::Sender<Wake>>>,
}

impl Outbox {
    pub(crate) fn new(store: Arc<dyn QueueStore>, house: House) -> Self {
        Self {
            store,
            house,
            book: Mutex::new(()),
            awaited: SyncMutex::default(),
            sending: Mutex::new(()),
            stops: AtomicU64::new(0),
            listeners: SyncMutex::default(),
            waker: SyncMutex::default(),
        }
    }

    /// What waits for this house.
    pub(super) async fn read(&self) -> Result<Shelf, StoreError> {
        let _book = self.book.lock().await;
        Ok(self.store.load().await?.into_shelf(&self.house))
    }

    /// What waits for this house, and how much for others.
    pub(super) async fn look_around(&self) -> Result<(Shelf, Vec<WaitsElsewhere>), StoreError> {
        let _book = self.book.lock().await;
        let waiting = self.store.load().await?;
        let elsewhere = waiting.elsewhere(&self.house);
        Ok((waiting.into_shelf(&self.house), elsewhere))
    }

    /// Forgets everything that waits on this device, for whichever house.
    pub(super) async fn clear(&self) -> Result<(), StoreError> {
        let _book = self.book.lock().await;
        self.store.save(&Waiting::default()).await?;
        lock(&self.awaited).clear();
        self.store.keep_only_pictures(&HashSet::new()).await
    }

    /// Keeps a picture whose post is about to be handed in. `false` if there are too many already.
    pub(super) async fn keep_picture(&self, key: &IdempotencyKey, bytes: &[u8]) -> Result<bool, StoreError> {
        let _book = self.book.lock().await;
        let mut others = self.store.load().await?.pictures();
        others.extend(lock(&self.awaited).iter().cloned());
        others.remove(key);
        if others.len() >= MOST_PICTURES {
            return Ok(false);
        }
        self.store.keep_picture(key, bytes).await?;
        lock(&self.awaited).insert(key.clone());
        Ok(true)
    }

    /// A picture that was kept.
    pub(super) async fn picture(&self, key: &IdempotencyKey) -> Result<Option<Vec<u8>>, StoreError> {
        self.store.picture(key).await
    }

    /// Removes pictures of which nothing is left, as after a kill between the two.
    pub(super) async fn tidy_up(&self) -> Result<(), StoreError> {
        let _book = self.book.lock().await;
        let waiting = self.store.load().await?;
        self.keep_pictures_of(&waiting).await
    }

    async fn keep_pictures_of(&self, waiting: &Waiting) -> Result<(), StoreError> {
        let mut keep = waiting.pictures();
        {
            let mut awaited = lock(&self.awaited);
            // Its post is here: from now on it stays as long as that does.
            awaited.retain(|key| !keep.contains(key));
            keep.extend(awaited.iter().cloned());
        }
        self.store.keep_only_pictures(&keep).await
    }

    /// Reads what is kept anew, because another window may have changed it, and writes it if `change` changed it.
    pub(super) async fn update<T>(&self, change: impl FnOnce(&mut Shelf) -> T) -> Result<T, StoreError> {
        let _book = self.book.lock().await;
        let mut waiting = self.store.load().await?;
        let before = waiting.clone();
        let mut shelf = waiting.clone().into_shelf(&self.house);
        let answer = change(&mut shelf);
        waiting.put(&self.house, shelf);
        if waiting != before {
            self.store.save(&waiting).await?;
            if before.pictures() != waiting.pictures()
                && let Err(error) = self.keep_pictures_of(&waiting).await
            {
                tracing::warn!(%error, "pictures of which nothing waits any more are still here");
            }
        }
        Ok(answer)
    }

    pub(super) fn stops(&self) -> u64 {
        self.stops.load(Ordering::Acquire)
    }

    pub(super) fn note_stop(&self) {
        self.stops.fetch_add(1, Ordering::AcqRel);
    }

    pub(super) fn listen(&self, listener: impl QueueListener) {
        lock(&self.listeners).push(Arc::new(listener));
    }

    pub(super) fn tell(&self, news: &QueueNews) {
        // Called without a lock held: a callback may begin another call.
        let listeners: Vec<_> = lock(&self.listeners).clone();
        for listener in listeners {
            listener(news);
        }
    }

    /// Whoever asks last is woken from now on.
    pub(super) fn wakes(&self) -> mpsc::Receiver<Wake> {
        let (waker, wakes) = mpsc::channel(1);
        *lock(&self.waker) = Some(waker);
        wakes
    }

    pub(super) fn wake(&self, wake: Wake) {
        if let Some(waker) = &mut *lock(&self.waker) {
            // A full channel means that somebody is woken already.
            drop(waker.try_send(wake));
        }
    }
}

/// Each critical section only swaps values, so what a panicking thread left behind is whole.
fn lock<T>(mutex: &SyncMutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
