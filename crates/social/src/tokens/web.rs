//! Asking an issuer: bounded in time and size, following no redirects.

use std::{sync::OnceLock, time::Duration};

use reqwest::{Client, StatusCode, header, redirect};
use url::Url;

use super::settings::{IssuerSettings, is_this_machine};

/// How long one answer may take.
const PATIENCE: Duration = Duration::from_secs(5);
/// How large one answer may be.
const MAX_ANSWER_BYTES: usize = 1024 * 1024;

/// The issuer did not give a usable answer.
#[derive(Debug, thiserror::Error)]
pub(super) enum WebError {
    #[error("the request failed")]
    Request(#[from] reqwest::Error),
    #[error("the answer's status is {0}")]
    Status(StatusCode),
    #[error("the answer is larger than 1 MiB")]
    TooLarge,
    #[error("the answer cannot be read")]
    Unreadable(#[from] serde_json::Error),
    #[error("the discovery document is of the issuer `{0}`")]
    AnotherIssuer(String),
    #[error("the discovery document names the address `{0}`, which is not allowed")]
    Address(Url),
}

impl WebError {
    /// Whether the issuer answered, and said that the caller is nobody.
    pub(super) fn is_refusal(&self) -> bool {
        matches!(self, Self::Status(StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN | StatusCode::BAD_REQUEST))
    }
}

/// Speaks to one issuer.
#[derive(Debug)]
pub(super) struct Web {
    settings: IssuerSettings,
    // Made at first use: loading the system's certificates would slow every start.
    client: OnceLock<Client>,
}

impl Web {
    pub(super) fn new(settings: IssuerSettings) -> Self {
        Self { settings, client: OnceLock::new() }
    }

    /// Where the discovery document is (OpenID Connect Discovery 1.0, section 4).
    pub(super) fn discovery(&self) -> Url {
        let text = format!("{}{}", self.settings.name(), houseguest_protocol::identity::paths::OPENID_CONFIGURATION);
        text.parse().expect("an address stays one with a path at its end")
    }

    /// Whether the issuer's own document may send us there: never to plain HTTP unless it is plain itself.
    pub(super) fn check_address(&self, url: &Url) -> Result<(), WebError> {
        let is_fine = url.scheme() == "https" || (url.scheme() == "http" && self.settings.issuer.scheme() == "http");
        if is_fine { Ok(()) } else { Err(WebError::Address(url.clone())) }
    }

    /// Gets a document, with a bearer token or without.
    pub(super) async fn get(&self, url: &Url, token: Option<&str>) -> Result<Vec<u8>, WebError> {
        let mut request = self.client()?.get(self.reachable(url));
        if self.settings.reach_at.is_some() {
            // The issuer must recognise itself behind its inner address.
            let host = url.host_str().unwrap_or_default();
            let authority = url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"));
            request = request.header(header::HOST, authority);
        }
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        let mut answer = request.send().await?;
        if answer.status() != StatusCode::OK {
            return Err(WebError::Status(answer.status()));
        }
        let mut body = Vec::new();
        while let Some(chunk) = answer.chunk().await? {
            if body.len() + chunk.len() > MAX_ANSWER_BYTES {
                return Err(WebError::TooLarge);
            }
            body.extend_from_slice(&chunk);
        }
        Ok(body)
    }

    /// Moves an address on the issuer's own origin to where this process reaches it.
    fn reachable(&self, url: &Url) -> Url {
        match &self.settings.reach_at {
            Some(inner) if url.origin() == self.settings.issuer.origin() => {
                let mut moved = inner.clone();
                moved.set_path(url.path());
                moved.set_query(url.query());
                moved
            }
            _ => url.clone(),
        }
    }

    fn client(&self) -> Result<&Client, WebError> {
        if let Some(client) = self.client.get() {
            return Ok(client);
        }
        let mut builder = Client::builder()
            .redirect(redirect::Policy::none())
            .timeout(PATIENCE)
            .connect_timeout(Duration::from_secs(2))
            .user_agent(concat!("houseguest-social/", env!("CARGO_PKG_VERSION")));
        if is_this_machine(self.settings.reach_at.as_ref().unwrap_or(&self.settings.issuer)) {
            builder = builder.no_proxy();
        }
        let client = builder.build()?;
        Ok(self.client.get_or_init(|| client))
    }
}
