//! What an inspector sees: every step, and never a secret.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use houseguest_client::{
    Client, ClientError, Endpoints,
    observe::Ring,
    ports::{Body, HttpRequest, HttpResponse, Transport, TransportError},
};
use houseguest_protocol::{
    samples,
    social::{LiveChange, LiveConnection, LiveNews, PageRequest},
    values::base64url_decode,
    window::{
        PromotionState, Session,
        observed::{Break, Deed, Observed, Sight, Step},
    },
};
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};
use url::Url;

use crate::support::{Choice, House, Server, comment, promotion};

/// Fields whose values open something.
const SECRET_FIELDS: [&str; 8] =
    ["access_token", "refresh_token", "id_token", "jwt", "code", "code_verifier", "token", "promotion_code"];

/// A transport that writes every secret down that passes it, in every form it could be seen in.
struct Thief {
    server: Arc<Server>,
    loot: Mutex<Vec<String>>,
}

impl Thief {
    fn take(&self, secret: &str) {
        let mut loot = self.loot.lock().expect("unpoisoned");
        loot.push(secret.to_owned());
        // The parts of a token, and what a token of ours carries inside.
        for part in secret.split('.').filter(|part| part.len() >= 8) {
            loot.push(part.to_owned());
            let inside = base64url_decode(part).ok().and_then(|bytes| serde_json::from_slice::<Value>(&bytes).ok());
            loot.extend(inside.and_then(|inside| inside["challenge"].as_str().map(str::to_owned)));
        }
    }

    fn take_json(&self, value: &Value) {
        match value {
            Value::Object(members) => {
                for (name, member) in members {
                    match member {
                        Value::String(text) if SECRET_FIELDS.contains(&name.as_str()) => self.take(text),
                        other => self.take_json(other),
                    }
                }
            }
            Value::Array(members) => members.iter().for_each(|member| self.take_json(member)),
            _ => {}
        }
    }

    fn take_pairs<'a>(&self, pairs: impl Iterator<Item = (std::borrow::Cow<'a, str>, std::borrow::Cow<'a, str>)>) {
        for (name, value) in pairs {
            if SECRET_FIELDS.contains(&name.as_ref()) || name == "state" {
                self.take(&value);
            } else if name == "login_hint" {
                // The hint is an address; the proof is in its query.
                self.take_pairs(Url::parse(&value).expect("a hint").query_pairs());
            }
        }
    }

    /// Everything that must not be seen anywhere.
    fn loot(&self) -> Vec<String> {
        self.loot.lock().expect("unpoisoned").clone()
    }
}

#[async_trait]
impl Transport for Thief {
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, TransportError> {
        if let Some(token) = &request.bearer {
            self.take(token.expose_secret());
        }
        if let Some(key) = &request.idempotency_key {
            self.take(key);
        }
        match &request.body {
            Body::Form(text) => self.take_pairs(url::form_urlencoded::parse(text.expose_secret().as_bytes())),
            Body::Json(text) => self.take_json(&serde_json::from_str(text.expose_secret()).expect("JSON")),
            _ => {}
        }
        let answer = self.server.send(request).await?;
        if let Ok(value) = serde_json::from_slice(&answer.body) {
            self.take_json(&value);
        }
        Ok(answer)
    }
}

struct Scene {
    house: House,
    thief: Arc<Thief>,
    ring: Arc<Ring>,
}

impl Scene {
    fn new() -> Self {
        let house = House::new();
        let thief = Arc::new(Thief { server: Arc::clone(&house.server), loot: Mutex::default() });
        Self { house, thief, ring: Arc::default() }
    }

    async fn start(&self, with_key: bool) -> Result<Client, ClientError> {
        let builder =
            self.house.builder().transport(Arc::clone(&self.thief) as _).observer(Arc::clone(&self.ring) as _);
        let builder = if with_key { builder.key(Arc::clone(&self.house.disk) as _) } else { builder.keyless() };
        builder.build().await
    }

    /// Goes to the sign-up page and comes home.
    async fn promote(&self, client: &Client) -> PromotionState {
        let page = client.start_promotion(promotion()).await.expect("a page");
        self.thief.take_pairs(page.query_pairs());
        let home = self.house.world().browse(&page, Choice::SignUp("ines@example.com")).expect("a redirect");
        self.thief.take_pairs(home.query_pairs());
        client.finish_promotion(&home).await.expect("home")
    }

    /// Fails if any event, or any call copied from one, holds a secret.
    fn keeps_quiet(&self) {
        let events = self.ring.events();
        let loot = self.thief.loot();
        assert!(!events.is_empty() && !loot.is_empty(), "{} events, {} secrets", events.len(), loot.len());
        for event in &events {
            let mut seen = serde_json::to_string(event).expect("JSON");
            if let Sight::Call(call) | Sight::Page(call) = &event.what {
                seen += &call.curl();
            }
            for secret in &loot {
                assert!(!seen.contains(secret.as_str()), "{secret:?} is seen in {seen}");
            }
        }
    }

    fn steps(&self) -> Vec<Step> {
        self.ring.events().iter().map(|event| event.step).collect()
    }
}

fn deeds(events: &[Observed]) -> Vec<Deed> {
    let deed = |event: &Observed| match &event.what {
        Sight::Vault(work) => Some(work.deed),
        _ => None,
    };
    events.iter().filter_map(deed).collect()
}

fn claim(event: &Observed, name: &str) -> Option<String> {
    let Sight::Tokens(tokens) = &event.what else { return None };
    tokens.access.iter().find_map(|(known, value)| (known == name).then(|| value.clone()))
}

#[tokio::test]
async fn a_guests_whole_life_is_seen_and_no_secret_of_it() {
    let scene = Scene::new();
    let client = scene.start(true).await.expect("starts");
    client.feed(&PageRequest::default()).await.expect("the feed");
    comment(&client, "an-idempotency-key").await.expect("written");

    // The first comment is one errand, from the key to the comment.
    let events = scene.ring.events();
    let written = events.iter().find(|event| event.step == Step::WriteComment).expect("the comment is seen");
    let of_errand: Vec<Step> =
        events.iter().filter(|event| event.errand == written.errand).map(|event| event.step).collect();
    let key_proof = Step::KeyProof;
    let expected = [
        Step::Key,
        Step::Discovery,
        Step::Challenge,
        Step::Key,
        key_proof,
        key_proof,
        Step::Memory,
        Step::WriteComment,
    ];
    assert_eq!(of_errand, expected);
    assert_eq!(deeds(&events), [Deed::KeyMade, Deed::Signed, Deed::Saved]);

    assert_eq!(scene.promote(&client).await, PromotionState::Promoted { sub: samples::subject(0) });
    client.refresh().await.expect("refreshed");
    client.user_info().await.expect("userinfo");
    client.sign_out().await.expect("out");
    let steps = scene.steps();
    for step in [Step::Read, Step::Page, Step::CodeExchange, Step::Refresh, Step::UserInfo, Step::Revoke] {
        assert!(steps.contains(&step), "{step:?} is not among {steps:?}");
    }
    assert!(deeds(&scene.ring.events()).contains(&Deed::Retired), "the key's retirement is seen");
    scene.keeps_quiet();

    // The difference that promotion makes can be told from the claims.
    let events = scene.ring.events();
    let subs: Vec<String> = events.iter().filter_map(|event| claim(event, "sub")).collect();
    assert!(subs.len() >= 3 && subs.iter().all(|sub| *sub == subs[0]), "{subs:?}");
    let standing: Vec<String> =
        events.iter().filter_map(|event| claim(event, "https://authgear.com/claims/user/is_anonymous")).collect();
    assert_eq!(
        (standing.first().map(String::as_str), standing.last().map(String::as_str)),
        (Some("true"), Some("false"))
    );
}

#[tokio::test]
async fn a_browsers_guest_is_seen_and_no_secret_of_it() {
    let scene = Scene::new();
    let client = scene.start(false).await.expect("starts");
    comment(&client, "an-idempotency-key").await.expect("written");
    scene.promote(&client).await;
    let steps = scene.steps();
    for step in [Step::KeylessSignUp, Step::PromotionCode, Step::Page, Step::CodeExchange, Step::Memory] {
        assert!(steps.contains(&step), "{step:?} is not among {steps:?}");
    }
    assert!(scene.ring.events().iter().any(|event| event.step == Step::KeylessSignUp && claim(event, "sub").is_some()));
    scene.keeps_quiet();
}

#[tokio::test]
async fn refusals_and_lost_answers_are_seen_and_no_secret_of_them() {
    let scene = Scene::new();
    let client = scene.start(true).await.expect("starts");
    client.ensure_guest().await.expect("a guest");
    let token = scene.house.disk.peek().refresh_token.expect("a session").expose_secret().to_owned();
    scene.thief.take(&token);
    // A server that repeats what it was sent.
    scene.house.world().token_answer = Some((
        400,
        json!({"error": "invalid_grant", "error_description": format!("{token} is dead"), token.as_str(): token}),
    ));
    client.refresh().await.expect_err("everything is refused");
    let forged = Url::parse("http://127.0.0.1:4711/callback?code=S3CRET-CODE&state=S3CRET-STATE").expect("a URL");
    scene.thief.take_pairs(forged.query_pairs());
    client.finish_promotion(&forged).await.expect_err("nobody waits");
    let refused = scene.ring.events().into_iter().rev().find_map(|event| match event.what {
        Sight::Call(call) => call.status,
        _ => None,
    });
    assert_eq!(refused, Some(400));
    scene.keeps_quiet();
}

#[tokio::test]
async fn what_is_broken_on_purpose_is_recovered_from() {
    let scene = Scene::new();
    let client = scene.start(true).await.expect("starts");
    comment(&client, "first-comment").await.expect("written");
    let guest = client.session();
    for (what, expected) in [
        (Break::ExpireAccess, Step::Refresh),
        (Break::RevokeSession, Step::KeyProof),
        (Break::SkewClock, Step::KeyProof),
        (Break::RightClock, Step::KeyProof),
    ] {
        let before = scene.ring.events().len();
        assert_eq!(client.break_something(what).await.expect("recovers"), guest, "{what:?}");
        let after = scene.ring.events().split_off(before);
        assert_eq!(after[0].what, Sight::Broken(what));
        assert!(after.iter().all(|event| event.errand == after[0].errand), "{what:?} is one errand");
        assert!(after.iter().any(|event| event.step == expected), "{what:?}: {after:?}");
    }
    assert_eq!(scene.house.world().live_sessions(), 1, "what was broken leaves no session behind");

    // The answer to a write is lost: it is written once, and the same key says so.
    client.break_something(Break::DropReply).await.expect("armed");
    client.feed(&PageRequest::default()).await.expect("reading is left alone");
    comment(&client, "second-comment").await.expect_err("the answer is lost");
    comment(&client, "second-comment").await.expect("written already");
    assert_eq!(scene.house.world().comments.len(), 2);
    assert_eq!(scene.house.world().users.len(), 1);
    scene.keeps_quiet();
}

#[tokio::test]
async fn a_guest_without_a_key_is_not_lost_by_an_experiment_and_nothing_breaks_unobserved() {
    let scene = Scene::new();
    let client = scene.start(false).await.expect("starts");
    client.ensure_guest().await.expect("a guest");
    let refused = client.break_something(Break::RevokeSession).await.expect_err("that would be the end");
    assert!(matches!(refused, ClientError::NotSupported { .. }));
    assert!(matches!(client.session(), Session::Guest { .. }) && scene.house.world().live_sessions() == 1);

    let unobserved = House::new();
    let client = unobserved.start().await.expect("starts");
    client.break_something(Break::ExpireAccess).await.expect_err("there is no inspector");
}

/// A house that tells one change and then breaks off.
async fn tells_once(listener: TcpListener) -> std::io::Result<()> {
    let (mut caller, _) = listener.accept().await?;
    let mut asked = Vec::new();
    while !asked.ends_with(b"\r\n\r\n") {
        caller.read_buf(&mut asked).await?;
    }
    let change = "id: 7\ndata: {\"change\":\"reload\"}\n\n";
    let answer = format!("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n{change}");
    caller.write_all(answer.as_bytes()).await?;
    caller.shutdown().await
}

#[tokio::test]
async fn what_the_house_tells_is_observed_as_it_is_told() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
    let social = Url::parse(&format!("http://{}/", listener.local_addr().expect("bound"))).expect("an address");
    let house = tokio::spawn(tells_once(listener));
    let ring = Arc::new(Ring::default());
    let endpoints = Endpoints { issuer: social.clone(), social, client_id: "houseguest-app".to_owned() };
    let client = Client::builder(endpoints).observer(Arc::clone(&ring) as _).build().await.expect("a client");
    let mut told = Vec::new();
    let (broke_off, mut hears) = tokio::sync::mpsc::unbounded_channel();
    let following = client.follow(|news| {
        told.push(news);
        if news == LiveNews::Connection(LiveConnection::Waiting) {
            broke_off.send(()).expect("the test listens");
        }
    });
    tokio::select! {
        () = following => panic!("following does not end by itself"),
        heard = hears.recv() => heard.expect("told"),
    }
    house.await.expect("ran").expect("answered");
    let expected = [
        LiveNews::Connection(LiveConnection::Connecting),
        LiveNews::Connection(LiveConnection::Open),
        LiveNews::Change(LiveChange::Reload),
        LiveNews::Connection(LiveConnection::Waiting),
    ];
    assert_eq!(told, expected);
    let seen: Vec<LiveNews> = ring
        .events()
        .iter()
        .map(|event| match event.what {
            Sight::Live(news) if event.step == Step::Live => news,
            ref other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(seen, expected);
}
