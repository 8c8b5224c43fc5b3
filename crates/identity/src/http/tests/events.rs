//! Who is told of events: webhooks beside consumers, and what happens when one of them fails (section 9.3).

use std::{sync::Arc, time::Duration};

use axum::{Router, body::Bytes, extract::State, http::HeaderMap, http::StatusCode, routing::post};
use houseguest_protocol::identity::webhook;
use serde_json::{Value, json};
use tokio::{net::TcpListener, sync::Mutex};

use super::{guest::TestGuest, server::TestServer};
use crate::settings::Change;

const SECRET: &str = "0123456789abcdef0123456789abcdef";

/// A receiver on this machine that answers as it is told.
struct Receiver {
    url: String,
    seen: Arc<Mutex<Vec<(HeaderMap, Value)>>>,
    answer: Arc<Mutex<StatusCode>>,
}

type Shared = (Arc<Mutex<Vec<(HeaderMap, Value)>>>, Arc<Mutex<StatusCode>>);

async fn take(State((seen, answer)): State<Shared>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let signature = headers[webhook::SIGNATURE].to_str().expect("text");
    let sent = signature.strip_prefix("t=").and_then(|rest| rest.split(',').next()).expect("a time");
    let sent = houseguest_protocol::values::Timestamp::from_unix_seconds(sent.parse().expect("seconds"));
    webhook::Verifier::default().verify(SECRET.as_bytes(), signature, &body, sent).expect("is signed");
    seen.lock().await.push((headers, serde_json::from_slice(&body).expect("JSON")));
    *answer.lock().await
}

impl Receiver {
    async fn start() -> Self {
        let (seen, answer) = (Arc::default(), Arc::new(Mutex::new(StatusCode::NO_CONTENT)));
        let router = Router::new().route("/", post(take)).with_state((Arc::clone(&seen), Arc::clone(&answer)));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}/", listener.local_addr().expect("an address"));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { url, seen, answer }
    }

    async fn types(&self) -> Vec<String> {
        self.seen.lock().await.iter().map(|(_, event)| event["type"].as_str().expect("text").to_owned()).collect()
    }
}

fn hook(id: &str, url: &str, events: &[&str]) -> Value {
    json!({"id": id, "url": url, "secret": SECRET, "events": events})
}

async fn server(hooks: &[Value]) -> TestServer {
    let hooks = serde_json::from_value(json!(hooks)).expect("webhooks");
    TestServer::with(|settings| {
        settings.webhooks = hooks;
        settings.delivery.danger_private_networks = true;
        settings.delivery.max_attempts = 3;
    })
    .await
}

#[tokio::test]
async fn a_webhook_is_told_of_guests_in_the_protocols_envelope() {
    let receiver = Receiver::start().await;
    let server = server(&[hook("crm", &receiver.url, &["user.created"])]).await;
    let guest = TestGuest::new();
    guest.sign_in(&server).await;
    guest.sign_in(&server).await;
    server.identity.state().outbox.deliver_everything().await;
    let seen = receiver.seen.lock().await;
    let [(headers, event)] = &seen[..] else { panic!("one event, for one guest: {seen:?}") };
    assert_eq!(headers[webhook::EVENT_ID].to_str().ok(), event["id"].as_str());
    assert_eq!(event["payload"]["user"]["is_anonymous"], json!(true));
    assert_eq!(event["payload"]["identities"][0]["type"], json!("anonymous"));
    assert!(event["payload"]["identities"][0]["claims"]["https://authgear.com/claims/anonymous/key_id"].is_string());
    assert_eq!(event["context"]["user_id"], event["payload"]["user"]["id"]);
    assert!(event["seq"].is_i64() && event["payload"]["user"]["roles"].is_array());
    assert_eq!(server.count("outbox"), 0, "nothing is left");
}

#[tokio::test]
async fn where_nobody_wants_to_know_of_guests_nothing_is_written() {
    let server = server(&[]).await;
    TestGuest::new().sign_in(&server).await;
    assert_eq!(server.count("outbox"), 0);
}

#[tokio::test]
async fn a_webhook_that_fails_holds_up_no_other_and_is_given_up_until_an_operator_sends_again() {
    let (good, bad) = (Receiver::start().await, Receiver::start().await);
    *bad.answer.lock().await = StatusCode::INTERNAL_SERVER_ERROR;
    let kinds = ["user.created", "user.deleted"];
    let server = server(&[hook("bad", &bad.url, &kinds), hook("good", &good.url, &kinds)]).await;
    let state = server.identity.state();
    let guest = TestGuest::new();
    let user = guest.sign_in(&server).await;
    state.outbox.deliver_everything().await;
    assert_eq!((good.types().await.len(), bad.types().await.len()), (1, 1));
    state.outbox.deliver_everything().await;
    assert_eq!(bad.types().await.len(), 1, "not before its time");
    for attempts in [2, 3] {
        server.clock.advance(Duration::from_secs(3_600));
        state.outbox.deliver_everything().await;
        assert_eq!(bad.types().await.len(), attempts);
    }
    server.clock.advance(Duration::from_secs(86_400));
    state.outbox.deliver_everything().await;
    assert_eq!(bad.types().await.len(), 3, "given up");
    let given_up = state.store.list_given_up(9).await.expect("lists");
    assert_eq!(given_up[0].cause, "the receiver answered 500");
    *bad.answer.lock().await = StatusCode::OK;
    assert_eq!(state.outbox.retry("bad", Some(given_up[0].seq)).await.expect("retries"), 1);
    state.outbox.deliver_everything().await;
    let seen = bad.seen.lock().await;
    assert_eq!((seen.len(), &seen[3].1["id"]), (4, &seen[0].1["id"]), "the same event");
    assert_eq!(server.count("outbox"), 0, "{user:?}");
}

#[tokio::test]
async fn a_webhook_that_an_operator_adds_is_told_from_then_on() {
    let receiver = Receiver::start().await;
    let server = server(&[]).await;
    let state = server.identity.state();
    TestGuest::new().sign_in(&server).await;
    let webhook = serde_json::from_value(hook("crm", &receiver.url, &["user.created"])).expect("a webhook");
    state.change_settings(&Change::Webhook(Box::new(webhook)), 0, "ann").await.expect("changes");
    TestGuest::new().sign_in(&server).await;
    state.outbox.deliver_everything().await;
    assert_eq!(receiver.types().await, ["user.created"], "of the second guest alone");
}

#[tokio::test]
async fn this_machine_is_not_called_unless_the_file_allows_it() {
    let receiver = Receiver::start().await;
    let hooks = serde_json::from_value(json!([hook("crm", &receiver.url, &["user.created"])])).expect("webhooks");
    let server = TestServer::with(|settings| {
        settings.webhooks = hooks;
        settings.delivery.max_attempts = 1;
    })
    .await;
    TestGuest::new().sign_in(&server).await;
    let state = server.identity.state();
    state.outbox.deliver_everything().await;
    assert!(receiver.types().await.is_empty());
    let given_up = state.store.list_given_up(9).await.expect("lists");
    assert!(given_up[0].cause.contains("not public"), "{given_up:?}");
}
