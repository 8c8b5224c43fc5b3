//! How often somebody may write.

use houseguest_protocol::{social::Standing, values::sha256};
use houseguest_sql::limits::{Draw, Quota, RateLimit};
use serde::Deserialize;

use crate::model::{Caller, PersonKey};

/// The rate limits. Each is a smoothed bucket per person: `burst` at once, refilled evenly over the period.
///
/// A repetition of a write that was carried out, under its idempotency key, draws nothing.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LimitSettings {
    /// Switches every limit off: for measurements, and behind something that limits already. Off by default.
    pub danger_disabled: bool,
    /// Writes of one guest, of whatever kind: 60 a minute by default.
    pub writes_per_guest: RateLimit,
    /// Writes of one member, of whatever kind: 120 a minute by default.
    pub writes_per_member: RateLimit,
    /// Pictures that one person uploads, each of which is a write as well: 20 in ten minutes by default.
    pub images_per_person: RateLimit,
}

impl Default for LimitSettings {
    fn default() -> Self {
        Self {
            danger_disabled: false,
            writes_per_guest: RateLimit::new(60, 60),
            writes_per_member: RateLimit::new(120, 60),
            images_per_person: RateLimit::new(20, 600),
        }
    }
}

impl LimitSettings {
    /// Each limit with its name.
    #[must_use]
    pub const fn named(&self) -> [(&'static str, RateLimit); 3] {
        [
            ("writes_per_guest", self.writes_per_guest),
            ("writes_per_member", self.writes_per_member),
            ("images_per_person", self.images_per_person),
        ]
    }
}

/// The limits, ready to be drawn from.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Limits {
    guest: Option<Limit>,
    member: Option<Limit>,
    image: Option<Limit>,
}

#[derive(Clone, Copy, Debug)]
struct Limit {
    name: &'static str,
    quota: Quota,
}

impl Limits {
    pub(crate) fn new(settings: &LimitSettings) -> Self {
        let [guest, member, image] = settings.named().map(|(name, limit)| {
            let quota = Quota::of(&limit).filter(|_| !settings.danger_disabled)?;
            Some(Limit { name, quota })
        });
        Self { guest, member, image }
    }

    /// What one more write of somebody is to be taken from.
    pub(crate) fn write(&self, caller: &Caller) -> Option<Draw> {
        let limit = match caller.standing {
            Standing::Guest => self.guest,
            Standing::Member => self.member,
        };
        limit.map(|limit| limit.draw(&caller.key))
    }

    /// What one more picture of somebody is to be taken from.
    pub(crate) fn image(&self, caller: &Caller) -> Option<Draw> {
        self.image.map(|limit| limit.draw(&caller.key))
    }
}

impl Limit {
    /// The quota is part of the bucket's name: one of former settings says nothing about one of these.
    fn draw(self, whose: &PersonKey) -> Draw {
        let Self { name, quota } = self;
        let parts = [name.as_bytes(), &quota.to_bytes(), whose.issuer.as_bytes(), whose.sub.as_str().as_bytes()];
        let hash = sha256(&parts.join(&b'\0'));
        Draw { limit: name, key: std::array::from_fn(|n| hash[n]), quota }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use houseguest_protocol::samples::subject;

    use super::*;

    fn caller(n: u128, standing: Standing) -> Caller {
        let key = PersonKey { issuer: "demo".to_owned(), sub: subject(n) };
        Caller { key, standing, aliases: Vec::new() }
    }

    #[test]
    fn each_limit_and_person_has_a_bucket_and_other_settings_have_others() {
        let limits = Limits::new(&LimitSettings::default());
        let slower =
            Limits::new(&LimitSettings { writes_per_guest: RateLimit::new(60, 61), ..LimitSettings::default() });
        let key = |draw: Option<Draw>| draw.expect("a limit").key;
        let keys = HashSet::from([
            key(limits.write(&caller(1, Standing::Guest))),
            key(limits.write(&caller(2, Standing::Guest))),
            key(limits.write(&caller(1, Standing::Member))),
            key(limits.image(&caller(1, Standing::Guest))),
            key(slower.write(&caller(1, Standing::Guest))),
        ]);
        assert_eq!(keys.len(), 5);
        let image = |standing| key(limits.image(&caller(1, standing)));
        assert_eq!(image(Standing::Guest), image(Standing::Member), "a promotion brings no pictures");
    }

    #[test]
    fn a_switch_turns_all_off() {
        let off = Limits::new(&LimitSettings { danger_disabled: true, ..LimitSettings::default() });
        let caller = caller(1, Standing::Guest);
        assert!(off.write(&caller).is_none() && off.image(&caller).is_none());
    }
}
