//! The story, as data: what is said, what can be done for the person, and what has to be seen before it is ticked.

use std::rc::Rc;

use houseguest_protocol::window::{
    Session,
    observed::{Call, Deed as VaultDeed, Observed, Sight, Step},
};

use super::{deeds::Deed, progress::Notes};
use crate::{
    bridge::Place,
    i18n::{MessageId, msg},
    state::observed::{IS_ANONYMOUS, told},
};

/// One sentence.
pub(super) struct Sentence {
    /// The name by which a journey finds it.
    pub(super) id: &'static str,
    /// What is said.
    pub(super) says: MessageId,
    /// What is said in a plain browser, where that differs.
    pub(super) in_browser: Option<MessageId>,
    /// What is looked at as soon as its turn comes.
    pub(super) looks: Option<Deed>,
    /// What the person does, or has done for them.
    pub(super) deed: Option<Deed>,
    /// Whether it is true by now. Nothing for a sentence that is only told.
    pub(super) check: Option<fn(&Facts<'_>) -> Verdict>,
}

/// What can be seen.
pub(super) struct Facts<'a> {
    pub(super) events: &'a [Rc<Observed>],
    /// The number of the last event before this sentence's turn.
    pub(super) since: u64,
    pub(super) session: Option<&'a Session>,
    pub(super) place: Place,
    pub(super) notes: &'a Notes,
}

/// What a check says.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Verdict {
    /// It is true, and this is what was seen.
    Met(Evidence),
    /// Not yet.
    Waiting,
    /// It cannot become true any more.
    Failed(Evidence),
}

/// A sentence about what was seen.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Evidence {
    pub(super) says: MessageId,
    pub(super) with: Vec<(&'static str, String)>,
}

fn seen(says: MessageId, with: &[(&'static str, &str)]) -> Evidence {
    Evidence { says, with: with.iter().map(|(name, value)| (*name, (*value).to_owned())).collect() }
}

/// The story of `docs/journey.md`, from a visitor to a member.
pub(super) const SCRIPT: &[Sentence] = &[
    Sentence {
        id: "arrive",
        says: msg("story-arrive"),
        in_browser: None,
        looks: Some(Deed::Read),
        deed: None,
        check: Some(nobody_was_made),
    },
    Sentence {
        id: "comment",
        says: msg("story-comment"),
        in_browser: None,
        looks: None,
        deed: Some(Deed::Comment),
        check: Some(a_guest_wrote),
    },
    Sentence {
        id: "key",
        says: msg("story-key"),
        in_browser: Some(msg("story-key-in-browser")),
        looks: None,
        deed: None,
        check: Some(the_key_came_first),
    },
    Sentence {
        id: "unasked",
        says: msg("story-unasked"),
        in_browser: None,
        looks: None,
        deed: None,
        check: Some(nothing_was_asked),
    },
    Sentence {
        id: "preference",
        says: msg("story-preference"),
        in_browser: None,
        looks: None,
        deed: Some(Deed::Preference),
        check: Some(a_preference_is_kept),
    },
    Sentence {
        id: "return",
        says: msg("story-return"),
        in_browser: None,
        looks: None,
        deed: Some(Deed::Return),
        check: Some(the_same_guest_returned),
    },
    Sentence {
        id: "keep",
        says: msg("story-keep"),
        in_browser: None,
        looks: Some(Deed::TakeStock),
        deed: Some(Deed::KeepAccount),
        check: Some(a_member_is_here),
    },
    Sentence {
        id: "same",
        says: msg("story-same"),
        in_browser: None,
        looks: Some(Deed::CompareStock),
        deed: None,
        check: Some(everything_is_there),
    },
    Sentence {
        id: "retired",
        says: msg("story-retired"),
        in_browser: Some(msg("story-retired-in-browser")),
        looks: None,
        deed: None,
        check: Some(the_key_is_retired),
    },
    Sentence {
        id: "ended",
        says: msg("story-ended"),
        in_browser: None,
        looks: None,
        deed: None,
        check: Some(the_session_is_another),
    },
    Sentence { id: "merge", says: msg("story-merge"), in_browser: None, looks: None, deed: None, check: None },
];

impl Sentence {
    /// What is said where this runs: a plain browser has no vault and no key, and its story does not claim one.
    pub(super) const fn says_at(&self, place: Place) -> MessageId {
        match (place, self.in_browser) {
            (Place::Browser, Some(said)) => said,
            _ => self.says,
        }
    }
}

impl Facts<'_> {
    fn sub(&self) -> Option<&str> {
        self.session.and_then(Session::sub).map(|sub| sub.as_str())
    }

    /// Calls since this sentence's turn came.
    fn calls(&self) -> impl Iterator<Item = (&Observed, &Call)> {
        self.events.iter().filter(|event| event.number > self.since).filter_map(|event| call(event))
    }

    fn is_member(&self) -> bool {
        matches!(self.session, Some(Session::Member { .. }))
    }
}

fn call(event: &Rc<Observed>) -> Option<(&Observed, &Call)> {
    match &event.what {
        Sight::Call(call) => Some((event.as_ref(), call)),
        _ => None,
    }
}

fn succeeded(call: &Call) -> bool {
    call.status.is_some_and(|status| (200..300).contains(&status))
}

fn nobody_was_made(facts: &Facts<'_>) -> Verdict {
    match facts.session {
        None => Verdict::Waiting,
        Some(Session::Visitor) if facts.notes.post.is_none() => Verdict::Waiting,
        Some(Session::Visitor) => {
            let asks_identity = |step| {
                !matches!(step, Step::Read | Step::Preferences | Step::Live | Step::Vault | Step::Memory | Step::Break)
            };
            match facts.events.iter().filter(|event| asks_identity(event.step)).count() {
                0 => Verdict::Met(seen(msg("story-arrive-seen"), &[])),
                count => Verdict::Failed(seen(msg("story-arrive-asked"), &[("count", &count.to_string())])),
            }
        }
        Some(other) => {
            let sub = other.sub().map(|sub| sub.as_str()).unwrap_or_default();
            Verdict::Failed(seen(msg("story-arrive-known"), &[("sub", sub)]))
        }
    }
}

fn a_guest_wrote(facts: &Facts<'_>) -> Verdict {
    let wrote = facts.calls().any(|(event, call)| event.step == Step::WriteComment && succeeded(call));
    match (wrote, facts.sub()) {
        (true, Some(sub)) => Verdict::Met(seen(msg("story-comment-seen"), &[("sub", sub)])),
        _ => Verdict::Waiting,
    }
}

fn the_key_came_first(facts: &Facts<'_>) -> Verdict {
    let place_of = |wanted: &dyn Fn(&Observed) -> bool| facts.events.iter().position(|event| wanted(event));
    if facts.place == Place::Browser {
        let made = facts
            .events
            .iter()
            .filter_map(call)
            .any(|(event, call)| event.step == Step::KeylessSignUp && succeeded(call));
        return if made { Verdict::Met(seen(msg("story-key-browser"), &[])) } else { not_seen() };
    }
    let made =
        place_of(&|event| matches!(&event.what, Sight::Vault(work) if work.deed == VaultDeed::KeyMade && work.done));
    let proven =
        place_of(&|event| event.step == Step::KeyProof && matches!(&event.what, Sight::Call(call) if succeeded(call)));
    let thumbprint = made.and_then(|place| match &facts.events[place].what {
        Sight::Vault(work) => work.thumbprint,
        _ => None,
    });
    match (made, proven, thumbprint) {
        (Some(made), Some(proven), Some(thumbprint)) if made < proven => {
            Verdict::Met(seen(msg("story-key-seen"), &[("thumbprint", &thumbprint.to_string())]))
        }
        _ => not_seen(),
    }
}

fn nothing_was_asked(facts: &Facts<'_>) -> Verdict {
    let wrote = facts.events.iter().filter_map(call).find(|(event, _)| event.step == Step::WriteComment);
    let Some((wrote, _)) = wrote else { return not_seen() };
    let errand = facts.events.iter().filter(|event| event.errand == wrote.errand);
    let is_page = |event: &&Rc<Observed>| matches!(event.what, Sight::Page(_));
    let pages = facts.events.iter().take_while(|event| event.number <= wrote.number).filter(is_page).count();
    let calls: Vec<u32> = errand.filter_map(call).map(|(_, call)| call.ms).collect();
    if pages > 0 {
        return not_seen();
    }
    let total: u32 = calls.iter().fold(0, |total, ms| total.saturating_add(*ms));
    Verdict::Met(seen(msg("story-unasked-seen"), &[("calls", &calls.len().to_string()), ("ms", &total.to_string())]))
}

fn a_preference_is_kept(facts: &Facts<'_>) -> Verdict {
    let kept =
        facts.calls().any(|(event, call)| event.step == Step::Preferences && call.method == "PUT" && succeeded(call));
    match (kept, facts.sub()) {
        (true, Some(sub)) => Verdict::Met(seen(msg("story-preference-seen"), &[("sub", sub)])),
        _ => Verdict::Waiting,
    }
}

fn the_same_guest_returned(facts: &Facts<'_>) -> Verdict {
    let (Some(sub), Some(before)) = (facts.sub(), facts.notes.sub.as_deref()) else { return Verdict::Waiting };
    let answered = |step, ok| facts.calls().any(|(event, call)| event.step == step && succeeded(call) == ok);
    let returned = match facts.place {
        Place::Window => answered(Step::Refresh, false) && answered(Step::KeyProof, true),
        Place::Browser => answered(Step::Refresh, true),
    };
    match (returned, facts.place) {
        (false, _) => Verdict::Waiting,
        (true, _) if sub != before => {
            Verdict::Failed(seen(msg("story-sub-differs"), &[("before", before), ("after", sub)]))
        }
        (true, Place::Window) => Verdict::Met(seen(msg("story-return-seen"), &[("sub", sub)])),
        (true, Place::Browser) => Verdict::Met(seen(msg("story-return-browser"), &[("sub", sub)])),
    }
}

fn a_member_is_here(facts: &Facts<'_>) -> Verdict {
    if facts.is_member() && facts.notes.sub.is_some() {
        Verdict::Met(seen(msg("story-keep-seen"), &[]))
    } else {
        Verdict::Waiting
    }
}

fn everything_is_there(facts: &Facts<'_>) -> Verdict {
    let notes = facts.notes;
    let (Some(before), Some(after)) = (&notes.before, &notes.after) else { return Verdict::Waiting };
    let (Some(was), Some(is)) = (notes.sub.as_deref(), facts.sub()) else { return Verdict::Waiting };
    if was != is {
        return Verdict::Failed(seen(msg("story-sub-differs"), &[("before", was), ("after", is)]));
    }
    let (mine, still_mine) = (before.comments.to_string(), after.comments.to_string());
    let (kept, still_kept) = (before.preferences.to_string(), after.preferences.to_string());
    let told = [
        ("sub", is),
        ("commentsBefore", mine.as_str()),
        ("commentsAfter", still_mine.as_str()),
        ("before", kept.as_str()),
        ("after", still_kept.as_str()),
    ];
    let evidence = seen(msg("story-same-seen"), &told);
    if before == after { Verdict::Met(evidence) } else { Verdict::Failed(evidence) }
}

fn the_key_is_retired(facts: &Facts<'_>) -> Verdict {
    // What the issuer says of a member: a guest's key would be an identity of the type "anonymous".
    let listed = facts
        .events
        .iter()
        .rev()
        .filter_map(call)
        .find(|(event, call)| event.step == Step::UserInfo && succeeded(call));
    let is_known =
        listed.and_then(|(_, call)| call.response.as_ref()).map(|body| body.contains("\"type\": \"anonymous\""));
    match (facts.place, is_known) {
        (_, Some(true)) => Verdict::Failed(seen(msg("story-retired-known"), &[])),
        (Place::Browser, Some(false)) => Verdict::Met(seen(msg("story-retired-browser"), &[])),
        (Place::Window, Some(false)) => {
            let retired = facts.events.iter().rev().find_map(|event| match &event.what {
                Sight::Vault(work) if work.deed == VaultDeed::Retired && work.done => work.thumbprint,
                _ => None,
            });
            match retired {
                Some(key) => Verdict::Met(seen(msg("story-retired-seen"), &[("thumbprint", &key.to_string())])),
                None => not_seen(),
            }
        }
        (_, None) => not_seen(),
    }
}

fn the_session_is_another(facts: &Facts<'_>) -> Verdict {
    let latest = facts.events.iter().rev().find(|event| told(event, "sid").is_some());
    let after = latest.and_then(|event| told(event, "sid"));
    let is_member = latest.is_some_and(|event| told(event, IS_ANONYMOUS) == Some("false"));
    match (facts.notes.session.as_deref(), after) {
        (Some(before), Some(after)) if before != after && is_member => {
            Verdict::Met(seen(msg("story-ended-seen"), &[("before", before), ("after", after)]))
        }
        _ => not_seen(),
    }
}

fn not_seen() -> Verdict {
    Verdict::Failed(seen(msg("story-not-seen"), &[]))
}

#[cfg(test)]
mod tests {
    use houseguest_protocol::{
        values::{Subject, Timestamp},
        window::{
            WhereKeyLives,
            observed::{Tokens, VaultWork},
        },
    };
    use uuid::Uuid;

    use super::*;
    use crate::features::story::progress::Stock;

    const THUMBPRINT: &str = "\"NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs\"";

    struct World {
        events: Vec<Rc<Observed>>,
        session: Session,
        notes: Notes,
        place: Place,
    }

    impl World {
        fn new() -> Self {
            let notes = Notes { post: Some("p".into()), ..Notes::default() };
            Self { events: Vec::new(), session: Session::Visitor, notes, place: Place::Window }
        }

        fn see(&mut self, step: Step, what: Sight) {
            let number = self.events.len() as u64 + 1;
            self.events.push(Rc::new(Observed { number, at: Timestamp::from_unix_seconds(0), errand: 1, step, what }));
        }

        fn call(&mut self, step: Step, status: u16) {
            self.see(step, Sight::Call(Call { method: "PUT".into(), status: Some(status), ms: 4, ..Call::default() }));
        }

        fn vault(&mut self, deed: VaultDeed) {
            let thumbprint = serde_json::from_str(THUMBPRINT).expect("a thumbprint");
            self.see(Step::Key, Sight::Vault(VaultWork { deed, thumbprint: Some(thumbprint), note: None, done: true }));
        }

        fn ask(&self, id: &str) -> Verdict {
            let sentence = SCRIPT.iter().find(|sentence| sentence.id == id).expect("a sentence");
            let facts = Facts {
                events: &self.events,
                since: 0,
                session: Some(&self.session),
                place: self.place,
                notes: &self.notes,
            };
            sentence.check.expect("a check")(&facts)
        }

        fn guest(&mut self) {
            let sub = Subject::from(Uuid::from_u128(1));
            self.notes.sub = Some(sub.as_str().to_owned());
            self.session = Session::Guest { sub, since: None, key: WhereKeyLives::BrowserSession };
        }

        fn member(&mut self) {
            self.session = Session::Member { sub: Subject::from(Uuid::from_u128(1)), since: None, login: None };
        }
    }

    fn is_met(verdict: &Verdict) -> bool {
        matches!(verdict, Verdict::Met(_))
    }

    #[test]
    fn browsing_is_only_ticked_while_nobody_was_asked_who_is_there() {
        let mut world = World::new();
        world.call(Step::Read, 200);
        assert!(is_met(&world.ask("arrive")));
        world.call(Step::Challenge, 200);
        assert!(matches!(world.ask("arrive"), Verdict::Failed(_)));
        world.guest();
        assert!(matches!(world.ask("arrive"), Verdict::Failed(_)), "a guest does not arrive");
    }

    #[test]
    fn a_key_has_to_be_there_before_it_is_shown_to_anybody() {
        let mut world = World::new();
        world.guest();
        world.call(Step::KeyProof, 200);
        world.vault(VaultDeed::KeyMade);
        world.call(Step::WriteComment, 201);
        assert!(is_met(&world.ask("comment")) && is_met(&world.ask("unasked")));
        assert!(matches!(world.ask("key"), Verdict::Failed(_)), "the key came too late");
        let mut world = World::new();
        world.vault(VaultDeed::KeyMade);
        world.call(Step::KeyProof, 200);
        let Verdict::Met(evidence) = world.ask("key") else { panic!("the key came first") };
        assert!(THUMBPRINT.contains(&evidence.with[0].1));
    }

    #[test]
    fn a_return_needs_a_refused_session_a_proof_and_the_same_sub() {
        let mut world = World::new();
        world.guest();
        world.call(Step::Refresh, 400);
        assert_eq!(world.ask("return"), Verdict::Waiting);
        world.call(Step::KeyProof, 200);
        assert!(is_met(&world.ask("return")));
        world.notes.sub = Some("somebody else".into());
        assert!(matches!(world.ask("return"), Verdict::Failed(_)));
    }

    #[test]
    fn after_promotion_every_count_has_to_agree() {
        let mut world = World::new();
        world.guest();
        assert_eq!(world.ask("keep"), Verdict::Waiting);
        world.member();
        assert!(is_met(&world.ask("keep")));
        world.notes.before = Some(Stock { comments: 3, preferences: 1 });
        assert_eq!(world.ask("same"), Verdict::Waiting);
        world.notes.after = Some(Stock { comments: 2, preferences: 1 });
        assert!(matches!(world.ask("same"), Verdict::Failed(_)), "a comment is missing");
        world.notes.after = world.notes.before;
        assert!(is_met(&world.ask("same")));
    }

    #[test]
    fn a_key_is_retired_when_the_vault_says_so_and_the_server_does_not_know_it() {
        let mut world = World::new();
        world.member();
        let told = |kind: &str| {
            let response = Some(format!("{{\n  \"type\": \"{kind}\"\n}}"));
            Sight::Call(Call { status: Some(200), response, ..Call::default() })
        };
        world.see(Step::UserInfo, told("login_id"));
        assert!(matches!(world.ask("retired"), Verdict::Failed(_)), "the vault has not said so");
        world.vault(VaultDeed::Retired);
        assert!(is_met(&world.ask("retired")));
        world.see(Step::UserInfo, told("anonymous"));
        assert!(matches!(world.ask("retired"), Verdict::Failed(_)), "the server still knows it");
    }

    #[test]
    fn another_session_is_told_by_its_id() {
        let mut world = World::new();
        world.member();
        world.notes.session = Some("…one".into());
        let access = vec![(IS_ANONYMOUS.to_owned(), "false".to_owned()), ("sid".to_owned(), "…two".to_owned())];
        world.see(Step::CodeExchange, Sight::Tokens(Tokens { access, ..Tokens::default() }));
        assert!(is_met(&world.ask("ended")));
        world.notes.session = Some("…two".into());
        assert!(matches!(world.ask("ended"), Verdict::Failed(_)));
    }
}
