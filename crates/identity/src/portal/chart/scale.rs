//! The numbers beside a chart.

/// Round numbers from 0 to at least `most`, at most five steps apart.
pub(super) fn ticks(most: u64) -> Vec<u64> {
    let step = step(most.max(1));
    let last = most.max(1).div_ceil(step);
    (0..=last).map(|count| count * step).collect()
}

/// The least of 1, 2, 5, 10, 20, 50, … of which five reach `most`.
fn step(most: u64) -> u64 {
    let mut power = 1_u64;
    loop {
        for factor in [1, 2, 5] {
            let step = power.saturating_mul(factor);
            if step.saturating_mul(5) >= most {
                return step;
            }
        }
        power = power.saturating_mul(10);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ticks_are_round() {
        assert_eq!(ticks(0), [0, 1]);
        assert_eq!(ticks(4), [0, 1, 2, 3, 4]);
        assert_eq!(ticks(7), [0, 2, 4, 6, 8]);
        assert_eq!(ticks(1_234), [0, 500, 1_000, 1_500]);
    }

    proptest! {
        #[test]
        fn ticks_reach_the_most_and_stay_few(most in 0..u64::MAX / 100) {
            let ticks = ticks(most);
            prop_assert!((2..=6).contains(&ticks.len()), "{ticks:?}");
            prop_assert!(*ticks.last().expect("ticks") >= most);
            prop_assert!(ticks.windows(2).all(|pair| pair[0] < pair[1]));
        }
    }
}
