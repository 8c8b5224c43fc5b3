//! Where a test's messages arrive.

use std::sync::Arc;

use async_trait::async_trait;
use secrecy::ExposeSecret;
use tokio::sync::watch;

use crate::messages::{Messenger, OutgoingMessage, SendError};

/// Keeps what is sent, mails and text messages alike.
#[derive(Clone, Debug)]
pub(crate) struct Mailbox(Arc<watch::Sender<Vec<OutgoingMessage>>>);

/// A message that arrived.
#[derive(Clone, Debug)]
pub(crate) struct Arrived {
    pub(crate) subject: String,
    pub(crate) text: String,
}

impl Mailbox {
    pub(crate) fn new() -> Self {
        Self(Arc::new(watch::Sender::new(Vec::new())))
    }

    /// The n-th message to an address, from 1, as soon as it arrives.
    pub(crate) async fn message(&self, to: &str, nth: usize) -> Arrived {
        let mut arriving = self.0.subscribe();
        let find = |all: &Vec<OutgoingMessage>| all.iter().filter(|one| one.to == to).nth(nth - 1).cloned();
        let all = arriving.wait_for(|all| find(all).is_some()).await.expect("the server runs");
        let found = find(&all).expect("it was waited for");
        Arrived { subject: found.subject, text: found.text.expose_secret().to_owned() }
    }

    /// How many messages arrived for an address so far.
    pub(crate) fn count(&self, to: &str) -> usize {
        self.0.borrow().iter().filter(|one| one.to == to).count()
    }
}

#[async_trait]
impl Messenger for Mailbox {
    async fn send(&self, message: &OutgoingMessage) -> Result<(), SendError> {
        self.0.send_modify(|all| all.push(message.clone()));
        Ok(())
    }
}

impl Arrived {
    /// The code in it.
    pub(crate) fn code(&self) -> String {
        let words = self.text.split(|letter: char| !letter.is_ascii_alphanumeric());
        let mut codes = words.filter(|word| word.len() == 6 && word.bytes().all(|byte| byte.is_ascii_digit()));
        codes.next().unwrap_or_else(|| panic!("a code in {}", self.text)).to_owned()
    }

    /// The path of the link in it.
    pub(crate) fn link(&self) -> String {
        let link = self.text.split_whitespace().find_map(|word| word.strip_prefix("https://id.example"));
        link.unwrap_or_else(|| panic!("a link in {}", self.text)).to_owned()
    }
}
