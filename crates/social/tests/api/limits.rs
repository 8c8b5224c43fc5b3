//! People who write too often.

use std::{num::NonZeroU32, time::Duration};

use axum::http::{Method, StatusCode};
use houseguest_protocol::social::{Comment, paths};
use serde_json::json;

use super::world::World;

#[tokio::test]
async fn whoever_writes_too_often_is_told_when_to_come_back() {
    let world = World::with(|social| {
        social.limits.writes_per_guest.burst = NonZeroU32::new(2).expect("some");
    })
    .await;
    let guest = world.guest(1);
    let first: Comment = world.comment(&guest, "comment-1", "one").await.read();
    world.write(Method::PUT, &paths::comment_hidden(first.id), &guest, "hide-0001", &json!({"hidden": true})).await;
    let refused = world.comment(&guest, "comment-2", "two").await;
    assert_eq!(refused.refusal(), (429, "rate_limited"));
    assert_eq!(refused.headers["retry-after"], "30");
    assert_eq!(refused.body["request_id"].as_str(), refused.headers["x-request-id"].to_str().ok());
    let again: Comment = world.comment(&guest, "comment-1", "one").await.read();
    assert_eq!(again.id, first.id, "what was answered is answered again");
    assert_eq!(world.get(paths::MY_COMMENTS, Some(&guest)).await.status, StatusCode::OK, "reading is free");
    world.clock.advance(Duration::from_secs(30));
    assert_eq!(world.comment(&guest, "comment-2", "two").await.status, StatusCode::CREATED);
    assert_eq!(world.comment(&world.member(2), "comment-1", "three").await.status, StatusCode::CREATED);
}
