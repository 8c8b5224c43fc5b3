//! The page behind the link in a message. It opens in any browser, and the address itself is the secret.
//!
//! Opening it changes nothing, since programs that look into mails open links; its button does.

use std::{net::IpAddr, sync::Arc};

use axum::{
    Extension,
    body::Bytes,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Redirect, Response},
};

use super::{
    browser::{BrowserSecret, Ticket},
    credentials,
    desk::Desk,
    new_password,
    parameters::Parameters,
    respond, visit,
};
use crate::{
    http::address::RemoteAddress,
    interactions,
    limits::NotAdmitted,
    messages::compose::{self, Letterhead},
    model::{Interaction, ProvenHow, Purpose, SecretText, Verification},
    pages::{
        HashingError, Message,
        views::{CredentialForm, Frame, LinkPage, NewPasswordPage, NoticePage, Theme, Tone},
    },
    state::AppState,
    store::StoreError,
    verifications,
};

/// A link that works, and the browser that opened it.
struct Opened {
    state: AppState,
    frame: Frame,
    link: SecretText,
    handle: SecretText,
    interaction: Interaction,
    verification: Verification,
    /// The browser where it was begun, if that is this one.
    here: Option<BrowserSecret>,
}

/// `GET`: says what the button does.
pub(super) async fn show(State(state): State<AppState>, Path(link): Path<String>, headers: HeaderMap) -> Response {
    let opened = match open(&state, &link, &headers).await {
        Ok(opened) => opened,
        Err(elsewhere) => return elsewhere,
    };
    match (opened.verification.proven, &opened.here) {
        (Some(_), Some(_)) => opened.go_on(),
        (Some(_), None) => opened.done(),
        (None, None) if opened.is_recovery() => {
            let form = new_password::shown(&opened.verification);
            opened.ask_password(StatusCode::OK, form)
        }
        (None, _) => opened.ask(),
    }
}

/// `POST`: takes note that whoever reads the messages agrees; or, for a forgotten password in another browser
/// than where it was begun, sets the new one.
pub(super) async fn submit(
    State(state): State<AppState>,
    Extension(desk): Extension<Arc<Desk>>,
    RemoteAddress(address): RemoteAddress,
    Path(link): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let opened = match open(&state, &link, &headers).await {
        Ok(opened) => opened,
        Err(elsewhere) => return elsewhere,
    };
    if opened.verification.proven.is_none() && opened.is_recovery() && opened.here.is_none() {
        return opened.set_password(&desk, &body, address).await;
    }
    let how = if opened.here.is_some() { ProvenHow::LinkHere } else { ProvenHow::LinkElsewhere };
    match verifications::confirm(&state, &opened.link, how).await {
        Ok(_) if opened.here.is_some() => opened.go_on(),
        Ok(_) => opened.done(),
        Err(error) => trouble(opened.frame, &error),
    }
}

async fn open(state: &AppState, link: &str, headers: &HeaderMap) -> Result<Opened, Response> {
    let frame = visit::frame(state, headers, None, None);
    let Some(link) = SecretText::parse(link) else { return Err(gone(frame)) };
    let found = async {
        let Some(verification) = verifications::find_by_link(state, &link).await? else { return Ok(None) };
        let Some(handle) = verification.handle.open(&link) else { return Ok(None) };
        let found = interactions::find(state, &handle).await?;
        Ok::<_, StoreError>(found.map(|interaction| (verification, handle, interaction)))
    };
    match found.await {
        Ok(Some((verification, handle, interaction))) => {
            let request = &interaction.request;
            let theme = request.color_scheme.as_deref().and_then(Theme::parse);
            let frame = visit::frame(state, headers, request.ui_locales.as_deref(), theme);
            let here =
                BrowserSecret::find(state, headers).filter(|browser| browser.mark(&link) == verification.browser);
            Ok(Opened { state: state.clone(), frame, link, handle, interaction, verification, here })
        }
        Ok(None) => Err(gone(frame)),
        Err(error) => Err(trouble(frame, &error)),
    }
}

impl Opened {
    fn is_recovery(&self) -> bool {
        matches!(self.verification.purpose, Purpose::Recovery { .. })
    }

    /// What the app is called where it was begun.
    fn app(&self) -> String {
        let (settings, client_id) = (self.state.settings(), &self.interaction.request.client_id);
        settings.client(client_id).map_or_else(|| client_id.clone(), |client| client.display_name().to_owned())
    }

    fn ask(self) -> Response {
        let page = LinkPage {
            is_recovery: self.is_recovery(),
            to: self.verification.login.to_display(),
            app: self.app(),
            is_here: self.here.is_some(),
            action: compose::link_path(&self.link),
            frame: self.frame,
        };
        respond::page(StatusCode::OK, &page, None)
    }

    fn ask_password(self, status: StatusCode, form: CredentialForm) -> Response {
        let action = compose::link_path(&self.link);
        let page = NewPasswordPage { frame: self.frame, action, form_token: String::new(), form };
        respond::page(status, &page, None)
    }

    /// To the page where this browser began.
    fn go_on(self) -> Response {
        let Self { here: Some(browser), handle, interaction, .. } = self else { return self.done() };
        let segment = browser.address(&Ticket { handle, expires_at: interaction.expires_at });
        Redirect::to(&format!("/interaction/{segment}/finish")).into_response()
    }

    fn done(self) -> Response {
        let (title, text) = if self.is_recovery() {
            (Message::ChangedTitle, Message::ChangedText)
        } else {
            (Message::LinkDoneTitle, Message::LinkDoneText)
        };
        let notice = NoticePage { frame: self.frame, tone: Tone::Calm, title, text, way: None };
        respond::page(StatusCode::OK, &notice, None)
    }

    async fn set_password(self, desk: &Desk, body: &[u8], address: IpAddr) -> Response {
        let mut shown = new_password::shown(&self.verification);
        match self.state.limits.log_in.admit_from(address).await {
            Ok(()) => {}
            Err(NotAdmitted::TooMany(limit)) => {
                shown.form_error = Some(Message::ErrorTooManyAttempts);
                return respond::too_many(self.ask_password(StatusCode::TOO_MANY_REQUESTS, shown), limit);
            }
            Err(NotAdmitted::Store(error)) => return trouble(self.frame, &error),
        }
        let form = Parameters::read(body).unwrap_or_default();
        let hash = match credentials::new_hash(&self.state, desk, &form, &mut shown).await {
            Ok(Some(hash)) => hash,
            Ok(None) => return self.ask_password(StatusCode::UNPROCESSABLE_ENTITY, shown),
            Err(HashingError::Busy) => {
                shown.form_error = Some(Message::ErrorBusy);
                return self.ask_password(StatusCode::SERVICE_UNAVAILABLE, shown);
            }
            Err(error) => return trouble(self.frame, &error),
        };
        let (settings, app) = (self.state.settings(), self.app());
        let (house, origin) = (settings.branding.name.as_str(), self.state.issuer.as_str());
        let letterhead = Letterhead { words: self.frame.words, house, app: &app, origin };
        match interactions::recover_by_link(&self.state, &self.link, &self.verification.login, hash, letterhead).await {
            Ok(true) => self.done(),
            Ok(false) => gone(self.frame),
            Err(error) => trouble(self.frame, &error),
        }
    }
}

fn gone(frame: Frame) -> Response {
    let (title, text) = (Message::LinkGoneTitle, Message::LinkGoneText);
    let notice = NoticePage { frame, tone: Tone::Alarm, title, text, way: None };
    respond::page(StatusCode::GONE, &notice, None)
}

fn trouble(frame: Frame, error: &(dyn std::error::Error + 'static)) -> Response {
    tracing::error!(error, "a link could not be followed");
    let (title, text) = (Message::TroubleTitle, Message::TroubleText);
    let notice = NoticePage { frame, tone: Tone::Alarm, title, text, way: None };
    respond::page(StatusCode::INTERNAL_SERVER_ERROR, &notice, None)
}
