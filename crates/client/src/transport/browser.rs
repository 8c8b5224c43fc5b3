//! HTTP through a browser's `fetch`.

use async_trait::async_trait;
use futures::future::{Either, select};
use gloo_net::http::{Request, RequestBuilder};
use houseguest_protocol::social::{IDEMPOTENCY_KEY, SPEAKS_AS};
use secrecy::ExposeSecret;
use web_sys::{AbortController, RequestCache, RequestCredentials, RequestMode, RequestRedirect};

use super::{ANSWER_LIMIT_BYTES, TIME_LIMIT};
use crate::ports::{Body, HttpRequest, HttpResponse, Method, Transport, TransportError};

/// Sends requests with `fetch`: past the browser's cache, and without cookies unless a request asks for them. An answer
/// that leads elsewhere has the status 0: the browser does not tell more.
#[derive(Clone, Copy, Debug, Default)]
pub struct Fetch;

#[async_trait(?Send)]
impl Transport for Fetch {
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, TransportError> {
        let host = request.url.host_str().unwrap_or_default().to_owned();
        let aborter = AbortController::new().ok();
        let exchange = Box::pin(exchange(request, aborter.as_ref(), &host));
        let deadline = Box::pin(gloo_timers::future::sleep(TIME_LIMIT));
        match select(exchange, deadline).await {
            Either::Left((answer, _)) => answer,
            Either::Right(((), exchange)) => {
                drop(exchange);
                if let Some(aborter) = &aborter {
                    aborter.abort();
                }
                Err(unreachable(&host, &"the answer took too long"))
            }
        }
    }
}

/// JavaScript's errors stay on their thread, so only their words travel.
fn unreachable(host: &str, error: &dyn std::fmt::Display) -> TransportError {
    TransportError::Unreachable { host: host.to_owned(), source: error.to_string().into() }
}

async fn exchange(
    request: HttpRequest,
    aborter: Option<&AbortController>,
    host: &str,
) -> Result<HttpResponse, TransportError> {
    let failed = |error: gloo_net::Error| unreachable(host, &error);
    let signal = aborter.map(AbortController::signal);
    let outgoing = builder(&request)
        .mode(RequestMode::Cors)
        .credentials(if request.with_cookies { RequestCredentials::Include } else { RequestCredentials::Omit })
        .redirect(RequestRedirect::Manual)
        .cache(RequestCache::NoStore)
        .abort_signal(signal.as_ref());
    let outgoing = match &request.body {
        Body::Empty => outgoing.build(),
        Body::Form(text) => {
            outgoing.header("content-type", "application/x-www-form-urlencoded").body(text.expose_secret())
        }
        Body::File { media_type, bytes } => {
            outgoing.header("content-type", media_type).body(js_sys::Uint8Array::from(bytes.as_slice()))
        }
        Body::Json(text) => outgoing.header("content-type", "application/json").body(text.expose_secret()),
    };
    let answer = outgoing.map_err(failed)?.send().await.map_err(failed)?;
    let header = |name: &str| answer.headers().get(name);
    let announced = header("content-length").and_then(|length| length.parse::<usize>().ok());
    if announced.is_some_and(|length| length > ANSWER_LIMIT_BYTES) {
        return Err(TransportError::TooLarge { host: host.to_owned() });
    }
    let body = answer.binary().await.map_err(failed)?;
    if body.len() > ANSWER_LIMIT_BYTES {
        return Err(TransportError::TooLarge { host: host.to_owned() });
    }
    Ok(HttpResponse {
        status: answer.status(),
        body,
        date: header("date"),
        content_type: header("content-type"),
        retry_after_seconds: header("retry-after").and_then(|seconds| seconds.parse().ok()),
    })
}

fn builder(request: &HttpRequest) -> RequestBuilder {
    let url = request.url.as_str();
    let mut outgoing = match request.method {
        Method::Get => Request::get(url),
        Method::Post => Request::post(url),
        Method::Put => Request::put(url),
        Method::Patch => Request::patch(url),
        Method::Delete => Request::delete(url),
    };
    if let Some(token) = &request.bearer {
        outgoing = outgoing.header("authorization", &format!("Bearer {}", token.expose_secret()));
    }
    if let Some(key) = &request.idempotency_key {
        outgoing = outgoing.header(IDEMPOTENCY_KEY, key);
    }
    if let Some(sub) = &request.speaks_as {
        outgoing = outgoing.header(SPEAKS_AS, sub.as_str());
    }
    outgoing
}
