//! What was measured, in words.

use std::{fmt, time::Duration};

use crate::load::Measured;

/// The figures of one run.
#[derive(Debug)]
pub(crate) struct Figures {
    sign_ups: usize,
    per_second: f64,
    median: Duration,
    p99: Duration,
    longest: Duration,
    cpu_each: Duration,
    resident_mib: f64,
    bytes_each: u64,
    starts: Vec<Duration>,
}

impl Figures {
    /// Works the figures out. `cpu` is the backend's own time during the measuring, `users` the number
    /// of rows behind `database_bytes`.
    pub(crate) fn new(
        measured: &Measured,
        cpu: Duration,
        resident_bytes: u64,
        database_bytes: u64,
        users: usize,
        starts: &[Duration],
    ) -> Self {
        let sign_ups = measured.times.len();
        let mut starts = starts.to_vec();
        starts.sort_unstable();
        Self {
            sign_ups,
            per_second: sign_ups as f64 / measured.elapsed.as_secs_f64(),
            median: percentile(&measured.times, 50),
            p99: percentile(&measured.times, 99),
            longest: measured.times.last().copied().unwrap_or_default(),
            cpu_each: cpu / u32::try_from(sign_ups.max(1)).unwrap_or(u32::MAX),
            resident_mib: resident_bytes as f64 / f64::from(1 << 20),
            bytes_each: database_bytes / u64::try_from(users.max(1)).unwrap_or(u64::MAX),
            starts,
        }
    }

    /// Whether each figure is at least as good as docs/architecture.md promises.
    pub(crate) fn keep_their_promises(&self) -> bool {
        self.per_second >= 3_000.0
            && self.p99 < Duration::from_millis(20)
            && self.resident_mib < 40.0
            && self.bytes_each <= 1_000
            && percentile(&self.starts, 50) <= Duration::from_millis(50)
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ms = |span: Duration| span.as_secs_f64() * 1_000.0;
        writeln!(out, "sign-ups            {:>10}", self.sign_ups)?;
        writeln!(out, "sign-ups a second   {:>10.0}   (at least 3000)", self.per_second)?;
        writeln!(out, "half within         {:>10.1} ms", ms(self.median))?;
        writeln!(out, "99 % within         {:>10.1} ms (under 20)", ms(self.p99))?;
        writeln!(out, "longest             {:>10.1} ms", ms(self.longest))?;
        writeln!(out, "backend's CPU each  {:>10.3} ms", ms(self.cpu_each))?;
        writeln!(out, "resident            {:>10.1} MiB (under 40)", self.resident_mib)?;
        writeln!(out, "database a user     {:>10} bytes (at most 1000)", self.bytes_each)?;
        let starts: Vec<String> = self.starts.iter().map(|start| format!("{:.0}", ms(*start))).collect();
        write!(out, "start to answer     {:>10} ms (at most 50), all: {}", starts[starts.len() / 2], starts.join(" "))
    }
}

/// The `share`th percentile of times that are sorted; nothing for no times.
fn percentile(sorted: &[Duration], share: usize) -> Duration {
    let last = sorted.len().saturating_sub(1);
    sorted.get((sorted.len() * share / 100).min(last)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_taken_from_the_sorted_times() {
        let times: Vec<Duration> = (1..=200).map(Duration::from_millis).collect();
        assert_eq!(percentile(&times, 50), Duration::from_millis(101));
        assert_eq!(percentile(&times, 99), Duration::from_millis(199));
        assert_eq!(percentile(&times[..1], 99), Duration::from_millis(1));
        assert_eq!(percentile(&[], 99), Duration::ZERO);
    }
}
