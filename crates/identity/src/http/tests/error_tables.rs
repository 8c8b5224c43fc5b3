//! Every row of the protocol's error tables that a client can provoke at the endpoints programs call, by its
//! section. Those of the authorize endpoint (section 4.2) are in `interaction/tests/authorize.rs`, those of
//! DPoP (section 12.3) in `jose/dpop/tests.rs` and `dpop.rs`, those of limits (sections 3.1 and 5.1) in
//! `failures.rs`.

use axum::{body::Body, http::Request};
use houseguest_protocol::identity::paths;
use serde_json::{Value, json};

use super::{Answer, CLIENT, TestGuest, TestServer, guest::GRANT};

const NO_GUESTS: &str = "Anonymous user is not supported by the client application type. Try using SPA, Traditional Web \
                         App, or Native App client types if applicable.";

/// A row of an OAuth table: where it stands, what is sent, what comes back.
struct Row<'a> {
    row: &'a str,
    form: Vec<(&'a str, &'a str)>,
    status: u16,
    error: &'a str,
    description: &'a str,
}

fn row<'a>(row: &'a str, form: &[(&'a str, &'a str)], error: &'a str, description: &'a str) -> Row<'a> {
    Row { row, form: form.to_vec(), status: 400, error, description }
}

/// A guest's token answer.
struct Signed {
    refresh: String,
    access: String,
}

async fn signed_in(server: &TestServer, client: &str) -> Signed {
    let answer = TestGuest::new().sign_in_with(server, client, true).await;
    Signed { refresh: answer.text_of("refresh_token"), access: answer.text_of("access_token") }
}

#[tokio::test]
async fn the_token_endpoint_sections_3_1_to_3_5() {
    let server = TestServer::start().await;
    let live = signed_in(&server, CLIENT).await;
    let ended = signed_in(&server, CLIENT).await;
    server.post_form(paths::REVOKE, &[("token", &ended.refresh)]).await;
    let challenge = server.challenge().await;
    let good = TestGuest::new().request(&server, &challenge, true);
    let unknown_key = TestGuest::new().request(&server, &challenge, false);
    let verifier = "v".repeat(43);

    let client = ("client_id", CLIENT);
    let anonymous = ("grant_type", GRANT);
    let (refresh, code) = (("grant_type", "refresh_token"), ("grant_type", "authorization_code"));
    let callback = ("redirect_uri", "http://127.0.0.1/callback");
    let whole = |value| [code, client, ("code", value), ("code_verifier", verifier.as_str()), callback];
    let no_device = ("x_device_info", "e30");
    let rows = [
        row("3.1 unknown client", &[refresh, ("client_id", "nobody")], "invalid_client", "invalid client ID"),
        row("3.1 no client", &[refresh], "invalid_client", "invalid client ID"),
        row(
            "3.1 unknown grant",
            &[client, ("grant_type", "password")],
            "unsupported_grant_type",
            "grant type is not supported",
        ),
        row("3.1 no grant", &[client], "unsupported_grant_type", "grant type is not supported"),
        row(
            "3.1 grant of a feature left out",
            &[client, ("grant_type", "urn:authgear:params:oauth:grant-type:biometric-request")],
            "unsupported_grant_type",
            "grant type is not supported",
        ),
        row(
            "3.1 not for machines",
            &[refresh, ("client_id", "machine")],
            "unauthorized_client",
            "grant type is not allowed for this client",
        ),
        row("3.1 no code", &[code, client], "invalid_request", "code is required"),
        row("3.1 no verifier", &[code, client, ("code", "c")], "invalid_request", "PKCE code verifier is required"),
        row("3.1 no refresh token", &[refresh, client], "invalid_request", "refresh token is required"),
        row("3.1 no jwt", &[anonymous, client], "invalid_request", "jwt is required"),
        row("3.1 an empty parameter is none", &[anonymous, client, ("jwt", "")], "invalid_request", "jwt is required"),
        row(
            "3.1 confidential client without secret",
            &[code, ("client_id", "third-party"), ("code", "c")],
            "invalid_client",
            "client secret is required",
        ),
        row(
            "3.1 device info without a device",
            &[refresh, client, ("refresh_token", &live.refresh), no_device],
            "invalid_request",
            "invalid device info",
        ),
        row(
            "3.1 device info that is not base64url",
            &[refresh, client, ("refresh_token", &live.refresh), ("x_device_info", "{}")],
            "invalid_request",
            "invalid device info",
        ),
        row(
            "3.2 check 1: client type",
            &[anonymous, ("client_id", "third-party"), ("jwt", &good)],
            "unauthorized_client",
            NO_GUESTS,
        ),
        row(
            "3.2 check 2: device info",
            &[anonymous, client, ("jwt", &good), no_device],
            "invalid_request",
            "invalid device info",
        ),
        row("3.2 check 4: jwt", &[anonymous, client, ("jwt", "x.y.z")], "invalid_grant", "InvalidCredentials"),
        row(
            "3.2 unknown key, not presented",
            &[anonymous, client, ("jwt", &unknown_key)],
            "invalid_grant",
            "InvalidCredentials",
        ),
        row("3.3 unknown code", &whole("nonsense"), "invalid_grant", "invalid authorization code"),
        row(
            "3.3 unknown code of the right shape",
            &whole("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
            "invalid_grant",
            "invalid authorization code",
        ),
        row("3.3 no redirect URI", &whole("c")[..4], "invalid_request", "invalid redirect URI"),
        row(
            "3.4 malformed refresh token",
            &[refresh, client, ("refresh_token", "nonsense")],
            "invalid_grant",
            "invalid refresh token",
        ),
        row(
            "3.4 revoked refresh token",
            &[refresh, client, ("refresh_token", &ended.refresh)],
            "invalid_grant",
            "invalid refresh token",
        ),
        row(
            "3.4 another client",
            &[refresh, ("client_id", "houseguest-web"), ("refresh_token", &live.refresh)],
            "invalid_request",
            "client id doesn't match the refresh token",
        ),
        Row {
            status: 401,
            ..row(
                "3.5 no session",
                &[client, ("grant_type", "urn:authgear:params:oauth:grant-type:id-token")],
                "invalid_grant",
                "valid session is required",
            )
        },
        row(
            "3.5 client type, checked first",
            &[("client_id", "third-party"), ("grant_type", "urn:authgear:params:oauth:grant-type:id-token")],
            "unauthorized_client",
            "this client may not refresh id token",
        ),
    ];
    let before = server.rows();
    for Row { row, form, status, error, description } in rows {
        let answer = server.post_form(paths::TOKEN, &form).await;
        let expected = json!({"error": error, "error_description": description});
        assert_eq!((answer.status.as_u16(), answer.json()), (status, expected), "{row}");
        assert_eq!(answer.header("content-type"), Some("application/json"), "{row}");
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{row}");
        assert_eq!(answer.header("pragma"), Some("no-cache"), "{row}");
        assert_eq!(server.rows(), before, "{row} changes nothing");
    }
    // None of it cost the good ones anything.
    let answer = server.post_form(paths::TOKEN, &[anonymous, client, ("jwt", &good)]).await;
    assert_eq!(answer.status, 200);
    let answer = server.post_form(paths::TOKEN, &[refresh, client, ("refresh_token", &live.refresh)]).await;
    assert_eq!(answer.status, 200);
}

#[tokio::test]
async fn guests_switched_off_sections_3_2_and_5_1() {
    let server = TestServer::with(|settings| settings.anonymous.enabled = false).await;
    let answer = TestGuest::new().sign_in(&server).await;
    assert_eq!(answer.json(), json!({"error": "unauthorized_client", "error_description": "AnonymousUserDisallowed"}));
    assert_eq!(answer.status, 400);
    let answer = server
        .post_json(paths::ANONYMOUS_SIGN_UP, &json!({"session_type": "refresh_token", "client_id": CLIENT}))
        .await;
    assert_eq!(
        told(&answer),
        (400, "Invalid".to_owned(), "Invalid".to_owned(), "anonymous user disallowed".to_owned())
    );
    assert_eq!(server.count("user"), 0);
}

/// Status, name, reason and message of a JSON-API failure.
fn told(answer: &Answer) -> (u16, String, String, String) {
    let error = &answer.json()["error"];
    assert_eq!(error["code"], answer.status.as_u16(), "the code is the status");
    let text = |member: &str| error[member].as_str().expect("a text, or the SDK drops the error").to_owned();
    (answer.status.as_u16(), text("name"), text("reason"), text("message"))
}

#[tokio::test]
async fn the_json_apis_sections_0_4_2_5_1_and_5_2() {
    let server = TestServer::start().await;
    let web = signed_in(&server, "houseguest-web").await;
    server.post_form(paths::REVOKE, &[("token", &web.refresh)]).await;
    let sign_up = |client: &str, token: &str| json!({"session_type": "refresh_token", "client_id": client, "refresh_token": token});
    let (challenge, signup, promotion) = (paths::CHALLENGE, paths::ANONYMOUS_SIGN_UP, paths::PROMOTION_CODE);
    let before = server.rows();
    for (row, path, body, status, name, reason, message) in [
        (
            "2 unknown purpose",
            challenge,
            json!({"purpose": "x"}),
            400,
            "Invalid",
            "ValidationFailed",
            "invalid request body",
        ),
        ("0.4 missing property", challenge, json!({}), 400, "Invalid", "ValidationFailed", "invalid request body"),
        (
            "0.4 unknown property",
            challenge,
            json!({"purpose": "anonymous_request", "x": 1}),
            400,
            "Invalid",
            "ValidationFailed",
            "invalid request body",
        ),
        (
            "0.4 wrong type",
            challenge,
            json!({"purpose": ["anonymous_request"]}),
            400,
            "Invalid",
            "ValidationFailed",
            "invalid request body",
        ),
        ("0.4 no object", signup, json!("cookie"), 400, "Invalid", "ValidationFailed", "invalid request body"),
        (
            "5.1 unknown session type",
            signup,
            json!({"session_type": "x"}),
            400,
            "Invalid",
            "ValidationFailed",
            "invalid request body",
        ),
        ("5.1 unknown client", signup, sign_up("nobody", ""), 400, "Invalid", "Invalid", "invalid client ID"),
        (
            "5.1 no client",
            signup,
            json!({"session_type": "refresh_token"}),
            400,
            "Invalid",
            "Invalid",
            "invalid client ID",
        ),
        ("5.1 client type", signup, sign_up("third-party", ""), 400, "Invalid", "Invalid", NO_GUESTS),
        ("5.1 invalid refresh token", signup, sign_up(CLIENT, "x"), 400, "Invalid", "Invalid", "invalid refresh token"),
        (
            "5.1 ended refresh token",
            signup,
            sign_up(CLIENT, &web.refresh),
            400,
            "Invalid",
            "Invalid",
            "invalid refresh token",
        ),
        (
            "5.2 no token",
            promotion,
            json!({"session_type": "refresh_token"}),
            401,
            "Unauthorized",
            "Unauthorized",
            "authentication required",
        ),
        (
            "5.2 empty token",
            promotion,
            json!({"session_type": "refresh_token", "refresh_token": ""}),
            401,
            "Unauthorized",
            "Unauthorized",
            "authentication required",
        ),
        (
            "5.2 bad token",
            promotion,
            json!({"session_type": "refresh_token", "refresh_token": "x"}),
            403,
            "Forbidden",
            "Forbidden",
            "invalid refresh token",
        ),
        (
            "5.2 ended token",
            promotion,
            json!({"session_type": "refresh_token", "refresh_token": web.refresh}),
            403,
            "Forbidden",
            "Forbidden",
            "invalid refresh token",
        ),
    ] {
        let answer = server.post_json(path, &body).await;
        let expected = (status, name.to_owned(), reason.to_owned(), message.to_owned());
        assert_eq!(told(&answer), expected, "{row}");
        assert_eq!(answer.header("content-type"), Some("application/json"), "{row}");
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{row}");
        assert_eq!(server.rows(), before, "{row} changes nothing");
    }
    let unknown: Value = server.post_json(challenge, &json!({"purpose": "x"})).await.json()["error"]["info"].clone();
    let cause = json!({"location": "/purpose", "kind": "general", "details": {"msg": "unknown challenge purpose"}});
    assert_eq!(unknown, json!({"causes": [cause]}), "2 unknown purpose: the cause");
}

#[tokio::test]
async fn the_body_s_form_section_0_4() {
    let server = TestServer::start().await;
    let before = server.rows();
    for path in [paths::CHALLENGE, paths::ANONYMOUS_SIGN_UP, paths::PROMOTION_CODE] {
        for kind in [
            "text/plain",
            "application/x-www-form-urlencoded",
            "application/json; charset=latin1",
            "application/json; q=1",
            "application/jsonp",
            "",
        ] {
            let answer = server.post(path, kind, "{}").await;
            let expected =
                (400, "BadRequest".to_owned(), "BadRequest".to_owned(), "request content type is invalid".to_owned());
            assert_eq!(told(&answer), expected, "{path} {kind}");
        }
        for kind in ["application/json", "application/json; charset=utf-8", "Application/JSON;charset=UTF-8"] {
            assert_eq!(told(&server.post(path, kind, "{}").await).2, "ValidationFailed", "{path} {kind}");
        }
        for (body, offset) in [("", 0), ("{", 1), ("{\"a\":}", 6), ("{}\n{}", 4), ("nul", 3)] {
            let answer = server.post(path, "application/json", body).await;
            assert_eq!((told(&answer).0, told(&answer).2), (400, "InvalidJSON".to_owned()), "{path} {body:?}");
            assert_eq!(answer.json()["error"]["info"], json!({"byte_offset": offset}), "{path} {body:?}");
        }
        let large = server.post(path, "application/json", vec![b' '; 1024 * 1024 + 1]).await;
        assert_eq!(
            (told(&large).1, told(&large).2),
            ("RequestEntityTooLarge".to_owned(), "JSONTooLarge".to_owned()),
            "{path}"
        );
    }
    assert_eq!(server.rows(), before);
}

#[tokio::test]
async fn forms_say_each_thing_once_section_3_1() {
    let server = TestServer::start().await;
    let form = "application/x-www-form-urlencoded";
    let before = server.rows();
    for (path, body, description) in [
        (paths::TOKEN, "client_id=a&client_id=a", "a parameter is included more than once"),
        (paths::REVOKE, "token=a&token=b", "a parameter is included more than once"),
        (paths::TOKEN, "grant_type=%ff", "the form is not UTF-8"),
        (paths::TOKEN, "grant_type=%f", "the form is not UTF-8"),
        (paths::REVOKE, "token=%c3%28", "the form is not UTF-8"),
    ] {
        let answer = server.post(path, form, body).await;
        assert_eq!(answer.json(), json!({"error": "invalid_request", "error_description": description}), "{body}");
    }
    let many = (0..65).map(|n| format!("p{n}=")).collect::<Vec<_>>().join("&");
    assert_eq!(server.post(paths::TOKEN, form, many).await.text_of("error_description"), "too many parameters");
    for kind in ["application/json", "multipart/form-data; boundary=x", "text/plain", ""] {
        let answer = server.post(paths::TOKEN, kind, "grant_type=refresh_token").await;
        assert_eq!(answer.text_of("error_description"), "request content type is invalid", "{kind}");
    }
    // The query is read second: it adds what the body left out, and overrules nothing.
    let path = format!("{}?client_id=nobody&grant_type=refresh_token", paths::TOKEN);
    let answer = server.post(&path, form, format!("client_id={CLIENT}")).await;
    assert_eq!(answer.text_of("error_description"), "refresh token is required");
    for path in [paths::TOKEN, paths::REVOKE] {
        assert_eq!(server.post(path, form, vec![b'a'; 1024 * 1024 + 1]).await.status, 413, "{path}");
    }
    assert_eq!(server.rows(), before);
}

#[tokio::test]
async fn userinfo_section_6_1_and_revocation_section_7_1() {
    let server = TestServer::start().await;
    let live = signed_in(&server, CLIENT).await;
    let session = json!({"error": "invalid_grant", "error_description": "invalid session"});
    let long = "x".repeat(20_000);
    for header in
        ["", "Bearer", "Bearer ", "Basic YTpi", &live.access, "Bearer null", &format!("Bearer {long}"), "Bearer  a b"]
    {
        let request = Request::get(paths::USERINFO).header("authorization", header).body(Body::empty());
        let answer = server.send(request.expect("a request")).await;
        assert_eq!((answer.status.as_u16(), answer.json()), (401, session.clone()), "{header:.20}");
        let challenge = r#"Bearer error="invalid_grant", error_description="invalid session""#;
        assert_eq!(answer.header("www-authenticate"), Some(challenge));
    }
    assert_eq!(server.get(paths::USERINFO, None).await.json(), session);
    for token in ["", "nonsense", "a.b.c", &long, &live.access[1..]] {
        let answer = server.post_form(paths::REVOKE, &[("token", token)]).await;
        assert_eq!((answer.status.as_u16(), answer.text.as_str()), (200, ""), "7.1 unknown tokens too");
    }
    assert_eq!(server.get(paths::USERINFO, Some(&live.access)).await.status, 200, "and the live one lives");
    for _ in 0..2 {
        let answer = server.post_form(paths::REVOKE, &[("token", &live.refresh)]).await;
        assert_eq!((answer.status.as_u16(), answer.text.as_str()), (200, ""), "7.1 once and again");
    }
    assert_eq!(server.get(paths::USERINFO, Some(&live.access)).await.status, 401);
}

#[tokio::test]
async fn methods_that_are_none_section_0_1() {
    let server = TestServer::start().await;
    for (method, path) in [
        ("GET", paths::TOKEN),
        ("PUT", paths::TOKEN),
        ("GET", paths::CHALLENGE),
        ("DELETE", paths::ANONYMOUS_SIGN_UP),
        ("GET", paths::REVOKE),
        ("POST", paths::JWKS),
        ("PATCH", paths::USERINFO),
        ("TRACE", paths::TOKEN),
    ] {
        let request = Request::builder().method(method).uri(path).body(Body::empty()).expect("a request");
        let answer = server.send(request).await;
        assert_eq!((answer.status.as_u16(), answer.text.as_str()), (405, ""), "{method} {path}");
        assert!(answer.header("allow").is_some(), "{method} {path}");
    }
}
