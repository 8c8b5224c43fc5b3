//! What a store must do, whatever its engine: one suite, run on each.
//!
//! To run it on an engine: `store_contract!(open)`, where `open` makes an empty store of it, and what keeps that.

use houseguest_protocol::{
    samples::{NOW, subject},
    social::{
        Comment, CommentBody, CommentId, IdempotencyKey, NewComment, PostId, Preferences, Reaction, Standing,
        StoredPreferences, Theme,
    },
};

use super::{Store, WriteError};
use crate::{
    model::{Caller, CommentPlace, FeedPlace, Fingerprint, Intent, MAX_DEPTH, PersonKey},
    seed::Seeds,
};

/// Runs cases of a module of the store, each on a store of its own, where the demo's posts were planted.
macro_rules! contract_cases {
    ($open:path, $module:ident: $($case:ident)+) => {
        $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $case() {
            // Not there only where the developer has said that tests may do without.
            let Some((store, _kept)) = $open() else { return };
            let seeds = $crate::seed::Seeds::bundled();
            assert!(store.plant(seeds, houseguest_protocol::samples::NOW).await.expect("an empty store"));
            $crate::store::$module::$case(store).await;
        })+
    };
}
pub(super) use contract_cases;

/// Runs every case of the suite.
macro_rules! store_contract {
    ($open:path) => {
        $crate::store::contract::contract_cases! { $open, contract:
            seeds_are_planted_once
            the_feed_pages_without_gap_or_repetition
            a_post_is_found_by_id_alone
            a_comment_is_there_for_everyone_and_mine_for_its_author
            answers_stay_within_their_post_and_depth
            a_repeated_write_happens_once
            fifty_concurrent_repetitions_happen_once
            a_refused_write_leaves_its_key_free
            answered_writes_are_forgotten_by_age
            members_never_become_guests_again
            people_of_two_issuers_are_two_people
            a_member_unknown_so_far_may_write
            comments_page_without_gap_or_repetition_while_others_write
            a_person_has_one_reaction_to_a_post
            preferences_are_saved_on_top_of_the_version_seen
            a_store_says_how_it_is
        }
    };
}
pub(super) use store_contract;

pub(super) fn person(n: u128) -> PersonKey {
    PersonKey { issuer: "demo".to_owned(), sub: subject(n) }
}

pub(super) fn intent(n: u128, standing: Standing, key: &str, asked: &str) -> Intent {
    Intent {
        caller: Caller { key: person(n), standing, aliases: Vec::new() },
        key: IdempotencyKey::parse(key).expect("a key"),
        fingerprint: Fingerprint::of("test", asked, &()),
        now: NOW,
    }
}

pub(super) fn guest(n: u128, key: &str) -> Intent {
    intent(n, Standing::Guest, key, key)
}

pub(super) fn says(text: &str, parent_id: Option<CommentId>) -> NewComment {
    NewComment { body: CommentBody::parse(text).expect("acceptable text"), parent_id }
}

pub(super) async fn comment(
    store: &Store,
    intent: Intent,
    post: PostId,
    new: NewComment,
) -> Result<Comment, WriteError> {
    store.add_comment(intent, post, CommentId::new_v4(), new).await
}

/// The seeds are planted before each of these.
pub(super) async fn a_post(store: &Store) -> PostId {
    store.list_posts(None, 1, None).await.expect("a readable store")[0].id
}

async fn standing(store: &Store, who: &PersonKey) -> Option<Standing> {
    store.find_person(who).await.expect("readable").map(|known| known.standing)
}

pub(super) async fn seeds_are_planted_once(store: Store) {
    assert!(!store.plant(Seeds::bundled(), NOW).await.expect("a second planting"), "the first was before the test");
    let posts = store.list_posts(None, 100, None).await.expect("a readable store");
    let seeds = Seeds::bundled();
    assert_eq!(posts.len(), seeds.posts.len());
    let planted: u32 = posts.iter().map(|post| post.comment_count).sum();
    assert_eq!(usize::try_from(planted).expect("a small number"), seeds.comments(NOW).len());
    assert!(posts.is_sorted_by_key(|post| std::cmp::Reverse(post.created_at)), "newest first");
    assert!(posts.iter().any(|post| !post.reactions.counts.is_empty()));
}

pub(super) async fn the_feed_pages_without_gap_or_repetition(store: Store) {
    let whole: Vec<_> = store.list_posts(None, 100, None).await.expect("readable").iter().map(|post| post.id).collect();
    for limit in [1, 2, 7, 100] {
        let (mut after, mut seen) = (None, Vec::new());
        loop {
            let page = store.list_posts(after, limit, None).await.expect("readable");
            let Some(last) = page.last() else { break };
            after = Some(FeedPlace { created_at: last.created_at, id: last.id });
            seen.extend(page.iter().map(|post| post.id));
        }
        assert_eq!(seen, whole, "pages of {limit}");
    }
}

pub(super) async fn a_post_is_found_by_id_alone(store: Store) {
    let id = a_post(&store).await;
    assert_eq!(store.find_post(id, None).await.expect("readable").map(|post| post.id), Some(id));
    assert_eq!(store.find_post(PostId::from_u128(404), None).await.expect("readable"), None);
}

pub(super) async fn a_comment_is_there_for_everyone_and_mine_for_its_author(store: Store) {
    let post = a_post(&store).await;
    let before = store.find_post(post, None).await.expect("readable").expect("a post").comment_count;
    let written = comment(&store, guest(1, "key-0001"), post, says("Hello <b>there</b>", None)).await.expect("written");
    assert!(written.is_mine());
    assert_eq!(written.author().expect("an author").standing, Standing::Guest);
    for (viewer, mine) in [(Some(person(1)), true), (Some(person(2)), false), (None, false)] {
        let found = store.list_comments(post, None, 100, viewer.as_ref()).await.expect("readable").expect("a post");
        let (_, last) = found.last().expect("the comment");
        let mut expected = written.clone();
        expected.content.as_mut().expect("it is there").mine = mine;
        assert_eq!(last, &expected);
    }
    let after = store.find_post(post, None).await.expect("readable").expect("a post").comment_count;
    assert_eq!(after, before + 1);
}

pub(super) async fn answers_stay_within_their_post_and_depth(store: Store) {
    let posts = store.list_posts(None, 2, None).await.expect("readable");
    let mut parent = None;
    for level in 0..=MAX_DEPTH {
        let key = format!("level-{level:04}");
        let written = comment(&store, guest(1, &key), posts[0].id, says("deeper", parent)).await.expect("written");
        assert_eq!(written.parent_id, parent);
        parent = Some(written.id);
    }
    let too_deep = comment(&store, guest(1, "too-deep"), posts[0].id, says("deepest", parent)).await;
    assert!(matches!(too_deep, Err(WriteError::TooDeep)));
    let elsewhere = comment(&store, guest(1, "elsewhere"), posts[1].id, says("astray", parent)).await;
    assert!(matches!(elsewhere, Err(WriteError::NoSuchParent)));
    let nowhere = comment(&store, guest(1, "nowhere-1"), PostId::from_u128(404), says("lost", None)).await;
    assert!(matches!(nowhere, Err(WriteError::NoSuchPost)));
    assert!(store.list_comments(PostId::from_u128(404), None, 9, None).await.expect("readable").is_none());
}

pub(super) async fn a_repeated_write_happens_once(store: Store) {
    let post = a_post(&store).await;
    let first = comment(&store, guest(1, "same-key"), post, says("once", None)).await.expect("written");
    let again = comment(&store, guest(1, "same-key"), post, says("once", None)).await.expect("the first answer");
    assert_eq!(first, again);
    let other = comment(&store, intent(1, Standing::Guest, "same-key", "other"), post, says("twice", None)).await;
    assert!(matches!(other, Err(WriteError::KeyReused)));
    let somebody = comment(&store, guest(2, "same-key"), post, says("once", None)).await.expect("another person's key");
    assert_ne!(somebody.id, first.id);
    assert_eq!(store.list_comments_of(&person(1), None, 100).await.expect("readable").len(), 1);
}

pub(super) async fn fifty_concurrent_repetitions_happen_once(store: Store) {
    let post = a_post(&store).await;
    let writes: Vec<_> = (0..50)
        .map(|_| {
            let store = store.clone();
            tokio::spawn(async move { comment(&store, guest(1, "one-key-for-all"), post, says("once", None)).await })
        })
        .collect();
    let mut answers = Vec::new();
    for write in writes {
        answers.push(write.await.expect("no panic").expect("written or repeated"));
    }
    answers.dedup();
    assert_eq!(answers.len(), 1, "everybody got the same answer");
    assert_eq!(store.list_comments_of(&person(1), None, 100).await.expect("readable").len(), 1);
}

pub(super) async fn a_refused_write_leaves_its_key_free(store: Store) {
    let refused = comment(&store, guest(1, "free-key"), PostId::from_u128(404), says("lost", None)).await;
    assert!(matches!(refused, Err(WriteError::NoSuchPost)));
    let post = a_post(&store).await;
    comment(&store, guest(1, "free-key"), post, says("found", None)).await.expect("nothing was kept of the refusal");
}

pub(super) async fn answered_writes_are_forgotten_by_age(store: Store) {
    let post = a_post(&store).await;
    let first = comment(&store, guest(1, "old-key-"), post, says("once", None)).await.expect("written");
    assert_eq!(store.prune_answered_writes(NOW).await.expect("pruned"), 0, "not older than now");
    let later = NOW + std::time::Duration::from_secs(1);
    assert_eq!(store.prune_answered_writes(later).await.expect("pruned"), 1);
    let again = comment(&store, guest(1, "old-key-"), post, says("once", None)).await.expect("written anew");
    assert_ne!(again.id, first.id);
}

pub(super) async fn members_never_become_guests_again(store: Store) {
    let post = a_post(&store).await;
    assert_eq!(standing(&store, &person(1)).await, None);
    comment(&store, guest(1, "as-guest"), post, says("as a guest", None)).await.expect("written");
    assert_eq!(standing(&store, &person(1)).await, Some(Standing::Guest));
    for _ in 0..2 {
        store.remember_member(&person(1), NOW).await.expect("remembered");
    }
    assert_eq!(standing(&store, &person(1)).await, Some(Standing::Member));
    let late = comment(&store, guest(1, "too-late"), post, says("with an old token", None)).await;
    assert!(matches!(late, Err(WriteError::BeforePromotion)));
    let member = intent(1, Standing::Member, "as-guest", "as-guest");
    let again = comment(&store, member, post, says("as a guest", None)).await.expect("the same person's key");
    let mine = store.list_comments_of(&person(1), None, 100).await.expect("readable");
    assert_eq!(mine.len(), 1);
    assert_eq!(
        (mine[0].1.id, mine[0].1.author().expect("an author").standing),
        (again.id, Standing::Member),
        "standing is as of now"
    );
}

pub(super) async fn people_of_two_issuers_are_two_people(store: Store) {
    let elsewhere = PersonKey { issuer: "elsewhere".to_owned(), ..person(1) };
    store.remember_member(&elsewhere, NOW).await.expect("remembered");
    assert_eq!(standing(&store, &person(1)).await, None);
}

pub(super) async fn a_member_unknown_so_far_may_write(store: Store) {
    let post = a_post(&store).await;
    let written = comment(&store, intent(7, Standing::Member, "hello-me", ""), post, says("hi", None)).await;
    assert_eq!(written.expect("written").author().expect("an author").standing, Standing::Member);
}

pub(super) async fn comments_page_without_gap_or_repetition_while_others_write(store: Store) {
    let post = a_post(&store).await;
    let planted = store.list_comments(post, None, 100, None).await.expect("readable").expect("a post").len();
    let mut written = 0;
    for _ in 0..5 {
        comment(&store, guest(1, &format!("before-{written:03}")), post, says("before", None)).await.expect("written");
        written += 1;
    }
    let (mut after, mut seen) = (None, Vec::<CommentPlace>::new());
    loop {
        let page = store.list_comments(post, after, 2, None).await.expect("readable").expect("a post");
        let Some((last, _)) = page.last() else { break };
        after = Some(*last);
        seen.extend(page.iter().map(|(place, _)| *place));
        if written < 12 {
            comment(&store, guest(1, &format!("meanwhile-{written}")), post, says("meanwhile", None))
                .await
                .expect("written");
            written += 1;
        }
    }
    let whole = store.list_comments(post, None, 100, None).await.expect("readable").expect("a post");
    assert_eq!(seen, whole.iter().map(|(place, _)| *place).collect::<Vec<_>>());
    assert_eq!(seen.len(), planted + written);
    let mine = store.list_comments_of(&person(1), None, 5).await.expect("readable");
    let rest = store.list_comments_of(&person(1), Some(mine[4].0), 100).await.expect("readable");
    let mine: Vec<_> = mine.iter().chain(&rest).map(|(place, _)| *place).collect();
    assert_eq!(mine.len(), written);
    assert!(mine.is_sorted_by(|earlier, later| earlier > later), "latest first");
}

pub(super) async fn a_person_has_one_reaction_to_a_post(store: Store) {
    let post = store.list_posts(None, 100, None).await.expect("readable").pop().expect("a post").id;
    let count = |summary: &houseguest_protocol::social::ReactionSummary, reaction| {
        summary.counts.iter().find(|count| count.reaction == reaction).map_or(0, |count| count.count)
    };
    let start = store.find_post(post, Some(&person(1))).await.expect("readable").expect("a post").reactions;
    assert_eq!(start.mine, None);
    let love = store.set_reaction(guest(1, "react-01"), post, Some(Reaction::Love)).await.expect("set");
    assert_eq!((count(&love, Reaction::Love), love.mine), (count(&start, Reaction::Love) + 1, Some(Reaction::Love)));
    let think = store.set_reaction(guest(1, "react-02"), post, Some(Reaction::Think)).await.expect("changed");
    assert_eq!(count(&think, Reaction::Love), count(&start, Reaction::Love));
    assert_eq!(count(&think, Reaction::Think), count(&start, Reaction::Think) + 1);
    let shown = store.find_post(post, Some(&person(1))).await.expect("readable").expect("a post").reactions;
    assert_eq!(shown, think);
    let none = store.set_reaction(guest(1, "react-03"), post, None).await.expect("taken back");
    assert_eq!(none, start);
    let lost = store.set_reaction(guest(1, "react-04"), PostId::from_u128(404), Some(Reaction::Love)).await;
    assert!(matches!(lost, Err(WriteError::NoSuchPost)));
}

pub(super) async fn preferences_are_saved_on_top_of_the_version_seen(store: Store) {
    let dark = Preferences { theme: Theme::HighContrast, language: Some("pt-BR".to_owned()), ..Preferences::default() };
    assert_eq!(store.find_preferences(&person(1)).await.expect("readable"), StoredPreferences::default());
    let seen = StoredPreferences { version: 0, preferences: dark.clone() };
    let saved = store.save_preferences(guest(1, "prefs-01"), seen.clone()).await.expect("saved");
    assert_eq!(saved, StoredPreferences { version: 1, preferences: dark });
    assert_eq!(store.find_preferences(&person(1)).await.expect("readable"), saved);
    let outdated = store.save_preferences(guest(1, "prefs-02"), seen.clone()).await;
    assert!(matches!(outdated, Err(WriteError::Outdated(current)) if current == saved));
    let again = store.save_preferences(guest(1, "prefs-01"), seen).await.expect("the first answer");
    assert_eq!(again, saved);
    store.remember_member(&person(1), NOW).await.expect("promoted");
    assert_eq!(store.find_preferences(&person(1)).await.expect("readable"), saved, "kept through promotion");
}

pub(super) async fn a_store_says_how_it_is(store: Store) {
    store.check().await.expect("open");
    store.close().await;
    store.check().await.expect_err("closed");
}
