//! An instant that is coming, counted down.

use gloo_timers::callback::Interval;
use houseguest_protocol::values::Timestamp;
use yew::prelude::*;

use super::time_ago::use_now;
use crate::{
    bridge::{BridgeHandle, page},
    i18n::{Words, msg, use_words},
};

const SECOND: u32 = 1_000;
const DAY: u64 = 86_400;

/// Properties of [`Countdown`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct CountdownProps {
    /// What is coming.
    pub until: Timestamp,
}

/// How long it is until then, second by second, and when that is. Counting is for the eye; the instant itself is for
/// every reader.
#[component]
pub fn Countdown(props: &CountdownProps) -> Html {
    let words = use_words();
    let began = use_now();
    let bridge = use_context::<BridgeHandle>();
    let now = use_state_eq(|| began);
    {
        let now = now.setter();
        use_effect_with((), move |()| {
            let ticking = bridge.map(|bridge| Interval::new(SECOND, move || now.set(bridge.now())));
            move || drop(ticking)
        });
    }
    html! {
        <>
            <b class="countdown" aria-hidden="true">{ left(&words, props.until.since(*now).as_secs()) }</b>{ " " }
            <time datetime={props.until.to_rfc3339()}>{ page::date_and_time(words.tag(), props.until) }</time>
        </>
    }
}

/// `2:03`, `1:02:03`, or days and such a clock.
fn left(words: &Words, seconds: u64) -> AttrValue {
    let (days, clock) = (seconds / DAY, seconds % DAY);
    let (hours, minutes, seconds) = (clock / 3_600, clock / 60 % 60, clock % 60);
    match (days, hours, minutes, seconds) {
        (0, 0, 0, 0) => words.say(msg("clocks-over")),
        (0, 0, ..) => format!("{minutes}:{seconds:02}").into(),
        (0, ..) => format!("{hours}:{minutes:02}:{seconds:02}").into(),
        _ => {
            let clock = format!("{hours}:{minutes:02}:{seconds:02}");
            words.say_with(msg("countdown-days"), &[("count", days.into()), ("clock", clock.into())])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_left_is_read_like_a_clock() {
        let words = Words::english();
        let said = [0, 5, 65, 3_725, DAY + 1, 29 * DAY + 3_725].map(|seconds| left(&words, seconds).to_string());
        assert_eq!(said, ["over", "0:05", "1:05", "1:02:05", "1 day, 0:00:01", "29 days, 1:02:05"]);
    }
}
