//! The port through which messages leave.

use std::fmt;

use async_trait::async_trait;
use secrecy::SecretString;
use uuid::Uuid;

/// A message to be carried now.
#[derive(Clone, Debug)]
pub struct OutgoingMessage {
    /// The same each time the message is tried, so that a repetition can be told.
    pub id: Uuid,
    /// An e-mail address, or a telephone number in E.164.
    pub to: String,
    /// The subject; of no use in a text message.
    pub subject: String,
    /// The text. It may hold a code or a link: for its reader alone.
    pub text: SecretString,
}

/// Carries messages one way: mails, or text messages.
#[async_trait]
pub trait Messenger: Send + Sync + fmt::Debug {
    /// Hands a message over to whoever delivers it. May be called again for a message that was handed over
    /// already, when this process ended before it could write that down.
    ///
    /// # Errors
    /// [`SendError`]; a temporary one is tried again later.
    async fn send(&self, message: &OutgoingMessage) -> Result<(), SendError>;
}

/// A message was not taken. Neither case holds what the other side said: that may name the recipient.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// Not now: nobody answered, or the other side is busy.
    #[error("the message could not be handed over yet{}", code_text(*.code))]
    Temporary {
        /// The other side's code, if it gave one.
        code: Option<u16>,
    },
    /// Never: the other side refuses it.
    #[error("the message was refused for good{}", code_text(*.code))]
    Refused {
        /// The other side's code, if it gave one.
        code: Option<u16>,
    },
}

fn code_text(code: Option<u16>) -> String {
    code.map_or_else(String::new, |code| format!(" (code {code})"))
}
