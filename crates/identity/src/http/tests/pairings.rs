//! A second device, and a relay between the two that is not to be trusted.

use axum::http::StatusCode;
use houseguest_protocol::identity::{PAIRING_LIFETIME, PairingBytes, PairingNumber, Thumbprint, Transcript, paths};
use serde_json::{Value, json};

use super::{CLIENT, TestGuest, TestServer, guest::subject, keys::reason};

fn thumbprint(guest: &TestGuest) -> Thumbprint {
    Thumbprint::try_from(guest.thumbprint()).expect("a thumbprint")
}

/// The new device's side, as its client would hold it.
struct NewDevice {
    key: TestGuest,
    nonce: PairingBytes,
    code: String,
    secret: String,
}

impl NewDevice {
    async fn open(server: &TestServer) -> Self {
        let (key, nonce) = (TestGuest::named_by_thumbprint(), PairingBytes::random());
        let commitment = PairingBytes::commitment(thumbprint(&key), nonce);
        let opened =
            server.post_json(paths::OPEN_PAIRING, &json!({"commitment": commitment, "label": "Lantern"})).await;
        assert_eq!(opened.status, StatusCode::OK, "{}", opened.text);
        let text = |name: &str| opened.json()["result"][name].as_str().expect("a text").to_owned();
        Self { key, nonce, code: text("code"), secret: text("secret") }
    }

    async fn reveal(&self, server: &TestServer) -> Value {
        let body = json!({"secret": self.secret, "device_key": self.key.thumbprint(), "device_nonce": self.nonce});
        let shown = server.post_json(paths::REVEAL_PAIRING, &body).await;
        assert_eq!(shown.status, StatusCode::OK, "{}", shown.text);
        shown.json()["result"].clone()
    }

    /// The number by what this device was told.
    fn number(&self, seen: &Value) -> PairingNumber {
        let (account_key, account_nonce) = account(seen);
        Transcript { account_key, account_nonce, device_key: thumbprint(&self.key), device_nonce: self.nonce }.number()
    }
}

fn account(seen: &Value) -> (Thumbprint, PairingBytes) {
    let read = |name: &str| seen[name].clone();
    let key = serde_json::from_value(read("account_key")).expect("a key");
    (key, serde_json::from_value(read("account_nonce")).expect("a nonce"))
}

fn device(seen: &Value) -> (Thumbprint, PairingBytes) {
    let key = serde_json::from_value(seen["device_key"].clone()).expect("a key");
    (key, serde_json::from_value(seen["device_nonce"].clone()).expect("a nonce"))
}

/// The guest's side.
struct OldDevice {
    key: TestGuest,
    nonce: PairingBytes,
    token: String,
}

impl OldDevice {
    async fn here(server: &TestServer) -> Self {
        let key = TestGuest::named_by_thumbprint();
        let token = key.sign_in(server).await.text_of("access_token");
        Self { key, nonce: PairingBytes::random(), token }
    }

    async fn answer(&self, server: &TestServer, code: &str) -> super::Answer {
        let body = json!({"code": code, "account_key": self.key.thumbprint(), "account_nonce": self.nonce});
        server.post_as(&self.token, paths::ANSWER_PAIRING, &body).await
    }

    async fn look(&self, server: &TestServer, code: &str) -> Value {
        let seen = server.post_as(&self.token, paths::LOOK_AT_PAIRING, &json!({"code": code})).await;
        assert_eq!(seen.status, StatusCode::OK, "{}", seen.text);
        seen.json()["result"].clone()
    }

    /// The number by what this device was told.
    fn number(&self, seen: &Value) -> PairingNumber {
        let (device_key, device_nonce) = device(seen);
        Transcript { account_key: thumbprint(&self.key), account_nonce: self.nonce, device_key, device_nonce }.number()
    }
}

#[tokio::test]
async fn a_second_device_joins_and_both_show_one_number() {
    let server = TestServer::start().await;
    let (old, new) = (OldDevice::here(&server).await, NewDevice::open(&server).await);
    let sub = subject(&server, &old.token).await;
    let typed = new.code.to_lowercase().replace('-', " ");
    assert_eq!(old.answer(&server, &typed).await.status, StatusCode::OK);
    let number = new.number(&new.reveal(&server).await);
    let seen = old.look(&server, &new.code).await;
    assert_eq!(old.number(&seen), number);

    let possession = new.key.states(&server, "join", &old.key.thumbprint()).await;
    let body = json!({"secret": new.secret, "possession": possession});
    assert_eq!(server.post_json(paths::STATE_PAIRING, &body).await.status, StatusCode::OK);
    let seen = old.look(&server, &new.code).await;
    let adding = json!({
        "authorisation": old.key.states(&server, "add_device", &new.key.thumbprint()).await,
        "possession": seen["possession"], "label": seen["label"], "pairing": new.code,
    });
    let added = server.post_as(&old.token, paths::KEYS, &adding).await;
    assert_eq!(added.status, StatusCode::OK, "{}", added.text);
    let told = server.post_json(paths::LOOK_AT_PAIRING, &json!({"secret": new.secret})).await;
    assert_eq!(told.json()["result"]["is_done"], json!(true));
    let signed_in = new.key.sign_in_with(&server, CLIENT, false).await;
    assert_eq!(subject(&server, &signed_in.text_of("access_token")).await, sub);
    assert_eq!(server.count("users"), 1);
}

/// Somebody in the middle opens a pairing of their own towards the guest's device, with a key of their own, and answers
/// the new device themselves. Whatever they choose, they chose it before they saw the other half.
#[tokio::test]
async fn a_relay_that_swaps_keys_makes_the_numbers_differ() {
    let server = TestServer::start().await;
    let (old, new) = (OldDevice::here(&server).await, NewDevice::open(&server).await);
    let (towards_old, towards_new) = (NewDevice::open(&server).await, OldDevice::here(&server).await);
    assert_eq!(towards_new.answer(&server, &new.code).await.status, StatusCode::OK);
    assert_eq!(old.answer(&server, &towards_old.code).await.status, StatusCode::OK);
    let on_the_new = new.number(&new.reveal(&server).await);
    towards_old.reveal(&server).await;
    let on_the_old = old.number(&old.look(&server, &towards_old.code).await);
    assert_ne!(on_the_new, on_the_old);

    // A person who confirms on the new device alone has stated something that serves the middle's own key only, and
    // never adds the new device to the guest.
    let possession = new.key.states(&server, "join", &towards_new.key.thumbprint()).await;
    let adding = json!({
        "authorisation": old.key.states(&server, "add_device", &new.key.thumbprint()).await, "possession": possession
    });
    assert_eq!(reason(&server.post_as(&old.token, paths::KEYS, &adding).await), "InvalidKeyStatement");
}

#[tokio::test]
async fn what_was_committed_to_cannot_be_changed() {
    let server = TestServer::start().await;
    let (old, new) = (OldDevice::here(&server).await, NewDevice::open(&server).await);
    let early = json!({"secret": new.secret, "device_key": new.key.thumbprint(), "device_nonce": new.nonce});
    assert_eq!(reason(&server.post_json(paths::REVEAL_PAIRING, &early).await), "PairingMismatch");
    assert_eq!(old.answer(&server, &new.code).await.status, StatusCode::OK);
    let other = TestGuest::named_by_thumbprint();
    for (key, nonce) in [(other.thumbprint(), new.nonce), (new.key.thumbprint(), PairingBytes::random())] {
        let body = json!({"secret": new.secret, "device_key": key, "device_nonce": nonce});
        assert_eq!(reason(&server.post_json(paths::REVEAL_PAIRING, &body).await), "PairingMismatch");
    }
    let changed = OldDevice { nonce: PairingBytes::random(), ..old };
    assert_eq!(reason(&changed.answer(&server, &new.code).await), "PairingAnswered");
}

#[tokio::test]
async fn a_pairing_is_its_two_devices_own_and_ends_after_five_minutes() {
    let server = TestServer::start().await;
    let (old, new, stranger) =
        (OldDevice::here(&server).await, NewDevice::open(&server).await, OldDevice::here(&server).await);
    assert_eq!(old.answer(&server, &new.code).await.status, StatusCode::OK);
    assert_eq!(reason(&stranger.answer(&server, &new.code).await), "PairingAnswered");
    let by_code = json!({"code": new.code});
    assert_eq!(server.post_json(paths::LOOK_AT_PAIRING, &by_code).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(reason(&server.post_as(&stranger.token, paths::LOOK_AT_PAIRING, &by_code).await), "PairingGone");
    // Whoever saw the code is not the new device.
    for secret in ["", "nonsense", &new.code, &"a".repeat(32)] {
        let guess = json!({"secret": secret});
        assert_eq!(reason(&server.post_json(paths::LOOK_AT_PAIRING, &guess).await), "PairingGone");
    }
    assert_eq!(server.post_as(&stranger.token, paths::END_PAIRING, &by_code).await.status, StatusCode::OK);
    old.look(&server, &new.code).await;
    server.clock.advance(PAIRING_LIFETIME);
    let late = server.post_json(paths::LOOK_AT_PAIRING, &json!({"secret": new.secret})).await;
    assert_eq!(reason(&late), "PairingGone");

    let given_up = NewDevice::open(&server).await;
    assert_eq!(server.post_json(paths::END_PAIRING, &json!({"secret": given_up.secret})).await.status, StatusCode::OK);
    assert_eq!(reason(&old.answer(&server, &given_up.code).await), "PairingGone");
}

#[tokio::test]
async fn opening_and_answering_are_limited() {
    let server = TestServer::with(|settings| settings.limits.danger_disabled = false).await;
    let body = json!({"commitment": PairingBytes::random()});
    let mut answers = Vec::new();
    for _ in 0..200 {
        let answer = server.post_json(paths::OPEN_PAIRING, &body).await;
        let is_last = answer.status == StatusCode::TOO_MANY_REQUESTS;
        answers.push(answer);
        if is_last {
            break;
        }
    }
    let last = answers.last().expect("an answer");
    assert_eq!(last.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(last.header("retry-after").is_some());
}
