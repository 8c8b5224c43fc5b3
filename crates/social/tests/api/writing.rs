//! Writes: once each, checked, and shown as they were written.

use axum::{
    body::Body,
    http::{Method, Request},
};
use houseguest_protocol::social::{
    Comment, Density, Page, Post, Reaction, ReactionSummary, Standing, StoredPreferences, Theme, paths,
};
use serde_json::json;

use super::world::World;

#[tokio::test]
async fn a_guest_writes_and_everybody_reads() {
    let world = World::new().await;
    let written = world.comment(&world.guest(1), "hello-01", "  Hello\r\nthere ").await;
    assert_eq!(written.status, 201);
    let written: Comment = written.read();
    let author = written.author().expect("an author");
    assert_eq!(written.body().map(|body| &**body), Some("Hello\nthere"));
    assert_eq!((written.is_mine(), author.standing), (true, Standing::Guest));
    let path = format!("{}?limit=100", paths::comments(written.post_id));
    let thread: Page<Comment> = world.get(&path, None).await.read();
    let mut seen = written.clone();
    seen.content.as_mut().expect("it is there").mine = false;
    assert_eq!(thread.items.last(), Some(&seen));
    let answer = json!({"body": "Hello yourself", "parent_id": written.id});
    let answer =
        world.write(Method::POST, &paths::comments(written.post_id), &world.guest(2), "answer-1", &answer).await;
    assert_eq!(answer.read::<Comment>().parent_id, Some(written.id));
}

#[tokio::test]
async fn text_that_looks_like_markup_comes_back_letter_by_letter() {
    let world = World::new().await;
    for (n, text) in [
        "<script>alert('hi')</script>",
        "\"><img src=x onerror=alert(1)>",
        "${7*7} {{7*7}} &lt;b&gt; \\u003cb\\u003e",
        "'; drop table comments; --",
        "שלום 👩‍👩‍👧 e\u{301}",
    ]
    .into_iter()
    .enumerate()
    {
        let written = world.comment(&world.guest(1), &format!("markup-{n}"), text).await;
        assert_eq!(written.body["content"]["body"], text);
        assert_eq!(written.headers["content-type"], "application/json");
    }
}

#[tokio::test]
async fn the_same_key_and_body_give_the_first_answer_again() {
    let world = World::new().await;
    let first = world.comment(&world.guest(1), "same-key", "once").await;
    let again = world.comment(&world.guest(1), "same-key", "once").await;
    assert_eq!((again.status, &again.body), (first.status, &first.body));
    assert_eq!(world.comment(&world.guest(1), "same-key", "twice").await.refusal(), (409, "conflict"));
    let mine: Page<Comment> = world.get(paths::MY_COMMENTS, Some(&world.guest(1))).await.read();
    assert_eq!(mine.items.len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fifty_concurrent_posts_with_one_key_make_one_comment() {
    let world = std::sync::Arc::new(World::new().await);
    let posts: Vec<_> = (0..50)
        .map(|_| {
            let world = std::sync::Arc::clone(&world);
            tokio::spawn(async move { world.comment(&world.guest(1), "one-for-all", "once").await })
        })
        .collect();
    let mut ids = std::collections::HashSet::new();
    for post in posts {
        let answer = post.await.expect("no panic");
        assert_eq!(answer.status, 201);
        ids.insert(answer.read::<Comment>().id);
    }
    assert_eq!(ids.len(), 1);
    let mine: Page<Comment> = world.get(paths::MY_COMMENTS, Some(&world.guest(1))).await.read();
    assert_eq!(mine.items.len(), 1);
    assert_eq!(world.issuer.key_fetches(), 1, "a crowd causes one fetch of the keys");
}

#[tokio::test]
async fn a_person_has_one_reaction() {
    let world = World::new().await;
    let post = world.first_post().await;
    let guest = world.guest(1);
    let set = |reaction: Option<Reaction>, key: &'static str| {
        let (world, guest) = (&world, &guest);
        async move {
            let body = json!({ "reaction": reaction });
            world.write(Method::PUT, &paths::reaction(post), guest, key, &body).await.read::<ReactionSummary>()
        }
    };
    assert_eq!(set(Some(Reaction::Laugh), "react-01").await.mine, Some(Reaction::Laugh));
    assert_eq!(set(Some(Reaction::Cheer), "react-02").await.mine, Some(Reaction::Cheer));
    let shown: Post = world.get(&paths::post(post), Some(&guest)).await.read();
    assert_eq!(shown.reactions.mine, Some(Reaction::Cheer));
    assert_eq!(set(None, "react-03").await.mine, None);
}

#[tokio::test]
async fn preferences_answer_a_conflict_with_what_is_stored() {
    let world = World::new().await;
    let guest = world.guest(1);
    let nothing: StoredPreferences = world.get(paths::PREFERENCES, Some(&guest)).await.read();
    assert_eq!(nothing, StoredPreferences::default());
    let dark = json!({"version": 0, "preferences": {"theme": "dark", "language": "de", "density": "compact"}});
    let saved = world.write(Method::PUT, paths::PREFERENCES, &guest, "prefs-01", &dark).await;
    let saved: StoredPreferences = saved.read();
    assert_eq!((saved.version, saved.preferences.theme, saved.preferences.density), (1, Theme::Dark, Density::Compact));
    let late = world.write(Method::PUT, paths::PREFERENCES, &guest, "prefs-02", &dark).await;
    assert_eq!(late.refusal(), (409, "conflict"));
    assert_eq!(serde_json::from_value::<StoredPreferences>(late.body["current"].clone()).expect("the current"), saved);
    assert_eq!(world.get(paths::PREFERENCES, Some(&guest)).await.read::<StoredPreferences>(), saved);
}

#[tokio::test]
async fn a_field_that_is_not_acceptable_is_pointed_at() {
    let world = World::new().await;
    let post = world.first_post().await;
    let (comments, reaction) = (paths::comments(post), paths::reaction(post));
    let long = "ä".repeat(2_001);
    let cases = [
        (Method::POST, comments.as_str(), json!({"body": " "}), "/body"),
        (Method::POST, &comments, json!({"body": long}), "/body"),
        (Method::POST, &comments, json!({"body": "a\u{0}b"}), "/body"),
        (Method::POST, &comments, json!({"body": "hi", "author": "someone"}), "/author"),
        (Method::POST, &comments, json!({"body": "hi", "parent_id": "7"}), "/parent_id"),
        (
            Method::POST,
            &comments,
            json!({"body": "hi", "parent_id": "00000000-0000-4000-8000-000000000404"}),
            "/parent_id",
        ),
        (Method::PUT, &reaction, json!({"reaction": "rage"}), "/reaction"),
        (Method::PUT, paths::PREFERENCES, json!({"version": -1, "preferences": {}}), "/version"),
        (
            Method::PUT,
            paths::PREFERENCES,
            json!({"version": 0, "preferences": {"theme": "pink"}}),
            "/preferences/theme",
        ),
        (
            Method::PUT,
            paths::PREFERENCES,
            json!({"version": 0, "preferences": {"language": "not a tag"}}),
            "/preferences/language",
        ),
        (Method::PUT, paths::PREFERENCES, json!({"version": 0, "preferences": {"font": "serif"}}), "/preferences/font"),
        (Method::PUT, paths::PREFERENCES, json!({"version": 0, "preferences": {}, "extra": 1}), "/extra"),
    ];
    for (n, (method, path, body, pointer)) in cases.into_iter().enumerate() {
        let answer = world.write(method, path, &world.guest(1), &format!("field-{n:03}"), &body).await;
        assert_eq!(answer.refusal(), (422, "invalid_field"), "{body}");
        assert_eq!(answer.body["fields"][0]["field"], pointer, "{body}");
    }
    let mine: Page<Comment> = world.get(paths::MY_COMMENTS, Some(&world.guest(1))).await.read();
    assert!(mine.items.is_empty(), "a refused write changes nothing");
}

#[tokio::test]
async fn bodies_that_cannot_be_read_are_refused() {
    let world = World::new().await;
    let path = paths::comments(world.first_post().await);
    let request = || {
        Request::post(&path)
            .header("authorization", format!("Bearer {}", world.guest(1)))
            .header("idempotency-key", "some-key")
    };
    let json = || request().header("content-type", "application/json");
    let large = format!(r#"{{"body":"{}"}}"#, "x".repeat(64 * 1024));
    for (request, refusal) in [
        (json().body(Body::from(&b"{\"body\":\"\xff\"}"[..])), (400, "bad_request")),
        (json().body(Body::from("{")), (400, "bad_request")),
        (json().body(Body::empty()), (400, "bad_request")),
        (json().body(Body::from(large)), (413, "too_large")),
        (request().body(Body::from(r#"{"body":"hi"}"#)), (400, "bad_request")),
        (request().header("content-type", "text/plain").body(Body::from(r#"{"body":"hi"}"#)), (400, "bad_request")),
    ] {
        assert_eq!(world.send(request.expect("a request")).await.refusal(), refusal);
    }
}

#[tokio::test]
async fn a_write_needs_one_good_key() {
    let world = World::new().await;
    let path = paths::comments(world.first_post().await);
    for keys in [vec![], vec!["short"], vec!["has space in it"], vec!["key-number-1", "key-number-2"]] {
        let mut request = Request::post(&path)
            .header("authorization", format!("Bearer {}", world.guest(1)))
            .header("content-type", "application/json");
        for key in &keys {
            request = request.header("idempotency-key", *key);
        }
        let request = request.body(Body::from(r#"{"body":"hi"}"#)).expect("a request");
        assert_eq!(world.send(request).await.refusal(), (400, "bad_request"), "{keys:?}");
    }
}

#[tokio::test]
async fn nothing_is_written_without_a_token() {
    let world = World::new().await;
    let request = Request::post(paths::comments(world.first_post().await))
        .header("content-type", "application/json")
        .header("idempotency-key", "some-key")
        .body(Body::from(r#"{"body":"hi"}"#))
        .expect("a request");
    let answer = world.send(request).await;
    assert_eq!(answer.refusal(), (401, "unauthenticated"));
    assert_eq!(answer.headers["www-authenticate"], "Bearer");
}
