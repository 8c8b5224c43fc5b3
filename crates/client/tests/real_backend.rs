//! The client against the real backend, on a free port, over real HTTP.

mod browser;

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use ed25519_dalek::{Signer, SigningKey};
use houseguest_backend::{Backend, Running, Settings};
use houseguest_client::{
    Client, ClientError, Endpoints, StartPromotion,
    memory::InProcess,
    ports::{Body, GuestKey, HttpRequest, HttpResponse, Memory, StoreError, Transport, TransportError},
    transport::Reqwest,
};
use houseguest_protocol::{
    identity::{PublicKey, TokenRequest},
    social::{
        Comment, CommentBody, IdempotencyKey, NewComment, NewPost, PageRequest, PostBody, Preferences,
        StoredPreferences, Theme,
    },
    window::{PromotionState, Session, TypedCodeProblem},
};
use secrecy::ExposeSecret;
use url::Url;

const HOME: &str = "http://127.0.0.1:49152/callback";
const PASSWORD: &str = "seven quiet lanterns on the porch";

/// A key that outlives the client, as a vault's does.
#[derive(Default)]
struct Key(Mutex<Option<SigningKey>>);

impl Key {
    fn public(&self) -> Option<PublicKey> {
        let key = self.0.lock().expect("unpoisoned");
        key.as_ref().map(|key| PublicKey::Ed25519(key.verifying_key().to_bytes()))
    }
}

#[async_trait]
impl GuestKey for Key {
    async fn public_key(&self) -> Result<Option<PublicKey>, StoreError> {
        Ok(self.public())
    }

    async fn ensure(&self) -> Result<PublicKey, StoreError> {
        let mut seed = [0; 32];
        getrandom::fill(&mut seed).expect("randomness");
        self.0.lock().expect("unpoisoned").get_or_insert_with(|| SigningKey::from_bytes(&seed));
        Ok(self.public().expect("there is one now"))
    }

    async fn sign(&self, message: &[u8]) -> Result<Vec<u8>, StoreError> {
        let key = self.0.lock().expect("unpoisoned");
        let key = key.as_ref().ok_or_else(|| StoreError::Failed("there is no key".into()))?;
        Ok(key.sign(message).to_bytes().to_vec())
    }

    async fn retire(&self) -> Result<(), StoreError> {
        *self.0.lock().expect("unpoisoned") = None;
        Ok(())
    }
}

struct House {
    running: Running,
    key: Arc<Key>,
    memory: Arc<InProcess>,
    _folder: tempfile::TempDir,
}

impl House {
    async fn open() -> Self {
        Self::with(|_| {}).await
    }

    async fn with(change: impl FnOnce(&mut Settings)) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut settings = Settings::embedded(folder.path().to_owned());
        change(&mut settings);
        let running = Backend::start(settings).await.expect("the backend starts");
        Self { running, key: Arc::default(), memory: Arc::default(), _folder: folder }
    }

    fn endpoints(&self, client_id: &str) -> Endpoints {
        let (issuer, social) = (self.running.issuer().clone(), self.running.issuer().clone());
        Endpoints { issuer, social, client_id: client_id.into() }
    }

    async fn start(&self) -> Client {
        let builder = Client::builder(self.endpoints("houseguest-app"));
        let builder = builder.key(Arc::clone(&self.key) as _).memory(Arc::clone(&self.memory) as _);
        builder.build().await.expect("the client starts")
    }

    async fn refresh_token(&self) -> String {
        let token = self.memory.load().await.expect("memory").refresh_token.expect("somebody is signed in");
        token.expose_secret().to_owned()
    }

    /// What the token endpoint answers to a refresh token.
    async fn refresh_status(&self, client_id: &str, refresh_token: String) -> u16 {
        let form = TokenRequest::RefreshToken { client_id: client_id.into(), refresh_token }.to_form();
        let url = self.running.issuer().join("/oauth2/token").expect("a URL");
        let transport = Reqwest::new().expect("a transport");
        transport.send(HttpRequest::post(url, Body::Form(form.into()))).await.expect("an answer").status
    }

    async fn end_session(&self) {
        let form = format!("token={}", self.refresh_token().await);
        let url = self.running.issuer().join("/oauth2/revoke").expect("a URL");
        let transport = Reqwest::new().expect("a transport");
        let answer = transport.send(HttpRequest::post(url, Body::Form(form.into()))).await.expect("an answer");
        assert_eq!(answer.status, 200);
    }
}

async fn comment(client: &Client) -> Result<Comment, ClientError> {
    let post = client.feed(&PageRequest::default()).await?.items.remove(0);
    let new = NewComment { body: CommentBody::parse("Hello, house!").expect("a body"), parent_id: None };
    client.write_comment(post.id, &new, &IdempotencyKey::random()).await
}

async fn open_page(client: &Client) -> Url {
    let start = StartPromotion { redirect_uri: HOME.into(), ..StartPromotion::default() };
    client.start_promotion(start).await.expect("a page")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guest_comments_comes_back_and_is_promoted_under_the_same_sub() {
    let house = House::open().await;
    let client = house.start().await;
    assert_eq!(client.session(), Session::Visitor);
    let written = comment(&client).await.expect("a comment");
    let sub = written.author_sub().expect("an author").clone();
    let wanted = Preferences { theme: Theme::Dark, ..Preferences::default() };
    let stored = StoredPreferences { version: 0, preferences: wanted };
    let saved = client.save_preferences(&stored, &IdempotencyKey::random()).await.expect("saved");

    let client = house.start().await;
    assert_eq!(client.user_info().await.expect("userinfo").sub, sub, "the same guest after a restart");
    house.end_session().await;
    assert_eq!(client.refresh().await.expect("the key helps").sub(), Some(&sub), "the same guest through the key");

    let (old_refresh, old_access) = (house.refresh_token().await, client.access_token().await.expect("a token"));
    let page = open_page(&client).await;
    let arrival = browser::fill_in(&page, HOME, "ines@example.com", PASSWORD).await.expect("signed up");
    let state = client.finish_promotion(&arrival).await.expect("home");
    assert_eq!(state, PromotionState::Promoted { sub: sub.clone() });
    assert!(house.key.public().is_none(), "the key is retired");

    let info = client.user_info().await.expect("userinfo");
    assert!(info.sub == sub && !info.user.is_anonymous);
    assert_eq!(info.email.as_deref(), Some("ines@example.com"));
    let mine = client.my_comments(&PageRequest::default()).await.expect("my comments");
    assert_eq!(mine.items.iter().map(|one| one.id).collect::<Vec<_>>(), [written.id]);
    assert_eq!(client.preferences().await.expect("preferences"), saved);

    assert_eq!(house.refresh_status("houseguest-app", old_refresh).await, 400, "the guest's refresh token is dead");
    let transport = Reqwest::new().expect("a transport");
    for path in ["/oauth2/userinfo", "/social/v1/me/preferences"] {
        let url = house.running.issuer().join(path).expect("a URL");
        let answer = transport.send(HttpRequest::get(url).with_bearer(&old_access)).await.expect("an answer");
        assert_eq!(answer.status, 401, "{path} refuses the guest's access token");
    }
    house.running.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_a_guest_did_can_be_taken_along_and_nothing_of_others() {
    // A hundred comments at once are more than a person writes.
    let house = House::with(|settings| settings.social.limits.danger_disabled = true).await;
    let client = house.start().await;
    assert!(client.export().await.expect("a visitor may ask").is_none(), "a visitor did nothing");
    assert_eq!(client.session(), Session::Visitor, "and is made nobody by asking");
    let sub = comment(&client).await.expect("a comment").author_sub().expect("an author").clone();
    let new = NewPost { title: None, body: PostBody::parse("All lit.").expect("a body"), image: None };
    let posted = client.write_post(&new, &IdempotencyKey::random()).await.expect("a post");
    // More than one answer holds, by one.
    let body: CommentBody = CommentBody::parse("again").expect("a body");
    for _ in 0..100 {
        let new = NewComment { body: body.clone(), parent_id: None };
        client.write_comment(posted.id, &new, &IdempotencyKey::random()).await.expect("a comment");
    }

    let export = client.export().await.expect("an export").expect("somebody is here");
    assert_eq!(export.profile.person.sub, sub);
    assert_eq!(export.posts.iter().map(|post| post.id).collect::<Vec<_>>(), [posted.id]);
    assert_eq!(export.comments.len(), 101);
    assert!(export.comments.iter().all(|one| one.comment.author_sub() == Some(&sub)));
    house.running.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_calls_at_once_make_one_guest() {
    let house = House::open().await;
    let client = house.start().await;
    let calls = (0..100).map(|_| {
        let client = client.clone();
        tokio::spawn(async move { client.ensure_guest().await })
    });
    let mut subs = std::collections::HashSet::new();
    for call in calls.collect::<Vec<_>>() {
        subs.insert(call.await.expect("no panic").expect("a guest").sub().cloned().expect("a sub"));
    }
    assert_eq!(subs.len(), 1);
    // A device whose memory was lost after the first answer, but not its key, is still the same user.
    let forgetful = Client::builder(house.endpoints("houseguest-app")).key(Arc::clone(&house.key) as _);
    let again = forgetful.build().await.expect("starts").ensure_guest().await.expect("the same guest");
    assert!(again.sub().is_some_and(|sub| subs.contains(sub)));
    house.running.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_way_home_is_an_account_that_was_kept() {
    let house = House::open().await;
    let client = house.start().await;
    let sub = comment(&client).await.expect("a comment").author_sub().expect("an author").clone();
    let page = open_page(&client).await;
    browser::fill_in(&page, HOME, "robin", PASSWORD).await.expect("signed up, and the redirect is lost");
    drop(client);

    let client = house.start().await;
    assert!(matches!(client.resume().await, Err(ClientError::AccountKept { sub: kept }) if kept == sub));
    let start = StartPromotion { redirect_uri: HOME.into(), ..StartPromotion::default() };
    let page = client.start_log_in(start).await.expect("a page");
    let arrival = browser::fill_in(&page, HOME, "robin", PASSWORD).await.expect("logged in");
    assert_eq!(client.finish_promotion(&arrival).await.expect("home"), PromotionState::Promoted { sub });
    assert!(matches!(client.session(), Session::Member { .. }));
    house.running.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_that_is_typed_by_hand_brings_the_same_person_home() {
    let house = House::open().await;
    let client = house.start().await;
    let sub = comment(&client).await.expect("a comment").author_sub().expect("an author").clone();
    open_page(&client).await;
    let opened = client.start_by_hand(StartPromotion::default()).await.expect("an address");
    let typed = browser::by_hand(&opened.address, "ines@example.com", PASSWORD).await.expect("signed up");
    // Whoever mistypes it tries again; and the app may have been started anew meanwhile.
    let wrong = if typed.starts_with('0') { "1111-1111" } else { "0000-0000" };
    assert!(matches!(client.finish_by_hand(wrong).await, Err(ClientError::TypedCode(TypedCodeProblem::Wrong))));
    let client = house.start().await;
    let sloppy = format!(" {} ", typed.to_lowercase().replace('-', ""));
    let state = client.finish_by_hand(&sloppy).await.expect("home");
    assert_eq!(state, PromotionState::Promoted { sub: sub.clone() });
    assert!(house.key.public().is_none(), "the key is retired");
    assert!(matches!(client.finish_by_hand(&typed).await, Err(ClientError::NothingAwaited)), "a duplicate");

    // Later the same person logs in on another device, by hand as well.
    let builder = Client::builder(house.endpoints("houseguest-app"));
    let third = builder.key(Arc::new(Key::default())).build().await.expect("starts");
    assert!(matches!(third.start_by_hand(StartPromotion::default()).await, Err(ClientError::NothingAwaited)));
    let start = StartPromotion { redirect_uri: HOME.into(), ..StartPromotion::default() };
    third.start_log_in(start).await.expect("a page");
    let opened = third.start_by_hand(StartPromotion::default()).await.expect("an address");
    let typed = browser::by_hand(&opened.address, "ines@example.com", PASSWORD).await.expect("signed in");
    assert_eq!(third.finish_by_hand(&typed).await.expect("home"), PromotionState::Promoted { sub });
    house.running.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browsers_guest_is_promoted_without_a_key() {
    let house = House::open().await;
    let memory = Arc::new(InProcess::default());
    let builder = Client::builder(house.endpoints("houseguest-web")).keyless().memory(memory);
    let client = builder.build().await.expect("starts");
    let sub = comment(&client).await.expect("a comment").author_sub().expect("an author").clone();
    let home = house.running.issuer().as_str().to_owned();
    let start = StartPromotion { redirect_uri: home.clone(), ..StartPromotion::default() };
    let page = client.start_promotion(start).await.expect("a page");
    let arrival = browser::fill_in(&page, &format!("{home}?"), "wren", PASSWORD).await.expect("signed up");
    assert_eq!(client.finish_promotion(&arrival).await.expect("home"), PromotionState::Promoted { sub });
    house.running.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn bringing_a_guest_along_to_an_account_is_told_from_signing_in_to_it() {
    const LOGIN: &str = "mira@example.com";
    let house = House::open().await;
    // Somebody has an account, made on another device.
    let builder = Client::builder(house.endpoints("houseguest-app"));
    let elsewhere = builder.key(Arc::new(Key::default())).build().await.expect("starts");
    let account = comment(&elsewhere).await.expect("a comment").author().expect("an author").sub.clone();
    let arrival = browser::fill_in(&open_page(&elsewhere).await, HOME, LOGIN, PASSWORD).await.expect("signed up");
    elsewhere.finish_promotion(&arrival).await.expect("home");

    // The same person is a guest here, and brings their things along.
    let client = house.start().await;
    let written = comment(&client).await.expect("a comment");
    let guest = written.author().expect("an author").sub.clone();
    let arrival = browser::bring_along(&open_page(&client).await, HOME, LOGIN, PASSWORD).await.expect("merged");
    let state = client.finish_promotion(&arrival).await.expect("home");
    assert_eq!(state, PromotionState::Merged { sub: account.clone(), guest: guest.clone() });
    assert!(house.key.public().is_some(), "the key waits for an undo");
    let mine = client.my_comments(&PageRequest::default()).await.expect("my comments").items;
    assert!(mine.iter().any(|mine| mine.id == written.id), "the guest's comment is the account's: {mine:?}");

    // Another guest, on a third device, only signs in.
    let builder = Client::builder(house.endpoints("houseguest-app"));
    let third = builder.key(Arc::new(Key::default())).build().await.expect("starts");
    let other = comment(&third).await.expect("a comment").author().expect("an author").sub.clone();
    let start = StartPromotion { redirect_uri: HOME.into(), ..StartPromotion::default() };
    let page = third.start_log_in(start).await.expect("a page");
    let arrival = browser::fill_in(&page, HOME, LOGIN, PASSWORD).await.expect("signed in");
    let state = third.finish_promotion(&arrival).await.expect("home");
    assert_eq!(state, PromotionState::SignedInElsewhere { sub: account, guest: other });
    house.running.shutdown().await;
}

/// What a browser does with cookies: keeps them for itself, sends them where a request asks for it, and says of each
/// change from which page it comes.
struct WithCookies {
    jar: reqwest::Client,
    origin: String,
    none: Reqwest,
}

#[async_trait]
impl Transport for WithCookies {
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, TransportError> {
        if !request.with_cookies {
            return self.none.send(request).await;
        }
        assert!(request.bearer.is_none(), "a token is sent beside a cookie");
        let method = format!("{:?}", request.method).to_uppercase();
        let mut outgoing = self.jar.request(method.parse().expect("a method"), request.url);
        if method != "GET" {
            outgoing = outgoing.header("origin", &self.origin);
        }
        if let Some(key) = request.idempotency_key {
            outgoing = outgoing.header("idempotency-key", key);
        }
        if let Body::Json(text) = &request.body {
            outgoing = outgoing.header("content-type", "application/json").body(text.expose_secret().to_owned());
        }
        let answer = outgoing.send().await.expect("an answer");
        let (status, date, content_type) = (answer.status().as_u16(), None, None);
        let body = answer.bytes().await.expect("a body").to_vec();
        Ok(HttpResponse { status, body, date, retry_after_seconds: None, content_type })
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_guest_in_a_cookie_is_known_to_both_services_without_a_token() {
    let root = tempfile::tempdir().expect("a folder");
    std::fs::write(root.path().join("index.html"), "<!doctype html>").expect("a file");
    let house = House::with(|settings| settings.web.root = Some(root.path().to_owned())).await;
    let jar = reqwest::Client::builder().no_proxy().cookie_store(true).redirect(reqwest::redirect::Policy::none());
    let transport = Arc::new(WithCookies {
        jar: jar.build().expect("a client"),
        origin: house.running.origin().origin().ascii_serialization(),
        none: Reqwest::new().expect("a transport"),
    });
    let memory = Arc::new(InProcess::default());
    let start = || {
        let builder = Client::builder(house.endpoints("houseguest-web")).cookie_session();
        builder.transport(Arc::clone(&transport) as _).memory(Arc::clone(&memory) as _).build()
    };
    let client = start().await.expect("starts");
    let written = comment(&client).await.expect("written");
    let guest = client.session().sub().cloned().expect("a guest");
    assert_eq!(written.author_sub(), Some(&guest));
    assert!(memory.load().await.expect("memory").refresh_token.is_none());

    // What is remembered is only a note.
    memory.save(&Default::default()).await.expect("saved");
    let again = start().await.expect("starts again");
    assert_eq!(again.resume().await.expect("asked").sub(), Some(&guest));
    assert_eq!(again.user_info().await.expect("asked").sub, guest);
    assert_eq!(again.sign_out().await.expect("out"), Session::Visitor);
    assert_eq!(again.resume().await.expect("asked"), Session::Visitor, "the cookie is gone");
    house.running.shutdown().await;
}
