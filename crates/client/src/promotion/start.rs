//! The way to the sign-up page.

use std::fmt;

use houseguest_protocol::{
    identity::{ANONYMOUS_SCOPES, AuthorizeRequest, CodeVerifier, LoginHint},
    values::random_alphanumerics,
};
use url::Url;

use crate::{
    ClientError,
    flow::Flow,
    ports::{PendingLogIn, PendingPromotion},
};

/// What the sign-up page needs to know.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StartPromotion {
    /// Where the browser comes home: registered at the issuer, and sent byte for byte.
    pub redirect_uri: String,
    /// Languages of the page, best first, separated by spaces.
    pub ui_locales: Option<String>,
    /// Colours of the page.
    pub color_scheme: Option<ColorScheme>,
}

/// Colours of the sign-up page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColorScheme {
    /// Dark text on light ground.
    Light,
    /// Light text on dark ground.
    Dark,
}

impl fmt::Display for ColorScheme {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Light => "light",
            Self::Dark => "dark",
        })
    }
}

impl Flow<'_> {
    /// Prepares the promotion of the guest who is here, remembers it, and answers the address to open.
    pub(crate) async fn start_promotion(&mut self, start: StartPromotion) -> Result<Url, ClientError> {
        let guest = match &self.remembered.sub {
            Some(sub) if self.is_guest() && !self.remembered.lost && !self.remembered.removed => sub.clone(),
            Some(_) if self.is_member() && self.has_session() => {
                return Err(ClientError::NotAGuest);
            }
            _ => return Err(self.why_nobody()),
        };
        let hint = self.guest_hint().await?;
        let pending = PendingPromotion {
            guest,
            state: random_alphanumerics(32),
            code_verifier: (!self.remembered.by_cookie).then(CodeVerifier::random),
            redirect_uri: start.redirect_uri.clone(),
            started_at: self.core.now(),
            by_hand: None,
        };
        let request = self.authorize(&start, &pending.state, pending.code_verifier.as_ref());
        let request = AuthorizeRequest { login_hint: Some(hint.to_text()), ..request };
        let url = request.to_url(&self.core.metadata().await?.authorization_endpoint);
        self.remembered.pending_promotion = Some(pending);
        self.remembered.promotion_offered = true;
        self.save().await?;
        self.tell_page(&url);
        Ok(url)
    }

    /// Prepares a log-in to an account that exists, remembers it, and answers the address to open.
    pub(crate) async fn start_log_in(&mut self, start: StartPromotion) -> Result<Url, ClientError> {
        if self.is_member() && self.has_session() {
            return Err(ClientError::NotAGuest);
        }
        if self.remembered.by_cookie {
            // The browser has one cookie, and the guest nothing else.
            let detail = "logging in would end the guest, whose session is the browser's one cookie".to_owned();
            return Err(ClientError::NotSupported { detail });
        }
        let pending = PendingLogIn {
            state: random_alphanumerics(32),
            code_verifier: (self.has_session() || !self.next_is_by_cookie()).then(CodeVerifier::random),
            redirect_uri: start.redirect_uri.clone(),
            started_at: self.core.now(),
            by_hand: None,
        };
        let request = self.authorize(&start, &pending.state, pending.code_verifier.as_ref());
        let login_hint = self.login_hint().as_ref().map(LoginHint::to_text);
        let request = AuthorizeRequest { login_hint, ..request };
        let url = request.to_url(&self.core.metadata().await?.authorization_endpoint);
        self.remembered.pending_log_in = Some(pending);
        self.save().await?;
        self.tell_page(&url);
        Ok(url)
    }

    /// Proves the guest who is here to the sign-up page.
    pub(super) async fn guest_hint(&mut self) -> Result<LoginHint, ClientError> {
        Ok(match self.key() {
            Some(key) => LoginHint::AnonymousKey { jwt: self.core.promotion_proof(key).await? },
            None => LoginHint::AnonymousCode { promotion_code: self.promotion_code().await? },
        })
    }

    /// Fills in the log-in page for a member who was here.
    pub(super) fn login_hint(&self) -> Option<LoginHint> {
        self.remembered.login.clone().filter(|_| self.is_member()).map(|value| {
            let kind = if value.contains('@') { "email" } else { "username" };
            LoginHint::LoginId { kind, value }
        })
    }

    pub(super) fn tell_page(&self, url: &Url) {
        if let Some(watch) = &self.core.watch {
            watch.page(url);
        }
    }

    /// With a verifier the app gets the session, in exchange for a code; without one the browser gets it, in a cookie
    /// (protocol.md, section 11.2).
    pub(super) fn authorize(
        &self,
        start: &StartPromotion,
        state: &str,
        verifier: Option<&CodeVerifier>,
    ) -> AuthorizeRequest {
        AuthorizeRequest {
            response_type: Some(if verifier.is_some() { "code" } else { "none" }.to_owned()),
            code_challenge_method: verifier.map(|_| "S256".to_owned()),
            code_challenge: verifier.map(|verifier| verifier.challenge().0),
            scope: Some(ANONYMOUS_SCOPES.to_owned()),
            client_id: Some(self.core.endpoints.client_id.clone()),
            redirect_uri: Some(start.redirect_uri.clone()),
            state: Some(state.to_owned()),
            prompt: Some("login".to_owned()),
            ui_locales: start.ui_locales.clone(),
            x_color_scheme: start.color_scheme.map(|scheme| scheme.to_string()),
            // Where the app holds the session, the browser must not keep a second one.
            x_suppress_idp_session_cookie: verifier.map(|_| "true".to_owned()),
            x_sso_enabled: Some(verifier.is_none().to_string()),
            ..AuthorizeRequest::default()
        }
    }
}
