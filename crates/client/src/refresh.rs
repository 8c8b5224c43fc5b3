//! Staying signed in.

use std::time::Duration;

use houseguest_protocol::{
    identity::{TokenRequest, TokenResponse},
    social::Standing,
    values::{Subject, Timestamp},
};
use secrecy::{ExposeSecret, SecretString};

use crate::{
    ClientError,
    claims::Told,
    cookie::no_token_here,
    core::Core,
    flow::Flow,
    ports::{HttpRequest, HttpResponse},
    present::AccessToken,
    wire::Refusal,
};

impl Core {
    /// A fresh access token of whoever is here.
    pub(crate) async fn access(&self) -> Result<AccessToken, ClientError> {
        match self.present.access(self.now()) {
            Some(access) => Ok(access),
            None => Flow::begin(self).await?.access().await,
        }
    }

    /// Sends a request on behalf of whoever is here; a refused token is replaced once.
    pub(crate) async fn authorised(&self, request: HttpRequest) -> Result<HttpResponse, ClientError> {
        if self.present.by_cookie() {
            return self.authorised_by_cookie(request).await;
        }
        let access = self.access().await?;
        let answer = self.send(request.clone().with_bearer(&access.text)).await?;
        if answer.status != 401 {
            return Ok(answer);
        }
        let mut flow = Flow::begin(self).await?;
        let access = match self.present.access(self.now()) {
            // Somebody else's refused request came first.
            Some(current) if current.text.expose_secret() != access.text.expose_secret() => current,
            _ => {
                self.present.set_access(None);
                flow.renew().await?
            }
        };
        drop(flow);
        self.send(request.with_bearer(&access.text)).await
    }
}

impl Flow<'_> {
    pub(crate) async fn access(&mut self) -> Result<AccessToken, ClientError> {
        match self.core.present.access(self.core.now()) {
            Some(access) => Ok(access),
            None => self.renew().await,
        }
    }

    /// Trades the refresh token for new tokens; a guest whose session died proves its key instead.
    pub(crate) async fn renew(&mut self) -> Result<AccessToken, ClientError> {
        if self.remembered.by_cookie {
            return Err(no_token_here());
        }
        let Some(token) = &self.remembered.refresh_token else { return Err(self.why_nobody()) };
        let request = TokenRequest::RefreshToken {
            client_id: self.core.endpoints.client_id.clone(),
            refresh_token: token.expose_secret().to_owned(),
        };
        match self.core.token(&request).await {
            Ok(answer) => self.adopt(answer).await,
            Err(Refusal::Dead { .. }) => self.session_refused().await,
            Err(Refusal::Other(error)) => Err(error),
        }
    }

    /// What follows when the issuer calls the session dead.
    async fn session_refused(&mut self) -> Result<AccessToken, ClientError> {
        match self.key() {
            Some(key) if self.is_guest() => self.return_with(key).await,
            None if self.is_guest() => self.guest_refused().await,
            _ => {
                self.remembered.refresh_token = None;
                self.save().await?;
                Err(self.why_nobody())
            }
        }
    }

    /// Takes up an answer with tokens for whoever is here, or for the first guest.
    ///
    /// The new refresh token is durable before anything else is done with the answer: where tokens rotate, the
    /// old one is spent.
    pub(crate) async fn adopt(&mut self, answer: TokenResponse) -> Result<AccessToken, ClientError> {
        let told = Told::by(&answer);
        self.must_be_about_us(told.as_ref().map(|told| &told.sub))?;
        let (text, fresh_until) = self.core.unpack(&answer)?;
        if let Some(successor) = answer.refresh_token {
            self.remembered.refresh_token = Some(SecretString::from(successor));
        }
        let told = match (told, &self.remembered.sub) {
            (Some(told), _) => told,
            (None, Some(sub)) => Told { sub: sub.clone(), is_anonymous: None, aliases: Vec::new() },
            (None, None) => {
                self.save().await?;
                self.core.userinfo(&text).await?.1
            }
        };
        if self.remembered.sub.is_none() {
            self.remembered.sub = Some(told.sub.clone());
            self.remembered.standing = Some(Standing::Guest);
            self.remembered.since = Some(self.core.now());
        }
        let access = AccessToken { text, fresh_until, sub: told.sub.clone() };
        self.save().await?;
        self.core.present.set_access(Some(access.clone()));
        self.settle(&told, None).await?;
        Ok(access)
    }

    fn must_be_about_us(&self, answered: Option<&Subject>) -> Result<(), ClientError> {
        match (&self.remembered.sub, answered) {
            (Some(expected), Some(answered)) if expected != answered => {
                Err(ClientError::WrongUser { expected: expected.clone(), answered: answered.clone() })
            }
            _ => Ok(()),
        }
    }
}

impl Core {
    /// The access token of an answer and until when it is fresh.
    pub(crate) fn unpack(&self, answer: &TokenResponse) -> Result<(SecretString, Timestamp), ClientError> {
        let (Some(text), Some(expires_in)) = (&answer.access_token, answer.expires_in) else {
            return Err(ClientError::Protocol("the token answer lacks access_token or expires_in".to_owned()));
        };
        let fresh_for = Duration::from_secs(expires_in.saturating_mul(9) / 10);
        Ok((SecretString::from(text.clone()), self.now() + fresh_for))
    }
}
