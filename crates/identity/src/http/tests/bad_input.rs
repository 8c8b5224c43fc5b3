//! Bad input gets the protocol's error and changes nothing.

use axum::{body::Body, http::StatusCode};
use houseguest_protocol::{identity::paths, values::base64url_encode};
use serde_json::{Value, json};

use super::{
    Answer, CLIENT, TestGuest, TestServer,
    guest::{GRANT, present},
};

const INVALID_CREDENTIALS: &str = r#"{"error":"invalid_grant","error_description":"InvalidCredentials"}"#;

/// Sends a bad request and shows that the answer is the protocol's and the store is as it was.
async fn changes_nothing(server: &TestServer, what: &str, jwt: &str) {
    let before = server.rows();
    let answer = present(server, CLIENT, jwt).await;
    assert_eq!((answer.status, answer.text.as_str()), (StatusCode::BAD_REQUEST, INVALID_CREDENTIALS), "{what}");
    assert_eq!(server.rows(), before, "{what}");
}

#[tokio::test]
async fn a_request_that_is_not_as_it_should_be_is_refused_and_burns_no_challenge() {
    let server = TestServer::start().await;
    let guest = TestGuest::new();
    let challenge = server.challenge().await;
    let (header, claims) = (guest.header(true), guest.claims(&server, &challenge));
    let with = |base: &Value, member: &str, value: Value| {
        let mut changed = base.clone();
        changed[member] = value;
        changed
    };
    let without = |base: &Value, member: &str| {
        let mut changed = base.clone();
        changed.as_object_mut().expect("an object").remove(member);
        changed
    };
    let signed = |header: &Value, claims: &Value| guest.sign(header, claims);
    let now = server.now().unix_seconds();

    for alg in ["none", "None", "HS256", "RS256", "ES256", "EdDSA2"] {
        changes_nothing(&server, alg, &signed(&with(&header, "alg", json!(alg)), &claims)).await;
    }
    let part = |json: &Value| base64url_encode(json.to_string().as_bytes());
    let unsigned = format!("{}.{}.", part(&with(&header, "alg", json!("none"))), part(&claims));
    changes_nothing(&server, "no signature", &unsigned).await;
    for typ in ["JWT", "vnd.authgear.biometric-request", "VND.AUTHGEAR.ANONYMOUS-REQUEST"] {
        changes_nothing(&server, typ, &signed(&with(&header, "typ", json!(typ)), &claims)).await;
    }
    changes_nothing(&server, "no typ", &signed(&without(&header, "typ"), &claims)).await;
    changes_nothing(&server, "crit", &signed(&with(&header, "crit", json!(["b64"])), &claims)).await;
    changes_nothing(&server, "expired", &signed(&header, &with(&claims, "exp", json!(now - 300)))).await;
    changes_nothing(&server, "from the future", &signed(&header, &with(&claims, "iat", json!(now + 301)))).await;
    changes_nothing(&server, "not yet", &signed(&header, &with(&claims, "nbf", json!(now + 301)))).await;
    changes_nothing(&server, "no challenge", &signed(&header, &without(&claims, "challenge"))).await;
    let other = TestServer::start().await;
    let foreign = other.challenge().await;
    changes_nothing(&server, "foreign challenge", &signed(&header, &with(&claims, "challenge", json!(foreign)))).await;
    for kid in ["short", "with space", &"k".repeat(65)] {
        let jwk = with(&guest.jwk(), "kid", json!(kid));
        let named = with(&with(&header, "jwk", jwk), "kid", json!(kid));
        changes_nothing(&server, kid, &signed(&named, &claims)).await;
    }
    changes_nothing(&server, "kids differ", &signed(&with(&header, "kid", json!("another-key-id")), &claims)).await;
    for member in ["d", "k", "p"] {
        let jwk = with(&guest.jwk(), member, json!("AAAA"));
        changes_nothing(&server, "private member", &signed(&with(&header, "jwk", jwk), &claims)).await;
    }
    changes_nothing(
        &server,
        "symmetric key",
        &signed(&with(&header, "jwk", json!({"kty": "oct", "k": "AA", "kid": "12345678"})), &claims),
    )
    .await;
    changes_nothing(&server, "somebody else's key", &signed(&with(&header, "jwk", TestGuest::new().jwk()), &claims))
        .await;
    changes_nothing(&server, "unknown key id", &guest.request(&server, &challenge, false)).await;
    let good = signed(&header, &claims);
    for broken in
        ["", ".", "a.b", "a.b.c", &good[1..], &good[..good.len() - 2], &format!("{good}="), &"a".repeat(20_000)]
    {
        if broken.is_empty() {
            continue; // An empty parameter counts as absent; see the test of missing ones.
        }
        changes_nothing(&server, broken, broken).await;
    }
    // None of these burnt the challenge.
    assert_eq!(present(&server, CLIENT, &good).await.status, StatusCode::OK);
    changes_nothing(&server, "the same request once more", &good).await;
}

#[tokio::test]
async fn a_challenge_is_spent_once_and_dies_after_five_minutes() {
    let server = TestServer::start().await;
    let (one, other) = (TestGuest::new(), TestGuest::new());
    let challenge = server.challenge().await;
    assert_eq!(present(&server, CLIENT, &one.request(&server, &challenge, true)).await.status, StatusCode::OK);
    changes_nothing(&server, "somebody else with the same challenge", &other.request(&server, &challenge, true)).await;
    let late = server.challenge().await;
    server.clock.advance(std::time::Duration::from_secs(300));
    changes_nothing(&server, "too late", &other.request(&server, &late, true)).await;
    let biometric = server.post_json(paths::CHALLENGE, &json!({"purpose": "biometric_request"})).await;
    let biometric = biometric.json()["result"]["token"].as_str().expect("a challenge").to_owned();
    changes_nothing(&server, "for something else", &other.request(&server, &biometric, true)).await;
}

#[tokio::test]
async fn clocks_may_differ_by_five_minutes() {
    let server = TestServer::start().await;
    let now = server.now().unix_seconds();
    for (iat, exp) in [(now + 300, now + 360), (now - 359, now - 299)] {
        let guest = TestGuest::new();
        let claims = json!({"challenge": server.challenge().await, "iat": iat, "exp": exp});
        assert_eq!(present(&server, CLIENT, &guest.sign(&guest.header(true), &claims)).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn a_key_id_belongs_to_the_first_key_that_had_it() {
    let server = TestServer::start().await;
    let first = TestGuest::new();
    assert_eq!(first.sign_in(&server).await.status, StatusCode::OK);
    let mut second = TestGuest::new();
    second.kid = first.kid.clone();
    let challenge = server.challenge().await;
    changes_nothing(&server, "key id taken", &second.request(&server, &challenge, true)).await;
    // That somebody named a key and could not prove it is noted (section 13.4), and nothing else.
    let others = || {
        let noted = |row: &String| row.starts_with("history: ") || row.starts_with("daily_figure: ");
        server.rows().into_iter().filter(|row| !noted(row)).collect::<Vec<_>>()
    };
    let before = others();
    for _ in 0..3 {
        let answer = present(&server, CLIENT, &second.request(&server, &challenge, false)).await;
        assert_eq!(answer.text, INVALID_CREDENTIALS, "key id taken, key not shown");
    }
    assert_eq!((others(), server.count("history")), (before, 1), "once an hour");
}

async fn refused(server: &TestServer, form: &[(&str, &str)]) -> String {
    let before = server.rows();
    let answer = server.post_form(paths::TOKEN, form).await;
    assert_eq!(server.rows(), before, "{form:?}");
    format!("{} {}", answer.status.as_u16(), answer.text)
}

#[tokio::test]
async fn missing_and_unknown_parameters_have_their_own_answers() {
    let server = TestServer::start().await;
    let grant = |name| ("grant_type", name);
    let client = ("client_id", CLIENT);
    insta::assert_snapshot!(refused(&server, &[grant(GRANT), client]).await,
        @r#"400 {"error":"invalid_request","error_description":"jwt is required"}"#);
    insta::assert_snapshot!(refused(&server, &[grant("refresh_token"), client]).await,
        @r#"400 {"error":"invalid_request","error_description":"refresh token is required"}"#);
    insta::assert_snapshot!(refused(&server, &[grant("authorization_code"), client]).await,
        @r#"400 {"error":"invalid_request","error_description":"code is required"}"#);
    insta::assert_snapshot!(refused(&server, &[grant("authorization_code"), client, ("code", "c")]).await,
        @r#"400 {"error":"invalid_request","error_description":"PKCE code verifier is required"}"#);
    insta::assert_snapshot!(refused(&server, &[grant("password"), client]).await,
        @r#"400 {"error":"unsupported_grant_type","error_description":"grant type is not supported"}"#);
    insta::assert_snapshot!(refused(&server, &[client]).await,
        @r#"400 {"error":"unsupported_grant_type","error_description":"grant type is not supported"}"#);
    insta::assert_snapshot!(refused(&server, &[grant(GRANT), ("client_id", "nobody")]).await,
        @r#"400 {"error":"invalid_client","error_description":"invalid client ID"}"#);
    insta::assert_snapshot!(refused(&server, &[grant(GRANT)]).await,
        @r#"400 {"error":"invalid_client","error_description":"invalid client ID"}"#);
    insta::assert_snapshot!(refused(&server, &[grant("refresh_token"), ("client_id", "machine")]).await,
        @r#"400 {"error":"unauthorized_client","error_description":"grant type is not allowed for this client"}"#);
    insta::assert_snapshot!(refused(&server, &[grant(GRANT), ("client_id", "third-party"), ("jwt", "x")]).await,
        @r#"400 {"error":"unauthorized_client","error_description":"Anonymous user is not supported by the client application type. Try using SPA, Traditional Web App, or Native App client types if applicable."}"#);
    insta::assert_snapshot!(refused(&server, &[grant("refresh_token"), client, ("refresh_token", "nonsense")]).await,
        @r#"400 {"error":"invalid_grant","error_description":"invalid refresh token"}"#);
    let verifier = "v".repeat(43);
    let unknown = [
        grant("authorization_code"),
        client,
        ("code", "nonsense"),
        ("code_verifier", verifier.as_str()),
        ("redirect_uri", "http://127.0.0.1/callback"),
    ];
    insta::assert_snapshot!(refused(&server, &unknown).await,
        @r#"400 {"error":"invalid_grant","error_description":"invalid authorization code"}"#);
    insta::assert_snapshot!(refused(&server, &[grant(GRANT), client, ("jwt", "x"), ("x_device_info", "bm9uZQ")]).await,
        @r#"400 {"error":"invalid_request","error_description":"invalid device info"}"#);
    insta::assert_snapshot!(refused(&server, &[grant("urn:authgear:params:oauth:grant-type:id-token"), client]).await,
        @r#"401 {"error":"invalid_grant","error_description":"valid session is required"}"#);
}

#[tokio::test]
async fn guests_may_be_unwelcome() {
    let server = TestServer::with(|settings| settings.anonymous.enabled = false).await;
    let answer = TestGuest::new().sign_in(&server).await;
    insta::assert_snapshot!(answer.text, @r#"{"error":"unauthorized_client","error_description":"AnonymousUserDisallowed"}"#);
    let answer = server
        .post_json(paths::ANONYMOUS_SIGN_UP, &json!({"session_type": "refresh_token", "client_id": CLIENT}))
        .await;
    insta::assert_snapshot!(answer.text, @r#"{"error":{"name":"Invalid","reason":"Invalid","message":"anonymous user disallowed","code":400}}"#);
    assert_eq!(server.count("users"), 0);
}

/// One answer for the log of a snapshot.
fn shown(answer: &Answer) -> String {
    format!("{} {}", answer.status.as_u16(), answer.text)
}

#[tokio::test]
async fn bodies_that_are_too_large_or_not_text_are_refused() {
    let server = TestServer::start().await;
    let before = server.rows();
    let large = || vec![b'a'; 1024 * 1024 + 1];
    let form = "application/x-www-form-urlencoded";
    insta::assert_snapshot!(shown(&server.post(paths::TOKEN, form, large()).await),
        @r#"413 {"error":"invalid_request","error_description":"request body too large"}"#);
    insta::assert_snapshot!(shown(&server.post(paths::REVOKE, form, large()).await),
        @r#"413 {"error":"invalid_request","error_description":"request body too large"}"#);
    for path in [paths::CHALLENGE, paths::ANONYMOUS_SIGN_UP, paths::PROMOTION_CODE] {
        let too_large = shown(&server.post(path, "application/json", large()).await);
        let not_text = shown(&server.post(path, "application/json", &b"{\"purpose\": \"\xff\"}"[..]).await);
        let not_json = shown(&server.post(path, "text/plain", "{}").await);
        insta::allow_duplicates! {
            insta::assert_snapshot!(too_large,
                @r#"413 {"error":{"name":"RequestEntityTooLarge","reason":"JSONTooLarge","message":"request body too large","code":413}}"#);
            insta::assert_snapshot!(not_text,
                @r#"400 {"error":{"name":"BadRequest","reason":"InvalidJSON","message":"the body is not JSON","code":400,"info":{"byte_offset":14}}}"#);
            insta::assert_snapshot!(not_json,
                @r#"400 {"error":{"name":"BadRequest","reason":"BadRequest","message":"request content type is invalid","code":400}}"#);
        }
    }
    insta::assert_snapshot!(shown(&server.post(paths::TOKEN, form, &b"grant_type=%ff"[..]).await),
        @r#"400 {"error":"invalid_request","error_description":"the form is not UTF-8"}"#);
    insta::assert_snapshot!(shown(&server.post(paths::TOKEN, form, "client_id=a&client_id=b").await),
        @r#"400 {"error":"invalid_request","error_description":"a parameter is included more than once"}"#);
    insta::assert_snapshot!(shown(&server.post(paths::TOKEN, "application/json", "{}").await),
        @r#"400 {"error":"invalid_request","error_description":"request content type is invalid"}"#);
    let endless = Body::from_stream(futures::stream::repeat_with(|| Ok::<_, std::io::Error>(&b"aaaaaaaa"[..])));
    assert_eq!(server.post(paths::TOKEN, form, endless).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    let deep = "[".repeat(100_000);
    assert_eq!(server.post(paths::CHALLENGE, "application/json", deep).await.status, StatusCode::BAD_REQUEST);
    assert_eq!(server.rows(), before);
}

#[tokio::test]
async fn bodies_of_another_shape_are_refused() {
    let server = TestServer::start().await;
    let post = async |path: &str, body: Value| shown(&server.post_json(path, &body).await);
    insta::assert_snapshot!(post(paths::CHALLENGE, json!({"purpose": "world_domination"})).await,
        @r#"400 {"error":{"name":"Invalid","reason":"ValidationFailed","message":"invalid request body","code":400,"info":{"causes":[{"details":{"msg":"unknown challenge purpose"},"kind":"general","location":"/purpose"}]}}}"#);
    insta::assert_snapshot!(post(paths::CHALLENGE, json!({})).await,
        @r#"400 {"error":{"name":"Invalid","reason":"ValidationFailed","message":"invalid request body","code":400,"info":{"causes":[{"details":{"msg":"missing field `purpose`"},"kind":"general","location":""}]}}}"#);
    for body in [json!({"purpose": "anonymous_request", "x": 1}), json!([]), json!(null), json!({"purpose": 7})] {
        assert!(post(paths::CHALLENGE, body.clone()).await.contains("ValidationFailed"), "{body}");
    }
    insta::assert_snapshot!(post(paths::ANONYMOUS_SIGN_UP, json!({"session_type": "carrier_pigeon"})).await,
        @r#"400 {"error":{"name":"Invalid","reason":"ValidationFailed","message":"invalid request body","code":400,"info":{"causes":[{"details":{"msg":"unknown variant `carrier_pigeon`, expected `cookie` or `refresh_token`"},"kind":"general","location":""}]}}}"#);
}
