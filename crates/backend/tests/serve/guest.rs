//! A guest who arrives over HTTP, as an app would.

use ed25519_dalek::{Signer, SigningKey};
use houseguest_protocol::{
    identity::{
        Action, AnonymousRequest, AnonymousRequestClaims, ApiAnswer, Challenge, LoginHint, PublicKey, TokenRequest,
        TokenResponse, paths as identity,
    },
    social::{Comment, Page, Post, paths as social},
    values::{Clock, SystemClock},
};
use reqwest::{Client, Response};
use serde_json::json;

/// Somebody with a key of their own.
pub(crate) struct Guest {
    http: Client,
    base: String,
    key: SigningKey,
    pub(crate) access_token: String,
}

/// A client that speaks to this machine only.
pub(crate) fn http() -> Client {
    Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).build().expect("a client")
}

impl Guest {
    /// Arrives with the key made of `seed`: new the first time, the same person ever after.
    pub(crate) async fn arrive(base: &str, seed: u8) -> Self {
        let mut guest = Self {
            http: http(),
            base: base.trim_end_matches('/').to_owned(),
            key: SigningKey::from_bytes(&[seed; 32]),
            access_token: String::new(),
        };
        let form = TokenRequest::AnonymousRequest {
            client_id: "houseguest-app".to_owned(),
            jwt: guest.prove(Action::Auth, true).await,
        };
        let answer = guest
            .http
            .post(format!("{}{}", guest.base, identity::TOKEN))
            .header("content-type", "application/x-www-form-urlencoded")
            .body(form.to_form())
            .send()
            .await
            .expect("an answer");
        assert_eq!(answer.status(), 200);
        let tokens: TokenResponse = answer.json().await.expect("tokens");
        guest.access_token = tokens.access_token.expect("an access token");
        guest
    }

    /// Somebody who signed in otherwise.
    pub(crate) fn with_token(base: &str, tokens: TokenResponse) -> Self {
        Self {
            http: http(),
            base: base.to_owned(),
            key: SigningKey::from_bytes(&[0; 32]),
            access_token: tokens.access_token.expect("an access token"),
        }
    }

    /// What tells the sign-up page who is to be promoted.
    pub(crate) async fn promotion_hint(&self) -> String {
        LoginHint::AnonymousKey { jwt: self.prove(Action::Promote, false).await }.to_text()
    }

    /// Signs a fresh challenge, with the public key or its name alone.
    async fn prove(&self, action: Action, with_key: bool) -> String {
        let now = SystemClock.now();
        let key = PublicKey::Ed25519(self.key.verifying_key().to_bytes());
        let exp = now + std::time::Duration::from_secs(AnonymousRequest::LIFETIME_SECONDS);
        let claims = AnonymousRequestClaims { challenge: self.challenge().await, action, iat: now, exp };
        let request = AnonymousRequest::new(&key, with_key, &claims);
        let signature = self.key.sign(request.signing_input()).to_bytes();
        request.with_signature(&signature)
    }

    async fn challenge(&self) -> String {
        let answer = self
            .http
            .post(format!("{}{}", self.base, identity::CHALLENGE))
            .json(&json!({"purpose": "anonymous_request"}))
            .send()
            .await
            .expect("an answer");
        match answer.json().await.expect("an answer in the protocol's envelope") {
            ApiAnswer::Result(Challenge { token, .. }) => token,
            ApiAnswer::Error(error) => panic!("no challenge: {error:?}"),
        }
    }

    pub(crate) async fn comment(&self, key: &str, text: &str) -> Response {
        let feed: Page<Post> = self.get(social::POSTS).await.json().await.expect("the feed");
        self.http
            .post(format!("{}{}", self.base, social::comments(feed.items[0].id)))
            .bearer_auth(&self.access_token)
            .header("idempotency-key", key)
            .json(&json!({"body": text}))
            .send()
            .await
            .expect("an answer")
    }

    pub(crate) async fn my_comments(&self) -> Vec<Comment> {
        let page: Page<Comment> = self.get(social::MY_COMMENTS).await.json().await.expect("a page of comments");
        page.items
    }

    pub(crate) async fn get(&self, path: &str) -> Response {
        let request = self.http.get(format!("{}{path}", self.base)).bearer_auth(&self.access_token);
        request.send().await.expect("an answer")
    }
}
