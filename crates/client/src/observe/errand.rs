//! What belongs together: everything that happens while one call of the client is being polled.

use std::{
    cell::Cell,
    future::poll_fn,
    pin::pin,
    sync::atomic::{AtomicU32, Ordering},
};

thread_local! {
    static CURRENT: Cell<u32> = const { Cell::new(0) };
}

static LAST: AtomicU32 = AtomicU32::new(0);

/// Restores what was current, also when a poll panics.
struct Restore(u32);

impl Drop for Restore {
    fn drop(&mut self) {
        CURRENT.set(self.0);
    }
}

/// Runs `work` as one errand; within another errand, as part of that one.
///
/// What `work` spawns elsewhere is not part of it.
pub async fn errand<T>(work: impl Future<Output = T>) -> T {
    let number = match current() {
        0 => LAST.fetch_add(1, Ordering::Relaxed).wrapping_add(1),
        outer => outer,
    };
    let mut work = pin!(work);
    poll_fn(|context| {
        let _restore = Restore(CURRENT.replace(number));
        work.as_mut().poll(context)
    })
    .await
}

/// The errand that is running here; 0 for none.
pub(super) fn current() -> u32 {
    CURRENT.get()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errands_that_take_turns_keep_apart_and_an_inner_one_belongs_to_the_outer() {
        let yielding = async || {
            let mut polled = false;
            poll_fn(|_| {
                if std::mem::replace(&mut polled, true) { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
            })
            .await;
        };
        let one = async || {
            errand(async {
                let first = current();
                yielding().await;
                (first, errand(async { current() }).await)
            })
            .await
        };
        // Both are polled in turns by one thread.
        let ((a, a_inner), (b, b_inner)) = {
            let mut both = pin!(futures::future::join(one(), one()));
            let mut context = std::task::Context::from_waker(std::task::Waker::noop());
            loop {
                if let std::task::Poll::Ready(done) = both.as_mut().poll(&mut context) {
                    break done;
                }
            }
        };
        assert!(a != 0 && b != 0 && a != b && a == a_inner && b == b_inner, "{a} {a_inner} {b} {b_inner}");
        assert_eq!(current(), 0);
    }
}
