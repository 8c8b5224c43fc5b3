//! A user's own keys and sessions, recovery kits, and who tries to use them without being the user.

use std::time::Duration;

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use houseguest_protocol::{
    identity::{KEY_REPLACED, KEY_REVOKED, paths},
    values::{Timestamp, base64url_encode},
};
use serde_json::{Value, json};

use super::{Answer, CLIENT, TestGuest, TestServer, guest::subject};
use crate::settings::{Change, CleanUpSettings, ClientSettings};

impl TestGuest {
    /// A guest who calls its key by its thumbprint, as our own clients do; statements want that.
    pub(crate) fn named_by_thumbprint() -> Self {
        let mut guest = Self::new();
        guest.kid = guest.thumbprint();
        guest
    }

    /// The key's thumbprint.
    pub(crate) fn thumbprint(&self) -> String {
        let jwk = houseguest_protocol::identity::Jwk::from_value(&self.jwk()).expect("a JWK");
        jwk.public_key().expect("a key").thumbprint().to_string()
    }

    /// A statement over any challenge.
    pub(crate) fn states_over(&self, server: &TestServer, challenge: &str, act: &str, about: &str) -> String {
        let header = json!({"typ": "vnd.houseguest.key-statement", "alg": self.algorithm(), "jwk": self.jwk()});
        let iat = server.now().unix_seconds();
        let claims = json!({"challenge": challenge, "act": act, "about": about, "iat": iat, "exp": iat + 300});
        self.sign(&header, &claims)
    }

    /// A statement over a fresh challenge.
    pub(crate) async fn states(&self, server: &TestServer, act: &str, about: &str) -> String {
        self.states_over(server, &challenge(server).await, act, about)
    }
}

/// A challenge for statements.
pub(crate) async fn challenge(server: &TestServer) -> String {
    let answer = server.post_json(paths::CHALLENGE, &json!({"purpose": "x_key_statement"})).await;
    answer.json()["result"]["token"].as_str().expect("a challenge").to_owned()
}

impl TestServer {
    /// POST of JSON with an access token.
    pub(crate) async fn post_as(&self, token: &str, path: &str, body: &Value) -> Answer {
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::AUTHORIZATION, format!("Bearer {token}"));
        self.send(request.body(Body::from(body.to_string())).expect("a request")).await
    }
}

/// The reason of a refusal.
pub(crate) fn reason(answer: &Answer) -> String {
    assert!(!answer.status.is_success(), "{}", answer.text);
    answer.json()["error"]["reason"].as_str().expect("a reason").to_owned()
}

/// What adds `new` by the word of `by`.
async fn adding(server: &TestServer, by: &TestGuest, new: &TestGuest, act: &str) -> Value {
    json!({
        "authorisation": by.states(server, act, &new.thumbprint()).await,
        "possession": new.states(server, "join", &by.thumbprint()).await,
        "label": "Lantern",
    })
}

/// What restores the guest of `kit` to `new`.
async fn restoring(server: &TestServer, kit: &TestGuest, new: &TestGuest) -> Value {
    json!({
        "authorisation": kit.states(server, "restore", &new.thumbprint()).await,
        "possession": new.states(server, "join", &kit.thumbprint()).await,
    })
}

/// A guest with a device and a recovery kit, their access token, and their `sub`.
async fn guest_with_kit(server: &TestServer) -> (TestGuest, TestGuest, String, String) {
    let (device, kit) = (TestGuest::named_by_thumbprint(), TestGuest::named_by_thumbprint());
    let token = device.sign_in(server).await.text_of("access_token");
    let added = server.post_as(&token, paths::KEYS, &adding(server, &device, &kit, "add_recovery").await).await;
    assert_eq!(added.status, StatusCode::OK, "{}", added.text);
    let sub = subject(server, &token).await;
    (device, kit, token, sub)
}

fn error_of(answer: &Answer) -> (String, String) {
    (answer.text_of("error"), answer.text_of("error_description"))
}

#[tokio::test]
async fn a_guest_adds_names_sees_and_revokes_the_key_of_a_second_device() {
    let server = TestServer::start().await;
    let (first, second) = (TestGuest::named_by_thumbprint(), TestGuest::named_by_thumbprint());
    let token = first.sign_in(&server).await.text_of("access_token");
    let sub = subject(&server, &token).await;
    let added = server.post_as(&token, paths::KEYS, &adding(&server, &first, &second, "add_device").await).await;
    assert_eq!(added.status, StatusCode::OK, "{}", added.text);
    let signed_in = second.sign_in_with(&server, CLIENT, false).await;
    let theirs = signed_in.text_of("access_token");
    assert_eq!(subject(&server, &theirs).await, sub);
    let named = json!({"thumbprint": first.thumbprint(), "label": "  Porch\u{7} "});
    assert_eq!(server.post_as(&theirs, paths::LABEL_KEY, &named).await.status, StatusCode::OK);

    let list = server.get(paths::KEYS, Some(&theirs)).await.json()["result"].clone();
    let mut keys: Vec<_> = list["keys"]
        .as_array()
        .expect("keys")
        .iter()
        .map(|key| {
            (
                key["label"].as_str().expect("a label").to_owned(),
                key["is_this_device"] == json!(true),
                key["kind"].clone(),
            )
        })
        .collect();
    keys.sort_by(|one, other| one.0.cmp(&other.0));
    assert_eq!(keys, [("Lantern".to_owned(), true, json!("device")), ("Porch".to_owned(), false, json!("device"))]);
    assert_eq!(list["sessions"].as_array().expect("sessions").len(), 2);
    assert_eq!(
        list["sessions"].as_array().expect("sessions").iter().filter(|one| one["is_this_one"] == true).count(),
        1
    );

    let revoking = json!({"authorisation": second.states(&server, "revoke", &first.thumbprint()).await});
    assert_eq!(server.post_as(&theirs, paths::REVOKE_KEY, &revoking).await.status, StatusCode::OK);
    assert_eq!(server.get(paths::USERINFO, Some(&token)).await.status, StatusCode::UNAUTHORIZED, "its session ends");
    for with_key in [true, false] {
        let refused = first.sign_in_with(&server, CLIENT, with_key).await;
        assert_eq!(error_of(&refused), ("invalid_grant".to_owned(), KEY_REVOKED.to_owned()));
    }
    let last = json!({"authorisation": second.states(&server, "revoke", &second.thumbprint()).await});
    assert_eq!(reason(&server.post_as(&theirs, paths::REVOKE_KEY, &last).await), "LastDeviceKey");
    let last = json!({
        "authorisation": second.states(&server, "revoke", &second.thumbprint()).await, "even_the_last": true
    });
    assert_eq!(server.post_as(&theirs, paths::REVOKE_KEY, &last).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_guest_is_told_how_long_they_last_by_the_settings_of_the_moment() {
    let server = TestServer::start().await;
    let token = TestGuest::named_by_thumbprint().sign_in(&server).await.text_of("access_token");
    let told = async || {
        let list = server.get(paths::KEYS, Some(&token)).await.json()["result"].clone();
        let ends_at = list["sessions"][0]["ends_at"].as_str().expect("an end").to_owned();
        (Timestamp::parse_rfc3339(&ends_at).expect("an instant"), list["idle_guest_days"].clone())
    };
    let state = server.identity.state();
    let client = state.settings().clients.iter().find(|client| client.client_id == CLIENT).expect("the client").clone();
    let idle = Duration::from_secs(client.refresh_token_idle_timeout_seconds);
    assert_eq!(told().await, (server.now() + idle, Value::Null), "nobody is removed by default");

    let hurried = ClientSettings { refresh_token_idle_timeout_seconds: 600, ..client };
    state.change_settings(&Change::Client(Box::new(hurried)), 0, "ann").await.expect("changes");
    let rule = CleanUpSettings { enabled: true, idle_days: 40, ..CleanUpSettings::default() };
    state.change_settings(&Change::CleanUp(rule), 0, "ann").await.expect("changes");
    assert_eq!(told().await, (server.now() + Duration::from_secs(600), json!(40)));
}

#[tokio::test]
async fn a_stolen_access_token_alone_changes_no_keys() {
    let server = TestServer::start().await;
    let (device, _kit, token, _) = guest_with_kit(&server).await;
    let thief = TestGuest::named_by_thumbprint();
    let thiefs = thief.sign_in(&server).await.text_of("access_token");
    let new = TestGuest::named_by_thumbprint();
    let own_word = adding(&server, &new, &new, "add_device").await;
    let word_of_another_guest = adding(&server, &thief, &new, "add_device").await;
    // The victim's public key is known, its signature is not.
    let mut forged = adding(&server, &new, &new, "add_device").await;
    let header = json!({"typ": "vnd.houseguest.key-statement", "alg": "EdDSA", "jwk": device.jwk()});
    let iat = server.now().unix_seconds();
    let claims = json!({
        "challenge": challenge(&server).await, "act": "add_device", "about": new.thumbprint(), "iat": iat, "exp": iat + 300
    });
    forged["authorisation"] = json!(new.sign(&header, &claims));
    let before = server.rows();
    for body in [own_word, word_of_another_guest, forged] {
        assert_eq!(reason(&server.post_as(&token, paths::KEYS, &body).await), "InvalidKeyStatement");
    }
    let revoking = json!({"authorisation": thief.states(&server, "revoke", &device.thumbprint()).await});
    assert_eq!(reason(&server.post_as(&token, paths::REVOKE_KEY, &revoking).await), "InvalidKeyStatement");
    assert_eq!(server.rows(), before, "nothing has changed");
    // The other way round: the word of the right key with somebody else's token.
    let body = adding(&server, &device, &new, "add_device").await;
    assert_eq!(reason(&server.post_as(&thiefs, paths::KEYS, &body).await), "InvalidKeyStatement");
    assert_eq!(server.post_json(paths::KEYS, &body).await.status, StatusCode::UNAUTHORIZED, "and without any");
}

#[tokio::test]
async fn statements_hold_once_for_what_they_say_and_for_a_while() {
    let server = TestServer::start().await;
    let (device, kit, token, _) = guest_with_kit(&server).await;
    let (new, other) = (TestGuest::named_by_thumbprint(), TestGuest::named_by_thumbprint());
    let refused = async |body: Value| reason(&server.post_as(&token, paths::KEYS, &body).await);
    let good = adding(&server, &device, &new, "add_device").await;

    let mut swapped = good.clone();
    swapped["possession"] = json!(other.states(&server, "join", &device.thumbprint()).await);
    assert_eq!(refused(swapped).await, "InvalidKeyStatement", "the word was about another key");
    let mut borrowed = good.clone();
    borrowed["possession"] = json!(new.states(&server, "join", &kit.thumbprint()).await);
    assert_eq!(refused(borrowed).await, "InvalidKeyStatement", "the new key wants to join somebody else");
    for act in ["revoke", "restore", "join"] {
        assert_eq!(refused(adding(&server, &device, &new, act).await).await, "InvalidKeyStatement", "{act}");
    }
    let wrong_purpose = device.states_over(&server, &server.challenge().await, "add_device", &new.thumbprint());
    let mut purpose = good.clone();
    purpose["authorisation"] = json!(wrong_purpose);
    assert_eq!(refused(purpose).await, "InvalidKeyStatement", "a challenge for something else");
    let invented = device.states_over(&server, "0123456789ABCDEFGHJKMNPQRSTVWXYZ", "add_device", &new.thumbprint());
    let mut foreign = good.clone();
    foreign["authorisation"] = json!(invented);
    assert_eq!(refused(foreign).await, "InvalidKeyStatement", "nobody's challenge");
    let mut request = good.clone();
    request["authorisation"] = json!(device.request(&server, &challenge(&server).await, true));
    assert_eq!(refused(request).await, "InvalidKeyStatement", "another kind of JWT");
    for broken in ["", "a.b.c", "e30.e30.e30"] {
        let mut body = good.clone();
        body["authorisation"] = json!(broken);
        assert_eq!(refused(body).await, "InvalidKeyStatement");
    }

    assert_eq!(server.post_as(&token, paths::KEYS, &good).await.status, StatusCode::OK);
    assert_eq!(refused(good).await, "InvalidKeyStatement", "replayed");
    let late = adding(&server, &device, &other, "add_device").await;
    server.clock.advance(std::time::Duration::from_secs(301));
    let token = device.sign_in(&server).await.text_of("access_token");
    assert_eq!(reason(&server.post_as(&token, paths::KEYS, &late).await), "InvalidKeyStatement", "too late");
}

#[tokio::test]
async fn a_statement_is_no_way_to_sign_in_and_a_kit_signs_nobody_in() {
    let server = TestServer::start().await;
    let (device, kit, _, _) = guest_with_kit(&server).await;
    let statement = device.states(&server, "add_device", &kit.thumbprint()).await;
    let presented = super::guest::present(&server, CLIENT, &statement).await;
    assert_eq!(error_of(&presented), ("invalid_grant".to_owned(), "InvalidCredentials".to_owned()));
    for with_key in [true, false] {
        let refused = kit.sign_in_with(&server, CLIENT, with_key).await;
        assert_eq!(error_of(&refused), ("invalid_grant".to_owned(), "InvalidCredentials".to_owned()));
    }
    assert_eq!(server.count("users"), 1, "and makes nobody");
}

#[tokio::test]
async fn a_kit_brings_the_same_guest_to_a_new_device_and_the_lost_one_is_told() {
    let server = TestServer::start().await;
    let (lost, kit, token, sub) = guest_with_kit(&server).await;
    let refresh = lost.sign_in(&server).await.text_of("refresh_token");
    let new = TestGuest::named_by_thumbprint();
    let body = restoring(&server, &kit, &new).await;
    let restored = server.post_json(paths::RESTORE, &body).await;
    assert_eq!(restored.json()["result"]["sub"], json!(sub), "{}", restored.text);
    assert_eq!(reason(&server.post_json(paths::RESTORE, &body).await), "InvalidKeyStatement", "replayed");

    let back = new.sign_in_with(&server, CLIENT, false).await.text_of("access_token");
    assert_eq!(subject(&server, &back).await, sub);
    for with_key in [true, false] {
        let refused = lost.sign_in_with(&server, CLIENT, with_key).await;
        assert_eq!(error_of(&refused), ("invalid_grant".to_owned(), KEY_REPLACED.to_owned()), "and no new account");
    }
    assert_eq!(server.count("users"), 1);
    assert_eq!(server.get(paths::USERINFO, Some(&token)).await.status, StatusCode::UNAUTHORIZED);
    let form = [("grant_type", "refresh_token"), ("client_id", CLIENT), ("refresh_token", &refresh)];
    assert_eq!(server.post_form(paths::TOKEN, &form).await.status, StatusCode::BAD_REQUEST);
    let other = TestGuest::named_by_thumbprint();
    assert_eq!(reason(&server.post_json(paths::RESTORE, &restoring(&server, &kit, &other).await).await), "KitSpent");
    let list = server.get(paths::KEYS, Some(&back)).await.json()["result"]["keys"].clone();
    assert_eq!(list.as_array().map(Vec::len), Some(1), "no kit is left: {list}");
}

#[tokio::test]
async fn a_kit_that_serves_no_more_says_why() {
    let server = TestServer::start().await;
    let new = TestGuest::named_by_thumbprint();
    let restore =
        async |kit: &TestGuest| reason(&server.post_json(paths::RESTORE, &restoring(&server, kit, &new).await).await);
    let stranger = TestGuest::named_by_thumbprint();
    assert_eq!(restore(&stranger).await, "KitUnknown");
    let (device, kit, token, _) = guest_with_kit(&server).await;
    assert_eq!(restore(&device).await, "KitUnknown", "a device's key is no kit");
    let revoking = json!({"authorisation": device.states(&server, "revoke", &kit.thumbprint()).await});
    assert_eq!(server.post_as(&token, paths::REVOKE_KEY, &revoking).await.status, StatusCode::OK);
    assert_eq!(restore(&kit).await, "KitRevoked");

    let (_device, kit, token, sub) = guest_with_kit(&server).await;
    let user = crate::model::UserId(sub.parse().expect("an id"));
    let state = server.identity.state();
    state.store.disable_user(user, server.now()).await.expect("disables");
    assert_eq!(restore(&kit).await, "UserDisabled");
    state.store.delete_user(user, server.now()).await.expect("deletes");
    assert_eq!(restore(&kit).await, "GuestRemoved");
    assert_eq!(server.get(paths::KEYS, Some(&token)).await.status, StatusCode::UNAUTHORIZED);
    // With somebody's public kit key, and no signature of its own.
    let (_device, kit, _, _) = guest_with_kit(&server).await;
    let mut forged = restoring(&server, &kit, &new).await;
    forged["authorisation"] = json!(new.sign(
        &json!({"typ": "vnd.houseguest.key-statement", "alg": "EdDSA", "jwk": kit.jwk()}),
        &json!({"challenge": challenge(&server).await, "act": "restore", "about": new.thumbprint(),
            "iat": server.now().unix_seconds(), "exp": server.now().unix_seconds() + 300}),
    ));
    assert_eq!(reason(&server.post_json(paths::RESTORE, &forged).await), "InvalidKeyStatement");
}

#[tokio::test]
async fn a_user_ends_sessions_of_their_own_and_of_nobody_else() {
    let server = TestServer::start().await;
    let (device, _, token, _) = guest_with_kit(&server).await;
    let second = device.sign_in(&server).await.text_of("access_token");
    let sessions = async |token: &str| {
        let list = server.get(paths::KEYS, Some(token)).await.json()["result"]["sessions"].clone();
        list.as_array().expect("sessions").clone()
    };
    let other = sessions(&token).await.into_iter().find(|one| one["is_this_one"] == false).expect("another");
    let body = json!({"id": other["id"], "place": other["place"]});
    let stranger = TestGuest::new().sign_in(&server).await.text_of("access_token");
    assert_eq!(server.post_as(&stranger, paths::END_OWN_SESSION, &body).await.status, StatusCode::NOT_FOUND);
    assert_eq!(server.post_as(&token, paths::END_OWN_SESSION, &body).await.status, StatusCode::OK);
    assert_eq!(server.get(paths::USERINFO, Some(&second)).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(sessions(&token).await.len(), 1);
}

#[tokio::test]
async fn cookies_and_clients_without_full_access_see_no_keys() {
    let server = TestServer::start().await;
    let browser = crate::http::interaction::tests::browser::TestBrowser::new(&server);
    super::browser_session::become_guest(&browser).await;
    assert_eq!(browser.get(paths::KEYS).await.status, StatusCode::UNAUTHORIZED);
    for token in ["nonsense", &base64url_encode(&[7; 24])] {
        assert_eq!(server.get(paths::KEYS, Some(token)).await.status, StatusCode::UNAUTHORIZED);
    }
}
