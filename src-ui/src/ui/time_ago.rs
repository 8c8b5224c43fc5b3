//! An instant, as people say it.

use houseguest_protocol::values::{Clock, SystemClock, Timestamp};
use yew::prelude::*;

use crate::{
    bridge::{BridgeHandle, page},
    i18n::{Words, msg, use_words},
};

/// The present instant as a context, where a test wants it to stand still.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now(pub Timestamp);

/// The present instant.
#[hook]
pub fn use_now() -> Timestamp {
    let (still, bridge) = (use_context::<Now>(), use_context::<BridgeHandle>());
    still.map(|now| now.0).or_else(|| bridge.map(|bridge| bridge.now())).unwrap_or_else(|| SystemClock.now())
}

/// Properties of [`TimeAgo`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct TimeAgoProps {
    /// When it was.
    pub at: Timestamp,
}

/// How long ago something was; the exact instant on hovering and for machines.
#[component]
pub fn TimeAgo(props: &TimeAgoProps) -> Html {
    let words = use_words();
    let now = use_now();
    html! {
        <time class="time" datetime={props.at.to_rfc3339()} title={page::date_and_time(words.tag(), props.at)}>
            { ago(&words, now, props.at) }
        </time>
    }
}

/// The words for how long ago an instant was; a date when it was more than a week ago.
#[must_use]
pub fn ago(words: &Words, now: Timestamp, at: Timestamp) -> AttrValue {
    const MINUTE: u64 = 60;
    const HOUR: u64 = 60 * MINUTE;
    const DAY: u64 = 24 * HOUR;
    let seconds = now.since(at).as_secs();
    match seconds {
        0..MINUTE => words.say(msg("time-now")),
        MINUTE..HOUR => words.say_with(msg("time-minutes"), &[("count", (seconds / MINUTE).into())]),
        HOUR..DAY => words.say_with(msg("time-hours"), &[("count", (seconds / HOUR).into())]),
        _ if seconds < 7 * DAY => words.say_with(msg("time-days"), &[("count", (seconds / DAY).into())]),
        _ => page::long_date(words.tag(), at).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use houseguest_protocol::samples::NOW;
    use std::time::Duration;

    #[test]
    fn times_are_said_as_people_say_them() {
        let words = Words::english();
        let said = |seconds| ago(&words, NOW + Duration::from_secs(seconds), NOW).to_string();
        assert_eq!(said(5), "just now");
        assert_eq!(said(60), "1 minute ago");
        assert_eq!(said(7_200), "2 hours ago");
        assert_eq!(said(86_400), "yesterday");
        assert_eq!(said(8 * 86_400), "2026-11-22");
    }

    #[test]
    fn a_clock_that_is_behind_says_just_now() {
        let words = Words::english();
        assert_eq!(ago(&words, NOW, NOW + Duration::from_secs(300)), "just now");
    }
}
