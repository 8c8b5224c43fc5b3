//! The way home.

use houseguest_protocol::{
    identity::{CodeVerifier, OAuthErrorCode, TokenRequest, TokenResponse},
    social::Standing,
    window::{CommandError, ErrorCode, PromotionState},
};
use secrecy::SecretString;
use url::Url;

use super::arrival::{Arrival, Outcome};
use crate::{
    ClientError, claims::Told, flow::Flow, ports::SetAsideGuest, present::AccessToken, user_info::login_of,
    wire::Refusal,
};

impl Flow<'_> {
    /// Takes in the address with which the browser came home.
    pub(crate) async fn finish_promotion(&mut self, address: &Url) -> Result<PromotionState, ClientError> {
        let arrival = Arrival::read(address).ok_or(ClientError::UnexpectedArrival)?;
        let pending = self.pending_under(&arrival.state).ok_or(ClientError::UnexpectedArrival)?;
        if arrival.issuer.is_some_and(|issuer| issuer.trim_end_matches('/') != self.core.endpoints.issuer_text()) {
            return Err(ClientError::UnexpectedArrival);
        }
        match (arrival.outcome, pending.code_verifier) {
            (Outcome::Error { code, description }, _) => {
                self.cancel_promotion().await?;
                Ok(refused_by_page(OAuthErrorCode::from(code), &description))
            }
            (Outcome::Code(code), Some(verifier)) => {
                self.exchange(code, verifier, pending.redirect_uri, pending.guest.is_some()).await
            }
            (Outcome::Done, None) => self.come_home_by_cookie(pending.guest.is_some()).await,
            (Outcome::Code(_), None) | (Outcome::Done, Some(_)) => Err(ClientError::UnexpectedArrival),
        }
    }

    async fn exchange(
        &mut self,
        code: String,
        verifier: CodeVerifier,
        redirect_uri: String,
        was_promotion: bool,
    ) -> Result<PromotionState, ClientError> {
        let request = TokenRequest::AuthorizationCode {
            client_id: self.core.endpoints.client_id.clone(),
            code,
            redirect_uri,
            code_verifier: verifier.as_str().to_owned(),
        };
        match self.core.token(&request).await {
            Ok(answer) => self.admit(answer, was_promotion).await,
            // Used, expired, or used by an earlier try whose answer was lost: only the issuer knows what came of it.
            Err(Refusal::Dead { description, .. }) => {
                self.cancel_promotion().await?;
                self.take_stock(was_promotion, description).await
            }
            Err(Refusal::Other(error)) => Err(error),
        }
    }

    /// Makes room for whoever signed in. The answer is durable before anything is done with it: the code is spent.
    async fn admit(&mut self, answer: TokenResponse, was_promotion: bool) -> Result<PromotionState, ClientError> {
        let (text, fresh_until) = self.core.unpack(&answer)?;
        let (told, mut login) = match Told::by(&answer) {
            Some(told) => (told, None),
            None => {
                let (info, told) = self.core.userinfo(&text).await?;
                (told, login_of(&info))
            }
        };
        let refresh_token = answer.refresh_token.map(SecretString::from).ok_or_else(|| ClientError::NotSupported {
            detail: "the issuer gives this client no refresh token".to_owned(),
        })?;
        let access = AccessToken { text: text.clone(), fresh_until, sub: told.sub.clone() };
        let state = if self.remembered.sub.as_ref() == Some(&told.sub) {
            if told.is_anonymous == Some(true) {
                // The page let the guest through without making a member of it.
                self.discard_token();
                self.remembered.refresh_token = Some(refresh_token);
                self.cancel_promotion().await?;
                PromotionState::Cancelled
            } else {
                self.become_member(Some(refresh_token), None).await?;
                PromotionState::Promoted { sub: told.sub.clone() }
            }
        } else {
            self.switch_to(&told, refresh_token, was_promotion).await?
        };
        self.core.present.set_access(Some(access));
        if login.is_none() {
            // Only the name to show is missing: the next `user_info` brings it, if this one cannot.
            match self.core.userinfo(&text).await {
                Ok((info, again)) if again.sub == told.sub => login = login_of(&info),
                Ok((_, again)) => {
                    return Err(ClientError::WrongUser { expected: told.sub, answered: again.sub });
                }
                Err(error) => tracing::warn!(%error, "who signed in could not be asked yet"),
            }
        }
        self.settle(&told, login).await?;
        self.revoke_discarded().await?;
        Ok(state)
    }

    /// Somebody else is here now. A guest is set aside with its key and session, and comes back at sign-out.
    async fn switch_to(
        &mut self,
        told: &Told,
        refresh_token: SecretString,
        was_promotion: bool,
    ) -> Result<PromotionState, ClientError> {
        let state = match &self.remembered.sub {
            // The claim stands in this very answer, and the guest asked for it: they chose to bring their things along.
            Some(guest) if self.is_guest() && was_promotion && told.aliases.contains(guest) => {
                PromotionState::Merged { sub: told.sub.clone(), guest: guest.clone() }
            }
            Some(guest) if self.is_guest() => {
                PromotionState::SignedInElsewhere { sub: told.sub.clone(), guest: guest.clone() }
            }
            _ if was_promotion => return Err(ClientError::UnexpectedArrival),
            _ => PromotionState::Promoted { sub: told.sub.clone() },
        };
        let known = &mut self.remembered;
        if let PromotionState::SignedInElsewhere { guest, .. } | PromotionState::Merged { guest, .. } = &state {
            let mut refresh_token = known.refresh_token.take();
            if matches!(state, PromotionState::Merged { .. }) {
                // The merge has ended the guest's sessions.
                refresh_token = None;
            }
            known.set_aside = Some(SetAsideGuest {
                sub: guest.clone(),
                since: known.since,
                refresh_token,
                promotion_offered: known.promotion_offered,
            });
        }
        known.to_revoke.extend(known.refresh_token.take());
        // One member is kept on a device: whoever waited is signed out.
        if let Some(member) = known.waiting_member.take() {
            known.to_revoke.extend(member.refresh_token);
        }
        known.sub = Some(told.sub.clone());
        known.standing = Some(Standing::Member);
        known.since = Some(self.core.now());
        known.login = None;
        known.refresh_token = Some(refresh_token);
        known.pending_promotion = None;
        known.pending_log_in = None;
        known.promotion_offered = false;
        known.lost = false;
        known.removed = false;
        self.save().await?;
        Ok(state)
    }

    /// Finds out where the guest stands after a code was refused (protocol.md, section 15.2, decision table).
    pub(super) async fn take_stock(
        &mut self,
        was_promotion: bool,
        description: String,
    ) -> Result<PromotionState, ClientError> {
        if was_promotion && self.is_guest() {
            self.ensure().await?;
            // A token from before cannot tell: the promotion, if there was one, has ended it.
            self.core.present.set_access(None);
            let access = self.renew().await?;
            let (info, told) = self.core.userinfo(&access.text).await?;
            self.settle(&told, login_of(&info)).await?;
        }
        Ok(match &self.remembered.sub {
            Some(sub) if self.is_member() && was_promotion => PromotionState::Promoted { sub: sub.clone() },
            _ => rejected(format!("the issuer refused the code: {description}")),
        })
    }
}

fn refused_by_page(code: OAuthErrorCode, description: &str) -> PromotionState {
    match code {
        // Our issuer says so, too, when the guest could not be recognised, and names the hint then.
        OAuthErrorCode::AccessDenied if !description.contains("login_hint") => PromotionState::Cancelled,
        code => rejected(format!("{}: {description}", code.as_str())),
    }
}

fn rejected(detail: String) -> PromotionState {
    PromotionState::Failed { error: CommandError::new(ErrorCode::Rejected, detail) }
}
