//! Mails through an SMTP server.

use std::fmt;

use async_trait::async_trait;
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Mailbox, header::ContentType},
    transport::smtp::{self, authentication::Credentials, response::Severity},
};
use secrecy::ExposeSecret;

use super::{Messenger, OutgoingMessage, SendError};
use crate::settings::{MailEncryption, MailSettings};

/// Carries mails to one SMTP server, over connections that are used again.
pub struct SmtpMessenger {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

/// The mail settings cannot be followed.
#[derive(Debug, thiserror::Error)]
pub enum CannotMail {
    /// The sender is no mailbox.
    #[error("the sender of mails is no mailbox")]
    From(#[source] lettre::address::AddressError),
    /// TLS could not be set up for the host.
    #[error("mails cannot be sent through {host}")]
    Host {
        /// The host.
        host: String,
        /// What is wrong.
        #[source]
        source: smtp::Error,
    },
    /// The password's file cannot be read.
    #[error("the mail server's password cannot be read from {path}")]
    Password {
        /// The file.
        path: std::path::PathBuf,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
}

impl SmtpMessenger {
    /// A messenger that follows the settings. Connects when the first mail goes.
    ///
    /// # Errors
    /// [`CannotMail`].
    pub fn new(settings: &MailSettings) -> Result<Self, CannotMail> {
        let from = settings.from.parse().map_err(CannotMail::From)?;
        let host = settings.host.as_str();
        let builder = match settings.encryption {
            MailEncryption::Tls => AsyncSmtpTransport::<Tokio1Executor>::relay(host),
            MailEncryption::Starttls => AsyncSmtpTransport::<Tokio1Executor>::starttls_relay(host),
            MailEncryption::DangerNone => Ok(AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(host)),
        };
        let builder = builder.map_err(|source| CannotMail::Host { host: host.to_owned(), source })?;
        let mut builder = builder.port(settings.port()).timeout(Some(settings.timeout()));
        if let Some(user) = &settings.user {
            let password = settings.read_password().map_err(|(path, source)| CannotMail::Password { path, source })?;
            builder = builder.credentials(Credentials::new(user.clone(), password.expose_secret().to_owned()));
        }
        Ok(Self { transport: builder.build(), from })
    }
}

#[async_trait]
impl Messenger for SmtpMessenger {
    async fn send(&self, message: &OutgoingMessage) -> Result<(), SendError> {
        // Whatever cannot be put into a mail now cannot be later either.
        let refused = |_| SendError::Refused { code: None };
        let to: Mailbox = message.to.parse().map_err(refused)?;
        let domain = self.from.email.domain();
        let mail = Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(message.subject.clone())
            // The same at each try, so that mailboxes show a repeated one once.
            .message_id(Some(format!("<{}@{domain}>", message.id)))
            .header(AutoSubmitted)
            .header(ContentType::TEXT_PLAIN)
            .body(message.text.expose_secret().to_owned())
            .map_err(|_| SendError::Refused { code: None })?;
        match self.transport.send(mail).await {
            Ok(_) => Ok(()),
            Err(error) => Err(classify(&error)),
        }
    }
}

fn classify(error: &smtp::Error) -> SendError {
    let code = error.status().map(u16::from);
    let is_refusal = error.status().is_some_and(|code| code.severity == Severity::PermanentNegativeCompletion);
    // A refused log-in is the operator's to mend: the mail waits for that.
    let is_about_us = code.is_some_and(|code| matches!(code, 530 | 534 | 535 | 538));
    if is_refusal && !is_about_us { SendError::Refused { code } } else { SendError::Temporary { code } }
}

/// Tells autoresponders to keep quiet (RFC 3834, section 5).
#[derive(Clone, Debug)]
struct AutoSubmitted;

impl lettre::message::header::Header for AutoSubmitted {
    fn name() -> lettre::message::header::HeaderName {
        lettre::message::header::HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_value: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> lettre::message::header::HeaderValue {
        lettre::message::header::HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

impl fmt::Debug for SmtpMessenger {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("SmtpMessenger(…)")
    }
}

#[cfg(test)]
mod tests;
