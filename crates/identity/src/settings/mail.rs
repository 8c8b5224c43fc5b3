//! Where mails go.

use std::{fs, io, net::IpAddr, path::PathBuf, time::Duration};

use lettre::message::Mailbox;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

use super::InvalidSetting;

/// The SMTP server that mails are handed to. Without one, e-mail addresses are not offered as logins, except
/// in a demo, which keeps its mails in an inbox of its own.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailSettings {
    /// The server's name, which its certificate must show.
    pub host: String,
    /// Its port. By default 465 for `tls`, 587 for `starttls`, 25 for `danger_none`.
    #[serde(default)]
    pub port: Option<u16>,
    /// How the connection is protected. `tls` by default.
    #[serde(default)]
    pub encryption: MailEncryption,
    /// Who logs in there. Nobody by default.
    #[serde(default)]
    pub user: Option<String>,
    /// The password of that user.
    #[serde(default)]
    pub password: Option<SecretString>,
    /// A file with that password, in place of it. It is read at the start; space around the password is left out.
    #[serde(default)]
    pub password_file: Option<PathBuf>,
    /// The sender, such as `Houseguest <house@example.com>`.
    pub from: String,
    /// How long a step of handing over a mail may take, in whole seconds. 20 by default.
    #[serde(default = "MailSettings::default_timeout")]
    pub timeout_seconds: u64,
}

/// How a connection to a mail server is protected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailEncryption {
    /// TLS from the first byte (RFC 8314).
    #[default]
    Tls,
    /// TLS after asking for it; without it nothing is sent.
    Starttls,
    /// None: codes and links travel in the clear. For a server on this machine.
    DangerNone,
}

impl MailSettings {
    const fn default_timeout() -> u64 {
        20
    }

    /// The server's port.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port.unwrap_or(match self.encryption {
            MailEncryption::Tls => 465,
            MailEncryption::Starttls => 587,
            MailEncryption::DangerNone => 25,
        })
    }

    /// How long a step of handing over a mail may take.
    #[must_use]
    pub const fn timeout(&self) -> Duration {
        Duration::from_secs(self.timeout_seconds)
    }

    /// The password, from wherever it is; empty when there is none.
    pub(crate) fn read_password(&self) -> Result<SecretString, (PathBuf, io::Error)> {
        match &self.password_file {
            Some(path) => {
                let text = fs::read_to_string(path).map_err(|error| (path.clone(), error))?;
                Ok(SecretString::from(SecretString::from(text).expose_secret().trim()))
            }
            None => Ok(self.password.clone().unwrap_or_default()),
        }
    }

    fn is_on_this_machine(&self) -> bool {
        self.host == "localhost" || self.host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
    }

    pub(super) fn validate(&self) -> Result<(), InvalidSetting> {
        if self.host.trim().is_empty() || self.host.contains(|letter: char| letter.is_whitespace() || letter == '/') {
            return Err(InvalidSetting::new(
                "mail.host",
                &self.host,
                "use the server's name, such as mail.example.com",
            ));
        }
        if self.from.parse::<Mailbox>().is_err() {
            let advice = "use a mailbox such as Houseguest <house@example.com>";
            return Err(InvalidSetting::new("mail.from", &self.from, advice));
        }
        if !(1..=300).contains(&self.timeout_seconds) {
            return Err(InvalidSetting::new("mail.timeout_seconds", self.timeout_seconds, "use 1 to 300 seconds"));
        }
        let has_password = self.password.is_some() || self.password_file.is_some();
        if self.user.is_some() != has_password {
            return Err(InvalidSetting::new("mail.user", self.user.as_deref(), "give user and password, or neither"));
        }
        if self.encryption == MailEncryption::DangerNone && has_password && !self.is_on_this_machine() {
            let advice = "a password is not sent in the clear: use tls or starttls";
            return Err(InvalidSetting::new("mail.encryption", "danger_none", advice));
        }
        Ok(())
    }
}
