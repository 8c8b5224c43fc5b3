//! Against an SMTP server of a few lines, on loopback.

use std::sync::{Arc, Mutex};

use secrecy::SecretString;
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};
use uuid::Uuid;

use super::*;

/// Takes mails as RFC 5321 says, without extensions but AUTH, and keeps what it was told.
pub(crate) struct TestSmtp {
    pub(crate) port: u16,
    heard: Arc<Mutex<Vec<String>>>,
}

impl TestSmtp {
    /// Answers `RCPT` with `to_recipient`, and `AUTH` with `to_log_in`.
    pub(crate) async fn start(to_recipient: &'static str, to_log_in: &'static str) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let heard = Arc::<Mutex<Vec<String>>>::default();
        let hearing = Arc::clone(&heard);
        tokio::spawn(async move {
            while let Ok((connection, _)) = listener.accept().await {
                let hearing = Arc::clone(&hearing);
                tokio::spawn(async move {
                    // A client that hangs up is no failure of this server.
                    let _ = converse(connection, &hearing, to_recipient, to_log_in).await;
                });
            }
        });
        Self { port, heard }
    }

    /// Every line it was told, mails' own lines too.
    pub(crate) fn heard(&self) -> Vec<String> {
        self.heard.lock().expect("one test").clone()
    }
}

async fn converse(
    connection: TcpStream,
    heard: &Mutex<Vec<String>>,
    to_recipient: &str,
    to_log_in: &str,
) -> std::io::Result<()> {
    let (reading, mut writing) = connection.into_split();
    let mut lines = BufReader::new(reading).lines();
    writing.write_all(b"220 test ESMTP\r\n").await?;
    let mut is_mail = false;
    while let Some(line) = lines.next_line().await? {
        heard.lock().expect("one test").push(line.clone());
        let answer = match line.get(..4).unwrap_or(&line).to_ascii_uppercase().as_str() {
            "." if is_mail => {
                is_mail = false;
                "250 taken"
            }
            _ if is_mail => continue,
            "EHLO" => "250-test\r\n250 AUTH PLAIN",
            "AUTH" => to_log_in,
            "RCPT" => to_recipient,
            "DATA" => {
                is_mail = true;
                "354 go on"
            }
            "QUIT" => "221 bye",
            _ => "250 ok",
        };
        writing.write_all(format!("{answer}\r\n").as_bytes()).await?;
    }
    Ok(())
}

fn settings(port: u16) -> MailSettings {
    serde_json::from_value(serde_json::json!({
        "host": "127.0.0.1",
        "port": port,
        "encryption": "danger_none",
        "from": "Houseguest <house@example.com>",
        "timeout_seconds": 5,
    }))
    .expect("settings")
}

fn message() -> OutgoingMessage {
    OutgoingMessage {
        id: Uuid::from_u128(7),
        to: "ines@example.com".to_owned(),
        subject: "Grüße\r\nBcc: everyone@example.com".to_owned(),
        text: SecretString::from("Your code is 012345.\n\n.\n\nGood-bye"),
    }
}

#[tokio::test]
async fn a_mail_arrives_whole_and_its_headers_cannot_be_broken_into() {
    let server = TestSmtp::start("250 ok", "235 ok").await;
    let messenger = SmtpMessenger::new(&settings(server.port)).expect("settings that can be followed");
    messenger.send(&message()).await.expect("sent");
    let heard = server.heard();
    let has = |line: &str| heard.iter().any(|heard| heard == line);
    assert!(has("MAIL FROM:<house@example.com>") && has("RCPT TO:<ines@example.com>"), "{heard:?}");
    assert!(has("Auto-Submitted: auto-generated") && has("From: Houseguest <house@example.com>"), "{heard:?}");
    assert!(has("Message-ID: <00000000-0000-0000-0000-000000000007@example.com>"), "{heard:?}");
    assert!(has("Your code is 012345.") && has("..") && has("Good-bye"), "a dot is no end: {heard:?}");
    assert!(!heard.iter().any(|line| line.starts_with("Bcc")), "{heard:?}");
}

#[tokio::test]
async fn a_refused_recipient_is_refused_for_good_and_a_busy_server_is_not() {
    let outcome = async |to_recipient| {
        let server = TestSmtp::start(to_recipient, "235 ok").await;
        let messenger = SmtpMessenger::new(&settings(server.port)).expect("settings that can be followed");
        messenger.send(&message()).await.expect_err("not taken")
    };
    assert_eq!(outcome("550 5.1.1 <ines@example.com> unknown").await, SendError::Refused { code: Some(550) });
    assert_eq!(outcome("451 later").await, SendError::Temporary { code: Some(451) });
    let text = SendError::Refused { code: Some(550) }.to_string();
    assert_eq!(text, "the message was refused for good (code 550)", "nobody's address");
}

#[tokio::test]
async fn a_server_that_is_away_or_refuses_our_own_log_in_is_tried_again() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
    let port = listener.local_addr().expect("an address").port();
    drop(listener);
    let messenger = SmtpMessenger::new(&settings(port)).expect("settings that can be followed");
    assert_eq!(messenger.send(&message()).await, Err(SendError::Temporary { code: None }));

    let server = TestSmtp::start("250 ok", "535 who are you").await;
    let mut settings = settings(server.port);
    (settings.user, settings.password) = (Some("house".to_owned()), Some(SecretString::from("porch light")));
    let messenger = SmtpMessenger::new(&settings).expect("settings that can be followed");
    assert_eq!(messenger.send(&message()).await, Err(SendError::Temporary { code: Some(535) }));
    assert!(!format!("{settings:?} {messenger:?}").contains("porch light"), "passwords do not print");
}

#[tokio::test]
async fn a_password_may_lie_in_a_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("password");
    std::fs::write(&path, "porch light\n").expect("written");
    let server = TestSmtp::start("250 ok", "235 ok").await;
    let mut settings = settings(server.port);
    (settings.user, settings.password_file) = (Some("house".to_owned()), Some(path));
    SmtpMessenger::new(&settings).expect("followed").send(&message()).await.expect("sent");
    let expected = data_encoding::BASE64.encode(b"\0house\0porch light");
    assert!(server.heard().contains(&format!("AUTH PLAIN {expected}")), "{:?}", server.heard());
    settings.password_file = Some(folder.path().join("missing"));
    assert!(matches!(SmtpMessenger::new(&settings), Err(CannotMail::Password { .. })));
}

#[tokio::test]
async fn without_the_protection_asked_for_nothing_is_sent() {
    let server = TestSmtp::start("250 ok", "235 ok").await;
    let mut settings = settings(server.port);
    settings.encryption = MailEncryption::Starttls;
    let messenger = SmtpMessenger::new(&settings).expect("followed");
    assert!(matches!(messenger.send(&message()).await, Err(SendError::Temporary { .. })));
    assert!(!server.heard().iter().any(|line| line.starts_with("MAIL")), "{:?}", server.heard());
}
