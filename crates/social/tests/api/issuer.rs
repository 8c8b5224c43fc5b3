//! A tiny issuer on a free loopback port: discovery, keys that can be rotated, userinfo, counters.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use axum::{
    Json, Router,
    extract::State,
    http::{HeaderMap, StatusCode},
    routing::get,
};
use serde_json::{Value, json};
use tokio::{net::TcpListener, task::JoinHandle};
use url::Url;

use super::keys::SigningKey;

/// A running issuer; it stops when dropped.
pub(crate) struct Issuer {
    pub(crate) url: Url,
    state: Arc<Mutex<Published>>,
    serving: JoinHandle<()>,
}

#[derive(Default)]
struct Published {
    issuer: String,
    keys: Vec<Value>,
    sessions: HashMap<String, Value>,
    key_fetches: usize,
    userinfo_calls: usize,
}

type Shared = State<Arc<Mutex<Published>>>;

impl Issuer {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url: Url = format!("http://{}", listener.local_addr().expect("an address")).parse().expect("a URL");
        let issuer = url.as_str().trim_end_matches('/').to_owned();
        let state = Arc::new(Mutex::new(Published { issuer, ..Published::default() }));
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(discovery))
            .route("/keys", get(keys))
            .route("/userinfo", get(userinfo))
            .with_state(Arc::clone(&state));
        let serving = tokio::spawn(async move { axum::serve(listener, router).await.expect("serves until dropped") });
        Self { url, state, serving }
    }

    fn published(&self) -> std::sync::MutexGuard<'_, Published> {
        self.state.lock().expect("no panic while locked")
    }

    /// The issuer as tokens name it.
    pub(crate) fn name(&self) -> String {
        self.published().issuer.clone()
    }

    /// Publishes these keys and no others.
    pub(crate) fn publish(&self, keys: &[&SigningKey]) {
        self.published().keys = keys.iter().map(|key| key.jwk()).collect();
    }

    /// Publishes a key set as it stands.
    pub(crate) fn publish_raw(&self, keys: Vec<Value>) {
        self.published().keys = keys;
    }

    /// Lets an opaque token stand for somebody, or for nobody any more.
    pub(crate) fn set_session(&self, token: &str, userinfo: Option<Value>) {
        match userinfo {
            Some(userinfo) => self.published().sessions.insert(token.to_owned(), userinfo),
            None => self.published().sessions.remove(token),
        };
    }

    pub(crate) fn key_fetches(&self) -> usize {
        self.published().key_fetches
    }

    pub(crate) fn userinfo_calls(&self) -> usize {
        self.published().userinfo_calls
    }

    /// Stops serving; the port is free again when this returns.
    pub(crate) async fn stop(&mut self) {
        self.serving.abort();
        assert!((&mut self.serving).await.expect_err("it serves until told to stop").is_cancelled());
    }
}

impl Drop for Issuer {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

async fn discovery(State(state): Shared) -> Json<Value> {
    let issuer = state.lock().expect("no panic while locked").issuer.clone();
    Json(json!({
        "issuer": issuer,
        "jwks_uri": format!("{issuer}/keys"),
        "userinfo_endpoint": format!("{issuer}/userinfo"),
    }))
}

async fn keys(State(state): Shared) -> Json<Value> {
    let mut published = state.lock().expect("no panic while locked");
    published.key_fetches += 1;
    Json(json!({ "keys": published.keys }))
}

async fn userinfo(State(state): Shared, headers: HeaderMap) -> Result<Json<Value>, StatusCode> {
    let mut published = state.lock().expect("no panic while locked");
    published.userinfo_calls += 1;
    let token = headers.get("authorization").and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
    token.and_then(|token| published.sessions.get(token).cloned()).map(Json).ok_or(StatusCode::UNAUTHORIZED)
}
