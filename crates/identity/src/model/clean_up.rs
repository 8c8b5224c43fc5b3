//! Which guests clean-up removes, and when it begins.

use std::time::Duration;

use houseguest_protocol::values::Timestamp;
use uuid::Uuid;

use super::{UserId, day_of};

const DAY: i64 = 86_400;

/// The last day on which a guest who has been idle for `idle_days` whole days can have been active. Activity is known
/// by the day and may have been in its last second, so nobody is removed a day too early.
#[must_use]
pub fn last_idle_day(idle_days: u32, now: Timestamp) -> i64 {
    day_of(now) - 1 - i64::from(idle_days)
}

/// Whether clean-up begins by itself at `now`: once a day from `hour_utc` on, but not within `grace` after the rule
/// was `changed_at`. `last` is when it began by itself last.
#[must_use]
pub fn begins_by_itself(
    hour_utc: u8,
    grace: Duration,
    changed_at: Option<Timestamp>,
    last: Option<Timestamp>,
    now: Timestamp,
) -> bool {
    let due = Timestamp::from_unix_seconds(day_of(now) * DAY + i64::from(hour_utc) * 3_600);
    due <= now && last.is_none_or(|last| last < due) && changed_at.is_none_or(|changed| changed + grace <= now)
}

/// A guest nobody has been for a long time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IdleGuest {
    /// Who.
    pub id: UserId,
    /// When they were made.
    pub created_at: Timestamp,
    /// The day of their last activity: days since 1970.
    pub last_active_day: i64,
}

/// A run of clean-up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CleanUpRun {
    /// The run.
    pub id: Uuid,
    /// When it began.
    pub started_at: Timestamp,
    /// The operator who began it; `None` when it began by itself.
    pub started_by: Option<String>,
    /// The rule: idle for how many whole days.
    pub idle_days: u32,
    /// The last day on which they can have been active, then.
    pub last_day: i64,
    /// The user up to whom everybody has been looked at.
    pub cursor: Option<UserId>,
    /// How many idle guests were looked at.
    pub examined: u64,
    /// How many were removed.
    pub removed: u64,
    /// How many were kept because they own something others can see.
    pub kept: u64,
    /// When it ended.
    pub finished_at: Option<Timestamp>,
    /// How: `done`, `stopped`, or what went wrong.
    pub outcome: Option<String>,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const fn at(day: i64, second: i64) -> Timestamp {
        Timestamp::from_unix_seconds(day * DAY + second)
    }

    proptest! {
        #[test]
        fn nobody_is_removed_before_the_days_are_over(
            active in 0i64..2_000_000_000, idle_days in 1u32..3_650, later in 0i64..500_000_000
        ) {
            let now = Timestamp::from_unix_seconds(active + later);
            let is_idle = day_of(Timestamp::from_unix_seconds(active)) <= last_idle_day(idle_days, now);
            let days = i64::from(idle_days) * DAY;
            prop_assert!(!is_idle || later > days, "idle for {later} s, {idle_days} days wanted");
            prop_assert!(is_idle || later < days + 2 * DAY, "and nobody stays much longer");
        }
    }

    #[test]
    fn it_begins_once_a_day_at_its_hour() {
        let begins = |last, now| begins_by_itself(3, Duration::ZERO, None, last, now);
        assert!(!begins(None, at(9, 3 * 3_600 - 1)));
        assert!(begins(None, at(9, 3 * 3_600)));
        assert!(begins(Some(at(8, 3 * 3_600)), at(9, 23 * 3_600)), "late is better than never");
        assert!(!begins(Some(at(9, 3 * 3_600)), at(9, 23 * 3_600)), "once");
    }

    #[test]
    fn a_rule_that_was_just_changed_removes_nobody_by_itself() {
        let day = Duration::from_secs(86_400);
        let begins = |changed| begins_by_itself(0, day, changed, None, at(9, 0));
        assert!(!begins(Some(at(8, 1))) && begins(Some(at(8, 0))) && begins(None));
    }
}
