//! Somebody who is signed in, at the pages of their account.

use axum::{
    extract::FromRequestParts,
    http::{StatusCode, request::Parts},
    response::{IntoResponse, Response},
};

use super::PATH;
use crate::{
    http::{
        browser_session::{Shown, form_token, made_form},
        caller::{InBrowser, LiveSession, MaybeCaller, carried_over},
        interaction::{Parameters, frame, page},
        oauth_failure::OAuthFailure,
    },
    model::{SecretText, UserId},
    pages::{
        Message,
        views::{Frame, NoticePage, Tone, Way},
    },
    state::AppState,
};

/// Somebody who is signed in, and the pages' frame. As an extractor it tells everybody else that they are not.
#[derive(Debug)]
pub(super) struct Resident {
    pub(super) state: AppState,
    pub(super) frame: Frame,
    pub(super) session: LiveSession,
    /// The secret that this browser holds for the session. A session shown in another way has no forms here.
    secret: Option<SecretText>,
}

impl FromRequestParts<AppState> for Resident {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Response> {
        let frame = frame(state, &parts.headers, None, None);
        let MaybeCaller(session) =
            MaybeCaller::from_request_parts(parts, state).await.map_err(IntoResponse::into_response)?;
        let Some(session) = session else {
            let (title, text) = (Message::SignedOutTitle, Message::SignedOutText);
            let notice = NoticePage { frame, tone: Tone::Calm, title, text, way: None };
            return Err(page(StatusCode::OK, &notice, None));
        };
        let secret = match &session {
            LiveSession::App(_) => carried_over(state, &parts.headers).await.map_err(OAuthFailure::from),
            LiveSession::Browser(_) => match InBrowser::from_request_parts(parts, state).await {
                Ok(InBrowser(Ok(Shown::Live(_, token)))) => Ok(Some(token.secret)),
                Ok(InBrowser(Ok(Shown::Nothing | Shown::Dead))) => Ok(None),
                Ok(InBrowser(Err(error))) => Err(OAuthFailure::from(error)),
                Err(never) => match never {},
            },
        };
        let secret = secret.map_err(IntoResponse::into_response)?;
        Ok(Self { state: state.clone(), frame, session, secret })
    }
}

impl Resident {
    /// The member, if this session may change their account: an app that was not given full access may not, nor may
    /// a session that no secret of this browser stands for.
    pub(super) fn member(&self) -> Option<UserId> {
        let user = self.session.user();
        let may_change = self.secret.is_some() && self.session.sees_all() && !user.is_anonymous();
        may_change.then_some(user.id)
    }

    /// The token of a form; `purpose` names what it does, and to what.
    pub(super) fn form_token(&self, purpose: &str) -> String {
        self.secret.as_ref().map(|secret| form_token(secret, purpose)).unwrap_or_default()
    }

    /// Whether our own page made a form, for this very session.
    pub(super) fn made(&self, body: &[u8], purpose: &str) -> bool {
        let Some(secret) = &self.secret else { return false };
        let Ok(form) = Parameters::read(body) else { return false };
        made_form(secret, purpose, form.get("form_token").unwrap_or_default())
    }

    /// A page that says one thing, and leads back to the account.
    pub(super) fn notice(self, status: StatusCode, title: Message, text: Message) -> Response {
        let tone = if status.is_success() { Tone::Calm } else { Tone::Alarm };
        let way = Some(Way::Account { address: PATH });
        page(status, &NoticePage { frame: self.frame, tone, title, text, way }, None)
    }

    /// The page that says the form was not made here, with a way back to one that is.
    pub(super) fn forgery(self, address: String) -> Response {
        let (title, text) = (Message::ForgeryTitle, Message::ForgeryText);
        let way = Some(Way::Again { address });
        page(StatusCode::FORBIDDEN, &NoticePage { frame: self.frame, tone: Tone::Alarm, title, text, way }, None)
    }

    /// The page that says it is our fault. `what` failed, for the log.
    pub(super) fn trouble(self, error: &(dyn std::error::Error + 'static), what: &'static str) -> Response {
        tracing::error!(error, "{what} failed");
        self.notice(StatusCode::INTERNAL_SERVER_ERROR, Message::TroubleTitle, Message::TroubleText)
    }
}
