//! When a failed delivery is tried again.

use std::time::Duration;

/// The pause after the first failure.
const FIRST: Duration = Duration::from_secs(5);
/// The longest pause.
const LONGEST: Duration = Duration::from_secs(3_600);

/// How long to wait after the `attempts`-th failure: 5 seconds, doubled each time, up to an hour; of which the
/// second half is drawn by lot, so that what failed together is not tried together. `lot` is evenly drawn.
pub(crate) fn pause_after(attempts: u32, lot: u32) -> Duration {
    let whole = FIRST.saturating_mul(1 << attempts.saturating_sub(1).min(20)).min(LONGEST);
    let half = whole / 2;
    half + half.mul_f64(f64::from(lot) / f64::from(u32::MAX))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn pauses_double_up_to_an_hour() {
        let longest: Vec<_> = (1..=12).map(|attempts| pause_after(attempts, u32::MAX).as_secs()).collect();
        assert_eq!(longest, [5, 10, 20, 40, 80, 160, 320, 640, 1_280, 2_560, 3_600, 3_600]);
        let twelve: Duration = (1..12).map(|attempts| pause_after(attempts, u32::MAX)).sum();
        assert!(twelve < Duration::from_secs(3 * 3_600), "{twelve:?}");
    }

    proptest! {
        #[test]
        fn a_lot_spreads_over_the_second_half(attempts in 0u32..100, lot: u32) {
            let (pause, longest) = (pause_after(attempts, lot), pause_after(attempts, u32::MAX));
            prop_assert!(longest / 2 <= pause && pause <= longest && longest <= LONGEST);
        }
    }
}
