//! Which tokens are believed.

use std::time::Duration;

use axum::{body::Body, http::Request};
use houseguest_protocol::{
    samples::{NOW, subject},
    social::paths,
    values::base64url_encode,
};
use houseguest_social::IssuerSettings;
use serde_json::{Value, json};

use super::{
    issuer::Issuer,
    keys::{SigningKey, unsigned},
    world::World,
};

/// Both a path that needs a token and one that does not: a bad token is never "nobody".
async fn assert_refused(world: &World, token: &str, why: &str) {
    for path in [paths::PREFERENCES, paths::POSTS] {
        let answer = world.get(path, Some(token)).await;
        assert_eq!(answer.refusal(), (401, "unauthenticated"), "{why}, at {path}");
        assert_eq!(answer.headers["www-authenticate"], r#"Bearer error="invalid_token""#, "{why}");
    }
}

async fn assert_believed(world: &World, token: &str, why: &str) {
    let answer = world.get(paths::PREFERENCES, Some(token)).await;
    assert_eq!(answer.status, 200, "{why}: {answer:?}");
}

#[tokio::test]
async fn every_supported_algorithm_is_believed() {
    let world = World::new().await;
    let keys = [SigningKey::ed25519("ed"), SigningKey::p256("ec"), SigningKey::rsa("rsa")];
    world.issuer.publish(&keys.each_ref());
    for key in &keys {
        assert_believed(&world, &key.jwt(&key.header(), &world.claims(1, true)), key.alg()).await;
    }
}

#[tokio::test]
async fn a_header_that_lies_is_refused() {
    let world = World::new().await;
    let (key, claims) = (&world.key, world.claims(1, true));
    let rsa = SigningKey::rsa("rsa");
    world.issuer.publish(&[key, &rsa]);
    let header = |change: Value| {
        let mut header = key.header();
        header.as_object_mut().expect("an object").extend(change.as_object().expect("an object").clone());
        header
    };
    for alg in ["none", "None", "NONE", ""] {
        assert_refused(&world, &format!("{}.", unsigned(&header(json!({"alg": alg})), &claims)), "unsigned").await;
        assert_refused(&world, &key.jwt(&header(json!({"alg": alg})), &claims), "unsigned by name").await;
    }
    for key in [key, &rsa] {
        let header = json!({"alg": "HS256", "typ": "at+jwt", "kid": key.kid});
        let input = unsigned(&header, &claims);
        for secret in [key.public_bytes(), key.jwk().to_string().into_bytes()] {
            let secret = aws_lc_rs::hmac::Key::new(aws_lc_rs::hmac::HMAC_SHA256, &secret);
            let signature = aws_lc_rs::hmac::sign(&secret, input.as_bytes());
            let token = format!("{input}.{}", base64url_encode(signature.as_ref()));
            assert_refused(&world, &token, "the public key as a shared secret").await;
        }
    }
    for (change, why) in [
        (json!({"alg": "ES256"}), "an algorithm that does not fit the key"),
        (json!({"alg": "RS512"}), "an algorithm nobody here verifies"),
        (json!({"typ": "JWT"}), "an ID token"),
        (json!({"typ": "vnd.authgear.anonymous-request"}), "an anonymous request"),
        (json!({"kid": "unknown"}), "a key nobody published"),
        (json!({"kid": "rsa"}), "another key's name"),
        (json!({"crit": ["exp"]}), "an extension that must be understood"),
    ] {
        assert_refused(&world, &key.jwt(&header(change), &claims), why).await;
    }
    let own = SigningKey::ed25519("own");
    let with_jwk = header(json!({"jwk": own.jwk(), "jku": "http://127.0.0.1:9/keys"}));
    assert_refused(&world, &own.jwt(&with_jwk, &claims), "a key the token brings along").await;
    assert_refused(&world, &SigningKey::ed25519("first").jwt(&key.header(), &claims), "a forged signature").await;
}

#[tokio::test]
async fn claims_that_do_not_fit_are_refused() {
    let world = World::new().await;
    let now = NOW.unix_seconds();
    let with = |change: Value| {
        let mut claims = world.claims(1, true);
        claims.as_object_mut().expect("an object").extend(change.as_object().expect("an object").clone());
        world.key.jwt(&world.key.header(), &claims)
    };
    let name = world.issuer.name();
    for (change, why) in [
        (json!({"iss": "https://elsewhere.example.com"}), "a foreign issuer"),
        (json!({"iss": format!("{name}/")}), "almost the issuer"),
        (json!({"aud": ["houseguest-app"]}), "another audience"),
        (json!({"aud": []}), "no audience"),
        (json!({"aud": null}), "no audience at all"),
        (json!({"exp": now - 60}), "expired, beyond the leeway"),
        (json!({"exp": "tomorrow"}), "an expiry that is no number"),
        (json!({"nbf": now + 61}), "not valid yet"),
        (json!({"sub": ""}), "nobody"),
        (json!({"sub": 7}), "a subject that is no text"),
    ] {
        assert_refused(&world, &with(change), why).await;
    }
    for (change, why) in [
        (json!({"exp": now - 59}), "expired, within the leeway"),
        (json!({"nbf": now + 60}), "not valid yet, within the leeway"),
        (json!({"aud": name}), "one audience as text"),
    ] {
        assert_believed(&world, &with(change), why).await;
    }
    let mut claims = world.claims(1, true);
    claims.as_object_mut().expect("an object").remove("exp");
    assert_refused(&world, &world.key.jwt(&world.key.header(), &claims), "no expiry").await;
}

#[tokio::test]
async fn a_token_ends_by_the_service_s_clock() {
    let world = World::new().await;
    let token = world.guest(1);
    assert_believed(&world, &token, "fresh").await;
    world.clock.advance(Duration::from_secs(1_800 + 60));
    assert_refused(&world, &token, "31 minutes later").await;
}

#[tokio::test]
async fn text_that_is_no_token_is_refused() {
    let world = World::new().await;
    let token = world.guest(1);
    let half = &token[..token.len() / 2];
    for text in ["", "x", "a.b.c", "....", half, &format!("{token}x"), &format!("{token}."), &"A".repeat(9_000)] {
        assert_refused(&world, text, "not a token").await;
    }
    for header in [format!("Basic {token}"), token.clone(), "Bearer".to_owned()] {
        let request =
            Request::get(paths::POSTS).header("authorization", &header).body(Body::empty()).expect("a request");
        assert_eq!(world.send(request).await.refusal(), (401, "unauthenticated"), "{header}");
    }
    let two = Request::get(paths::POSTS)
        .header("authorization", format!("Bearer {token}"))
        .header("authorization", format!("Bearer {token}"))
        .body(Body::empty())
        .expect("a request");
    assert_eq!(world.send(two).await.refusal(), (401, "unauthenticated"), "two headers");
}

#[tokio::test]
async fn a_new_key_is_fetched_when_a_token_names_it() {
    let world = World::new().await;
    assert_believed(&world, &world.guest(1), "by the first key").await;
    let second = SigningKey::p256("second");
    world.issuer.publish(&[&second, &world.key]);
    world.clock.advance(Duration::from_secs(5));
    assert_believed(&world, &second.jwt(&second.header(), &world.claims(1, true)), "by the second key").await;
    assert_believed(&world, &world.guest(1), "by the first key still").await;
    assert_eq!(world.issuer.key_fetches(), 2);
    world.issuer.publish(&[&second]);
    world.clock.advance(Duration::from_secs(5 * 60));
    assert_refused(&world, &world.guest(1), "by a key that was withdrawn").await;
}

#[tokio::test]
async fn invented_key_names_cause_few_fetches() {
    let world = World::new().await;
    for n in 0..20 {
        let header = json!({"alg": "EdDSA", "typ": "at+jwt", "kid": format!("invented-{n}")});
        assert_refused(&world, &world.key.jwt(&header, &world.claims(1, true)), "an invented key").await;
    }
    assert_eq!(world.issuer.key_fetches(), 1);
    world.clock.advance(Duration::from_secs(5));
    let header = json!({"alg": "EdDSA", "typ": "at+jwt", "kid": "invented"});
    assert_refused(&world, &world.key.jwt(&header, &world.claims(1, true)), "an invented key").await;
    assert_eq!(world.issuer.key_fetches(), 2);
}

#[tokio::test]
async fn a_key_set_with_strange_members_is_still_read() {
    let world = World::new().await;
    let mut private = SigningKey::ed25519("private").jwk();
    private["d"] = "AAAA".into();
    let mut encryption = SigningKey::rsa("encryption").jwk();
    encryption["use"] = "enc".into();
    world.issuer.publish_raw(vec![
        json!("no object"),
        json!({"kty": "oct", "k": "AAAA", "kid": "shared"}),
        json!({"kty": "EC", "crv": "P-521", "kid": "large"}),
        private,
        encryption,
        world.key.jwk(),
    ]);
    assert_believed(&world, &world.guest(1), "the one good key").await;
}

#[tokio::test]
async fn an_issuer_out_of_reach_is_our_trouble_not_the_token_s() {
    let mut world = World::new().await;
    world.issuer.stop().await;
    let answer = world.get(paths::PREFERENCES, Some(&world.guest(1))).await;
    assert_eq!(answer.refusal(), (503, "unavailable"));
    assert!(answer.headers.contains_key("retry-after"));
    assert_eq!(world.get(paths::POSTS, None).await.status, 200, "reading goes on");
    let expired = world.key.jwt(&world.key.header(), &json!({"iss": world.issuer.name(), "sub": "x", "exp": 1}));
    assert_refused(&world, &expired, "expired, which needs nobody's help to see").await;
}

#[tokio::test]
async fn known_keys_outlive_a_short_outage() {
    let mut world = World::new().await;
    assert_believed(&world, &world.guest(1), "while it runs").await;
    world.issuer.stop().await;
    world.clock.advance(Duration::from_secs(20 * 60));
    assert_believed(&world, &world.guest(1), "by keys of twenty minutes ago").await;
    world.clock.advance(Duration::from_secs(45 * 60));
    let mut claims = world.claims(1, true);
    claims["exp"] = (NOW.unix_seconds() + 100_000).into();
    let token = world.key.jwt(&world.key.header(), &claims);
    let answer = world.get(paths::PREFERENCES, Some(&token)).await;
    assert_eq!(answer.refusal(), (503, "unavailable"), "keys of more than an hour ago");
}

#[tokio::test]
async fn an_opaque_token_is_shown_to_the_issuer() {
    let world = World::new().await;
    world.issuer.set_session(
        "opaque-token",
        Some(json!({"sub": subject(1), "https://authgear.com/claims/user/is_anonymous": true})),
    );
    let written = world.comment("opaque-token", "opaque-1", "from an opaque token").await;
    assert_eq!(written.body["content"]["author"]["standing"], "guest");
    assert_eq!(written.body["content"]["author"]["sub"], subject(1).as_str());
    assert_believed(&world, "opaque-token", "remembered for a moment").await;
    assert_eq!(world.issuer.userinfo_calls(), 1);
    world.issuer.set_session("opaque-token", None);
    world.clock.advance(Duration::from_secs(30));
    assert_refused(&world, "opaque-token", "half a minute after it ended").await;
    assert_refused(&world, "never-known", "unknown to the issuer").await;
    world.issuer.set_session("never-known", Some(json!({"sub": subject(2)})));
    assert_believed(&world, "never-known", "a refusal is not remembered").await;
}

#[tokio::test]
async fn people_of_two_issuers_are_kept_apart() {
    let other = Issuer::start().await;
    let key = SigningKey::p256("first");
    other.publish(&[&key]);
    let settings = IssuerSettings { danger_accept_plain_jwt: true, ..IssuerSettings::new("other", other.url.clone()) };
    let world = World::with(|social| social.issuers.push(settings)).await;
    let claims = json!({"iss": other.name(), "sub": subject(1), "exp": NOW.unix_seconds() + 60});
    let token = key.jwt(&json!({"alg": "ES256", "typ": "JWT", "kid": "first"}), &claims);
    assert_eq!(
        world.comment(&token, "of-other", "from elsewhere").await.body["content"]["author"]["standing"],
        "member"
    );
    let mine = world.get(paths::MY_COMMENTS, Some(&world.guest(1))).await;
    assert_eq!(mine.body["items"], json!([]), "the same sub of another issuer is somebody else");
    let forged = key.jwt(&key.header(), &world.claims(1, false));
    assert_refused(&world, &forged, "one issuer's key under another's name").await;
    other.set_session("theirs", Some(json!({"sub": subject(9)})));
    assert_believed(&world, "theirs", "an opaque token of the second issuer").await;
}

#[tokio::test]
async fn an_issuer_behind_an_inner_address_is_reached_there() {
    let inner = Issuer::start().await;
    let key = SigningKey::ed25519("first");
    inner.publish(&[&key]);
    // The public name is nobody's: only the inner address can answer.
    let settings = IssuerSettings {
        reach_at: Some(inner.url.clone()),
        ..IssuerSettings::new("inner", "https://id.invalid".parse().expect("a URL"))
    };
    let world = World::with(|social| social.issuers.push(settings)).await;
    let claims = json!({"iss": "https://id.invalid", "sub": "someone", "exp": NOW.unix_seconds() + 60});
    let answer = world.get(paths::PREFERENCES, Some(&key.jwt(&key.header(), &claims))).await;
    assert_eq!(answer.refusal(), (503, "unavailable"), "it calls itself by another name, so nothing is believed");
}
