//! Spans of time as people say them.

use super::text::text;
use crate::pages::Words;

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

/// Whole seconds in the two largest units that matter: "364 days", "1 hour 30 minutes", "45 seconds".
pub(crate) fn tell(words: Words, seconds: u64) -> String {
    let unit = |count: u64, size| {
        let id = match size {
            DAY => text("duration-days"),
            HOUR => text("duration-hours"),
            MINUTE => text("duration-minutes"),
            _ => text("duration-seconds"),
        };
        id.with("count", count)
    };
    let parts: Vec<_> = [DAY, HOUR, MINUTE, 1]
        .into_iter()
        .scan(seconds, |rest, size| {
            let count = *rest / size;
            *rest %= size;
            Some((count, size))
        })
        .filter(|(count, _)| *count > 0)
        .take(2)
        .collect();
    match parts.as_slice() {
        [] => unit(0, 1).tell(words),
        [(count, size)] => unit(*count, *size).tell(words),
        [(long, long_size), (short, short_size), ..] => {
            let pair = text("duration-pair").with("long", unit(*long, *long_size));
            pair.with("short", unit(*short, *short_size)).tell(words)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_said_in_their_two_largest_units() {
        let tell = |seconds| tell(Words::choose(None, None), seconds);
        let said: Vec<_> = [0, 1, 59, 60, 61, 1_800, 5_400, 86_400, 90_000, 86_401, 2_592_000, 31_449_600]
            .map(|seconds| format!("{seconds}: {}", tell(seconds)))
            .into();
        insta::assert_snapshot!(said.join("\n"), @r"
        0: 0 seconds
        1: 1 second
        59: 59 seconds
        60: 1 minute
        61: 1 minute 1 second
        1800: 30 minutes
        5400: 1 hour 30 minutes
        86400: 1 day
        90000: 1 day 1 hour
        86401: 1 day 1 second
        2592000: 30 days
        31449600: 364 days
        ");
    }
}
