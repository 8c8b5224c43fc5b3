//! What a client tells an inspector: calls, the vault's work, what tokens say. Redacted before it gets here: no value
//! of these types ever holds a secret, and the window shows them as they are.

use serde::{Deserialize, Serialize};

use crate::{identity::Thumbprint, social::LiveNews, values::Timestamp};

/// What stands in place of everything that may not be seen.
pub const HIDDEN: &str = "•••";

/// Something that happened behind the scenes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Observed {
    /// Its place among everything that one program observed, from 1; given by whoever keeps it.
    pub number: u64,
    /// When, by this device's clock.
    pub at: Timestamp,
    /// What belongs together: everything that one call of the client did has the same number. 0 belongs to nothing.
    pub errand: u32,
    /// Which step of the story it is.
    pub step: Step,
    /// What it was.
    pub what: Sight,
}

/// What was observed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sight {
    /// A request and its answer.
    Call(Call),
    /// What tokens say that were just received.
    Tokens(Tokens),
    /// Work of the vault, or of whatever keeps key and memory in its place.
    Vault(VaultWork),
    /// A page that the person is sent to.
    Page(Call),
    /// What arrived over the live connection, or how that stands.
    Live(LiveNews),
    /// Something was broken on purpose.
    Broken(Break),
}

/// A step of the story, by which an inspector finds its words, its chapter of the guide, and its source file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Where the issuer's endpoints are.
    Discovery,
    /// A fresh challenge for the key.
    Challenge,
    /// The key proves itself: a guest is made, or comes back.
    KeyProof,
    /// The refresh token is traded for new tokens.
    Refresh,
    /// The browser's code is traded for a member's tokens.
    CodeExchange,
    /// Any other request for tokens.
    OtherGrant,
    /// Who is here, asked of the issuer.
    UserInfo,
    /// A session ends at the issuer.
    Revoke,
    /// A guest without a key is made.
    KeylessSignUp,
    /// A one-time code stands for a guest without a key.
    PromotionCode,
    /// The sign-up or log-in page opens in the browser.
    Page,
    /// Reading what people wrote.
    Read,
    /// Writing a comment.
    WriteComment,
    /// Setting a reaction.
    React,
    /// Preferences, read or saved.
    Preferences,
    /// Any other change of what people share.
    OtherWrite,
    /// The keys and sessions of whoever is here, listed or changed.
    Access,
    /// A guest is restored to this device from a recovery kit.
    Restore,
    /// A second device joins.
    Pairing,
    /// Following what changes in the house.
    Live,
    /// The guest's key-pair.
    Key,
    /// What is remembered between runs.
    Memory,
    /// The vault's door.
    Vault,
    /// Something was broken on purpose.
    Break,
    /// A request nobody described.
    Other,
}

impl Step {
    /// Every step.
    pub const ALL: [Self; 25] = [
        Self::Discovery,
        Self::Challenge,
        Self::KeyProof,
        Self::Refresh,
        Self::CodeExchange,
        Self::OtherGrant,
        Self::UserInfo,
        Self::Revoke,
        Self::KeylessSignUp,
        Self::PromotionCode,
        Self::Page,
        Self::Read,
        Self::WriteComment,
        Self::React,
        Self::Preferences,
        Self::OtherWrite,
        Self::Access,
        Self::Restore,
        Self::Pairing,
        Self::Live,
        Self::Key,
        Self::Memory,
        Self::Vault,
        Self::Break,
        Self::Other,
    ];

    /// The file that does it, from the root of the repository.
    #[must_use]
    pub const fn source(self) -> &'static str {
        match self {
            Self::Discovery => "crates/client/src/discovery.rs",
            Self::Challenge | Self::KeyProof => "crates/client/src/guest.rs",
            Self::Refresh => "crates/client/src/refresh.rs",
            Self::CodeExchange => "crates/client/src/promotion/finish.rs",
            Self::OtherGrant | Self::Other => "crates/client/src/wire.rs",
            Self::UserInfo => "crates/client/src/user_info.rs",
            Self::Revoke => "crates/client/src/sign_out.rs",
            Self::KeylessSignUp | Self::PromotionCode => "crates/client/src/keyless.rs",
            Self::Page => "crates/client/src/promotion/start.rs",
            Self::Read => "crates/client/src/social/feed.rs",
            Self::WriteComment => "crates/client/src/social/comments.rs",
            Self::React => "crates/client/src/social/reactions.rs",
            Self::Preferences => "crates/client/src/social/preferences.rs",
            Self::OtherWrite => "crates/client/src/social/mod.rs",
            Self::Access => "crates/client/src/keys.rs",
            Self::Restore => "crates/client/src/recovery.rs",
            Self::Pairing => "crates/client/src/pairing.rs",
            Self::Live => "crates/client/src/live.rs",
            Self::Key | Self::Memory => "crates/vault/src/vault/ports.rs",
            Self::Vault => "crates/tauri-plugin/src/door.rs",
            Self::Break => "crates/client/src/observe/breaking.rs",
        }
    }

    /// The chapter of the guide that tells of it, from the root of the repository.
    #[must_use]
    pub const fn chapter(self) -> &'static str {
        match self {
            Self::Live => "docs/architecture.md#something-is-written-elsewhere",
            Self::Read => "docs/journey.md#1-a-visitor-reads",
            Self::Challenge | Self::KeyProof | Self::Key | Self::WriteComment | Self::React | Self::OtherWrite => {
                "docs/journey.md#2-the-first-comment-makes-a-guest"
            }
            Self::Refresh | Self::OtherGrant => "docs/journey.md#3-the-guest-comes-back",
            Self::CodeExchange | Self::Page | Self::UserInfo => "docs/journey.md#4-the-guest-keeps-the-account",
            Self::Revoke => "docs/journey.md#5-other-endings",
            Self::KeylessSignUp | Self::PromotionCode => "docs/guide/browser.md",
            Self::Discovery | Self::Preferences | Self::Other => "docs/guide/rust-client.md",
            Self::Access | Self::Restore | Self::Pairing => "docs/recovery.md",
            Self::Memory | Self::Vault => "docs/decisions/0005-vault.md",
            Self::Break => "docs/decisions/0021-inspector.md",
        }
    }
}

/// A request and its answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// `GET`, `POST`, …
    pub method: String,
    /// Scheme, host and port.
    pub origin: String,
    /// Path and query; segments and values that nobody described are hidden.
    pub path: String,
    /// Whether an access token was sent along.
    pub bearer: bool,
    /// Whether the browser was asked to send its cookies along; none of them is ever seen here.
    #[serde(default)]
    pub cookies: bool,
    /// The body as lines of `name=value` (a form) or as JSON.
    pub request: Option<String>,
    /// Whether the body is a form.
    pub form: bool,
    /// The status; none when there was no answer.
    pub status: Option<u16>,
    /// From sending to the last byte, in milliseconds.
    pub ms: u32,
    /// The answer's body as JSON.
    pub response: Option<String>,
    /// Why there is no answer.
    pub failure: Option<String>,
}

impl Call {
    /// The same request for a terminal. What is hidden becomes a variable of the shell that its reader fills in, such as
    /// `$ACCESS_TOKEN`.
    #[must_use]
    pub fn curl(&self) -> String {
        let mut text = format!("curl -X {} {}", self.method, quoted(&format!("{}{}", self.origin, self.path)));
        if self.bearer {
            text += " \\\n  -H \"Authorization: Bearer $ACCESS_TOKEN\"";
        }
        let Some(body) = &self.request else { return text };
        if !self.form {
            return text + " \\\n  -H 'Content-Type: application/json' \\\n  --data " + &quoted(body);
        }
        for line in body.lines() {
            let (name, value) = line.split_once('=').unwrap_or((line, ""));
            text += " \\\n  --data-urlencode ";
            if value == HIDDEN {
                // Names come from a list of ours: letters and underscores.
                text += &format!("\"{name}=${}\"", name.to_ascii_uppercase());
            } else {
                text += &quoted(line);
            }
        }
        text
    }
}

/// Text as one word of a POSIX shell.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// What tokens say that were just received: claims alone, never the tokens.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tokens {
    /// The access token's claims, by name; empty when it cannot be read.
    pub access: Vec<(String, String)>,
    /// The ID token's claims, by name; empty when there is none.
    pub id: Vec<(String, String)>,
    /// How long the access token lives, in seconds.
    pub expires_in: Option<u64>,
    /// Whether a refresh token came along.
    pub refresh: bool,
}

/// What a vault did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VaultWork {
    /// What.
    pub deed: Deed,
    /// The key it was done with, where there is one.
    pub thumbprint: Option<Thumbprint>,
    /// Which parts of what is remembered changed, by name; or why it failed.
    pub note: Option<String>,
    /// Whether it was done.
    pub done: bool,
}

/// What a vault can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    /// It was opened.
    Opened,
    /// It was opened after the previous copy had been restored.
    Restored,
    /// A key-pair was made.
    KeyMade,
    /// The key signed something.
    Signed,
    /// What is remembered was saved.
    Saved,
    /// The key was removed for good.
    Retired,
}

/// What can be broken on purpose, to see how the app recovers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Break {
    /// The access token counts as expired.
    ExpireAccess,
    /// The session ends at the server, and this device is not told.
    RevokeSession,
    /// The next request that changes something reaches the server, and its answer is lost.
    DropReply,
    /// This device's clock runs an hour ahead, and the key has to prove itself.
    SkewClock,
    /// This device's clock is right again.
    RightClock,
    /// The backend inside the app stops.
    StopBackend,
    /// The backend inside the app starts again.
    StartBackend,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copied_call_has_variables_where_secrets_were() {
        let form = Call {
            method: "POST".into(),
            origin: "http://127.0.0.1:4000".into(),
            path: "/oauth2/token".into(),
            request: Some(format!("grant_type=refresh_token\nclient_id=it's\nrefresh_token={HIDDEN}")),
            form: true,
            ..Call::default()
        };
        assert_eq!(
            form.curl(),
            "curl -X POST 'http://127.0.0.1:4000/oauth2/token' \\\n  --data-urlencode 'grant_type=refresh_token' \\\n  \
             --data-urlencode 'client_id=it'\\''s' \\\n  --data-urlencode \"refresh_token=$REFRESH_TOKEN\""
        );
        let read = Call { method: "GET".into(), bearer: true, ..Call::default() };
        assert_eq!(read.curl(), "curl -X GET '' \\\n  -H \"Authorization: Bearer $ACCESS_TOKEN\"");
    }

    #[test]
    fn every_step_leads_to_files_that_exist() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        for step in Step::ALL {
            let (chapter, anchor) = step.chapter().split_once('#').unwrap_or((step.chapter(), ""));
            for path in [step.source(), chapter] {
                assert!(root.join(path).is_file(), "{step:?}: {path}");
            }
            let text = std::fs::read_to_string(root.join(chapter)).expect("a chapter");
            let headings =
                text.lines().filter_map(|line| line.strip_prefix("##")?.trim_start_matches('#').strip_prefix(' '));
            let mut anchors = headings.map(|heading| {
                let kept = heading.chars().filter(|letter| letter.is_alphanumeric() || *letter == ' ');
                kept.map(|letter| if letter == ' ' { '-' } else { letter.to_ascii_lowercase() }).collect::<String>()
            });
            assert!(anchor.is_empty() || anchors.any(|known| known == anchor), "{step:?}: {chapter} lacks {anchor}");
        }
    }
}
