//! Messages to people: codes, links and notices, by mail or by text message.
//!
//! A message is written down in the transaction that makes it due, and carried afterwards ([`carrier`]), so
//! that a slow mail server slows no page and the time of an answer tells nothing. [`compose`] finds the words,
//! a [`Messenger`] carries them. In a demo, what has no messenger is kept in an inbox that everybody can read.

pub(crate) mod carrier;
pub(crate) mod compose;
mod messenger;
mod smtp;

use std::{fmt, sync::Arc, time::Duration};

use houseguest_protocol::values::Timestamp;
use secrecy::SecretString;
use uuid::Uuid;

pub use messenger::{Messenger, OutgoingMessage, SendError};
pub use smtp::{CannotMail, SmtpMessenger};

use crate::model::LoginKind;

/// The ways a message can go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Channel {
    /// By e-mail.
    Mail,
    /// By text message.
    Sms,
}

impl Channel {
    /// The name in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Sms => "sms",
        }
    }

    /// Reads the name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Mail, Self::Sms].into_iter().find(|channel| channel.as_str() == name)
    }

    /// The way to a login; `None` for a username, which nothing can be sent to.
    #[must_use]
    pub const fn to(kind: LoginKind) -> Option<Self> {
        match kind {
            LoginKind::Email => Some(Self::Mail),
            LoginKind::Phone => Some(Self::Sms),
            LoginKind::Username => None,
        }
    }
}

/// A message as it is written down.
#[derive(Clone, Debug)]
pub(crate) struct Message {
    /// Its own id; later ones are greater.
    pub(crate) id: Uuid,
    /// Which way it goes.
    pub(crate) channel: Channel,
    /// The address or number.
    pub(crate) to: String,
    /// What it says.
    pub(crate) draft: Draft,
    /// When it was written.
    pub(crate) created_at: Timestamp,
    /// From when on it is of no use any more.
    pub(crate) expires_at: Timestamp,
    /// Whether it stays in the demo's inbox instead of being carried.
    pub(crate) stays: bool,
}

impl Message {
    /// How long a notice is tried: whoever's mail server was away for a day still gets it.
    pub(crate) const NOTICE_LIFETIME: Duration = Duration::from_secs(3 * 86_400);

    /// How long a message stays in a demo's inbox.
    pub(crate) const KEPT_FOR: Duration = Duration::from_secs(7 * 86_400);
}

/// What a message says. The words may hold a code or a link, so they do not print.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    /// The subject of a mail.
    pub(crate) subject: String,
    /// The whole text.
    pub(crate) text: SecretString,
    /// The link inside, for a button in the demo's inbox.
    pub(crate) link: Option<SecretString>,
}

/// Who carries what. Cheap to clone.
#[derive(Clone, Default)]
pub struct Messengers {
    /// Carries mails.
    pub mail: Option<Arc<dyn Messenger>>,
    /// Carries text messages. No such messenger comes with this server; a program that embeds it may bring one.
    pub sms: Option<Arc<dyn Messenger>>,
}

impl Messengers {
    /// Who carries on that channel.
    #[must_use]
    pub fn on(&self, channel: Channel) -> Option<&Arc<dyn Messenger>> {
        match channel {
            Channel::Mail => self.mail.as_ref(),
            Channel::Sms => self.sms.as_ref(),
        }
    }
}

impl fmt::Debug for Messengers {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mail, sms) = (self.mail.is_some(), self.sms.is_some());
        out.debug_struct("Messengers").field("mail", &mail).field("sms", &sms).finish()
    }
}

/// What can be sent at all, and where it goes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Post {
    pub(crate) messengers: Messengers,
    /// Whether a demo's inbox keeps what nobody carries.
    pub(crate) has_inbox: bool,
}

impl Post {
    /// Whether something can be sent to a login of that kind.
    pub(crate) fn reaches(&self, kind: LoginKind) -> bool {
        Channel::to(kind).is_some_and(|channel| self.has_inbox || self.messengers.on(channel).is_some())
    }

    /// Whether messages on that channel stay in the demo's inbox.
    pub(crate) fn keeps(&self, channel: Channel) -> bool {
        self.has_inbox && self.messengers.on(channel).is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug)]
    struct Nowhere;

    #[async_trait::async_trait]
    impl Messenger for Nowhere {
        async fn send(&self, _message: &OutgoingMessage) -> Result<(), SendError> {
            Ok(())
        }
    }

    #[test]
    fn what_cannot_be_sent_is_not_offered() {
        let none = Post::default();
        assert!(![LoginKind::Email, LoginKind::Phone, LoginKind::Username].into_iter().any(|kind| none.reaches(kind)));
        let messengers = Messengers { mail: Some(Arc::new(Nowhere)), sms: None };
        let mail = Post { messengers: messengers.clone(), has_inbox: false };
        assert!(mail.reaches(LoginKind::Email) && !mail.reaches(LoginKind::Phone) && !mail.keeps(Channel::Sms));
        let demo = Post { messengers, has_inbox: true };
        assert!(demo.reaches(LoginKind::Phone) && !demo.reaches(LoginKind::Username));
        assert!(demo.keeps(Channel::Sms) && !demo.keeps(Channel::Mail), "what is carried is for its reader alone");
    }
}
