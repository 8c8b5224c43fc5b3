//! The tokens a session is carried in (protocol.md, sections 6.3 and 6.4).

use std::{sync::Arc, time::Duration};

use houseguest_protocol::{
    identity::{AccessTokenClaims, Audience, IdTokenClaims, Thumbprint, UserClaims},
    values::{Subject, Timestamp},
};
use serde::Serialize;

use crate::{
    jose::{KeyError, SigningKey, new_jti},
    model::{AccessToken, DeviceName, NewSession, ProvenBy, RefreshToken, Scopes, SecretText, SessionId, User},
    settings::ClientSettings,
    state::AppState,
    store::{BrowserUser, UserSession},
};

/// How long an ID token lives; the protocol leaves no choice (section 6.3).
pub(crate) const ID_TOKEN_LIFETIME: Duration = Duration::from_secs(300);

/// An access token about to be issued. An opaque one must be kept together with its session, so it is
/// drawn before; a JWT names its user, so it is signed after.
#[derive(Debug)]
pub(crate) enum PlannedAccess {
    /// A JWT.
    Jwt,
    /// 32 letters and digits.
    Opaque(SecretText),
}

impl PlannedAccess {
    /// Plans what the client's settings ask for; answers what is to be kept of it.
    pub(crate) fn for_client(client: &ClientSettings, now: Timestamp) -> (Self, Option<AccessToken>) {
        if client.issue_jwt_access_token {
            return (Self::Jwt, None);
        }
        let secret = SecretText::random();
        let record = AccessToken { hash: secret.hash(), expires_at: now + client.access_token_lifetime() };
        (Self::Opaque(secret), Some(record))
    }
}

/// A session about to begin, and the secrets its client will get.
#[derive(Debug)]
pub(crate) struct PlannedSession {
    /// What is to be kept.
    pub(crate) new: NewSession,
    refresh: SecretText,
    access: PlannedAccess,
}

impl PlannedSession {
    /// Plans a session of `client`.
    pub(crate) fn for_client(client: &ClientSettings, scopes: Scopes, now: Timestamp) -> Self {
        let refresh = SecretText::random();
        let (access, record) = PlannedAccess::for_client(client, now);
        let client_id = client.client_id.clone();
        let new = NewSession {
            id: SessionId::random(),
            client_id,
            scopes,
            refresh: refresh.hash(),
            access: record,
            device: None,
            sso: None,
            is_only_one: client.max_concurrent_session == 1,
            bound_to: None,
        };
        Self { new, refresh, access }
    }

    /// The same session, its refresh tokens bound to a key.
    pub(crate) fn bound_to(mut self, key: Option<Thumbprint>) -> Self {
        self.new.bound_to = key;
        self
    }

    /// The same, on a device that says what it is called.
    pub(crate) fn on(mut self, device: Option<DeviceName>) -> Self {
        self.new.device = device;
        self
    }

    /// Takes the plan apart: what the store keeps, and what the client gets.
    pub(crate) fn split(self) -> (NewSession, PlannedAccess, RefreshToken) {
        let refresh = RefreshToken { session: self.new.id, secret: self.refresh };
        (self.new, self.access, refresh)
    }
}

/// The claims of an access token, borrowed: writing one is on the path of every sign-up.
#[derive(Serialize)]
struct AccessClaims<'a> {
    iss: &'a str,
    aud: [&'a str; 1],
    iat: Timestamp,
    exp: Timestamp,
    client_id: &'a str,
    scope: String,
    auth_time: Timestamp,
    jti: String,
    sub: Subject,
    #[serde(flatten)]
    user: UserClaims,
}

/// Writes the tokens of one client. Had before anything is decided, so that nothing can fail once a session
/// has begun.
#[derive(Debug)]
pub(crate) struct Mint<'a> {
    issuer: &'a str,
    client: &'a ClientSettings,
    key: Arc<SigningKey>,
}

impl<'a> Mint<'a> {
    /// The mint of `client`, with the key its settings ask for.
    ///
    /// # Errors
    /// When the key cannot be had.
    pub(crate) async fn of(state: &'a AppState, client: &'a ClientSettings) -> Result<Self, KeyError> {
        let key = state.signing.signer(client.signing_algorithm, state.now()).await?;
        Ok(Self { issuer: &state.issuer, client, key })
    }

    /// The access token of a session, as planned.
    pub(crate) fn access_token(&self, planned: &PlannedAccess, of: &UserSession, now: Timestamp) -> String {
        match planned {
            PlannedAccess::Opaque(secret) => secret.expose().to_owned(),
            PlannedAccess::Jwt => {
                let claims = AccessClaims {
                    iss: self.issuer,
                    aud: [self.issuer],
                    iat: now,
                    exp: now + self.client.access_token_lifetime(),
                    client_id: &of.session.client_id,
                    scope: of.session.scopes.to_string(),
                    auth_time: of.session.authenticated_at(),
                    jti: new_jti(of.session.id),
                    sub: of.user.id.subject(),
                    user: of.user.claims(),
                };
                self.key.sign(AccessTokenClaims::HEADER_TYPE, &claims)
            }
        }
    }

    /// The ID token of a session.
    pub(crate) fn id_token(&self, of: &UserSession, nonce: Option<String>, now: Timestamp) -> String {
        let UserSession { session, user } = of;
        self.sign_id_token(&IdTokenClaims {
            nonce,
            aud: Audience::Many(vec![session.client_id.clone()]),
            ..self.id_claims(user, session.proven_by, session.authenticated_at(), session.id.to_sid_claim(), now)
        })
    }

    /// The ID token of a browser session.
    pub(crate) fn id_token_in_browser(&self, of: &BrowserUser, now: Timestamp) -> String {
        let BrowserUser { session, user } = of;
        let sid = session.id.to_sid_claim();
        self.sign_id_token(&self.id_claims(user, session.proven_by, session.created_at, sid, now))
    }

    fn id_claims(
        &self,
        user: &User,
        proven_by: ProvenBy,
        auth_time: Timestamp,
        sid: String,
        now: Timestamp,
    ) -> IdTokenClaims {
        IdTokenClaims {
            iss: self.issuer.to_owned(),
            aud: Audience::Many(vec![self.client.client_id.clone()]),
            iat: now,
            exp: now + ID_TOKEN_LIFETIME,
            auth_time: Some(auth_time),
            sid: Some(sid),
            amr: proven_by.amr(),
            nonce: None,
            sub: user.id.subject(),
            user: user.claims(),
        }
    }

    fn sign_id_token(&self, claims: &IdTokenClaims) -> String {
        self.key.sign(IdTokenClaims::HEADER_TYPE, claims)
    }
}
