//! Guests without a key, for plain browsers: they last as long as their session. Those of the other kind, whose session is
//! a cookie, are in [`super::cookie`].
//!
//! A sign-up whose answer is lost leaves a guest behind that nobody reaches; without a key there is
//! nothing by which the issuer could recognise the repeated request (protocol.md, section 5.1).

use houseguest_protocol::identity::{
    AnonymousSignUp, PromotionCode, PromotionCodeRequest, SessionType, TokenResponse, paths,
};
use secrecy::{ExposeSecret, SecretString};

use crate::{ClientError, flow::Flow, present::AccessToken, wire};

impl Flow<'_> {
    pub(crate) async fn sign_up_keyless(&mut self) -> Result<AccessToken, ClientError> {
        if self.remembered.refresh_token.is_some() {
            // A sign-up was saved, and the program ended before it learnt whom it was about.
            match self.renew().await {
                Err(ClientError::NobodyHere) => {}
                other => return other,
            }
        }
        let request = AnonymousSignUp {
            session_type: SessionType::RefreshToken,
            client_id: Some(self.core.endpoints.client_id.clone()),
            refresh_token: None,
        };
        let (answer, _) = self.core.call::<_, TokenResponse>(paths::ANONYMOUS_SIGN_UP, &request).await?;
        let answer = answer.map_err(wire::refused_call)?;
        // Another window of the same browser may have signed up meanwhile: one guest is enough.
        let meanwhile = self.core.memory.load().await?;
        if meanwhile.refresh_token.is_some() {
            self.remembered = meanwhile;
            self.remembered.to_revoke.extend(answer.refresh_token.map(SecretString::from));
            self.save().await?;
            return self.renew().await;
        }
        self.adopt(answer).await
    }

    pub(crate) async fn promotion_code(&mut self) -> Result<String, ClientError> {
        if self.remembered.by_cookie {
            return self.promotion_code_by_cookie().await;
        }
        let Some(token) = &self.remembered.refresh_token else { return Err(self.why_nobody()) };
        let request = PromotionCodeRequest {
            session_type: SessionType::RefreshToken,
            refresh_token: Some(token.expose_secret().to_owned()),
        };
        let (answer, _) = self.core.call::<_, PromotionCode>(paths::PROMOTION_CODE, &request).await?;
        match answer {
            Ok(code) => Ok(code.promotion_code),
            // The token is dead: refused with 403 here (protocol.md, section 5.2).
            Err(error) if error.code == 401 || error.code == 403 => self.guest_refused().await,
            Err(error) => Err(wire::refused_call(error)),
        }
    }
}
