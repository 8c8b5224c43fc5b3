//! Making a guest, and bringing the same one back.
//!
//! Two guests cannot come of one device: the key exists, durably, before the first request; the issuer
//! knows users by their key, so a repeated request finds the same user; a new key is only made when
//! nobody is remembered; and a remembered guest never sends its public key again, so an issuer that
//! does not know it (any more) refuses instead of making somebody new.

use houseguest_protocol::{
    identity::{
        Action, AnonymousRequest, AnonymousRequestClaims, Challenge, ChallengePurpose, ChallengeRequest, GUEST_REMOVED,
        KEY_REPLACED, KEY_REVOKED, SessionType, TokenRequest, TokenResponse, paths,
    },
    social::Standing,
    values::Timestamp,
    window::Removal,
};

use crate::{
    ClientError,
    core::Core,
    flow::Flow,
    ports::GuestKey,
    present::AccessToken,
    wire::{self, Refusal},
};

/// How far our clock may be from the issuer's before a refusal is blamed on it. Issuers tolerate 300 s
/// (protocol.md, section 3.2) of a request that lives 60 s.
pub(crate) const CLOCK_TOLERANCE_SECONDS: u64 = 30;

/// Whether the public key travels with the request.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum PublicKeyTravels {
    /// An unknown key becomes a new user.
    Yes,
    /// An unknown key is refused.
    No,
}

impl Flow<'_> {
    /// Makes sure that somebody is here: a new guest, the same guest again, or the member who is here already.
    pub(crate) async fn ensure(&mut self) -> Result<(), ClientError> {
        if self.remembered.lost || self.remembered.removed {
            return Err(self.why_nobody());
        } else if self.remembered.sub.is_none() {
            self.sign_up().await?;
        } else if !self.has_session() {
            match self.key() {
                Some(key) if self.is_guest() => drop(self.return_with(key).await?),
                _ => return Err(self.why_nobody()),
            }
        }
        Ok(())
    }

    async fn sign_up(&mut self) -> Result<(), ClientError> {
        let Some(key) = self.key() else {
            return match self.core.next_session_type() {
                SessionType::Cookie => self.sign_up_by_cookie().await,
                SessionType::RefreshToken => self.sign_up_keyless().await.map(drop),
            };
        };
        key.ensure().await?;
        match self.prove(key, PublicKeyTravels::Yes).await {
            Ok(answer) => self.adopt(answer).await.map(drop),
            Err(Refusal::Dead { description, .. }) if removal(&description).is_some() => {
                self.guest_removed(removal(&description)).await
            }
            // A key that was proven and still refused belongs to a guest nobody here remembers.
            Err(Refusal::Dead { description, .. }) => {
                tracing::warn!(issuer.said = description, "the issuer refuses this device's key");
                Err(ClientError::GuestLost { sub: None })
            }
            Err(Refusal::Other(error)) => Err(error),
        }
    }

    /// Lets the remembered guest's key prove itself again.
    pub(crate) async fn return_with(&mut self, key: &dyn GuestKey) -> Result<AccessToken, ClientError> {
        if key.public_key().await?.is_none() {
            return self.guest_refused().await;
        }
        match self.prove(key, PublicKeyTravels::No).await {
            Ok(answer) => self.adopt(answer).await,
            Err(Refusal::Dead { description, .. }) if removal(&description).is_some() => {
                self.guest_removed(removal(&description)).await
            }
            Err(Refusal::Dead { .. }) => self.guest_refused().await,
            Err(Refusal::Other(error)) => Err(error),
        }
    }

    /// Notes that the issuer says why the key serves no more, which is certain, unlike what a plain refusal means.
    async fn guest_removed<T>(&mut self, why: Option<Removal>) -> Result<T, ClientError> {
        self.remembered.refresh_token = None;
        self.remembered.removed = true;
        self.remembered.removal = why.unwrap_or_default();
        self.save().await?;
        Err(self.why_nobody())
    }

    /// Notes that neither session nor key brings the guest back. If a sign-up page was ever opened, the
    /// likely reason is that it was finished; otherwise this guest is gone.
    pub(crate) async fn guest_refused<T>(&mut self) -> Result<T, ClientError> {
        self.remembered.refresh_token = None;
        if self.remembered.promotion_offered {
            self.remembered.standing = Some(Standing::Member);
        } else {
            self.remembered.lost = true;
        }
        self.save().await?;
        Err(self.why_nobody())
    }

    pub(crate) async fn prove(&self, key: &dyn GuestKey, travels: PublicKeyTravels) -> Result<TokenResponse, Refusal> {
        let mut first = true;
        loop {
            let (challenge, _) = self.core.challenge(ChallengePurpose::AnonymousRequest).await?;
            let jwt = self.core.sign(key, challenge, Action::Auth, travels).await?;
            let request = TokenRequest::AnonymousRequest { client_id: self.core.endpoints.client_id.clone(), jwt };
            match self.core.token(&request).await {
                Err(Refusal::Dead { date, description })
                    if removal(&description).is_none()
                        && std::mem::take(&mut first)
                        && self.core.correct_clock(date, CLOCK_TOLERANCE_SECONDS) => {}
                other => return other,
            }
        }
    }
}

/// What a description says about the key, if it is one of ours.
fn removal(description: &str) -> Option<Removal> {
    match description {
        GUEST_REMOVED => Some(Removal::CleanUp),
        KEY_REPLACED => Some(Removal::Replaced),
        KEY_REVOKED => Some(Removal::Revoked),
        _ => None,
    }
}

impl Core {
    /// A fresh challenge, and the issuer's time.
    pub(crate) async fn challenge(
        &self,
        purpose: ChallengePurpose,
    ) -> Result<(Challenge, Option<Timestamp>), ClientError> {
        let request = ChallengeRequest { purpose: purpose.as_str().to_owned() };
        let (answer, date) = self.call::<_, Challenge>(paths::CHALLENGE, &request).await?;
        Ok((answer.map_err(wire::refused_call)?, date))
    }

    async fn sign(
        &self,
        key: &dyn GuestKey,
        challenge: Challenge,
        action: Action,
        travels: PublicKeyTravels,
    ) -> Result<String, ClientError> {
        let public = key.public_key().await?.ok_or(ClientError::GuestLost { sub: None })?;
        let iat = self.issuer_now();
        let exp = iat + std::time::Duration::from_secs(AnonymousRequest::LIFETIME_SECONDS);
        let claims = AnonymousRequestClaims { challenge: challenge.token, action, iat, exp };
        let request = AnonymousRequest::new(&public, travels == PublicKeyTravels::Yes, &claims);
        let signature = key.sign(request.signing_input()).await?;
        Ok(request.with_signature(&signature))
    }

    /// The proof that a promotion page receives. The page reports a refused time to nobody, so the clock is
    /// compared beforehand.
    pub(crate) async fn promotion_proof(&self, key: &dyn GuestKey) -> Result<String, ClientError> {
        let (challenge, date) = self.challenge(ChallengePurpose::AnonymousRequest).await?;
        self.correct_clock(date, CLOCK_TOLERANCE_SECONDS);
        self.sign(key, challenge, Action::Promote, PublicKeyTravels::No).await
    }
}
