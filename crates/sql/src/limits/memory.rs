//! Buckets in memory, for a server that is alone on its database.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use houseguest_protocol::values::Timestamp;

use super::{BucketKey, Draw, TooMany, microseconds};

/// Beyond this many buckets the full ones are forgotten at once, not at the next sweep: whoever invents keys
/// shall not fill the memory.
const SWEEP_AT: usize = 65_536;

/// When each bucket that is not full will be.
#[derive(Debug)]
pub(super) struct Memory(Mutex<Kept>);

#[derive(Debug)]
struct Kept {
    full_at: HashMap<BucketKey, i64>,
    sweep_at: usize,
}

impl Default for Memory {
    fn default() -> Self {
        Self(Mutex::new(Kept { full_at: HashMap::new(), sweep_at: SWEEP_AT }))
    }
}

impl Memory {
    /// Draws from one bucket after the other, up to the first that is empty.
    pub(super) fn draw(&self, draws: &[Draw], now: Timestamp) -> Result<(), TooMany> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.full_at.len() >= kept.sweep_at {
            kept.sweep(now);
        }
        for draw in draws {
            let after = draw.quota.draw(kept.full_at.get(&draw.key).copied(), now)?;
            kept.full_at.insert(draw.key, after);
        }
        Ok(())
    }

    /// Forgets full buckets; answers how many.
    pub(super) fn sweep(&self, now: Timestamp) -> u64 {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).sweep(now)
    }
}

impl Kept {
    fn sweep(&mut self, now: Timestamp) -> u64 {
        let (now, before) = (microseconds(now), self.full_at.len());
        self.full_at.retain(|_, full_at| *full_at > now);
        self.full_at.shrink_to_fit();
        // Where most of them are not full, looking again before there are many more would be in vain.
        self.sweep_at = SWEEP_AT.max(2 * self.full_at.len());
        (before - self.full_at.len()) as u64
    }
}
