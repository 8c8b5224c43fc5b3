//! HTTP, as little of it as the client needs.

use async_trait::async_trait;
use houseguest_protocol::values::Subject;
use secrecy::SecretString;
use url::Url;

/// The methods the client uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Makes or does something.
    Post,
    /// Replaces something.
    Put,
    /// Changes part of something.
    Patch,
    /// Takes something away.
    Delete,
}

/// What is sent along.
#[derive(Clone)]
pub enum Body {
    /// Nothing.
    Empty,
    /// `application/x-www-form-urlencoded`; may hold tokens.
    Form(SecretString),
    /// `application/json`; may hold tokens.
    Json(SecretString),
    /// A file of this media type.
    File {
        /// The media type.
        media_type: &'static str,
        /// The file.
        bytes: Vec<u8>,
    },
}

impl std::fmt::Debug for Body {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Empty => out.write_str("Empty"),
            Self::Form(_) => out.write_str("Form(..)"),
            Self::Json(_) => out.write_str("Json(..)"),
            Self::File { media_type, bytes } => write!(out, "File({media_type}, {} bytes)", bytes.len()),
        }
    }
}

/// A request.
#[derive(Clone, Debug)]
pub struct HttpRequest {
    /// The method.
    pub method: Method,
    /// The address; never holds a secret.
    pub url: Url,
    /// Sent as `Authorization: Bearer …`.
    pub bearer: Option<SecretString>,
    /// Whether the browser adds its cookies, and keeps those of the answer. Ours is a matter of browsers: a transport
    /// without a store of cookies sends none.
    pub with_cookies: bool,
    /// Sent as [`SPEAKS_AS`](houseguest_protocol::social::SPEAKS_AS): whose cookie it has to be.
    pub speaks_as: Option<Subject>,
    /// Sent as `Idempotency-Key`.
    pub idempotency_key: Option<String>,
    /// What is sent along.
    pub body: Body,
}

/// An answer, whatever its status.
#[derive(Clone)]
pub struct HttpResponse {
    /// The status.
    pub status: u16,
    /// The body, at most 4 MiB.
    pub body: Vec<u8>,
    /// The `Date` header, for a client whose clock is wrong.
    pub date: Option<String>,
    /// The `Retry-After` header, when it is a number of seconds.
    pub retry_after_seconds: Option<u64>,
    /// The `Content-Type` header.
    pub content_type: Option<String>,
}

impl std::fmt::Debug for HttpResponse {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Bodies hold tokens.
        out.debug_struct("HttpResponse").field("status", &self.status).finish_non_exhaustive()
    }
}

/// Why there is no answer. Whether the server acted on the request is unknown.
#[derive(Debug, thiserror::Error)]
pub enum TransportError {
    /// No connection, or it broke.
    #[error("no answer from {host}")]
    Unreachable {
        /// The host that was asked.
        host: String,
        /// What the transport said.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The answer is larger than a client accepts.
    #[error("the answer from {host} is too large")]
    TooLarge {
        /// The host that was asked.
        host: String,
    },
}

/// Sends requests.
#[cfg_attr(not(target_arch = "wasm32"), async_trait)]
#[cfg_attr(target_arch = "wasm32", async_trait(?Send))]
pub trait Transport: Send + Sync {
    /// Sends one request and reads the whole answer; follows no redirect.
    ///
    /// # Errors
    /// Only when there is no answer; a refusal is an answer.
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, TransportError>;
}

impl HttpRequest {
    /// A request that reads.
    #[must_use]
    pub const fn get(url: Url) -> Self {
        Self {
            method: Method::Get,
            url,
            bearer: None,
            with_cookies: false,
            speaks_as: None,
            idempotency_key: None,
            body: Body::Empty,
        }
    }

    /// A request that does something.
    #[must_use]
    pub const fn post(url: Url, body: Body) -> Self {
        Self {
            method: Method::Post,
            url,
            bearer: None,
            with_cookies: false,
            speaks_as: None,
            idempotency_key: None,
            body,
        }
    }

    /// The same request on behalf of whoever the browser's cookie belongs to.
    #[must_use]
    pub fn with_cookies(mut self) -> Self {
        self.with_cookies = true;
        self
    }

    /// The same request on behalf of whoever `token` belongs to.
    #[must_use]
    pub fn with_bearer(mut self, token: &SecretString) -> Self {
        self.bearer = Some(token.clone());
        self
    }
}
