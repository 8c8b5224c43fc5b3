//! What a store must do when people are gone for good.

use std::collections::HashSet;

use houseguest_protocol::{
    identity::MergeRules,
    samples::{NOW, subject},
    social::{
        Avatar, Comment, CommentId, DisplayName, Handle, LiveChange, MutedWord, NewPost, NewReport, Notification, Post,
        PostBody, PostId, Preferences, ProfileChange, Reaction, ReportReason, SetHidden, Standing, StoredPreferences,
    },
};
use houseguest_sql::{DatabaseError, params, schema};
use uuid::Uuid;

use super::{
    Leaving, Store, StoredImage, Whose, WriteError,
    contract::{comment, guest, intent, person, says},
};
use crate::model::{Merging, PersonKey};

/// Runs every case of the suite on a store of its own.
macro_rules! deletion_contract {
    ($open:path) => {
        $crate::store::contract::contract_cases! { $open, deletion_contract:
            what_somebody_wrote_stays_and_the_rest_of_them_goes
            whoever_is_gone_writes_nothing_and_is_told_nothing
            somebody_who_never_did_anything_is_remembered_only_while_a_token_may_be_about
            a_deleted_account_takes_its_guests_along_and_an_undo_gives_back_their_words
            whoever_is_merged_late_into_a_deleted_account_goes_with_it
            what_a_deleted_guest_brought_stays_the_account_s_until_an_undo
            news_of_an_end_may_come_in_any_order_and_twice
            a_report_is_kept_without_whoever_wrote_it
        }
    };
}
pub(super) use deletion_contract;

/// Found nowhere in a database after whoever brought it has left.
const MARK: &str = "zanzibar";

fn leaving(n: u128) -> Leaving {
    Leaving { who: person(n), standing: Standing::Guest, may_have_tokens: true, now: NOW }
}

async fn forget(store: &Store, n: u128) {
    store.forget_person(leaving(n)).await.expect("forgets");
}

async fn post(store: &Store, n: u128, key: &str, text: &str) -> Post {
    let new = NewPost { title: None, body: PostBody::parse(text).expect("text"), image: None };
    store.add_post(guest(n, key), PostId::new_v4(), new).await.expect("written")
}

async fn call_oneself(store: &Store, n: u128, handle: &str) {
    let change = ProfileChange {
        handle: Some(Handle::parse(handle).expect("a handle")),
        name: Some(DisplayName::parse(MARK).expect("a name")),
        avatar: Some(Avatar::of(&subject(404))),
    };
    store.change_profile(guest(n, "profile-1"), change).await.expect("changed");
}

async fn shown(store: &Store, id: CommentId) -> Comment {
    store.find_comment(id, None).await.expect("readable").expect("it is there")
}

async fn news(store: &Store, n: u128) -> Vec<Notification> {
    store.list_notifications(&person(n), None, 100).await.expect("readable")
}

fn reactions(comment: &Comment) -> u32 {
    let content = comment.content.as_ref().expect("it is there");
    content.reactions.counts.iter().map(|count| count.count).sum()
}

/// In which columns a text is found.
async fn places_of(store: &Store, text: &'static str) -> Vec<String> {
    let look = move |c: &houseguest_sql::Connection<'_>| {
        let mut found = Vec::new();
        for column in schema::columns(c)?.into_iter().filter(|column| column.kind == "text") {
            let (table, name) = (&column.table, &column.name);
            if c.exists(&format!("select 1 from {table} where {name} like ?1"), params![format!("%{text}%")])? {
                found.push(format!("{table}.{name}"));
            }
        }
        Ok::<_, DatabaseError>(found)
    };
    store.database.read("test.places", look).await.expect("readable")
}

async fn changes_since(store: &Store, last: i64) -> Vec<LiveChange> {
    let noted = store.changes_after(last, 100).await.expect("readable").expect("a known number");
    noted.into_iter().filter(|noted| noted.seq > last).map(|noted| noted.change).collect()
}

pub(super) async fn what_somebody_wrote_stays_and_the_rest_of_them_goes(store: Store) {
    call_oneself(&store, 1, "old-friend").await;
    let preferences =
        Preferences { muted_words: vec![MutedWord::parse(MARK).expect("a word")], ..Preferences::default() };
    let seen = StoredPreferences { version: 0, preferences };
    store.save_preferences(guest(1, "prefs-001"), seen).await.expect("saved");
    let theirs = post(&store, 1, "post-0001", "from whoever will leave").await;
    let others = post(&store, 2, "post-0001", "from whoever stays").await;
    let top =
        comment(&store, guest(2, "top-00001"), others.id, says("hello @old-friend", None)).await.expect("written");
    let answer =
        comment(&store, guest(1, "answer-01"), others.id, says("an answer", Some(top.id))).await.expect("written");
    let below =
        comment(&store, guest(2, "below-001"), others.id, says("and on", Some(answer.id))).await.expect("written");
    let taken_back = comment(&store, guest(1, "sorry-001"), others.id, says(MARK, None)).await.expect("written");
    store.delete_comment(guest(1, "delete-01"), taken_back.id).await.expect("deleted");
    store.set_comment_reaction(guest(1, "react-001"), top.id, Some(Reaction::Love)).await.expect("set");
    store.set_comment_reaction(guest(3, "react-001"), top.id, Some(Reaction::Love)).await.expect("set");
    store.set_reaction(guest(1, "react-002"), others.id, Some(Reaction::Cheer)).await.expect("set");
    store.hide_comment(guest(1, "hide-0001"), below.id, SetHidden { hidden: true }).await.expect("hidden");
    let image = StoredImage { media_type: "image/png".to_owned(), width: 1, height: 1, bytes: vec![1] };
    let unused = store.add_image(guest(1, "image-001"), Uuid::new_v4(), image).await.expect("kept");
    assert_eq!((news(&store, 1).await.len(), news(&store, 2).await.len()), (1, 1), "what is hidden tells nothing");
    assert!(places_of(&store, MARK).await.len() > 3, "the search finds what is there");
    let (below, last) = (shown(&store, below.id).await, store.last_change().await.expect("readable"));

    for _ in 0..2 {
        forget(&store, 1).await;
    }

    assert_eq!(changes_since(&store, last).await, [LiveChange::Reload], "once");
    let kept = shown(&store, answer.id).await;
    assert_eq!((kept.author(), kept.body().map(|body| &**body)), (None, Some("an answer")));
    assert_eq!(shown(&store, below.id).await, below, "what others answered is as it was");
    let kept = store.find_post(theirs.id, Some(&person(1))).await.expect("readable").expect("a post");
    assert_eq!((kept.author, kept.mine, &*kept.body), (None, true, "from whoever will leave"));
    let feed = store.list_posts(None, 100, None).await.expect("readable");
    assert!(feed.iter().any(|post| post.id == theirs.id && post.author.is_none()));
    let top = shown(&store, top.id).await;
    assert_eq!(reactions(&top), 1, "somebody else's");
    assert!(top.content.expect("it is there").mentions.is_empty());
    let others = store.find_post(others.id, None).await.expect("readable").expect("a post");
    assert!(others.reactions.counts.is_empty());
    assert_eq!(others.comment_count, 3, "a thread is as long as it was");
    assert_eq!((news(&store, 1).await.len(), news(&store, 2).await.len()), (0, 0));
    for whose in [Whose::Sub(subject(1)), Whose::Handle(Handle::parse("old-friend").expect("a handle"))] {
        assert_eq!(store.find_profile(whose.clone(), None).await.expect("readable"), None);
        assert_eq!(store.list_activity(whose, None, 9, None).await.expect("readable"), None);
    }
    assert_eq!(store.find_preferences(&person(1)).await.expect("readable"), StoredPreferences::default());
    assert_eq!(store.find_image(unused.id).await.expect("readable"), None);
    assert_eq!(places_of(&store, MARK).await, Vec::<String>::new());
    // Their handle is free, and means whoever takes it from then on.
    call_oneself(&store, 2, "old-friend").await;
    let late = comment(&store, guest(3, "late-0001"), others.id, says("@old-friend?", None)).await.expect("written");
    let mentions = late.content.expect("it is there").mentions;
    assert_eq!(mentions.iter().map(|mention| mention.sub.clone()).collect::<Vec<_>>(), [subject(2)]);
}

pub(super) async fn whoever_is_gone_writes_nothing_and_is_told_nothing(store: Store) {
    store.give_handles().await.expect("the demo's own people have theirs");
    let post = post(&store, 2, "post-0001", "a post").await;
    let written = comment(&store, guest(1, "first-001"), post.id, says("hello", None)).await.expect("written");
    forget(&store, 1).await;
    assert!(store.find_person(&person(1)).await.expect("readable").expect("remembered").is_deleted);
    for standing in [Standing::Guest, Standing::Member] {
        for key in ["first-001", "second-01"] {
            let late = comment(&store, intent(1, standing, key, key), post.id, says("hello", None)).await;
            assert!(matches!(late, Err(WriteError::Deleted)), "{late:?}");
        }
    }
    let late = store.save_preferences(guest(1, "prefs-001"), StoredPreferences::default()).await;
    assert!(matches!(late, Err(WriteError::Deleted)), "{late:?}");
    // A promotion that was on its way makes nobody of them again.
    store.remember_member(&person(1), NOW).await.expect("remembered");
    assert_eq!(shown(&store, written.id).await.author(), None);
    comment(&store, guest(2, "answer-01"), post.id, says("and you?", Some(written.id))).await.expect("written");
    assert_eq!(news(&store, 1).await, []);
    assert_eq!(store.give_handles().await.expect("gives"), 0, "who is gone is given none");
}

pub(super) async fn somebody_who_never_did_anything_is_remembered_only_while_a_token_may_be_about(store: Store) {
    let last = store.last_change().await.expect("readable");
    store.forget_person(Leaving { may_have_tokens: false, ..leaving(1) }).await.expect("nothing to do");
    assert_eq!(store.find_person(&person(1)).await.expect("readable"), None);
    let post = post(&store, 2, "post-0001", "a post").await;
    comment(&store, guest(1, "first-001"), post.id, says("hello", None)).await.expect("whoever that is");
    forget(&store, 3).await;
    let late = comment(&store, guest(3, "first-001"), post.id, says("hello", None)).await;
    assert!(matches!(late, Err(WriteError::Deleted)), "{late:?}");
    assert!(!changes_since(&store, last).await.contains(&LiveChange::Reload), "nobody could see anything of them");
}

/// Guest, account, and what happens to them, in the cases with merges.
const GUEST: u128 = 1;
const ACCOUNT: u128 = 2;

fn merging(guest: u128, account: u128, seq: i64) -> Merging {
    Merging { id: Uuid::from_u128(guest), seq, guest: person(guest), account: person(account), now: NOW }
}

fn member(n: u128, key: &str) -> crate::model::Intent {
    intent(n, Standing::Member, key, key)
}

async fn merge(store: &Store) {
    store.merge(merging(GUEST, ACCOUNT, 1), MergeRules::default()).await.expect("merges");
}

async fn undo(store: &Store) {
    store.undo_merge(merging(GUEST, ACCOUNT, 2)).await.expect("undoes");
}

/// Something of a guest's: a comment, and a reaction to it by them.
async fn of_guest(store: &Store) -> Comment {
    call_oneself(store, GUEST, "guest-handle").await;
    let post = post(store, 3, "post-0001", "a post").await;
    let written = comment(store, guest(GUEST, "guest-001"), post.id, says("hello", None)).await.expect("written");
    store.set_comment_reaction(guest(GUEST, "react-001"), written.id, Some(Reaction::Love)).await.expect("set");
    shown(store, written.id).await
}

pub(super) async fn a_deleted_account_takes_its_guests_along_and_an_undo_gives_back_their_words(store: Store) {
    let written = of_guest(&store).await;
    let own = comment(&store, member(ACCOUNT, "member-01"), written.post_id, says("hi", None)).await.expect("written");
    merge(&store).await;
    forget(&store, ACCOUNT).await;
    for id in [written.id, own.id] {
        assert_eq!(shown(&store, id).await.author(), None);
    }
    assert_eq!(reactions(&shown(&store, written.id).await), 0);
    assert_eq!(places_of(&store, MARK).await, Vec::<String>::new());
    for whose in [GUEST, ACCOUNT] {
        assert_eq!(store.find_profile(Whose::Sub(subject(whose)), None).await.expect("readable"), None);
    }
    // Also after a restart, which gives a handle to whoever has none, nobody can mean them.
    store.give_handles().await.expect("gives");
    let handle = houseguest_protocol::social::friendly_handle(&subject(GUEST), 0);
    let asked = says(&format!("@{handle}?"), None);
    let asked = comment(&store, guest(3, "asked-001"), written.post_id, asked).await.expect("written");
    assert!(asked.content.expect("it is there").mentions.is_empty());
    undo(&store).await;
    let back = shown(&store, written.id).await;
    assert_eq!(back.author().map(|author| (author.sub.clone(), &author.handle)), Some((subject(GUEST), &handle)));
    assert_eq!(shown(&store, own.id).await.author(), None);
    comment(&store, guest(GUEST, "guest-002"), written.post_id, says("I am back", None)).await.expect("themselves");
}

pub(super) async fn whoever_is_merged_late_into_a_deleted_account_goes_with_it(store: Store) {
    let written = of_guest(&store).await;
    let preferences =
        Preferences { muted_words: vec![MutedWord::parse(MARK).expect("a word")], ..Preferences::default() };
    let seen = StoredPreferences { version: 0, preferences };
    store.save_preferences(guest(GUEST, "prefs-001"), seen).await.expect("saved");
    store.remember_member(&person(ACCOUNT), NOW).await.expect("known");
    forget(&store, ACCOUNT).await;
    let last = store.last_change().await.expect("readable");
    // The news of the merge was behind that of the end; it would bring the account the guest's preferences.
    merge(&store).await;
    assert_eq!(changes_since(&store, last).await, [LiveChange::Reload]);
    let kept = shown(&store, written.id).await;
    assert_eq!((kept.author(), reactions(&kept)), (None, 0));
    assert_eq!(places_of(&store, MARK).await, Vec::<String>::new());
}

pub(super) async fn what_a_deleted_guest_brought_stays_the_account_s_until_an_undo(store: Store) {
    let written = of_guest(&store).await;
    store.remember_member(&person(ACCOUNT), NOW).await.expect("known");
    merge(&store).await;
    let last = store.last_change().await.expect("readable");
    forget(&store, GUEST).await;
    assert_eq!(places_of(&store, MARK).await, Vec::<String>::new(), "what only the guest was called");
    let kept = shown(&store, written.id).await;
    assert_eq!((kept.author_sub(), reactions(&kept)), (Some(&subject(ACCOUNT)), 1));
    assert_eq!(changes_since(&store, last).await, []);
    let again = intent(ACCOUNT, Standing::Member, "guest-001", "guest-001");
    let again = comment(&store, again, written.post_id, says("hello", None)).await.expect("the first answer");
    assert_eq!(again.id, written.id, "what was queued as the guest happens once as the member");
    undo(&store).await;
    let kept = shown(&store, written.id).await;
    assert_eq!((kept.author(), reactions(&kept)), (None, 0));
}

/// What an identity server tells in these cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum News {
    Merged,
    Undone,
    GuestGone,
    AccountGone,
}

/// Every order of these.
fn orders(news: &[News]) -> Vec<Vec<News>> {
    match news {
        [] => vec![Vec::new()],
        _ => (0..news.len())
            .flat_map(|first| {
                let rest = [&news[..first], &news[first + 1..]].concat();
                orders(&rest).into_iter().map(move |rest| [&[news[first]][..], &rest].concat())
            })
            .collect(),
    }
}

pub(super) async fn news_of_an_end_may_come_in_any_order_and_twice(store: Store) {
    use News::{AccountGone, GuestGone, Merged, Undone};
    let post = post(&store, 3, "post-0001", "a post").await;
    // Whose the guest's comment and the account's are in the end.
    let cases: [(&[News], bool, bool); 7] = [
        (&[GuestGone], false, true),
        (&[Merged, GuestGone], true, true),
        (&[Merged, AccountGone], false, false),
        (&[Merged, Undone, GuestGone], false, true),
        (&[Merged, Undone, AccountGone], true, false),
        (&[Merged, GuestGone, AccountGone], false, false),
        (&[Merged, Undone, GuestGone, AccountGone], false, false),
    ];
    let mut run = 10;
    for (told, guest_s_has_author, account_s_has_author) in cases {
        for order in orders(told) {
            run += 2;
            let (one, other) = (run, run + 1);
            let of_guest = comment(&store, guest(one, "words-01"), post.id, says("a", None)).await.expect("written");
            let of_account =
                comment(&store, member(other, "words-01"), post.id, says("b", None)).await.expect("written");
            for news in order.iter().chain(&order) {
                let merging = |seq| merging(one, other, seq);
                match news {
                    Merged => store.merge(merging(1), MergeRules::default()).await.expect("merges"),
                    Undone => store.undo_merge(merging(2)).await.expect("undoes"),
                    GuestGone => forget(&store, one).await,
                    AccountGone => forget(&store, other).await,
                }
            }
            for (id, has_author) in [(of_guest.id, guest_s_has_author), (of_account.id, account_s_has_author)] {
                assert_eq!(shown(&store, id).await.author().is_some(), has_author, "{order:?}");
            }
        }
    }
}

pub(super) async fn a_report_is_kept_without_whoever_wrote_it(store: Store) {
    let name = |key: PersonKey| (key.issuer, key.sub.as_str().to_owned());
    let reported = post(&store, 2, "post-0001", "a post").await;
    let report = NewReport { reason: ReportReason::Spam, note: None };
    for n in [1, 3] {
        store.report_post(guest(n, "report-01"), reported.id, report.clone()).await.expect("reported");
    }
    let by = async || {
        let listed = store.list_reports(0, 100).await.expect("readable");
        let authors: HashSet<_> = listed.iter().map(|report| report.author.clone()).collect();
        (listed.into_iter().map(|report| report.by).collect::<Vec<_>>(), authors)
    };
    let author = name(person(2));
    assert_eq!(by().await, (vec![Some(name(person(1))), Some(name(person(3)))], HashSet::from([Some(author.clone())])));
    forget(&store, 1).await;
    assert_eq!(by().await, (vec![None, Some(name(person(3)))], HashSet::from([Some(author)])));
    forget(&store, 2).await;
    assert_eq!(by().await, (vec![None, Some(name(person(3)))], HashSet::from([None])));
}
