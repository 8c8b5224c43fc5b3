//! HTTP through reqwest.

use std::time::Duration;

use async_trait::async_trait;
use houseguest_protocol::social::{IDEMPOTENCY_KEY, SPEAKS_AS};
use reqwest::{
    header::{CONTENT_TYPE, DATE, HeaderMap, HeaderValue, RETRY_AFTER},
    redirect::Policy,
};
use secrecy::ExposeSecret;
use url::{Host, Url};

use super::{ANSWER_LIMIT_BYTES, TIME_LIMIT};
use crate::ports::{Body, HttpRequest, HttpResponse, Method, Transport, TransportError};

/// Sends requests with reqwest and rustls.
#[derive(Clone, Debug)]
pub struct Reqwest {
    /// Follows the system's proxy settings.
    outward: reqwest::Client,
    /// For this machine itself, where a proxy would only get lost.
    loopback: reqwest::Client,
}

impl Reqwest {
    /// A transport with connection pools of its own.
    ///
    /// # Errors
    /// [`TransportError::Unreachable`] when the system offers no TLS roots or no sockets.
    pub fn new() -> Result<Self, TransportError> {
        let common = || {
            reqwest::Client::builder()
                .redirect(Policy::none())
                .connect_timeout(Duration::from_secs(5))
                .timeout(TIME_LIMIT)
                .user_agent(concat!("houseguest/", env!("CARGO_PKG_VERSION")))
        };
        let failed = |source: reqwest::Error| unreachable("this machine", source);
        Ok(Self { outward: common().build().map_err(failed)?, loopback: common().no_proxy().build().map_err(failed)? })
    }
}

fn unreachable(host: &str, source: reqwest::Error) -> TransportError {
    // The address is dropped from the message: its query may say more than a log should keep.
    TransportError::Unreachable { host: host.to_owned(), source: Box::new(source.without_url()) }
}

pub(crate) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

#[async_trait]
impl Transport for Reqwest {
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, TransportError> {
        let host = request.url.host_str().unwrap_or_default().to_owned();
        let client = if is_loopback(&request.url) { &self.loopback } else { &self.outward };
        let method = match request.method {
            Method::Get => reqwest::Method::GET,
            Method::Post => reqwest::Method::POST,
            Method::Put => reqwest::Method::PUT,
            Method::Patch => reqwest::Method::PATCH,
            Method::Delete => reqwest::Method::DELETE,
        };
        let mut outgoing = client.request(method, request.url);
        if let Some(token) = &request.bearer {
            outgoing = outgoing.bearer_auth(token.expose_secret());
        }
        if let Some(key) = request.idempotency_key {
            outgoing = outgoing.header(IDEMPOTENCY_KEY, key);
        }
        if let Some(sub) = request.speaks_as {
            outgoing = outgoing.header(SPEAKS_AS, sub.as_str());
        }
        let form = HeaderValue::from_static("application/x-www-form-urlencoded");
        let json = HeaderValue::from_static("application/json");
        outgoing = match request.body {
            Body::Empty => outgoing,
            Body::File { media_type, bytes } => {
                outgoing.header(CONTENT_TYPE, HeaderValue::from_static(media_type)).body(bytes)
            }
            Body::Form(text) => outgoing.header(CONTENT_TYPE, form).body(text.expose_secret().to_owned()),
            Body::Json(text) => outgoing.header(CONTENT_TYPE, json).body(text.expose_secret().to_owned()),
        };
        let mut answer = outgoing.send().await.map_err(|error| unreachable(&host, error))?;
        let mut body = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(|error| unreachable(&host, error))? {
            if body.len() + chunk.len() > ANSWER_LIMIT_BYTES {
                return Err(TransportError::TooLarge { host });
            }
            body.extend_from_slice(&chunk);
        }
        let text = |headers: &HeaderMap, name| {
            headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok()).map(str::to_owned)
        };
        Ok(HttpResponse {
            status: answer.status().as_u16(),
            date: text(answer.headers(), DATE),
            content_type: text(answer.headers(), CONTENT_TYPE),
            retry_after_seconds: text(answer.headers(), RETRY_AFTER).and_then(|seconds| seconds.parse().ok()),
            body,
        })
    }
}
