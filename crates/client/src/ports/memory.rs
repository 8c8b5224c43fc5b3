//! What the client remembers between runs.

use async_trait::async_trait;
use houseguest_protocol::{
    identity::CodeVerifier,
    social::Standing,
    values::{Subject, Timestamp},
    window::Removal,
};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize, Serializer};

use super::StoreError;

/// Everything the client remembers, written and read as one piece so that it is never half true.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Remembered {
    /// Who was here last.
    pub sub: Option<Subject>,
    /// As what.
    pub standing: Option<Standing>,
    /// Since when this device knows them.
    pub since: Option<Timestamp>,
    /// What a member signs in with.
    pub login: Option<String>,
    /// The refresh token of the present session; none when signed out.
    #[serde(serialize_with = "expose")]
    pub refresh_token: Option<SecretString>,
    /// Whether the session is the browser's cookie instead, as far as the issuer was last heard.
    pub by_cookie: bool,
    /// A promotion that was started and has not come home.
    pub pending_promotion: Option<PendingPromotion>,
    /// Whether a sign-up page was ever opened for this guest. If the issuer refuses the guest's key
    /// afterwards, the likely reason is that the promotion succeeded and its way home was lost.
    pub promotion_offered: bool,
    /// Whether the issuer no longer knows this guest; see [`crate::ClientError::GuestLost`].
    pub lost: bool,
    /// Whether the issuer said that it removed this guest; see [`crate::ClientError::GuestRemoved`].
    pub removed: bool,
    /// Why, if the guest lives on.
    pub removal: Removal,
    /// A log-in that was started and has not come home.
    pub pending_log_in: Option<PendingLogIn>,
    /// The guest that was here when the person signed in to an account that existed before.
    pub set_aside: Option<SetAsideGuest>,
    /// The member who was here when the person switched to the guest.
    pub waiting_member: Option<WaitingMember>,
    /// Tokens nobody uses any more, still to be revoked at the issuer.
    #[serde(serialize_with = "expose_all")]
    pub to_revoke: Vec<SecretString>,
}

/// A guest that waits while somebody else is signed in. Its key stays where it is.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SetAsideGuest {
    /// The guest.
    pub sub: Subject,
    /// Since when this device knows it.
    #[serde(default)]
    pub since: Option<Timestamp>,
    /// Its refresh token, if its session was alive.
    #[serde(default, serialize_with = "expose")]
    pub refresh_token: Option<SecretString>,
    /// As [`Remembered::promotion_offered`].
    #[serde(default = "yes")]
    pub promotion_offered: bool,
}

/// Records from before this was remembered are of guests that were set aside by a promotion.
const fn yes() -> bool {
    true
}

/// A member who waits while the guest is here.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct WaitingMember {
    /// The member.
    pub sub: Subject,
    /// Since when this device knows them.
    #[serde(default)]
    pub since: Option<Timestamp>,
    /// What they sign in with.
    #[serde(default)]
    pub login: Option<String>,
    /// Their refresh token, if their session was alive.
    #[serde(default, serialize_with = "expose")]
    pub refresh_token: Option<SecretString>,
}

/// The way home by hand, beside the one that a browser takes by itself: an authorize request of its own.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PendingByHand {
    /// Its `state`.
    pub state: String,
    /// The secret behind its PKCE challenge.
    pub code_verifier: CodeVerifier,
    /// Its redirect URI, which is a page of the issuer's.
    pub redirect_uri: String,
}

/// A log-in on its way: what is needed to finish it, also after a restart.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PendingLogIn {
    /// The authorize request's `state`; an arrival with another one is not ours.
    pub state: String,
    /// The secret behind the authorize request's PKCE challenge; none where the browser's cookie comes home instead of a
    /// code.
    #[serde(default)]
    pub code_verifier: Option<CodeVerifier>,
    /// Byte for byte the redirect URI of the authorize request.
    pub redirect_uri: String,
    /// When it was started, or last offered another way home.
    pub started_at: Timestamp,
    /// The way home by hand, if it was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_hand: Option<PendingByHand>,
}

/// A promotion on its way: what is needed to finish it, also after a restart.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PendingPromotion {
    /// The guest that is being promoted.
    pub guest: Subject,
    /// The authorize request's `state`; an arrival with another one is not ours.
    pub state: String,
    /// As [`PendingLogIn::code_verifier`].
    #[serde(default)]
    pub code_verifier: Option<CodeVerifier>,
    /// Byte for byte the redirect URI of the authorize request.
    pub redirect_uri: String,
    /// When it was started, or last offered another way home.
    pub started_at: Timestamp,
    /// The way home by hand, if it was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_hand: Option<PendingByHand>,
}

fn expose<S: Serializer>(secret: &Option<SecretString>, serializer: S) -> Result<S::Ok, S::Error> {
    secret.as_ref().map(ExposeSecret::expose_secret).serialize(serializer)
}

fn expose_all<S: Serializer>(secrets: &[SecretString], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(secrets.iter().map(ExposeSecret::expose_secret))
}

/// A place that keeps one [`Remembered`] between runs.
#[cfg_attr(not(target_arch = "wasm32"), async_trait)]
#[cfg_attr(target_arch = "wasm32", async_trait(?Send))]
pub trait Memory: Send + Sync {
    /// What was saved last; the default when nothing was.
    ///
    /// # Errors
    /// A memory that is locked or damaged is an error, never the default.
    async fn load(&self) -> Result<Remembered, StoreError>;

    /// Replaces what is kept, whole. When this returns, it survives a kill.
    ///
    /// # Errors
    /// The former content is intact then.
    async fn save(&self, remembered: &Remembered) -> Result<(), StoreError>;
}
