//! A user who is deleted at the identity server.

use axum::http::{Method, StatusCode};
use houseguest_protocol::{
    identity::{DeletionReason, Event, EventContext, EventKind, EventUser},
    samples::{NOW, subject},
    social::{Comment, paths},
};
use serde_json::json;
use uuid::Uuid;

use super::world::World;

/// The news that somebody was deleted.
pub(super) fn deleted(n: u128) -> Event {
    let user = EventUser {
        id: subject(n),
        created_at: NOW,
        updated_at: NOW,
        is_anonymous: true,
        is_verified: false,
        is_disabled: false,
        can_reauthenticate: false,
    };
    Event {
        id: Uuid::from_u128(100 + n),
        seq: 1,
        kind: EventKind::UserDeleted { user, reason: DeletionReason::Operator },
        context: EventContext {
            timestamp: NOW,
            user_id: Some(subject(n)),
            triggered_by: "portal".to_owned(),
            client_id: None,
        },
    }
}

#[tokio::test]
async fn their_words_stay_without_them_and_their_tokens_end() {
    let world = World::new().await;
    let (gone, other) = (world.guest(1), world.guest(2));
    let written: Comment = world.comment(&gone, "comment-1", "hello").await.read();
    for _ in 0..2 {
        world.social.handle_event(&deleted(1)).await.expect("an event may come twice");
    }
    let shown = world.get(&paths::comment(written.id), Some(&other)).await;
    assert_eq!((&shown.body["content"]["body"], &shown.body["content"]["author"]), (&json!("hello"), &json!(null)));
    assert!(!shown.body.to_string().contains(subject(1).as_str()), "nothing says who it was: {}", shown.body);
    for token in [gone, world.member(1)] {
        for path in [paths::MY_COMMENTS, paths::PREFERENCES, paths::POSTS, paths::NOTIFICATIONS] {
            let refused = world.get(path, Some(&token)).await;
            assert_eq!(refused.refusal(), (401, "unauthenticated"), "{path}");
            assert_eq!(refused.headers["www-authenticate"], r#"Bearer error="invalid_token""#);
        }
        let late = world.comment(&token, "comment-1", "hello").await;
        assert_eq!(late.refusal(), (401, "unauthenticated"));
        let late = world.write(Method::PUT, paths::PREFERENCES, &token, "prefs-001", &json!({"version": 0})).await;
        assert_eq!(late.refusal(), (401, "unauthenticated"));
    }
    let page = world.get(&format!("{}/{}", paths::PEOPLE, subject(1)), None).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    let answer = json!({"body": "and you?", "parent_id": written.id});
    let answered = world.write(Method::POST, &paths::comments(written.post_id), &other, "answer-01", &answer).await;
    assert_eq!(answered.status, StatusCode::CREATED, "the thread goes on");
}

#[tokio::test]
async fn a_token_of_somebody_who_had_not_done_anything_is_of_no_use_either() {
    let world = World::new().await;
    world.social.handle_event(&deleted(1)).await.expect("handled");
    assert_eq!(world.comment(&world.guest(1), "comment-1", "hello").await.refusal(), (401, "unauthenticated"));
}
