//! A guest becomes part of a member's account, and themselves again.

use houseguest_protocol::{
    identity::{Event, EventContext, EventKind, MergeRules},
    samples::{NOW, subject},
    social::{Author, Comment, Page, Standing, paths},
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
