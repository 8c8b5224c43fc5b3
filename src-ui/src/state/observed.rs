//! What was seen behind the scenes: the latest events, what belongs together, and what promotion changed.

use std::rc::Rc;

use houseguest_protocol::window::observed::{Break, Observed, Sight, Step, Tokens};
use yew::Reducible;

/// How many events the window keeps: as many as whoever tells them.
const LIMIT: usize = 400;
/// The claim that says whether somebody is a guest.
pub const IS_ANONYMOUS: &str = "https://authgear.com/claims/user/is_anonymous";

/// Everything seen so far, oldest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Seen {
    /// The events.
    pub events: Vec<Rc<Observed>>,
    /// Whether there is an inspector: where it is switched off, nothing of it is shown.
    pub is_on: bool,
}

/// What happens to it.
#[derive(Clone, Debug, PartialEq)]
pub enum SeenAction {
    /// What was seen before the window listened.
    Earlier(Vec<Observed>),
    /// Something was seen.
    Now(Observed),
}

impl Reducible for Seen {
    type Action = SeenAction;

    fn reduce(self: Rc<Self>, action: SeenAction) -> Rc<Self> {
        let mut next = (*self).clone();
        let (heard, is_on) = match action {
            SeenAction::Earlier(events) => (events, true),
            SeenAction::Now(event) => (vec![event], self.is_on),
        };
        next.is_on = is_on;
        for event in heard {
            // The two ways in overlap: an event may come by both.
            if let Err(place) = next.events.binary_search_by_key(&event.number, |known| known.number) {
                next.events.insert(place, Rc::new(event));
            }
        }
        let surplus = next.events.len().saturating_sub(LIMIT);
        next.events.drain(..surplus);
        Rc::new(next)
    }
}

/// What one call of the client did.
#[derive(Clone, Debug, PartialEq)]
pub struct Errand {
    /// What it is about: the step of its last call, or of its last event.
    pub step: Step,
    /// What was broken on purpose, if that is what began it.
    pub broken: Option<Break>,
    /// Its events, in their order.
    pub events: Vec<Rc<Observed>>,
}

impl Errand {
    /// Whether a call had no answer or was refused.
    #[must_use]
    pub fn has_failure(&self) -> bool {
        self.events.iter().any(|event| failed(event))
    }
}

/// Whether something did not work.
#[must_use]
pub fn failed(event: &Observed) -> bool {
    match &event.what {
        Sight::Call(call) => call.status.is_none_or(|status| status >= 400),
        Sight::Vault(work) => !work.done,
        _ => false,
    }
}

/// Which events are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Filter {
    /// All of them.
    #[default]
    All,
    /// Calls and pages.
    Calls,
    /// The vault's work.
    Vault,
    /// What the house told.
    Live,
    /// What did not work.
    Failures,
}

impl Filter {
    /// All filters.
    pub const ALL: [Self; 5] = [Self::All, Self::Calls, Self::Vault, Self::Live, Self::Failures];

    /// The value in the list.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Calls => "calls",
            Self::Vault => "vault",
            Self::Live => "live",
            Self::Failures => "failures",
        }
    }

    fn lets(self, event: &Observed) -> bool {
        match self {
            Self::All => true,
            Self::Calls => matches!(event.what, Sight::Call(_) | Sight::Page(_)),
            Self::Vault => matches!(event.what, Sight::Vault(_)),
            Self::Live => matches!(event.what, Sight::Live(_)),
            Self::Failures => failed(event),
        }
    }
}

/// The errands, the latest first, with the events that a filter lets through.
#[must_use]
pub fn errands(events: &[Rc<Observed>], filter: Filter) -> Vec<Errand> {
    let mut errands: Vec<(u32, Errand)> = Vec::new();
    for event in events {
        let known = match event.what {
            // News stay together until something else begins.
            Sight::Live(_) => errands.last_mut().filter(|(_, errand)| errand.step == Step::Live),
            _ => errands.iter_mut().rev().find(|(number, _)| *number != 0 && *number == event.errand),
        };
        let errand = match known {
            Some((_, errand)) => errand,
            None => {
                errands.push((event.errand, Errand { step: event.step, broken: None, events: Vec::new() }));
                &mut errands.last_mut().expect("pushed just now").1
            }
        };
        match &event.what {
            Sight::Broken(what) => errand.broken = Some(*what),
            Sight::Call(_) | Sight::Page(_) => errand.step = event.step,
            Sight::Tokens(_) | Sight::Vault(_) | Sight::Live(_) => {}
        }
        errand.events.push(Rc::clone(event));
    }
    let mut errands: Vec<Errand> = errands.into_iter().map(|(_, errand)| errand).collect();
    for errand in &mut errands {
        errand.events.retain(|event| filter.lets(event));
    }
    errands.retain(|errand| !errand.events.is_empty());
    errands.reverse();
    errands
}

/// Two sets of tokens to compare.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The earlier ones.
    pub before: Rc<Observed>,
    /// The later ones.
    pub after: Rc<Observed>,
    /// Whether a guest became a member between the two.
    pub is_promotion: bool,
}

/// Whether the session is the browser's cookie: the latest call on somebody's behalf sent those along.
#[must_use]
pub fn sends_cookies(events: &[Rc<Observed>]) -> bool {
    let calls = events.iter().rev().filter_map(|event| match &event.what {
        Sight::Call(call) => Some(call),
        _ => None,
    });
    calls.into_iter().find(|call| call.bearer || call.cookies).is_some_and(|call| call.cookies)
}

/// Tokens of an event that has some.
#[must_use]
pub fn tokens(event: &Observed) -> Option<&Tokens> {
    match &event.what {
        Sight::Tokens(tokens) => Some(tokens),
        _ => None,
    }
}

fn claim<'a>(claims: &'a [(String, String)], name: &str) -> Option<&'a str> {
    claims.iter().find_map(|(known, value)| (known == name).then_some(value.as_str()))
}

/// What the tokens of an event say under this name; the access token goes before the ID token.
#[must_use]
pub fn told<'a>(event: &'a Observed, name: &str) -> Option<&'a str> {
    let tokens = tokens(event)?;
    claim(&tokens.access, name).or_else(|| claim(&tokens.id, name))
}

/// The last guest's tokens and the first member's after them; without a promotion the two latest.
#[must_use]
pub fn comparison(events: &[Rc<Observed>]) -> Option<Comparison> {
    let with_tokens: Vec<&Rc<Observed>> = events.iter().filter(|event| tokens(event).is_some()).collect();
    let is_guests = |event: &Rc<Observed>| told(event, IS_ANONYMOUS) == Some("true");
    let turn = with_tokens.windows(2).rposition(|two| is_guests(two[0]) && !is_guests(two[1]));
    let (before, after) = match turn {
        Some(place) => (with_tokens[place], with_tokens[place + 1]),
        None => (*with_tokens.get(with_tokens.len().checked_sub(2)?)?, *with_tokens.last()?),
    };
    Some(Comparison { before: Rc::clone(before), after: Rc::clone(after), is_promotion: turn.is_some() })
}

/// One claim, before and after.
pub type Row = (String, Option<String>, Option<String>);

/// The claims of two tokens beside each other, by name.
#[must_use]
pub fn rows(before: &[(String, String)], after: &[(String, String)]) -> Vec<Row> {
    let mut names: Vec<&String> = before.iter().chain(after).map(|(name, _)| name).collect();
    names.sort_unstable();
    names.dedup();
    let of = |claims: &[(String, String)], name: &str| claim(claims, name).map(str::to_owned);
    names.into_iter().map(|name| (name.clone(), of(before, name), of(after, name))).collect()
}

#[cfg(test)]
mod tests {
    use houseguest_protocol::{
        social::{LiveConnection, LiveNews},
        values::Timestamp,
        window::observed::{Call, Deed, VaultWork},
    };

    use super::*;

    fn event(number: u64, errand: u32, step: Step, what: Sight) -> Observed {
        Observed { number, at: Timestamp::from_unix_seconds(0), errand, step, what }
    }

    fn call(status: Option<u16>) -> Sight {
        Sight::Call(Call { status, ..Call::default() })
    }

    fn guest(is: bool) -> Sight {
        let access = vec![(IS_ANONYMOUS.to_owned(), is.to_string()), ("iat".to_owned(), "1".to_owned())];
        Sight::Tokens(Tokens { access, ..Tokens::default() })
    }

    fn seen(events: Vec<Observed>) -> Rc<Seen> {
        Rc::new(Seen::default()).reduce(SeenAction::Earlier(events))
    }

    #[test]
    fn events_that_come_by_both_ways_are_kept_once_and_in_order() {
        let now = |number| event(number, 0, Step::Read, call(Some(200)));
        let all = Rc::new(Seen::default()).reduce(SeenAction::Now(now(3)));
        assert!(!all.is_on, "nobody has said yet that there is an inspector");
        let all = all.reduce(SeenAction::Earlier(vec![now(1), now(2), now(3)])).reduce(SeenAction::Now(now(4)));
        assert_eq!(all.events.iter().map(|event| event.number).collect::<Vec<_>>(), [1, 2, 3, 4]);
        assert!(all.is_on);
    }

    #[test]
    fn what_one_call_did_is_one_errand_named_after_its_last_request() {
        let vault = Sight::Vault(VaultWork { deed: Deed::Signed, thumbprint: None, note: None, done: true });
        let all = seen(vec![
            event(1, 7, Step::Key, vault.clone()),
            event(2, 8, Step::Read, call(None)),
            event(3, 7, Step::KeyProof, call(Some(200))),
            event(4, 7, Step::WriteComment, call(Some(201))),
            event(5, 7, Step::Memory, vault.clone()),
            event(6, 0, Step::Vault, vault),
        ]);
        let found = errands(&all.events, Filter::All);
        let shape: Vec<(Step, usize)> = found.iter().map(|errand| (errand.step, errand.events.len())).collect();
        assert_eq!(shape, [(Step::Vault, 1), (Step::Read, 1), (Step::WriteComment, 4)]);
        let failures = errands(&all.events, Filter::Failures);
        assert_eq!(failures.iter().map(|errand| errand.step).collect::<Vec<_>>(), [Step::Read]);
        assert!(failures[0].has_failure());
        assert_eq!(errands(&all.events, Filter::Vault).len(), 2);
    }

    #[test]
    fn news_stay_together_until_something_else_begins() {
        let news = |number| event(number, 0, Step::Live, Sight::Live(LiveNews::Connection(LiveConnection::Open)));
        let read = |number| event(number, 9, Step::Read, call(Some(200)));
        let all = seen(vec![news(1), news(2), read(3), news(4), read(5), news(6)]);
        let found = errands(&all.events, Filter::All);
        let shape: Vec<(Step, usize)> = found.iter().map(|errand| (errand.step, errand.events.len())).collect();
        // What belongs to one call stays one errand, however much is told meanwhile.
        assert_eq!(shape, [(Step::Live, 2), (Step::Read, 2), (Step::Live, 2)]);
        assert_eq!(errands(&all.events, Filter::Live).len(), 2);
    }

    #[test]
    fn the_tokens_on_both_sides_of_a_promotion_are_compared() {
        let steps = [guest(true), guest(true), guest(false), guest(false)];
        let events = steps.into_iter().enumerate();
        let all = seen(events.map(|(n, what)| event(n as u64 + 1, 0, Step::Refresh, what)).collect());
        let found = comparison(&all.events).expect("two sets of tokens");
        assert_eq!((found.before.number, found.after.number, found.is_promotion), (2, 3, true));
        let found = comparison(&all.events[..2]).expect("two sets of tokens");
        assert_eq!((found.before.number, found.after.number, found.is_promotion), (1, 2, false));
        assert!(comparison(&all.events[..1]).is_none());

        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let rows = rows(&[pair("a", "1"), pair("b", "2")], &[pair("b", "3"), pair("c", "4")]);
        let value = |text: &str| Some(text.to_owned());
        assert_eq!(
            rows,
            [
                ("a".to_owned(), value("1"), None),
                ("b".to_owned(), value("2"), value("3")),
                ("c".to_owned(), None, value("4"))
            ]
        );
    }

    #[test]
    fn the_session_is_a_cookie_when_the_latest_call_for_somebody_sent_cookies() {
        let told = |bearer, cookies| {
            Rc::new(event(1, 1, Step::Read, Sight::Call(Call { bearer, cookies, ..Call::default() })))
        };
        assert!(!sends_cookies(&[]));
        assert!(!sends_cookies(&[told(false, false)]));
        assert!(sends_cookies(&[told(true, false), told(false, true), told(false, false)]));
        assert!(!sends_cookies(&[told(false, true), told(true, false)]));
    }
}
