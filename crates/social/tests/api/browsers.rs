//! Sessions in a cookie: when they count, and when they do not.

use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use axum::{
    body::Body,
    http::{HeaderMap, Method, Request},
};
use houseguest_protocol::{
    samples::subject,
    social::{Comment, Page, Standing, StoredPreferences, paths},
};
use houseguest_social::{BrowserPerson, BrowserSession, BrowserSessionError, BrowserSessions, BrowserTrust};
use serde_json::json;

use super::{
    leaving::deleted,
    world::{Answer, World},
};

const OWN: &str = "https://house.example.com";

/// An identity server as far as browsers are concerned.
#[derive(Default)]
struct Desk {
    /// Who sits at the browser whose cookie is `session=here`; `None` when nobody can tell.
    sitting: Mutex<Option<BrowserPerson>>,
    fails: Mutex<bool>,
    asked: Mutex<usize>,
}

impl Desk {
    fn seat(&self, n: u128, standing: Standing) {
        let person = BrowserPerson { sub: subject(n), standing, aliases: Vec::new() };
        *self.sitting.lock().unwrap_or_else(PoisonError::into_inner) = Some(person);
    }

    fn asked(&self) -> usize {
        *self.asked.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl BrowserSessions for Desk {
    async fn who(&self, headers: &HeaderMap) -> Result<BrowserSession, BrowserSessionError> {
        *self.asked.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        if *self.fails.lock().unwrap_or_else(PoisonError::into_inner) {
            return Err(BrowserSessionError("the store is away".into()));
        }
        let cookie = headers.get("cookie").and_then(|cookie| cookie.to_str().ok()).unwrap_or_default();
        let sitting = self.sitting.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Ok(match (cookie, sitting) {
            ("session=here", Some(person)) => BrowserSession::Of(person),
            ("session=here" | "session=gone", _) => BrowserSession::Dead,
            _ => BrowserSession::Nothing,
        })
    }
}

/// A world that believes its own desk about a guest, `subject(1)`.
async fn with_desk() -> (World, Arc<Desk>) {
    let world = World::new().await;
    let desk = Arc::new(Desk::default());
    desk.seat(1, Standing::Guest);
    world.social.believe_browsers(BrowserTrust {
        issuer: "demo".to_owned(),
        origin: OWN.parse().expect("a URL"),
        sessions: Arc::clone(&desk) as _,
    });
    (world, desk)
}

fn read(path: &str, headers: &[(&str, &str)]) -> Request<Body> {
    let request = headers.iter().fold(Request::get(path), |request, (name, value)| request.header(*name, *value));
    request.body(Body::empty()).expect("a request")
}

fn save(headers: &[(&str, &str)], key: &str) -> Request<Body> {
    let body = json!({"version": 0, "preferences": {"theme": "dark"}});
    let request = Request::builder()
        .method(Method::PUT)
        .uri(paths::PREFERENCES)
        .header("content-type", "application/json")
        .header("idempotency-key", key);
    let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
    request.body(Body::from(body.to_string())).expect("a request")
}

async fn comment(world: &World, headers: &[(&str, &str)], key: &str) -> Answer {
    let path = paths::comments(world.first_post().await);
    let request = Request::post(path).header("content-type", "application/json").header("idempotency-key", key);
    let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
    world.send(request.body(Body::from(json!({"body": "by cookie"}).to_string())).expect("a request")).await
}

const HERE: (&str, &str) = ("cookie", "session=here");
const OWN_PAGE: (&str, &str) = ("origin", OWN);

#[tokio::test]
async fn a_page_of_ours_writes_and_reads_with_a_cookie_alone() {
    let (world, _desk) = with_desk().await;
    let written: Comment = comment(&world, &[HERE, OWN_PAGE], "comment-1").await.read();
    assert_eq!(written.author_sub(), Some(&subject(1)));
    let mine: Page<Comment> = world.send(read(paths::MY_COMMENTS, &[HERE])).await.read();
    assert_eq!(mine.items, std::slice::from_ref(&written), "a plain read names no origin");
    let with_token: Page<Comment> = world.get(paths::MY_COMMENTS, Some(&world.guest(1))).await.read();
    assert_eq!(with_token.items, [written], "the same person with a token");
}

#[tokio::test]
async fn whoever_is_meant_to_speak_speaks_and_nobody_in_their_place() {
    let (world, desk) = with_desk().await;
    let (one, other) = (subject(1), subject(2));
    let as_one = ("houseguest-speaks-as", one.as_str());
    assert_eq!(comment(&world, &[HERE, OWN_PAGE, as_one], "comment-1").await.status, 201);
    // In another window somebody else has signed in.
    desk.seat(2, Standing::Member);
    let refused = comment(&world, &[HERE, OWN_PAGE, as_one], "comment-2").await;
    assert_eq!(refused.refusal(), (401, "unauthenticated"));
    assert_eq!(world.send(read(paths::MY_COMMENTS, &[HERE, as_one])).await.refusal(), (401, "unauthenticated"));
    let as_both = ("houseguest-speaks-as", other.as_str());
    assert_eq!(world.send(read(paths::MY_COMMENTS, &[HERE, as_one, as_both])).await.status, 401);
    let theirs: Page<Comment> = world.send(read(paths::MY_COMMENTS, &[HERE, as_both])).await.read();
    assert!(theirs.items.is_empty(), "{theirs:?}");
}

#[tokio::test]
async fn nothing_is_changed_for_another_page_or_for_one_that_does_not_say_where_it_is() {
    let (world, desk) = with_desk().await;
    let foreign: [&[(&str, &str)]; 6] = [
        &[HERE],
        &[HERE, ("origin", "null")],
        &[HERE, ("origin", "https://demo.example.com")],
        &[HERE, ("origin", "http://house.example.com")],
        &[HERE, ("origin", "https://house.example.com.evil.example")],
        &[HERE, OWN_PAGE, ("origin", "https://evil.example")],
    ];
    for headers in foreign {
        let refused = world.send(save(headers, "prefs-01")).await;
        assert_eq!(refused.refusal(), (403, "forbidden"), "{headers:?}");
        assert!(refused.body["message"].as_str().expect("words").contains("Origin"), "{refused:?}");
        assert_eq!(comment(&world, headers, "comment-1").await.status, 403, "{headers:?}");
    }
    assert_eq!(desk.asked(), 0, "a stranger's page does not keep the session alive");
    let stored: StoredPreferences = world.send(read(paths::PREFERENCES, &[HERE])).await.read();
    assert_eq!(stored.version, 0);
}

#[tokio::test]
async fn a_read_for_another_page_is_a_read_for_nobody() {
    let (world, desk) = with_desk().await;
    for origin in ["https://evil.example", "null", "https://demo.example.com"] {
        let answer = world.send(read(paths::MY_COMMENTS, &[HERE, ("origin", origin)])).await;
        assert_eq!(answer.refusal(), (401, "unauthenticated"), "{origin}");
        let feed = world.send(read(paths::POSTS, &[HERE, ("origin", origin)])).await;
        assert_eq!(feed.status, 200);
        assert!(!feed.headers.contains_key("access-control-allow-credentials"), "{origin}");
    }
    assert_eq!(desk.asked(), 0);
}

#[tokio::test]
async fn a_session_that_ended_is_refused_and_never_taken_for_nobody() {
    let (world, _desk) = with_desk().await;
    let gone = ("cookie", "session=gone");
    assert_eq!(world.send(read(paths::POSTS, &[gone])).await.refusal(), (401, "unauthenticated"));
    assert_eq!(world.send(save(&[gone, OWN_PAGE], "prefs-01")).await.refusal(), (401, "unauthenticated"));
    let other = ("cookie", "language=en");
    assert_eq!(world.send(read(paths::POSTS, &[other])).await.status, 200, "cookies of something else are nobody's");
    assert_eq!(world.send(save(&[other, OWN_PAGE], "prefs-01")).await.refusal(), (401, "unauthenticated"));
}

#[tokio::test]
async fn whoever_shows_a_token_speaks_by_the_token_alone() {
    let (world, desk) = with_desk().await;
    let token = format!("Bearer {}", world.guest(2));
    let saved = world.send(save(&[HERE, ("authorization", &token)], "prefs-01")).await;
    assert_eq!(saved.status, 200, "a token needs no origin: {saved:?}");
    let theirs: StoredPreferences = world.get(paths::PREFERENCES, Some(&world.guest(2))).await.read();
    let of_cookie: StoredPreferences = world.send(read(paths::PREFERENCES, &[HERE])).await.read();
    assert_eq!((theirs.version, of_cookie.version), (1, 0));
    let asked = desk.asked();
    for bad in ["Bearer nonsense.of.token", "Basic abc", "Bearer"] {
        let refused = world.send(read(paths::POSTS, &[HERE, ("authorization", bad)])).await;
        assert_eq!(refused.refusal(), (401, "unauthenticated"), "{bad}: no cookie stands in for a bad token");
    }
    assert_eq!(desk.asked(), asked);
}

#[tokio::test]
async fn a_guest_s_cookie_dies_with_the_promotion_as_a_token_does() {
    let (world, desk) = with_desk().await;
    assert_eq!(comment(&world, &[HERE, OWN_PAGE], "comment-1").await.status, 201);
    // The member shows up elsewhere first; this browser's answer is from before.
    assert_eq!(world.get(paths::MY_COMMENTS, Some(&world.member(1))).await.status, 200);
    assert_eq!(comment(&world, &[HERE, OWN_PAGE], "comment-2").await.refusal(), (401, "unauthenticated"));
    assert_eq!(world.send(read(paths::POSTS, &[HERE])).await.refusal(), (401, "unauthenticated"));
    desk.seat(1, Standing::Member);
    let mine: Page<Comment> = world.send(read(paths::MY_COMMENTS, &[HERE])).await.read();
    assert_eq!(mine.items[0].author().expect("an author").standing, Standing::Member);
}

#[tokio::test]
async fn a_member_s_cookie_ends_the_guest_s_tokens() {
    let (world, desk) = with_desk().await;
    assert_eq!(world.comment(&world.guest(1), "comment-1", "as a guest").await.status, 201);
    desk.seat(1, Standing::Member);
    assert_eq!(world.send(read(paths::POSTS, &[HERE])).await.status, 200);
    assert_eq!(world.comment(&world.guest(1), "comment-2", "too late").await.refusal(), (401, "unauthenticated"));
}

#[tokio::test]
async fn who_was_deleted_is_not_here_by_cookie_either() {
    let (world, _desk) = with_desk().await;
    assert_eq!(comment(&world, &[HERE, OWN_PAGE], "comment-1").await.status, 201);
    world.social.handle_event(&deleted(1)).await.expect("handled");
    assert_eq!(world.send(read(paths::MY_COMMENTS, &[HERE])).await.refusal(), (401, "unauthenticated"));
}

#[tokio::test]
async fn when_nobody_can_tell_it_is_said_and_reading_goes_on_without_a_cookie() {
    let (world, desk) = with_desk().await;
    *desk.fails.lock().expect("one test") = true;
    let answer = world.send(read(paths::MY_COMMENTS, &[HERE])).await;
    assert_eq!(answer.refusal(), (503, "unavailable"));
    assert!(answer.headers.contains_key("retry-after"));
    assert_eq!(world.send(read(paths::POSTS, &[])).await.status, 200);
}

#[tokio::test]
async fn nobody_s_word_is_believed_until_social_is_told_whose() {
    let world = World::new().await;
    assert_eq!(world.send(save(&[HERE, OWN_PAGE], "prefs-01")).await.refusal(), (401, "unauthenticated"));
    assert_eq!(world.send(read(paths::POSTS, &[("cookie", "session=gone")])).await.status, 200);
}
