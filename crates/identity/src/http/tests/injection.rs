//! Texts that mean something to SQL, HTML, HTTP, JSON or a shell, in every field a client can fill.
//! Nothing of them may come back as anything but text, and the tables stay as they are.

use axum::{
    body::Body,
    http::{HeaderValue, Request},
};
use houseguest_protocol::{
    identity::{AuthorizeRequest, CodeVerifier, LoginHint, paths},
    values::base64url_encode,
};
use serde_json::{Value, json};

use super::{Answer, CLIENT, TestDevice, TestGuest, TestServer, guest::GRANT};

/// What is tried. Each names `injected`, so that an answer that obeyed can be told.
const TEXTS: &[&str] = &[
    "' or '1'='1' -- injected",
    "'; drop table user; -- injected",
    "\"; update user set id = x'00' -- injected",
    "\\'; attach database 'injected' as x; --",
    "<script>alert('injected')</script>",
    "\"><img src=x onerror=injected()>",
    "'><svg/onload=injected()>",
    "{{7*7}}{% injected %}${injected}<%= injected %>",
    "a\r\nx-injected: yes\r\n\r\n<html>injected",
    "a\nset-cookie: injected=1",
    "a%0d%0ax-injected:%20yes",
    "\u{0}injected",
    "\u{202e}injected\u{feff}\u{2028}",
    "../../../../injected",
    "javascript:injected()",
    "$(injected) `injected` | injected",
    "\",\"injected\":true,\"x\":\"",
    "%injected%s%n%x",
];

/// An answer that took the text for nothing but text.
fn harmless(answer: &Answer, field: &str, text: &str) {
    let what = format!("{text:?} in {field}: {} {}", answer.status, answer.text);
    assert!(!answer.status.is_server_error(), "{what}");
    for (name, value) in &answer.headers {
        assert!(!name.as_str().contains("injected"), "{what}");
        let is_address = name == "location";
        assert!(name != "set-cookie" || !value.as_bytes().windows(8).any(|part| part == b"injected"), "{what}");
        assert!(is_address || !value.as_bytes().iter().any(|byte| byte.is_ascii_control()), "{what}");
    }
    let kind = answer.header("content-type").unwrap_or_default();
    assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{what}");
    if kind.starts_with("text/html") {
        for markup in ["<script>alert", "<img src=x", "<svg/onload", "'><", "\"><img"] {
            assert!(!answer.text.contains(markup), "{markup} {what}");
        }
    } else if kind == "application/json" {
        let json: Value = serde_json::from_str(&answer.text).expect("whole JSON");
        assert!(json.get("injected").is_none(), "{what}");
    } else {
        assert!(kind.is_empty() || kind.starts_with("text/plain"), "{what}");
    }
}

/// The rows of every table but those that time fills by itself.
fn kept(server: &TestServer) -> Vec<String> {
    server.rows()
}

#[tokio::test]
async fn forms_of_the_token_and_revocation_endpoints() {
    let server = TestServer::start().await;
    let before = kept(&server);
    let verifier = "v".repeat(43);
    let usual = [
        ("client_id", CLIENT),
        ("jwt", "x"),
        ("code", "x"),
        ("code_verifier", verifier.as_str()),
        ("redirect_uri", "http://127.0.0.1/callback"),
        ("refresh_token", "x"),
        ("x_device_info", ""),
    ];
    for text in TEXTS {
        for grant in [GRANT, "authorization_code", "refresh_token", "urn:authgear:params:oauth:grant-type:id-token"] {
            for (field, _) in usual {
                let mut form = vec![("grant_type", grant)];
                form.extend(usual.map(|(name, value)| (name, if name == field { *text } else { value })));
                harmless(&server.post_form(paths::TOKEN, &form).await, field, text);
            }
        }
        harmless(
            &server.post_form(paths::TOKEN, &[("grant_type", text), ("client_id", CLIENT)]).await,
            "grant_type",
            text,
        );
        harmless(&server.post_form(paths::TOKEN, &[(text, "x"), ("client_id", CLIENT)]).await, "a name", text);
        harmless(&server.post_form(paths::REVOKE, &[("token", text)]).await, "token", text);
        let encoded: String = url::form_urlencoded::byte_serialize(text.as_bytes()).collect();
        let path = format!("{}?refresh_token={encoded}&{encoded}=x", paths::TOKEN);
        harmless(
            &server.post_form(&path, &[("client_id", CLIENT), ("grant_type", "refresh_token")]).await,
            "the query",
            text,
        );
        let secret = format!("01a2044e-6c69-70f8-b3fb-542c4f127991.{text}");
        harmless(&server.post_form(paths::REVOKE, &[("token", &secret)]).await, "token", text);
    }
    assert_eq!(kept(&server), before);
}

#[tokio::test]
async fn json_bodies() {
    let server = TestServer::start().await;
    let before = kept(&server);
    for text in TEXTS {
        for (path, body) in [
            (paths::CHALLENGE, json!({"purpose": text})),
            (paths::CHALLENGE, json!({"purpose": "anonymous_request", *text: 1})),
            (paths::ANONYMOUS_SIGN_UP, json!({"session_type": text})),
            (paths::ANONYMOUS_SIGN_UP, json!({"session_type": "refresh_token", "client_id": text})),
            (
                paths::ANONYMOUS_SIGN_UP,
                json!({"session_type": "refresh_token", "client_id": CLIENT, "refresh_token": text}),
            ),
            (paths::PROMOTION_CODE, json!({"session_type": "refresh_token", "refresh_token": text})),
        ] {
            let answer = server.post_json(path, &body).await;
            assert_eq!(answer.header("content-type"), Some("application/json"));
            harmless(&answer, path, text);
        }
        harmless(&server.post(paths::CHALLENGE, "application/json", *text).await, "the body", text);
        harmless(
            &server.post(paths::CHALLENGE, "application/json", format!("{{\"purpose\":\"{text}\"}}")).await,
            "the body",
            text,
        );
    }
    assert_eq!(kept(&server), before);
}

#[tokio::test]
async fn signed_requests_and_proofs() {
    let server = TestServer::start().await;
    let before = kept(&server);
    let challenge = server.challenge().await;
    for text in TEXTS {
        let guest = TestGuest::new();
        let (header, claims) = (guest.header(true), guest.claims(&server, &challenge));
        let changed = |base: &Value, member: &str| {
            let mut changed = base.clone();
            changed[member] = json!(text);
            changed
        };
        let mut requests: Vec<(String, Value, Value)> = Vec::new();
        for member in ["typ", "alg", "kid", "jwk"] {
            requests.push((member.to_owned(), changed(&header, member), claims.clone()));
        }
        for member in ["kty", "crv", "x", "kid", "alg", "use"] {
            let mut header = header.clone();
            header["jwk"][member] = json!(text);
            requests.push((format!("jwk.{member}"), header, claims.clone()));
        }
        for member in ["challenge", "iat", "exp", "nbf"] {
            requests.push((member.to_owned(), header.clone(), changed(&claims, member)));
        }
        let mut both = changed(&header, "kid");
        both["jwk"]["kid"] = json!(text);
        requests.push(("kid, in both places".to_owned(), both, claims.clone()));
        for (field, header, claims) in requests {
            let jwt = guest.sign(&header, &claims);
            let form = [("grant_type", GRANT), ("client_id", CLIENT), ("jwt", jwt.as_str())];
            let answer = server.post_form(paths::TOKEN, &form).await;
            assert_eq!(answer.text, r#"{"error":"invalid_grant","error_description":"InvalidCredentials"}"#, "{field}");
            harmless(&answer, &field, text);
        }
        let raw = format!("{}.{}.x", base64url_encode(text.as_bytes()), base64url_encode(text.as_bytes()));
        harmless(
            &server.post_form(paths::TOKEN, &[("grant_type", GRANT), ("client_id", CLIENT), ("jwt", &raw)]).await,
            "jwt",
            text,
        );
        for member in ["jti", "htm", "htu"] {
            let mut claims = TestDevice::claims(&server, paths::TOKEN);
            claims[member] = json!(if member == "jti" { text.repeat(44) } else { (*text).to_owned() });
            let proof = TestDevice::new().sign(&claims);
            let jwt = guest.request(&server, &challenge, true);
            let form = serde_urlencoded::to_string([("grant_type", GRANT), ("client_id", CLIENT), ("jwt", &jwt)])
                .expect("a form");
            let request = Request::post(paths::TOKEN)
                .header("content-type", "application/x-www-form-urlencoded")
                .header("dpop", proof);
            let answer = server.send(request.body(form.into()).expect("a request")).await;
            assert_eq!(answer.text_of("error"), "invalid_dpop_proof", "{member}");
            harmless(&answer, member, text);
        }
    }
    assert_eq!(kept(&server), before);
}

#[tokio::test]
async fn headers_that_are_read() {
    let server =
        TestServer::with(|settings| settings.trusted_proxies = vec!["192.0.2.0/24".parse().expect("a network")]).await;
    let before = kept(&server);
    for text in TEXTS {
        let Ok(value) = HeaderValue::from_bytes(text.as_bytes()) else { continue };
        for name in [
            "authorization",
            "cookie",
            "dpop",
            "origin",
            "host",
            "x-forwarded-for",
            "accept-language",
            "user-agent",
            "content-type",
            "x-forwarded-host",
        ] {
            for path in
                [paths::USERINFO, paths::OPENID_CONFIGURATION, "/oauth2/authorize?client_id=x", "/interaction/x/log-in"]
            {
                let request = Request::get(path).header(name, &value).body(Body::empty()).expect("a request");
                harmless(&server.send(request).await, name, text);
            }
            for path in [paths::TOKEN, paths::REVOKE, paths::CHALLENGE] {
                let request = Request::post(path).header(name, &value).body(Body::empty()).expect("a request");
                harmless(&server.send(request).await, name, text);
            }
        }
        let bearer = Request::get(paths::USERINFO).header("authorization", format!("Bearer {text}"));
        harmless(&server.send(bearer.body(Body::empty()).expect("a request")).await, "authorization", text);
    }
    assert_eq!(kept(&server), before);
}

#[tokio::test]
async fn parameters_of_an_authorize_request() {
    let server = TestServer::start().await;
    let verifier = CodeVerifier::random();
    let some = |text: &str| Some(text.to_owned());
    let usual = || AuthorizeRequest {
        response_type: some("code"),
        code_challenge_method: some("S256"),
        code_challenge: Some(verifier.challenge().0.clone()),
        scope: some("openid offline_access"),
        client_id: some(CLIENT),
        redirect_uri: some("http://127.0.0.1:49152/callback"),
        state: some("state"),
        ..AuthorizeRequest::default()
    };
    let base = url::Url::parse("https://id.example/oauth2/authorize").expect("a URL");
    for text in TEXTS {
        let hints = [
            LoginHint::AnonymousKey { jwt: (*text).to_owned() },
            LoginHint::AnonymousCode { promotion_code: (*text).to_owned() },
            LoginHint::AppSession { app_session_token: (*text).to_owned() },
            LoginHint::LoginId { kind: "email", value: (*text).to_owned() },
        ];
        let mut addresses: Vec<(String, String)> = hints
            .iter()
            .map(|hint| {
                (
                    "login_hint".to_owned(),
                    usual().to_url(&base).to_string() + "&login_hint=" + &encoded(&hint.to_text()),
                )
            })
            .collect();
        for name in [
            "client_id",
            "redirect_uri",
            "response_type",
            "response_mode",
            "scope",
            "code_challenge",
            "code_challenge_method",
            "state",
            "x_state",
            "prompt",
            "login_hint",
            "id_token_hint",
            "max_age",
            "ui_locales",
            "x_color_scheme",
            "x_page",
            "x_platform",
            "nonce",
            "dpop_jkt",
            "x_suppress_idp_session_cookie",
            "x_sso_enabled",
        ] {
            let url = usual().to_url(&base);
            let mut changed = url.clone();
            let others = url.query_pairs().filter(|(known, _)| known != name);
            changed.query_pairs_mut().clear().extend_pairs(others).append_pair(name, text);
            addresses.push((name.to_owned(), changed.to_string()));
        }
        for (field, address) in addresses {
            let path = address.strip_prefix("https://id.example").expect("our own");
            let answer = server.get(path, None).await;
            harmless(&answer, &field, text);
            let Some(location) = answer.header("location") else { continue };
            let stays =
                location.starts_with("/interaction/") || location.starts_with("http://127.0.0.1:49152/callback");
            assert!(stays, "{text:?} in {field} leads to {location}");
            if location.starts_with("/interaction/") {
                let cookie =
                    answer.header("set-cookie").expect("a cookie").split(';').next().expect("a pair").to_owned();
                let page = Request::get(location).header("cookie", cookie).body(Body::empty()).expect("a request");
                harmless(&server.send(page).await, &field, text);
            }
        }
    }
    let names: Vec<_> = ["user", "session"].map(|table| server.count(table)).into();
    assert_eq!(names, [0, 0], "nobody was made");
}

fn encoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}
