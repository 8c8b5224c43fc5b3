//! A guest becomes part of a member's account, and themselves again.

use axum::http::{Method, StatusCode};
use houseguest_protocol::{
    identity::{Event, EventContext, EventKind, MergeRules},
    samples::{NOW, subject},
    social::{Author, Comment, NotificationPage, Page, Post, Standing, paths},
};
use serde_json::json;
use uuid::Uuid;

use super::world::World;

fn event(seq: i64, kind: EventKind) -> Event {
    let context =
        EventContext { timestamp: NOW, user_id: Some(subject(2)), triggered_by: "user".to_owned(), client_id: None };
    Event { id: Uuid::from_u128(100 + u128::from(seq.unsigned_abs())), seq, kind, context }
}

fn merged() -> Event {
    let kind = EventKind::UserMerged {
        merge_id: Uuid::from_u128(9),
        from: subject(1),
        into: subject(2),
        rules: MergeRules::default(),
        undo_until: NOW,
    };
    event(1, kind)
}

fn undone() -> Event {
    event(2, EventKind::UserMergeUndone { merge_id: Uuid::from_u128(9), from: subject(1), into: subject(2) })
}

async fn mine(world: &World, token: &str) -> Vec<Comment> {
    world.get(paths::MY_COMMENTS, Some(token)).await.read::<Page<Comment>>().items
}

#[tokio::test]
async fn the_guest_s_comments_are_the_member_s_and_the_guest_s_tokens_end() {
    let world = World::new().await;
    let (guest, member) = (world.guest(1), world.member(2));
    let written: Comment = world.comment(&guest, "comment-1", "as a guest").await.read();
    let told = world.social.preview_merge(&subject(1), &subject(2)).await.expect("readable");
    assert_eq!((told.comments, told.reactions), (1, 0));
    for _ in 0..2 {
        world.social.handle_event(&merged()).await.expect("an event may come twice");
    }
    let mut expected = written.clone();
    expected.content.as_mut().expect("it is there").author = Some(Author::unnamed(subject(2), Standing::Member));
    assert_eq!(mine(&world, &member).await, [expected]);
    for path in [paths::MY_COMMENTS, paths::PREFERENCES, paths::POSTS] {
        assert_eq!(world.get(path, Some(&guest)).await.refusal(), (401, "unauthenticated"), "{path}");
    }
    assert_eq!(world.comment(&guest, "comment-2", "too late").await.refusal(), (401, "unauthenticated"));
    let again: Comment = world.comment(&member, "comment-1", "as a guest").await.read();
    assert_eq!(again.id, written.id, "what was queued as the guest happens once as the member");
    world.social.handle_event(&undone()).await.expect("handled");
    assert_eq!(mine(&world, &guest).await, [written], "as it was");
    assert_eq!(mine(&world, &member).await, []);
}

#[tokio::test]
async fn the_member_s_token_tells_of_the_merge_before_its_event() {
    let world = World::new().await;
    let written: Comment = world.comment(&world.guest(1), "comment-1", "as a guest").await.read();
    let mut claims = world.claims(2, false);
    claims["https://houseguest.dev/claims/user/aliases"] = json!([subject(1)]);
    let member = world.key.jwt(&world.key.header(), &claims);
    let again: Comment = world.comment(&member, "comment-1", "as a guest").await.read();
    assert_eq!(again.id, written.id);
    world.social.handle_event(&merged()).await.expect("handled");
    assert_eq!(mine(&world, &member).await.len(), 1);
}

#[tokio::test]
async fn questions_about_people_need_an_issuer() {
    let world = World::with(|social| social.events_from = None).await;
    world.social.preview_merge(&subject(1), &subject(2)).await.expect_err("whose people?");
    world.social.owners_of_visible_content(&[subject(1)]).await.expect_err("whose people?");
    world.social.handle_event(&merged()).await.expect_err("nobody is expected to send events");
}

#[tokio::test]
async fn everything_of_the_guest_s_is_the_member_s_and_comes_back() {
    let world = World::new().await;
    let (guest, member, other) = (world.guest(1), world.member(2), world.guest(3));
    let body = json!({"body": "the guest's post"});
    let post: Post = world.write(Method::POST, paths::POSTS, &guest, "post-0001", &body).await.read();
    let written: Comment = world.comment(&guest, "comment-1", "on the guest's own post").await.read();
    let hidden = json!({"hidden": true});
    world.write(Method::PUT, &paths::comment_hidden(written.id), &guest, "hide-0001", &hidden).await;
    let love = json!({"reaction": "love"});
    let reaction = paths::comment_reaction(written.id);
    world.write(Method::PUT, &reaction, &guest, "react-001", &love).await;
    world.write(Method::PUT, &reaction, &member, "react-001", &love).await;
    world.comment(&other, "comment-1", "to the post").await;
    let seen = async |token: &str| {
        let one: Comment = world.get(&paths::comment(written.id), Some(token)).await.read();
        let content = one.content.expect("it is there");
        let news: NotificationPage = world.get(paths::NOTIFICATIONS, Some(token)).await.read();
        let post: Post = world.get(&paths::post(post.id), Some(token)).await.read();
        (post.mine, content.hidden, content.reactions.counts[0].count, news.unread)
    };
    assert_eq!((seen(&guest).await, seen(&member).await), ((true, true, 2, 1), (false, false, 2, 0)));
    world.social.handle_event(&merged()).await.expect("handled");
    assert_eq!(seen(&member).await, (true, true, 1, 1));
    let edit = json!({"body": "edited by the account", "version": 1});
    let edited = world.write(Method::PATCH, &paths::comment(written.id), &member, "edit-0001", &edit).await;
    assert_eq!(edited.status, StatusCode::OK);
    world.write(Method::PUT, &paths::comment_hidden(written.id), &member, "hide-0001", &json!({"hidden": false})).await;
    assert!(!seen(&member).await.1, "the account's last word counts");
    world.social.handle_event(&undone()).await.expect("handled");
    assert_eq!((seen(&guest).await, seen(&member).await), ((true, true, 2, 1), (false, false, 2, 0)));
    let late = json!({"body": "no longer theirs", "version": 2});
    let late = world.write(Method::PATCH, &paths::comment(written.id), &member, "edit-0002", &late).await;
    assert_eq!(late.refusal(), (403, "forbidden"));
}
