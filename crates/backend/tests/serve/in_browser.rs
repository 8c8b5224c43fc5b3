//! A page of the backend's own origin that leaves its session to the browser's cookie.

use std::{fs, path::PathBuf, sync::Arc, time::Duration};

use houseguest_backend::{Backend, Running, Settings};
use houseguest_protocol::{
    identity::paths as identity,
    social::{Page, Post, paths as social},
    values::{Clock, ManualClock, SystemClock},
};
use reqwest::{Method, RequestBuilder, Response};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::guest::http;

struct House {
    running: Running,
    clock: ManualClock,
    _folder: TempDir,
}

impl House {
    async fn open(change: impl FnOnce(&mut Settings)) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut settings = Settings::embedded(folder.path().join("data"));
        settings.web.root = Some(page(&folder));
        change(&mut settings);
        let clock = ManualClock::starting_at(SystemClock.now());
        let running = Backend::start_at(settings, Arc::new(clock.clone())).await.expect("starts");
        Self { running, clock, _folder: folder }
    }

    fn origin(&self) -> String {
        self.running.origin().origin().ascii_serialization()
    }

    fn ask(&self, method: Method, path: &str, cookies: &str) -> RequestBuilder {
        http().request(method, format!("{}{path}", self.origin())).header("cookie", cookies)
    }

    /// Signs a guest up as the page does; answers their cookies.
    async fn sign_up(&self) -> String {
        let answer = self.post(identity::ANONYMOUS_SIGN_UP, "", json!({"session_type": "cookie"})).await;
        assert_eq!(answer.status(), 200);
        let set = answer.headers().get_all("set-cookie").iter();
        let pairs = set.map(|set| set.to_str().expect("ASCII").split(';').next().expect("a pair").to_owned());
        pairs.collect::<Vec<_>>().join("; ")
    }

    async fn post(&self, path: &str, cookies: &str, body: Value) -> Response {
        let request = self.ask(Method::POST, path, cookies).header("origin", self.origin()).json(&body);
        request.send().await.expect("an answer")
    }

    async fn save(&self, cookies: &str, origin: Option<&str>) -> Response {
        let body = json!({"version": 0, "preferences": {"theme": "dark"}});
        let request = self.ask(Method::PUT, social::PREFERENCES, cookies).header("idempotency-key", "prefs-01");
        let request = origin.into_iter().fold(request, |request, origin| request.header("origin", origin));
        request.json(&body).send().await.expect("an answer")
    }

    async fn config(&self) -> Value {
        let request = self.ask(Method::GET, "/app-config.json", "");
        request.send().await.expect("an answer").json().await.expect("JSON")
    }
}

fn page(folder: &TempDir) -> PathBuf {
    let root = folder.path().join("dist");
    fs::create_dir(&root).expect("a writable folder");
    fs::write(root.join("index.html"), "<!doctype html>the page").expect("a writable folder");
    root
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_guest_of_a_cookie_is_the_same_person_at_both_services() {
    let house = House::open(|_| {}).await;
    let cookies = house.sign_up().await;
    let saved = house.save(&cookies, Some(&house.origin())).await;
    assert_eq!(saved.status(), 200, "{:?}", saved.text().await);
    let feed: Page<Post> =
        house.ask(Method::GET, social::POSTS, &cookies).send().await.expect("an answer").json().await.expect("posts");
    let comments = social::comments(feed.items[0].id);
    let request = house.ask(Method::POST, &comments, &cookies).header("origin", house.origin());
    let written = request.header("idempotency-key", "comment-1").json(&json!({"body": "by cookie"})).send().await;
    let written: Value = written.expect("an answer").json().await.expect("a comment");
    let info = house.ask(Method::GET, identity::USERINFO, &cookies).send().await.expect("an answer");
    let info: Value = info.json().await.expect("JSON");
    assert_eq!(written["content"]["author"]["sub"], info["sub"], "{written}");
    assert_eq!(written["content"]["author"]["standing"], "guest", "{written}");
    house.running.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_of_another_origin_changes_nothing() {
    let house = House::open(|settings| {
        settings.social.allowed_origins = vec!["https://app.example.com".parse().expect("a URL")];
    })
    .await;
    let cookies = house.sign_up().await;
    for origin in [None, Some("https://evil.example"), Some("https://app.example.com")] {
        assert_eq!(house.save(&cookies, origin).await.status(), 403, "{origin:?}");
    }
    let stored = house.ask(Method::GET, social::PREFERENCES, &cookies).send().await.expect("an answer");
    assert_eq!(stored.json::<Value>().await.expect("JSON")["version"], 0);
    house.running.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_somebody_does_here_keeps_their_session_alive_and_idleness_ends_it() {
    let house = House::open(|_| {}).await;
    let cookies = house.sign_up().await;
    let days = |days: u64| Duration::from_secs(days * 86_400);
    for _ in 0..3 {
        house.clock.advance(days(20));
        let read = house.ask(Method::GET, social::MY_COMMENTS, &cookies).send().await.expect("an answer");
        assert_eq!(read.status(), 200, "used within 30 days");
    }
    house.clock.advance(days(31));
    let read = house.ask(Method::GET, social::MY_COMMENTS, &cookies).send().await.expect("an answer");
    assert_eq!(read.status(), 401);
    house.running.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn logging_out_at_the_identity_server_ends_it_here_at_once() {
    let house = House::open(|_| {}).await;
    let cookies = house.sign_up().await;
    let out = house.ask(Method::GET, identity::END_SESSION, &cookies).send().await.expect("an answer");
    assert!(out.headers().get_all("set-cookie").iter().count() > 0, "the cookies are cleared");
    assert_eq!(house.save(&cookies, Some(&house.origin())).await.status(), 401);
    house.running.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_page_learns_what_a_cookie_would_mean() {
    let house = House::open(|settings| {
        settings.web.session_type = houseguest_protocol::identity::SessionType::Cookie;
        settings.identity.session.use_session_cookie = true;
        settings.identity.session.idle_timeout_enabled = false;
    })
    .await;
    let config = house.config().await;
    assert_eq!(config["session_type"], "cookie");
    let expected = json!({"ends_with_browser": true, "lifetime_seconds": 31_449_600, "idle_seconds": null});
    assert_eq!(config["cookie_session"], expected);
    house.running.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_page_of_this_origin_no_cookie_counts() {
    let house = House::open(|settings| settings.web.root = None).await;
    let cookies = house.sign_up().await;
    assert_eq!(house.save(&cookies, Some(&house.origin())).await.status(), 401);
    assert_eq!(house.config().await["cookie_session"], Value::Null);
    house.running.shutdown().await;
}
