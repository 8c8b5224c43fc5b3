//! What a store must do about what people do together: reactions, mentions, news, hiding, reports, pictures, and
//! comments that change.

use std::time::Duration;

use houseguest_protocol::{
    samples::{NOW, subject},
    social::{
        Comment, CommentBody, CommentId, EditComment, Handle, NewPost, NewPostImage, NewReport, Notification,
        NotificationKind, PostBody, PostId, ProfileChange, Reaction, ReportNote, ReportReason, SetHidden,
    },
};
use uuid::Uuid;

use super::{
    Store, StoredImage, WriteError,
    contract::{a_post, comment, guest, person, says},
};
use crate::model::{Intent, MOST_MENTIONS, RESTORABLE_FOR};

/// Runs every case of the suite on a store of its own.
macro_rules! together_contract {
    ($open:path) => {
        $crate::store::contract::contract_cases! { $open, together_contract:
            a_person_has_one_reaction_to_a_comment
            whoever_is_answered_or_mentioned_is_told_once_and_not_by_themselves
            a_mention_means_a_person_and_not_a_handle
            few_people_are_meant_by_one_text
            what_is_hidden_is_hidden_from_one_person_alone
            a_thing_is_reported_once_by_each_person
            a_picture_is_its_uploader_s_and_goes_if_no_post_shows_it
            an_edit_names_the_version_it_saw
            a_deleted_comment_keeps_its_place_for_answers_and_comes_back_in_time
        }
    };
}
pub(super) use together_contract;

const HIDDEN: SetHidden = SetHidden { hidden: true };

async fn shown(store: &Store, id: CommentId, viewer: u128) -> Option<Comment> {
    store.find_comment(id, Some(&person(viewer))).await.expect("readable")
}

async fn news(store: &Store, n: u128) -> Vec<Notification> {
    store.list_notifications(&person(n), None, 100).await.expect("readable")
}

async fn unread(store: &Store, n: u128) -> u32 {
    store.count_unread(&person(n)).await.expect("readable")
}

async fn take_handle(store: &Store, n: u128, key: &str, handle: &str) -> Result<(), WriteError> {
    let handle = Some(Handle::parse(handle).expect("a handle"));
    store.change_profile(guest(n, key), ProfileChange { handle, ..ProfileChange::default() }).await.map(drop)
}

fn mentioned(comment: &Comment) -> Vec<(String, String)> {
    let mentions = comment.content.iter().flat_map(|content| &content.mentions);
    mentions.map(|mention| (mention.sub.as_str().to_owned(), mention.handle.as_str().to_owned())).collect()
}

pub(super) async fn a_person_has_one_reaction_to_a_comment(store: Store) {
    let post = a_post(&store).await;
    let written = comment(&store, guest(1, "first-001"), post, says("hello", None)).await.expect("written");
    let react = async |n, key, reaction| store.set_comment_reaction(guest(n, key), written.id, reaction).await;
    let counts = async || {
        let reactions = shown(&store, written.id, 1).await.expect("it is there").content.expect("content").reactions;
        (reactions.counts.iter().map(|one| (one.reaction, one.count)).collect::<Vec<_>>(), reactions.mine)
    };
    react(1, "react-001", Some(Reaction::Love)).await.expect("set");
    react(2, "react-001", Some(Reaction::Love)).await.expect("set");
    assert_eq!(counts().await, (vec![(Reaction::Love, 2)], Some(Reaction::Love)));
    react(1, "react-002", Some(Reaction::Think)).await.expect("changed");
    assert_eq!(counts().await, (vec![(Reaction::Love, 1), (Reaction::Think, 1)], Some(Reaction::Think)));
    react(1, "react-003", None).await.expect("taken back");
    assert_eq!(counts().await, (vec![(Reaction::Love, 1)], None));
    let lost = store.set_comment_reaction(guest(1, "react-004"), Uuid::from_u128(404), None).await;
    assert!(matches!(lost, Err(WriteError::NoSuchComment)), "{lost:?}");
}

pub(super) async fn whoever_is_answered_or_mentioned_is_told_once_and_not_by_themselves(store: Store) {
    let post = a_post(&store).await;
    take_handle(&store, 1, "profile-1", "porch-cat").await.expect("free");
    let top = comment(&store, guest(1, "first-001"), post, says("hello", None)).await.expect("written");
    comment(&store, guest(1, "self-0001"), post, says("@porch-cat, me", Some(top.id))).await.expect("written");
    assert_eq!(news(&store, 1).await, [], "nobody is told of themselves");
    let both = says("@porch-cat, an answer", Some(top.id));
    let both = comment(&store, guest(2, "both-0001"), post, both).await.expect("written");
    let mention = comment(&store, guest(2, "ment-0001"), post, says("dear @porch-cat", None)).await.expect("written");
    let told: Vec<_> =
        news(&store, 1).await.into_iter().map(|news| (news.comment.map(|one| one.id), news.kind, news.read)).collect();
    let expected =
        [(Some(mention.id), NotificationKind::Mention, false), (Some(both.id), NotificationKind::Reply, false)];
    assert_eq!(told, expected, "once each, latest first");
    assert_eq!((unread(&store, 1).await, unread(&store, 2).await), (2, 0));
    // An edit that goes on mentioning tells nothing anew.
    let edit = EditComment { body: CommentBody::parse("dearest @porch-cat").expect("text"), version: 1 };
    store.edit_comment(guest(2, "edit-0001"), mention.id, edit).await.expect("edited");
    assert_eq!(unread(&store, 1).await, 2);
    let earlier = news(&store, 1).await[1].id;
    let left = store.read_notifications(guest(1, "read-0001"), earlier).await.expect("read");
    assert_eq!((left.unread, unread(&store, 1).await), (1, 1));
    store.hide_comment(guest(1, "hide-0001"), mention.id, HIDDEN).await.expect("hidden");
    assert_eq!((news(&store, 1).await.len(), unread(&store, 1).await), (1, 0));
    store.delete_comment(guest(2, "delete-01"), both.id).await.expect("deleted");
    assert_eq!(news(&store, 1).await, []);
    let before = store.list_notifications(&person(1), Some(earlier), 9).await.expect("readable");
    assert_eq!(before, [], "behind the last one there is nothing");
}

pub(super) async fn a_mention_means_a_person_and_not_a_handle(store: Store) {
    let post = a_post(&store).await;
    take_handle(&store, 1, "profile-1", "porch-cat").await.expect("free");
    let taken = take_handle(&store, 2, "profile-1", "porch-cat").await;
    assert!(matches!(taken, Err(WriteError::HandleTaken)), "{taken:?}");
    let early = says("dear @porch-cat and @nobody-at-all", None);
    let early = comment(&store, guest(3, "early-001"), post, early).await.expect("written");
    assert_eq!(mentioned(&early), [(subject(1).as_str().to_owned(), "porch-cat".to_owned())]);
    take_handle(&store, 1, "profile-2", "porch-dog").await.expect("free");
    take_handle(&store, 2, "profile-2", "porch-cat").await.expect("free again");
    let late = comment(&store, guest(3, "late-0001"), post, says("dear @porch-cat", None)).await.expect("written");
    let early = shown(&store, early.id, 3).await.expect("it is there");
    assert_eq!(mentioned(&early), [(subject(1).as_str().to_owned(), "porch-dog".to_owned())], "the same person");
    assert_eq!(mentioned(&late), [(subject(2).as_str().to_owned(), "porch-cat".to_owned())], "who is called so now");
}

pub(super) async fn few_people_are_meant_by_one_text(store: Store) {
    let post = a_post(&store).await;
    let mut text = String::new();
    for n in 0..=MOST_MENTIONS {
        let handle = format!("friend-{n:02}");
        take_handle(&store, 10 + n as u128, "profile-1", &handle).await.expect("free");
        text.push_str(&format!("@{handle} @{handle} "));
    }
    let written = comment(&store, guest(1, "first-001"), post, says(&text, None)).await.expect("written");
    let mut meant = mentioned(&written);
    meant.dedup();
    assert_eq!((meant.len(), mentioned(&written).len()), (MOST_MENTIONS, 2 * MOST_MENTIONS));
    let told = [unread(&store, 10).await, unread(&store, 10 + MOST_MENTIONS as u128).await];
    assert_eq!(told, [1, 0], "the last one is not meant");
}

pub(super) async fn what_is_hidden_is_hidden_from_one_person_alone(store: Store) {
    let post = a_post(&store).await;
    let written = comment(&store, guest(1, "first-001"), post, says("hello", None)).await.expect("written");
    let seen = async |n| {
        let one = shown(&store, written.id, n).await.expect("it is there").content.expect("content").hidden;
        (one, store.find_post(post, Some(&person(n))).await.expect("readable").expect("a post").hidden)
    };
    store.hide_comment(guest(2, "hide-0001"), written.id, HIDDEN).await.expect("hidden");
    store.hide_post(guest(2, "hide-0002"), post, HIDDEN).await.expect("hidden");
    assert_eq!((seen(2).await, seen(1).await), ((true, true), (false, false)));
    store.hide_comment(guest(2, "hide-0003"), written.id, SetHidden { hidden: false }).await.expect("shown");
    assert_eq!(seen(2).await, (false, true));
    let lost = store.hide_post(guest(2, "hide-0004"), PostId::from_u128(404), HIDDEN).await;
    assert!(matches!(lost, Err(WriteError::NoSuchPost)), "{lost:?}");
    let lost = store.hide_comment(guest(2, "hide-0005"), Uuid::from_u128(404), HIDDEN).await;
    assert!(matches!(lost, Err(WriteError::NoSuchComment)), "{lost:?}");
}

pub(super) async fn a_thing_is_reported_once_by_each_person(store: Store) {
    let post = a_post(&store).await;
    let written = comment(&store, guest(1, "first-001"), post, says("hello", None)).await.expect("written");
    let report = |reason| NewReport { reason, note: ReportNote::parse("because").ok() };
    let spam = report(ReportReason::Spam);
    let first = store.report_comment(guest(2, "report-01"), written.id, spam.clone()).await.expect("reported");
    let later = Intent { now: NOW + Duration::from_secs(9), ..guest(2, "report-02") };
    let again = store.report_comment(later, written.id, report(ReportReason::Hate)).await.expect("known");
    assert_eq!(first, again, "the first one counts");
    store.report_comment(guest(3, "report-01"), written.id, spam.clone()).await.expect("reported");
    store.report_post(guest(2, "report-03"), post, spam.clone()).await.expect("reported");
    let listed = store.list_reports(0, 100).await.expect("readable");
    let told: Vec<_> = listed.iter().map(|one| (one.comment, one.reason, one.text.is_some())).collect();
    let of_comment = (Some(written.id), ReportReason::Spam, true);
    assert_eq!(told, [of_comment, of_comment, (None, ReportReason::Spam, true)]);
    assert!(listed.iter().all(|one| one.post == post && one.note.as_deref() == Some("because")));
    assert_eq!(store.list_reports(listed[0].seq, 1).await.expect("readable"), listed[1..2]);
    store.delete_comment(guest(1, "delete-01"), written.id).await.expect("deleted");
    assert_eq!(store.list_reports(0, 1).await.expect("readable")[0].text, None);
    let lost = store.report_comment(guest(2, "report-04"), written.id, spam).await;
    assert!(matches!(lost, Err(WriteError::NoSuchComment)), "{lost:?}");
}

pub(super) async fn a_picture_is_its_uploader_s_and_goes_if_no_post_shows_it(store: Store) {
    let image = StoredImage { media_type: "image/jpeg".to_owned(), width: 3, height: 2, bytes: vec![0, 255, 7] };
    let used = store.add_image(guest(1, "image-001"), Uuid::new_v4(), image.clone()).await.expect("kept");
    let unused = store.add_image(guest(1, "image-002"), Uuid::new_v4(), image.clone()).await.expect("kept");
    assert_eq!(store.find_image(used.id).await.expect("readable"), Some(image));
    let with = |id| NewPost {
        title: None,
        body: PostBody::parse("look").expect("text"),
        image: Some(NewPostImage { id, alt: None }),
    };
    for (n, id) in [(2, used.id), (1, Uuid::from_u128(404))] {
        let stolen = store.add_post(guest(n, "post-0001"), PostId::new_v4(), with(id)).await;
        assert!(matches!(stolen, Err(WriteError::NoSuchImage)), "{stolen:?}");
    }
    let post = store.add_post(guest(1, "post-0001"), PostId::new_v4(), with(used.id)).await.expect("written");
    assert_eq!(post.image.map(|image| (image.width, image.height)), Some((3, 2)));
    assert_eq!(store.prune_images(NOW).await.expect("pruned"), 0, "not older than now");
    assert_eq!(store.prune_images(NOW + Duration::from_secs(1)).await.expect("pruned"), 1);
    let left = [store.find_image(used.id).await, store.find_image(unused.id).await];
    assert_eq!(left.map(|found| found.expect("readable").is_some()), [true, false]);
}

pub(super) async fn an_edit_names_the_version_it_saw(store: Store) {
    let post = a_post(&store).await;
    let written = comment(&store, guest(1, "first-001"), post, says("frist", None)).await.expect("written");
    let edit = async |n, key: &str, version, text: &str| {
        let edit = EditComment { body: CommentBody::parse(text).expect("text"), version };
        store.edit_comment(guest(n, key), written.id, edit).await
    };
    let edited = edit(1, "edit-0001", 1, "first").await.expect("edited");
    let content = edited.content.as_ref().expect("it is there");
    assert_eq!((&*content.body, content.version, content.edited_at), ("first", 2, Some(NOW)));
    let late = edit(1, "edit-0002", 1, "furst").await;
    assert!(matches!(&late, Err(WriteError::OutdatedComment(current)) if **current == edited), "{late:?}");
    let others = edit(2, "edit-0001", 2, "mine").await;
    assert!(matches!(others, Err(WriteError::NotYours)), "{others:?}");
}

pub(super) async fn a_deleted_comment_keeps_its_place_for_answers_and_comes_back_in_time(store: Store) {
    let post = a_post(&store).await;
    let count = async || store.find_post(post, None).await.expect("readable").expect("a post").comment_count;
    let before = count().await;
    let top = comment(&store, guest(1, "first-001"), post, says("top", None)).await.expect("written");
    let below = comment(&store, guest(2, "below-001"), post, says("below", Some(top.id))).await.expect("written");
    store.delete_comment(guest(1, "delete-01"), top.id).await.expect("deleted");
    let place = shown(&store, top.id, 1).await.expect("a place for the answer");
    assert_eq!((place.content, count().await), (None, before + 1));
    store.delete_comment(guest(2, "delete-01"), below.id).await.expect("deleted");
    assert_eq!((shown(&store, top.id, 1).await, shown(&store, below.id, 2).await), (None, None), "nothing to keep");
    assert_eq!(count().await, before);
    let in_time = Intent { now: NOW + RESTORABLE_FOR, ..guest(2, "restore-1") };
    assert!(store.restore_comment(in_time, below.id).await.expect("back").content.is_some());
    assert!(shown(&store, top.id, 1).await.is_some(), "and with it the place above");
    let late = NOW + RESTORABLE_FOR + Duration::from_secs(61);
    assert_eq!(store.forget_deleted_comments(late).await.expect("forgets"), 1);
    let too_late = store.restore_comment(Intent { now: late, ..guest(1, "restore-1") }, top.id).await;
    assert!(matches!(too_late, Err(WriteError::TooLate)), "{too_late:?}");
    assert_eq!(count().await, before + 1);
}
