//! What a store must do when guests become part of accounts: cases, and a property over everything that can
//! happen in any order.

use std::collections::{HashMap, HashSet};

use houseguest_protocol::{
    identity::{MergeRules, PreferenceRule},
    samples::{NOW, subject},
    social::{
        Comment, CommentBody, CommentId, Density, IdempotencyKey, NewComment, PostId, Preferences, Reaction, Standing,
        StoredPreferences, Theme,
    },
    values::{Subject, Timestamp},
};
use proptest::{
    prelude::*,
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};
use uuid::Uuid;

use super::{Store, WriteError};
use crate::model::{Caller, Fingerprint, Intent, MergePreview, Merging, PersonKey, PreferenceDifference};

/// Runs every case of the suite on a store of its own; the property so many times.
macro_rules! merge_contract {
    ($open:path, $times:expr) => {
        $crate::store::contract::contract_cases! { $open, merge_contract:
            a_merge_gives_the_guest_s_things_to_the_account_and_an_undo_gives_them_back
            a_merged_guest_s_token_writes_nothing
            a_late_repetition_of_a_guest_s_write_happens_once
            a_token_tells_of_a_merge_before_its_event
            an_undo_that_comes_first_makes_the_merge_nothing
            of_two_merges_the_later_one_counts_whichever_comes_first
            two_reactions_to_one_post_become_one_and_two_again
            preferences_follow_the_rule_and_come_back
            preferences_saved_since_outlive_an_undo
            what_others_see_has_an_owner
        }
        #[test]
        fn nothing_is_lost_or_doubled_under_any_interleaving() {
            let Some((store, _kept)) = $open() else { return };
            $crate::store::merge_contract::nothing_is_lost_or_doubled(store, $times);
        }
    };
}
pub(super) use merge_contract;

/// The guest, the account, and another account, in most cases.
const GUEST: u128 = 1;
const ACCOUNT: u128 = 2;
const OTHER: u128 = 3;

fn person(n: u128) -> PersonKey {
    PersonKey { issuer: "demo".to_owned(), sub: subject(n) }
}

fn standing(n: u128) -> Standing {
    if n == GUEST { Standing::Guest } else { Standing::Member }
}

fn intent(n: u128, key: &str, asked: &str) -> Intent {
    Intent {
        caller: Caller { key: person(n), standing: standing(n), aliases: Vec::new() },
        key: IdempotencyKey::parse(key).expect("a key"),
        fingerprint: Fingerprint::of("test", asked, &()),
        now: NOW,
    }
}

fn merging(id: u128, seq: i64, account: u128) -> Merging {
    Merging { id: Uuid::from_u128(id), seq, guest: person(GUEST), account: person(account), now: NOW }
}

async fn merge(store: &Store, id: u128, seq: i64, account: u128) {
    store.merge(merging(id, seq, account), MergeRules::default()).await.expect("merges");
}

async fn undo(store: &Store, id: u128, seq: i64, account: u128) {
    store.undo_merge(merging(id, seq, account)).await.expect("undoes");
}

async fn a_post(store: &Store) -> PostId {
    store.list_posts(None, 1, None).await.expect("readable")[0].id
}

async fn comment(store: &Store, intent: Intent) -> Result<Comment, WriteError> {
    let new = NewComment { body: CommentBody::parse("here").expect("text"), parent_id: None };
    store.add_comment(intent, a_post(store).await, CommentId::new_v4(), new).await
}

async fn comments_of(store: &Store, n: u128) -> Vec<Comment> {
    let found = store.list_comments_of(&person(n), None, 1_000).await.expect("readable");
    found.into_iter().map(|(_, comment)| comment).collect()
}

async fn preview(store: &Store, account: u128) -> MergePreview {
    store.preview_merge(&person(GUEST), &person(account)).await.expect("readable")
}

pub(super) async fn a_merge_gives_the_guest_s_things_to_the_account_and_an_undo_gives_them_back(store: Store) {
    let post = a_post(&store).await;
    let of_guest = comment(&store, intent(GUEST, "guest-01", "")).await.expect("written");
    let of_account = comment(&store, intent(ACCOUNT, "member-01", "")).await.expect("written");
    let planted = store.find_post(post, None).await.expect("readable").expect("a post").comment_count;
    let expected = MergePreview { comments: 1, ..MergePreview::default() };
    assert_eq!(preview(&store, ACCOUNT).await, expected);
    for _ in 0..2 {
        merge(&store, 10, 1, ACCOUNT).await;
    }
    let together = comments_of(&store, ACCOUNT).await;
    assert_eq!(together.iter().map(|comment| comment.id).collect::<Vec<_>>(), [of_account.id, of_guest.id]);
    assert!(together.iter().all(|comment| comment.is_mine() && comment.author_sub() == Some(&subject(ACCOUNT))));
    let seen = store.list_comments(post, None, 100, None).await.expect("readable").expect("a post");
    let (_, shown) = seen.iter().find(|(_, comment)| comment.id == of_guest.id).expect("it is there");
    let author = shown.author().expect("an author");
    assert_eq!((author.sub.clone(), author.standing), (subject(ACCOUNT), Standing::Member));
    assert_eq!(store.find_post(post, None).await.expect("readable").expect("a post").comment_count, planted);
    for _ in 0..2 {
        undo(&store, 10, 2, ACCOUNT).await;
    }
    merge(&store, 10, 1, ACCOUNT).await;
    let back = comments_of(&store, GUEST).await;
    assert_eq!(back, [of_guest], "as it was, and a late repetition of the merge changes nothing");
    assert_eq!(comments_of(&store, ACCOUNT).await, [of_account]);
}

pub(super) async fn a_merged_guest_s_token_writes_nothing(store: Store) {
    comment(&store, intent(GUEST, "guest-01", "")).await.expect("written");
    merge(&store, 10, 1, ACCOUNT).await;
    let late = comment(&store, intent(GUEST, "guest-02", "")).await;
    assert!(matches!(late, Err(WriteError::Merged)));
    assert!(store.find_person(&person(GUEST)).await.expect("readable").expect("known").is_merged);
    undo(&store, 10, 2, ACCOUNT).await;
    comment(&store, intent(GUEST, "guest-02", "")).await.expect("themselves again, and the key is free");
}

pub(super) async fn a_late_repetition_of_a_guest_s_write_happens_once(store: Store) {
    let first = comment(&store, intent(GUEST, "queued-1", "")).await.expect("written, and the answer is lost");
    merge(&store, 10, 1, ACCOUNT).await;
    let again = comment(&store, intent(ACCOUNT, "queued-1", "")).await.expect("the first answer");
    assert_eq!(again.id, first.id);
    let other = comment(&store, intent(ACCOUNT, "queued-1", "another")).await.expect("the account's own key");
    assert_ne!(other.id, first.id, "a guest's key is not in the way of another write of the account");
    let queued = comment(&store, intent(ACCOUNT, "queued-2", "")).await.expect("written as the account");
    undo(&store, 10, 2, ACCOUNT).await;
    let again = comment(&store, intent(GUEST, "queued-2", "")).await.expect("the first answer");
    assert_eq!(again.id, queued.id, "once, also after the undo");
    assert_eq!(comments_of(&store, GUEST).await.len(), 1);
    assert_eq!(comments_of(&store, ACCOUNT).await.len(), 2, "what was written as the account stays there");
}

pub(super) async fn a_token_tells_of_a_merge_before_its_event(store: Store) {
    let first = comment(&store, intent(GUEST, "queued-1", "")).await.expect("written, and the answer is lost");
    let mut late = intent(ACCOUNT, "queued-1", "");
    late.caller.aliases = vec![subject(GUEST)];
    assert_eq!(comment(&store, late).await.expect("the first answer").id, first.id);
    merge(&store, 10, 1, ACCOUNT).await;
    assert_eq!(comments_of(&store, ACCOUNT).await.len(), 1);
}

pub(super) async fn an_undo_that_comes_first_makes_the_merge_nothing(store: Store) {
    comment(&store, intent(GUEST, "guest-01", "")).await.expect("written");
    undo(&store, 10, 2, ACCOUNT).await;
    merge(&store, 10, 1, ACCOUNT).await;
    assert_eq!(comments_of(&store, GUEST).await.len(), 1);
    assert!(!store.find_person(&person(GUEST)).await.expect("readable").expect("known").is_merged);
}

pub(super) async fn of_two_merges_the_later_one_counts_whichever_comes_first(store: Store) {
    comment(&store, intent(GUEST, "guest-01", "")).await.expect("written");
    merge(&store, 11, 3, OTHER).await;
    merge(&store, 10, 1, ACCOUNT).await;
    assert_eq!(comments_of(&store, OTHER).await.len(), 1);
    assert_eq!(comments_of(&store, ACCOUNT).await.len(), 0);
    undo(&store, 10, 2, ACCOUNT).await;
    assert_eq!(comments_of(&store, OTHER).await.len(), 1, "the undo of the first is not of the second");
    undo(&store, 11, 4, OTHER).await;
    assert_eq!(comments_of(&store, GUEST).await.len(), 1);
}

pub(super) async fn two_reactions_to_one_post_become_one_and_two_again(store: Store) {
    let post = store.list_posts(None, 100, None).await.expect("readable").pop().expect("a post").id;
    let shown =
        async |n: u128| store.find_post(post, Some(&person(n))).await.expect("readable").expect("a post").reactions;
    let total = async || shown(OTHER).await.counts.iter().map(|count| count.count).sum::<u32>();
    let before = total().await;
    let at = |seconds: i64, intent: Intent| Intent { now: Timestamp::from_unix_seconds(seconds), ..intent };
    let set = async |intent: Intent, reaction| store.set_reaction(intent, post, reaction).await.expect("set");
    set(at(200, intent(GUEST, "react-01", "1")), Some(Reaction::Laugh)).await;
    set(at(100, intent(ACCOUNT, "react-02", "2")), Some(Reaction::Love)).await;
    assert_eq!(total().await, before + 2);
    let told = preview(&store, ACCOUNT).await;
    assert_eq!((told.reactions, told.reactions_in_common), (1, 1));
    merge(&store, 10, 1, ACCOUNT).await;
    assert_eq!((total().await, shown(ACCOUNT).await.mine), (before + 1, Some(Reaction::Laugh)), "the last one");
    let none = set(at(150, intent(ACCOUNT, "react-03", "3")), None).await;
    assert_eq!((total().await, none.mine), (before, None), "taken back, whatever the clock says");
    undo(&store, 10, 2, ACCOUNT).await;
    assert_eq!((total().await, shown(GUEST).await.mine), (before + 1, Some(Reaction::Laugh)), "the guest's is back");
    assert_eq!(shown(ACCOUNT).await.mine, None, "what the account did stays done");
    set(at(300, intent(ACCOUNT, "react-04", "4")), Some(Reaction::Cheer)).await;
    merge(&store, 11, 3, ACCOUNT).await;
    assert_eq!((total().await, shown(ACCOUNT).await.mine), (before + 1, Some(Reaction::Cheer)));
    undo(&store, 11, 4, ACCOUNT).await;
    assert_eq!((shown(GUEST).await.mine, shown(ACCOUNT).await.mine), (Some(Reaction::Laugh), Some(Reaction::Cheer)));
}

async fn prefer(store: &Store, n: u128, at: i64, key: &str, preferences: Preferences) -> StoredPreferences {
    let seen = StoredPreferences { preferences, ..store.find_preferences(&person(n)).await.expect("readable") };
    let intent = Intent { now: Timestamp::from_unix_seconds(at), ..intent(n, key, key) };
    store.save_preferences(intent, seen).await.expect("saved")
}

fn dark() -> Preferences {
    Preferences { theme: Theme::Dark, ..Preferences::default() }
}

fn compact() -> Preferences {
    Preferences { density: Density::Compact, language: Some("de".to_owned()), ..Preferences::default() }
}

pub(super) async fn preferences_follow_the_rule_and_come_back(store: Store) {
    let of = async |n| store.find_preferences(&person(n)).await.expect("readable").preferences;
    prefer(&store, GUEST, 100, "prefs-01", dark()).await;
    let untold = |field, guest: Option<&str>, account: Option<&str>| PreferenceDifference {
        field,
        guest: guest.map(str::to_owned),
        account: account.map(str::to_owned),
    };
    assert_eq!(preview(&store, ACCOUNT).await.preferences, [untold("theme", Some("dark"), Some("system"))]);
    prefer(&store, ACCOUNT, 200, "prefs-02", compact()).await;
    let told = preview(&store, ACCOUNT).await.preferences;
    let expected = [
        untold("theme", Some("dark"), Some("system")),
        untold("language", None, Some("de")),
        untold("density", Some("comfortable"), Some("compact")),
    ];
    assert_eq!(told, expected);
    let cases = [
        (PreferenceRule::KeepAccount, compact()),
        (PreferenceRule::TakeGuest, dark()),
        (PreferenceRule::Newer, compact()),
    ];
    for (n, (preferences, expected)) in (0_u8..).zip(cases) {
        let one = merging(20 + u128::from(n), i64::from(n) * 2, ACCOUNT);
        store.merge(one.clone(), MergeRules { preferences }).await.expect("merges");
        assert_eq!(of(ACCOUNT).await, expected, "{preferences:?}");
        store.undo_merge(Merging { seq: one.seq + 1, ..one }).await.expect("undoes");
        assert_eq!((of(ACCOUNT).await, of(GUEST).await), (compact(), dark()), "{preferences:?}");
    }
    let version = store.find_preferences(&person(ACCOUNT)).await.expect("readable").version;
    assert_eq!(version, 3, "another device notices each change");
    // An account that has saved none gets the guest's, unless it is to keep its own.
    for (n, (preferences, expected)) in
        (0_u8..).zip([(PreferenceRule::KeepAccount, Preferences::default()), (PreferenceRule::Newer, dark())])
    {
        let one = merging(30 + u128::from(n), 100 + i64::from(n) * 2, OTHER);
        store.merge(one.clone(), MergeRules { preferences }).await.expect("merges");
        assert_eq!(of(OTHER).await, expected, "{preferences:?}");
        store.undo_merge(Merging { seq: one.seq + 1, ..one }).await.expect("undoes");
        assert_eq!(of(OTHER).await, Preferences::default());
    }
}

pub(super) async fn preferences_saved_since_outlive_an_undo(store: Store) {
    prefer(&store, GUEST, 100, "prefs-01", dark()).await;
    store.merge(merging(10, 1, ACCOUNT), MergeRules { preferences: PreferenceRule::TakeGuest }).await.expect("merges");
    prefer(&store, ACCOUNT, 300, "prefs-02", compact()).await;
    undo(&store, 10, 2, ACCOUNT).await;
    let of = async |n| store.find_preferences(&person(n)).await.expect("readable").preferences;
    assert_eq!((of(ACCOUNT).await, of(GUEST).await), (compact(), dark()));
}

pub(super) async fn what_others_see_has_an_owner(store: Store) {
    let subs = [subject(GUEST), subject(ACCOUNT), subject(OTHER), subject(404)];
    let owners = async || store.owners_of_visible_content("demo", &subs).await.expect("readable");
    assert_eq!(owners().await, HashSet::new());
    prefer(&store, OTHER, 100, "prefs-01", dark()).await;
    assert_eq!(owners().await, HashSet::new(), "nobody else sees preferences");
    comment(&store, intent(GUEST, "guest-01", "")).await.expect("written");
    assert_eq!(owners().await, HashSet::from([subject(GUEST)]));
    merge(&store, 10, 1, ACCOUNT).await;
    assert_eq!(owners().await, HashSet::from([subject(ACCOUNT)]));
    undo(&store, 10, 2, ACCOUNT).await;
    let post = a_post(&store).await;
    store.set_reaction(intent(OTHER, "react-01", "1"), post, Some(Reaction::Love)).await.expect("set");
    assert_eq!(owners().await, HashSet::from([subject(GUEST), subject(OTHER)]));
    store.set_reaction(intent(OTHER, "react-02", "2"), post, None).await.expect("taken back");
    assert_eq!(owners().await, HashSet::from([subject(GUEST)]));
}

/// Something that happens, in the property.
#[derive(Clone, Debug)]
enum Step {
    /// One of the app's writes is sent, under whichever name the app has at that moment; the answer may be lost,
    /// so it may be sent again, at any time, under another name.
    Comment { write: u8, by: Party },
    /// A reaction of a person to a post.
    React { by: Party, post: u8, reaction: Option<Reaction> },
    /// The identity server merges the guest into one of two accounts, or undoes that, if it can.
    Decide { into: Option<bool> },
    /// One of the events that were written so far is delivered, once more perhaps.
    Deliver { event: u8 },
    /// Time goes by.
    Wait { seconds: u8 },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Party {
    Guest,
    Account,
    Other,
}

impl Party {
    fn number(self, run: u128) -> u128 {
        run * 8
            + match self {
                Self::Guest => GUEST,
                Self::Account => ACCOUNT,
                Self::Other => OTHER,
            }
    }
}

fn step() -> impl Strategy<Value = Step> {
    let party = || prop_oneof![3 => Just(Party::Guest), 2 => Just(Party::Account), 1 => Just(Party::Other)];
    let reaction = prop_oneof![Just(None), prop::sample::select(Reaction::ALL.to_vec()).prop_map(Some)];
    prop_oneof![
        6 => (0_u8..8, party()).prop_map(|(write, by)| Step::Comment { write, by }),
        4 => (party(), 0_u8..3, reaction).prop_map(|(by, post, reaction)| Step::React { by, post, reaction }),
        2 => prop::option::weighted(0.5, any::<bool>()).prop_map(|into| Step::Decide { into }),
        4 => any::<u8>().prop_map(|event| Step::Deliver { event }),
        1 => (1_u8..100).prop_map(|seconds| Step::Wait { seconds }),
    ]
}

/// An event as the identity server wrote it.
#[derive(Clone, Debug)]
struct Told {
    merging: Merging,
    is_undo: bool,
}

/// The identity server's side of the property, and what the app knows.
struct Model {
    run: u128,
    now: Timestamp,
    /// The account the guest is part of at present.
    merged: Option<(Uuid, Party)>,
    /// Who ever was merged into whom: what tokens say.
    aliases: Vec<Party>,
    events: Vec<Told>,
    /// Under which comments each of the app's writes was acknowledged.
    acknowledged: HashMap<u8, CommentId>,
}

impl Model {
    fn person(&self, party: Party) -> PersonKey {
        person(party.number(self.run))
    }

    fn intent(&self, by: Party, key: String) -> Intent {
        // The token of an account says whom it has taken in.
        let aliases: Vec<Subject> =
            if self.aliases.contains(&by) { vec![self.person(Party::Guest).sub] } else { vec![] };
        let standing = if by == Party::Guest { Standing::Guest } else { Standing::Member };
        Intent {
            caller: Caller { key: self.person(by), standing, aliases },
            fingerprint: Fingerprint::of("test", &key, &()),
            key: IdempotencyKey::parse(&key).expect("a key"),
            now: self.now,
        }
    }

    fn decide(&mut self, into: Option<bool>) {
        let seq = i64::try_from(self.events.len()).expect("few events");
        let (id, party, is_undo) = match (self.merged, into) {
            (None, Some(first)) => (Uuid::new_v4(), if first { Party::Account } else { Party::Other }, false),
            (Some((id, party)), None) => (id, party, true),
            _ => return,
        };
        self.merged = (!is_undo).then_some((id, party));
        if !is_undo {
            self.aliases.push(party);
        }
        let (guest, account) = (self.person(Party::Guest), self.person(party));
        self.events.push(Told { merging: Merging { id, seq, guest, account, now: self.now }, is_undo });
    }
}

async fn deliver(store: &Store, told: &Told) {
    if told.is_undo {
        store.undo_merge(told.merging.clone()).await.expect("undoes");
    } else {
        store.merge(told.merging.clone(), MergeRules::default()).await.expect("merges");
    }
}

/// Whatever happens in whatever order: each write of the app is there once if it was acknowledged, and never
/// twice; every count is what the rows say; once all events are in, each thing is where it belongs; and a
/// preview tells what a merge then brings.
pub(super) fn nothing_is_lost_or_doubled(store: Store, times: u32) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(store.plant(crate::seed::Seeds::bundled(), NOW)).expect("plants");
    let posts: Vec<PostId> =
        runtime.block_on(store.list_posts(None, 3, None)).expect("readable").into_iter().map(|post| post.id).collect();
    let config = Config { cases: times, failure_persistence: None, ..Config::default() };
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let run = std::cell::Cell::new(0_u128);
    let tested = TestRunner::new_with_rng(config, rng).run(&prop::collection::vec(step(), 1..40), |steps| {
        // Every run has people of its own, so that they can share a database.
        run.set(run.get() + 1);
        runtime.block_on(play(&store, &posts, run.get(), steps))
    });
    if let Err(error) = tested {
        panic!("{error}");
    }
}

async fn play(store: &Store, posts: &[PostId], run: u128, steps: Vec<Step>) -> Result<(), TestCaseError> {
    let mut model =
        Model { run, now: NOW, merged: None, aliases: Vec::new(), events: Vec::new(), acknowledged: HashMap::new() };
    let strangers = reactions_of_strangers(store, posts).await;
    for (number, step) in steps.into_iter().enumerate() {
        match step {
            Step::Comment { write, by } => {
                // The app is nobody whom its guest never became part of.
                if by != Party::Guest && !model.aliases.contains(&by) {
                    continue;
                }
                let new = NewComment { body: CommentBody::parse("here").expect("text"), parent_id: None };
                let intent = model.intent(by, format!("write-{write:03}"));
                match store.add_comment(intent, posts[0], CommentId::new_v4(), new).await {
                    Ok(comment) => {
                        let first = *model.acknowledged.entry(write).or_insert(comment.id);
                        prop_assert_eq!(comment.id, first, "a repetition is not another comment");
                    }
                    Err(WriteError::Merged) => prop_assert!(by == Party::Guest),
                    Err(error) => return Err(TestCaseError::fail(format!("{error:?}"))),
                }
            }
            Step::React { by, post, reaction } => {
                let intent = model.intent(by, format!("react-{number:03}"));
                match store.set_reaction(intent, posts[usize::from(post)], reaction).await {
                    Ok(summary) => prop_assert_eq!(summary.mine, reaction),
                    Err(WriteError::Merged) => prop_assert!(by == Party::Guest),
                    Err(error) => return Err(TestCaseError::fail(format!("{error:?}"))),
                }
            }
            Step::Decide { into } => model.decide(into),
            Step::Deliver { event } => {
                if !model.events.is_empty() {
                    let event = usize::from(event) % model.events.len();
                    deliver(store, &model.events[event]).await;
                }
            }
            Step::Wait { seconds } => model.now = model.now + std::time::Duration::from_secs(seconds.into()),
        }
        check_counts(store, posts, &model, &strangers).await?;
    }
    // In the end everything arrives, in any order; here in the worst one.
    for told in model.events.iter().rev() {
        deliver(store, told).await;
    }
    check_counts(store, posts, &model, &strangers).await?;
    let is_merged =
        store.find_person(&model.person(Party::Guest)).await.expect("readable").is_some_and(|known| known.is_merged);
    prop_assert_eq!(is_merged, model.merged.is_some());
    if model.merged.is_none() {
        for into in [Party::Account, Party::Other] {
            check_preview(store, posts, &mut model, into).await?;
        }
    }
    Ok(())
}

/// What others than the people of this run have reacted to each post.
async fn reactions_of_strangers(store: &Store, posts: &[PostId]) -> Vec<u32> {
    let mut all = Vec::new();
    for post in posts {
        let post = store.find_post(*post, None).await.expect("readable").expect("a post");
        all.push(post.reactions.counts.iter().map(|count| count.count).sum());
    }
    all
}

/// Every comment is somebody's and nobody's twice, and counts agree with what each person is shown.
async fn check_counts(store: &Store, posts: &[PostId], model: &Model, strangers: &[u32]) -> Result<(), TestCaseError> {
    let mut seen = HashMap::new();
    for party in [Party::Guest, Party::Account, Party::Other] {
        let who = model.person(party);
        if store.find_person(&who).await.expect("readable").is_some_and(|known| known.is_merged) {
            continue;
        }
        for (_, comment) in store.list_comments_of(&who, None, 1_000).await.expect("readable") {
            prop_assert_eq!(comment.author_sub(), Some(&who.sub));
            prop_assert!(seen.insert(comment.id, party).is_none(), "a comment has one owner");
        }
    }
    prop_assert_eq!(seen.len(), model.acknowledged.len(), "nothing is there that was not written");
    for (write, comment) in &model.acknowledged {
        prop_assert!(seen.contains_key(comment), "write {} was acknowledged, and is there", write);
    }
    for (post, strangers) in posts.iter().zip(strangers) {
        let (mut mine, mut total) = (0, 0);
        for party in [Party::Guest, Party::Account, Party::Other] {
            let who = model.person(party);
            let shown = store.find_post(*post, Some(&who)).await.expect("readable").expect("a post").reactions;
            let is_merged = store.find_person(&who).await.expect("readable").is_some_and(|known| known.is_merged);
            mine += u32::from(shown.mine.is_some() && !is_merged);
            total = shown.counts.iter().map(|count| count.count).sum();
        }
        prop_assert_eq!(total, strangers + mine, "each account counts once");
    }
    Ok(())
}

/// What the preview says is what the merge brings; an undo takes exactly that away.
async fn check_preview(store: &Store, posts: &[PostId], model: &mut Model, into: Party) -> Result<(), TestCaseError> {
    let (guest, account) = (model.person(Party::Guest), model.person(into));
    let told = store.preview_merge(&guest, &account).await.expect("readable");
    let comments = async |who: &PersonKey| {
        let found = store.list_comments_of(who, None, 1_000).await.expect("readable");
        found.into_iter().map(|(_, comment)| comment.id).collect::<HashSet<_>>()
    };
    let reactions = async |who: &PersonKey| {
        let mut found = Vec::new();
        for post in posts {
            found.push(store.find_post(*post, Some(who)).await.expect("readable").expect("a post").reactions.mine);
        }
        found
    };
    let count = |reactions: &[Option<Reaction>]| reactions.iter().flatten().count() as u64;
    let (of_guest, of_account) = (comments(&guest).await, comments(&account).await);
    let (reacted, had_reacted) = (reactions(&guest).await, reactions(&account).await);
    model.decide(Some(into == Party::Account));
    deliver(store, model.events.last().expect("just decided")).await;
    let together = comments(&account).await;
    prop_assert_eq!(&together, &of_guest.union(&of_account).copied().collect::<HashSet<_>>());
    prop_assert_eq!(told.comments, of_guest.len() as u64);
    prop_assert_eq!(told.reactions, count(&reacted));
    let after = reactions(&account).await;
    prop_assert_eq!(count(&after), count(&had_reacted) + told.reactions - told.reactions_in_common);
    model.decide(None);
    deliver(store, model.events.last().expect("just decided")).await;
    prop_assert_eq!((comments(&guest).await, comments(&account).await), (of_guest, of_account));
    prop_assert_eq!((reactions(&guest).await, reactions(&account).await), (reacted, had_reacted));
    Ok(())
}
