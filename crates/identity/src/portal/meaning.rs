//! What lifetimes mean, in sentences.

use super::text::{Text, text};
use crate::model::Lifetime;

/// When a session of that lifetime ends.
pub(crate) fn of(lifetime: &Lifetime) -> Text {
    let absolute = lifetime.absolute.as_secs();
    match lifetime.idle.map(|idle| idle.as_secs()) {
        Some(idle) if idle < absolute => text("meaning-idle").span("idle", idle).span("lifetime", absolute),
        Some(idle) => text("meaning-idle-never").span("idle", idle).span("lifetime", absolute),
        None => text("meaning-no-idle").span("lifetime", absolute),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::pages::Words;

    #[test]
    fn a_lifetime_is_told_in_a_sentence() {
        let told = |absolute, idle: Option<u64>| {
            let lifetime = Lifetime { absolute: Duration::from_secs(absolute), idle: idle.map(Duration::from_secs) };
            of(&lifetime).tell(Words::choose(None, None))
        };
        insta::assert_snapshot!(
            [told(31_449_600, Some(2_592_000)), told(3_600, Some(7_200)), told(86_400, None)].join("\n"),
            @r"
        Ends 30 days after the last visit, and 364 days after the first at the latest.
        Ends 1 hour after the first visit; the idle timeout of 2 hours never comes first.
        Ends 1 day after the first visit, however long nobody comes.
        "
        );
    }
}
