//! A guest becomes a member, and the guest's tokens die.

use std::sync::Arc;

use houseguest_protocol::{
    identity::{Event, EventContext, EventKind, EventUser},
    samples::{NOW, subject},
    social::{Comment, Page, Standing, StoredPreferences, paths},
    values::ManualClock,
};
use houseguest_social::{Social, SocialSettings};
use serde_json::json;

use super::world::World;

fn promoted(n: u128) -> Event {
    let user = EventUser {
        id: subject(n),
        created_at: NOW,
        updated_at: NOW,
        is_anonymous: false,
        is_verified: false,
        is_disabled: false,
        can_reauthenticate: true,
    };
    Event {
        id: uuid::Uuid::from_u128(n),
        seq: 1,
        kind: EventKind::UserAnonymousPromoted { anonymous_user: user.clone(), user, identities: Vec::new() },
        context: EventContext {
            timestamp: NOW,
            user_id: Some(subject(n)),
            triggered_by: "user".to_owned(),
            client_id: None,
        },
    }
}

async fn assert_everything_kept(world: &World) {
    let member = world.member(1);
    let mine: Page<Comment> = world.get(paths::MY_COMMENTS, Some(&member)).await.read();
    assert_eq!(mine.items.len(), 1);
    assert_eq!(mine.items[0].author().expect("an author").standing, Standing::Member, "as of now, not as of then");
    assert_eq!(mine.items[0].author_sub(), Some(&subject(1)));
    let preferences: StoredPreferences = world.get(paths::PREFERENCES, Some(&member)).await.read();
    assert_eq!(preferences.version, 1);
}

async fn live_as_guest(world: &World) {
    assert_eq!(world.comment(&world.guest(1), "comment-1", "as a guest").await.status, 201);
    let dark = json!({"version": 0, "preferences": {"theme": "dark"}});
    let saved = world.write(axum::http::Method::PUT, paths::PREFERENCES, &world.guest(1), "prefs-01", &dark).await;
    assert_eq!(saved.status, 200);
}

#[tokio::test]
async fn the_event_ends_the_guest_s_token_and_keeps_everything() {
    let world = World::new().await;
    live_as_guest(&world).await;
    for _ in 0..2 {
        world.social.handle_event(&promoted(1)).await.expect("an event may come twice");
    }
    for path in [paths::PREFERENCES, paths::POSTS] {
        assert_eq!(world.get(path, Some(&world.guest(1))).await.refusal(), (401, "unauthenticated"), "{path}");
    }
    assert_eq!(world.comment(&world.guest(1), "comment-2", "too late").await.refusal(), (401, "unauthenticated"));
    assert_everything_kept(&world).await;
    assert_eq!(world.get(paths::PREFERENCES, Some(&world.guest(2))).await.status, 200, "other guests are not touched");
}

#[tokio::test]
async fn a_member_s_token_ends_the_guest_s_even_without_the_event() {
    let world = World::new().await;
    live_as_guest(&world).await;
    assert_eq!(world.get(paths::POSTS, Some(&world.member(1))).await.status, 200, "merely reading as a member");
    assert_eq!(world.get(paths::POSTS, Some(&world.guest(1))).await.refusal(), (401, "unauthenticated"));
    assert_everything_kept(&world).await;
}

#[tokio::test]
async fn a_remembered_opaque_token_ends_with_the_promotion() {
    let world = World::new().await;
    let guest = json!({"sub": subject(1), "https://authgear.com/claims/user/is_anonymous": true});
    world.issuer.set_session("opaque-token", Some(guest));
    assert_eq!(world.comment("opaque-token", "comment-1", "as a guest").await.status, 201);
    world.social.handle_event(&promoted(1)).await.expect("handled");
    assert_eq!(world.get(paths::POSTS, Some("opaque-token")).await.refusal(), (401, "unauthenticated"));
    assert_eq!(world.issuer.userinfo_calls(), 1, "refused although the issuer's answer is remembered");
}

#[tokio::test]
async fn a_guest_who_never_wrote_is_ended_too() {
    let world = World::new().await;
    world.social.handle_event(&promoted(3)).await.expect("handled");
    assert_eq!(world.get(paths::POSTS, Some(&world.guest(3))).await.refusal(), (401, "unauthenticated"));
}

#[tokio::test]
async fn a_promotion_is_remembered_across_restarts() {
    let world = World::new().await;
    live_as_guest(&world).await;
    world.social.handle_event(&promoted(1)).await.expect("handled");
    world.social.close().await;
    let mut settings = SocialSettings::at(world.location());
    settings.issuers = vec![super::world::trusting(&world.issuer)];
    let clock = Arc::new(ManualClock::starting_at(NOW));
    let again = Social::open(settings, clock).await.expect("opens again");
    let request = axum::http::Request::get(paths::POSTS)
        .header("authorization", format!("Bearer {}", world.guest(1)))
        .body(axum::body::Body::empty())
        .expect("a request");
    let answer = tower::ServiceExt::oneshot(again.router(), request).await.expect("answers");
    assert_eq!(answer.status(), 401);
    again.close().await;
}

#[tokio::test]
async fn events_without_an_issuer_to_be_of_are_not_lost_silently() {
    let world = World::with(|social| social.events_from = None).await;
    world.social.handle_event(&promoted(1)).await.expect_err("nobody is expected to send events");
}
