//! One delivery: signed, bounded in time, following nobody anywhere else.

use std::{error::Error, sync::OnceLock, time::Duration};

use houseguest_protocol::{
    identity::{EventType, webhook},
    values::Timestamp,
};
use reqwest::{Client, header, redirect};
use uuid::Uuid;

use super::reach::{NotPublic, Reach};
use crate::settings::WebhookSettings;

/// What is delivered.
#[derive(Debug)]
pub(crate) struct Delivery {
    /// The event's id.
    pub(crate) id: Uuid,
    /// Its kind.
    pub(crate) event_type: EventType,
    /// The envelope as JSON.
    pub(crate) body: Vec<u8>,
}

/// A delivery was not taken. Its text is shown to operators: it repeats neither address nor secret.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SendError {
    /// The address is one this server does not call.
    #[error("the address is not public, and this server calls public ones only")]
    NotPublic,
    /// The receiver took too long.
    #[error("the receiver did not answer in time")]
    TimedOut,
    /// The receiver sends elsewhere, which is not followed.
    #[error("the receiver answered with a redirect ({0}), which is not followed")]
    Redirected(u16),
    /// The receiver refused.
    #[error("the receiver answered {0}")]
    Status(u16),
    /// There was no answer.
    #[error("no connection: {0}")]
    Unreachable(String),
}

/// Sends deliveries.
#[derive(Debug)]
pub(crate) struct WebhookSender {
    reach: Reach,
    timeout: Duration,
    // Made at first use: loading the system's certificates would slow every start.
    client: OnceLock<Client>,
}

impl WebhookSender {
    pub(crate) const fn new(reach: Reach, timeout: Duration) -> Self {
        Self { reach, timeout, client: OnceLock::new() }
    }

    /// Delivers; the receiver has it once it answers with a status from 200 to 299.
    ///
    /// # Errors
    /// [`SendError`]; the receiver may have it all the same.
    pub(crate) async fn send(
        &self,
        to: &WebhookSettings,
        delivery: &Delivery,
        now: Timestamp,
    ) -> Result<(), SendError> {
        if !self.reach.admits_url(&to.url) {
            return Err(SendError::NotPublic);
        }
        let secret = to.secret.expose().as_bytes();
        let request = self
            .client()?
            .post(to.url.clone())
            .header(header::CONTENT_TYPE, "application/json")
            .header(webhook::BODY_SIGNATURE, webhook::body_signature(secret, &delivery.body))
            .header(webhook::SIGNATURE, webhook::signature(secret, now, &delivery.body))
            .header(webhook::EVENT_ID, delivery.id.to_string())
            .header(webhook::EVENT_TYPE, delivery.event_type.as_str())
            .body(delivery.body.clone());
        // The answer's body is nobody's business, and is not read.
        let status = request.send().await.map_err(cause)?.status();
        match status {
            status if status.is_success() => Ok(()),
            status if status.is_redirection() => Err(SendError::Redirected(status.as_u16())),
            status => Err(SendError::Status(status.as_u16())),
        }
    }

    fn client(&self) -> Result<&Client, SendError> {
        if let Some(client) = self.client.get() {
            return Ok(client);
        }
        let client = Client::builder()
            .redirect(redirect::Policy::none())
            .timeout(self.timeout)
            .connect_timeout(self.timeout)
            .dns_resolver(self.reach)
            // A proxy from the environment would resolve names in our place, past the rule.
            .no_proxy()
            .user_agent(concat!("houseguest-identity/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(cause)?;
        Ok(self.client.get_or_init(|| client))
    }
}

/// What went wrong, without the address: it may hold a secret.
fn cause(error: reqwest::Error) -> SendError {
    if error.is_timeout() {
        return SendError::TimedOut;
    }
    let error = error.without_url();
    let mut deepest: &dyn Error = &error;
    while let Some(source) = deepest.source() {
        deepest = source;
        if deepest.is::<NotPublic>() {
            return SendError::NotPublic;
        }
    }
    SendError::Unreachable(deepest.to_string())
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use axum::{
        Router,
        body::Bytes,
        extract::State,
        http::{HeaderMap, StatusCode},
        response::Redirect,
        routing::post,
    };
    use houseguest_protocol::{identity::webhook::Verifier, samples::NOW};
    use tokio::net::TcpListener;

    use super::*;

    const SECRET: &str = "0123456789abcdef0123456789abcdef";

    type Seen = Arc<Mutex<Vec<(HeaderMap, Bytes)>>>;

    async fn take(State(seen): State<Seen>, headers: HeaderMap, body: Bytes) {
        seen.lock().expect("a list").push((headers, body));
    }

    /// A receiver on this machine; answers its address and what it was sent.
    async fn receiver() -> (String, Seen) {
        let seen = Seen::default();
        let router = Router::new()
            .route("/", post(take))
            .route("/no", post(|| async { StatusCode::INTERNAL_SERVER_ERROR }))
            .route("/never", post(std::future::pending::<()>))
            .route("/elsewhere", post(|| async { Redirect::temporary("/") }))
            .with_state(Arc::clone(&seen));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        tokio::spawn(async move { axum::serve(listener, router).await });
        (format!("http://{address}"), seen)
    }

    fn webhook(url: &str) -> WebhookSettings {
        let json = serde_json::json!({"id": "crm", "url": url, "secret": SECRET, "events": ["user.created"]});
        serde_json::from_value(json).expect("reads")
    }

    fn delivery() -> Delivery {
        Delivery { id: Uuid::from_u128(7), event_type: EventType::UserCreated, body: br#"{"id":"7"}"#.to_vec() }
    }

    fn sender() -> WebhookSender {
        WebhookSender::new(Reach::PublicAndThisMachine, Duration::from_secs(30))
    }

    #[tokio::test]
    async fn a_receiver_can_check_what_it_gets() {
        let (url, seen) = receiver().await;
        sender().send(&webhook(&url), &delivery(), NOW).await.expect("is taken");
        let (headers, body) = seen.lock().expect("a list").pop().expect("was sent");
        let header = |name| headers.get(name).expect(name).to_str().expect("text").to_owned();
        Verifier::default().verify(SECRET.as_bytes(), &header(webhook::SIGNATURE), &body, NOW).expect("is ours");
        assert_eq!(header(webhook::BODY_SIGNATURE), webhook::body_signature(SECRET.as_bytes(), &body));
        assert_eq!(header(webhook::EVENT_ID), Uuid::from_u128(7).to_string());
        assert_eq!(
            (header(webhook::EVENT_TYPE).as_str(), header("content-type").as_str()),
            ("user.created", "application/json")
        );
        assert!(!format!("{headers:?}").contains(SECRET));
    }

    #[tokio::test]
    async fn what_goes_wrong_is_told_without_the_address() {
        let (url, seen) = receiver().await;
        let sender = sender();
        let send = async |path: &str| sender.send(&webhook(&format!("{url}{path}")), &delivery(), NOW).await;
        assert!(matches!(send("/no").await, Err(SendError::Status(500))));
        let hasty = WebhookSender::new(Reach::PublicAndThisMachine, Duration::from_millis(100));
        let late = hasty.send(&webhook(&format!("{url}/never")), &delivery(), NOW).await;
        assert!(matches!(late, Err(SendError::TimedOut)), "{late:?}");
        assert!(matches!(send("/elsewhere").await, Err(SendError::Redirected(307))));
        assert!(seen.lock().expect("a list").is_empty(), "nobody was followed");
        let free = TcpListener::bind("127.0.0.1:0").await.expect("a port").local_addr().expect("an address");
        let nobody = sender.send(&webhook(&format!("http://{free}/?token=tell-nobody")), &delivery(), NOW).await;
        let Err(SendError::Unreachable(text)) = nobody else { panic!("nobody is there: {nobody:?}") };
        assert!(!text.contains("tell-nobody") && !text.is_empty(), "{text}");
    }

    #[tokio::test]
    async fn neighbours_and_this_machine_are_not_called() {
        let (url, seen) = receiver().await;
        let sender = WebhookSender::new(Reach::Public, Duration::from_secs(5));
        let by_name = url.replace("127.0.0.1", "localhost");
        for url in [url.as_str(), by_name.as_str(), "https://169.254.169.254/latest/meta-data/", "https://[fd00::1]/"] {
            let refused = sender.send(&webhook(url), &delivery(), NOW).await;
            assert!(matches!(refused, Err(SendError::NotPublic)), "{url}: {refused:?}");
        }
        assert!(seen.lock().expect("a list").is_empty());
    }
}
