//! Somebody comes to a page of an interaction.

use std::{net::IpAddr, sync::Arc};

use axum::{
    Extension, RequestExt,
    body::Bytes,
    extract::{FromRequest, FromRequestParts, Path, Request},
    http::{HeaderMap, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};

use super::{
    browser::{BrowserSecret, Ticket},
    desk::{Desk, Ending},
    destination::{Answer, Destination},
    files::FILES,
    parameters::Parameters,
    respond::{self, Farewell},
};
use crate::{
    http::{address::RemoteAddress, browser_session::PlannedBrowserSession},
    interactions::{self, Finished},
    messages::compose::Letterhead,
    model::{Interaction, LoginId, LoginKind, Region, SecretText, Verification},
    pages::{
        Message, Words,
        views::{Frame, NoticePage, Offers, Places, Theme, Tone, Way},
    },
    state::AppState,
    store::{PromoteError, StoreError, VerificationError},
    verifications::{self, Asked, AskedPurpose},
};

/// A visit to an interaction that is still going on, from the browser it began in. As an extractor it turns
/// everybody else away with a page that says why.
#[derive(Debug)]
pub(super) struct Visit {
    pub(super) state: AppState,
    pub(super) desk: Arc<Desk>,
    pub(super) browser: BrowserSecret,
    pub(super) ticket: Ticket,
    pub(super) interaction: Interaction,
    pub(super) destination: Destination,
    pub(super) frame: Frame,
    pub(super) places: Places,
    /// The session that begins in this browser if somebody signs in now.
    pub(super) session: PlannedBrowserSession,
    /// Where numbers without a country's code are from.
    pub(super) region: Option<Region>,
    /// The path of this request, where a failed one may be tried again.
    here: String,
}

/// A visit with a form that our own page made. As an extractor it turns forgeries away.
#[derive(Debug)]
pub(super) struct Sent {
    pub(super) visit: Visit,
    pub(super) form: Parameters,
    pub(super) address: IpAddr,
}

/// Why there is nothing to do here.
#[derive(Debug, thiserror::Error)]
enum NoVisit {
    /// The address was made for another browser, or the cookie is missing.
    #[error("the page belongs to another browser")]
    OtherBrowser,
    /// Its time is over.
    #[error("the interaction expired")]
    Expired,
    /// It was finished or cancelled.
    #[error("the interaction has ended")]
    Ended(Option<Box<Ending>>),
    /// The client was taken off the list meanwhile.
    #[error("the client is not registered any more")]
    ClientGone,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl FromRequestParts<AppState> for Visit {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Response> {
        let Extension(desk) =
            Extension::<Arc<Desk>>::from_request_parts(parts, state).await.map_err(IntoResponse::into_response)?;
        let Path(segment) =
            Path::<String>::from_request_parts(parts, state).await.map_err(IntoResponse::into_response)?;
        let here = parts.uri.path().to_owned();
        let RemoteAddress(address) = match RemoteAddress::from_request_parts(parts, state).await {
            Ok(address) => address,
            Err(never) => match never {},
        };
        let session = PlannedBrowserSession::for_request(state, &parts.headers, address);
        open(state, &desk, &parts.headers, &segment, here, session)
            .await
            .map_err(|reason| turn_away(frame(state, &parts.headers, None, None), reason))
    }
}

impl FromRequest<AppState> for Sent {
    type Rejection = Response;

    async fn from_request(mut request: Request, state: &AppState) -> Result<Self, Response> {
        let visit: Visit = request.extract_parts_with_state(state).await?;
        let RemoteAddress(address) = match request.extract_parts_with_state(state).await {
            Ok(address) => address,
            Err(never) => match never {},
        };
        let body = Bytes::from_request(request, state).await.map_err(IntoResponse::into_response)?;
        let Ok(form) = Parameters::read(&body) else { return Err(visit.forgery()) };
        if !visit.browser.made_form(&visit.ticket, form.get("form_token").unwrap_or_default()) {
            return Err(visit.forgery());
        }
        Ok(Self { visit, form, address })
    }
}

/// Opens the interaction that `segment` names.
async fn open(
    state: &AppState,
    desk: &Arc<Desk>,
    headers: &HeaderMap,
    segment: &str,
    here: String,
    session: PlannedBrowserSession,
) -> Result<Visit, NoVisit> {
    let browser = BrowserSecret::find(state, headers).ok_or(NoVisit::OtherBrowser)?;
    let ticket = browser.open(segment).ok_or(NoVisit::OtherBrowser)?;
    let Some(interaction) = interactions::find(state, &ticket.handle).await? else {
        return Err(gone(state, desk, &ticket));
    };
    let settings = state.settings();
    let destination = Destination::of(&interaction.request, &settings).ok_or(NoVisit::ClientGone)?;
    let request = &interaction.request;
    let theme = request.color_scheme.as_deref().and_then(Theme::parse);
    let frame = frame(state, headers, request.ui_locales.as_deref(), theme);
    let place = |page: &str| format!("/interaction/{segment}/{page}");
    let places = Places {
        sign_up: place("sign-up"),
        log_in: place("log-in"),
        verify: place("verify"),
        wait: place("verify/wait"),
        resend: place("verify/resend"),
        address: place("verify/address"),
        finish: place("finish"),
        forgot: place("forgotten-password"),
        new_password: place("new-password"),
        account: place("account"),
        merge: place("merge"),
        cancel: place("cancel"),
        form_token: browser.form_token(&ticket),
    };
    let region = request.ui_locales.as_deref().and_then(Region::of_languages);
    let region = region.or_else(|| accepted_languages(headers).and_then(Region::of_languages));
    let region = region.or_else(|| settings.default_region.as_deref().and_then(Region::parse));
    let (state, desk) = (state.clone(), Arc::clone(desk));
    Ok(Visit { state, desk, browser, ticket, interaction, destination, frame, places, session, region, here })
}

/// Why an interaction that this browser began is not there (any more).
fn gone(state: &AppState, desk: &Desk, ticket: &Ticket) -> NoVisit {
    match desk.endings.find(&ticket.handle) {
        Some(ending) => NoVisit::Ended(Some(Box::new(ending))),
        None if ticket.expires_at <= state.now() => NoVisit::Expired,
        None => NoVisit::Ended(None),
    }
}

/// What every page shares: language by the app's wish, else the browser's.
pub(in crate::http) fn frame(
    state: &AppState,
    headers: &HeaderMap,
    ui_locales: Option<&str>,
    theme: Option<Theme>,
) -> Frame {
    let words = Words::choose(ui_locales, accepted_languages(headers));
    Frame { words, house: state.settings().branding.name.clone(), theme, files: &FILES }
}

fn accepted_languages(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok())
}

/// The page for a visit that cannot be.
fn turn_away(frame: Frame, reason: NoVisit) -> Response {
    let frame = match &reason {
        NoVisit::Ended(Some(ending)) => ending.frame.clone(),
        _ => frame,
    };
    let notice = |tone, title, text, way| NoticePage { frame, tone, title, text, way };
    let (status, notice) = match reason {
        NoVisit::OtherBrowser => {
            let (title, text) = (Message::OtherBrowserTitle, Message::OtherBrowserText);
            (StatusCode::FORBIDDEN, notice(Tone::Alarm, title, text, None))
        }
        NoVisit::Expired => (StatusCode::GONE, notice(Tone::Alarm, Message::ExpiredTitle, Message::ExpiredText, None)),
        NoVisit::Ended(None) => (StatusCode::GONE, notice(Tone::Calm, Message::DoneTitle, Message::DoneText, None)),
        NoVisit::Ended(Some(ending)) => {
            let (title, text) = if ending.is_finished {
                (Message::DoneTitle, Message::DoneText)
            } else {
                (Message::CancelledTitle, Message::CancelledText)
            };
            let way = Some(way_home(&ending.destination, ending.answer.clone()));
            (StatusCode::GONE, notice(Tone::Calm, title, text, way))
        }
        NoVisit::ClientGone => {
            (StatusCode::GONE, notice(Tone::Alarm, Message::UnknownTitle, Message::UnknownText, None))
        }
        NoVisit::Store(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "a page could not be opened");
            let (title, text) = (Message::TroubleTitle, Message::TroubleText);
            (StatusCode::INTERNAL_SERVER_ERROR, notice(Tone::Alarm, title, text, None))
        }
    };
    respond::page(status, &notice, None)
}

/// A button home that carries an answer.
pub(super) fn way_home(destination: &Destination, answer: Answer) -> Way {
    Way::Home { address: destination.address(answer).to_string(), app: destination.app.clone(), at_once: false }
}

impl Visit {
    /// Whether a guest is being promoted.
    pub(super) fn is_guest(&self) -> bool {
        self.interaction.guest.is_some()
    }

    /// The page somebody starts at: where a guest keeps the account, where a stranger logs in.
    pub(super) fn start(&self) -> &str {
        if self.is_guest() { &self.places.sign_up } else { &self.places.log_in }
    }

    /// What can be used to log in here, beside usernames.
    pub(super) fn offers(&self) -> Offers {
        let reaches = |kind| self.state.post.reaches(kind);
        Offers { mail: reaches(LoginKind::Email), phone: reaches(LoginKind::Phone) }
    }

    /// The verification under way here.
    pub(super) async fn verification(&self) -> Result<Option<Verification>, StoreError> {
        self.state.store.find_verification(self.ticket.handle.hash()).await
    }

    /// Sends a message to `login`, to be shown to be read.
    pub(super) async fn begin_verification(
        &self,
        login: LoginId,
        purpose: AskedPurpose,
    ) -> Result<(), VerificationError> {
        let link = SecretText::random();
        let browser = self.browser.mark(&link);
        let asked = Asked { handle: &self.ticket.handle, link, browser, letterhead: self.letterhead(), login, purpose };
        verifications::begin(&self.state, asked).await
    }

    /// Who writes the messages of this interaction.
    pub(super) fn letterhead(&self) -> Letterhead<'_> {
        let (house, app) = (&self.frame.house, &self.destination.app);
        Letterhead { words: self.frame.words, house, app, origin: &self.state.issuer }
    }

    /// The page that says the form was not made here, with a way back to one that is.
    fn forgery(self) -> Response {
        let (title, text) = (Message::ForgeryTitle, Message::ForgeryText);
        let way = Some(Way::Again { address: self.here });
        let notice = NoticePage { frame: self.frame, tone: Tone::Alarm, title, text, way };
        respond::page(StatusCode::FORBIDDEN, &notice, None)
    }

    /// The page that says it is our fault, with a way back to try again. `what` failed, for the log.
    pub(super) fn trouble(self, error: &(dyn std::error::Error + 'static), what: &'static str) -> Response {
        tracing::error!(error, "{what} failed");
        let (title, text) = (Message::TroubleTitle, Message::TroubleText);
        let way = Some(Way::Again { address: self.here });
        let notice = NoticePage { frame: self.frame, tone: Tone::Alarm, title, text, way };
        respond::page(StatusCode::INTERNAL_SERVER_ERROR, &notice, None)
    }

    /// The page for an interaction that has ended while this request was under way.
    pub(super) fn gone(self) -> Response {
        let reason = gone(&self.state, &self.desk, &self.ticket);
        turn_away(self.frame, reason)
    }

    /// The page for a guest who has become a member elsewhere, while this page was open.
    fn not_a_guest(self) -> Response {
        let way = Some(way_home(&self.destination, Answer::denied()));
        let (title, text) = (Message::HintTitle, Message::HintPromotedText);
        let notice = NoticePage { frame: self.frame, tone: Tone::Alarm, title, text, way };
        respond::page(StatusCode::CONFLICT, &notice, None)
    }

    /// Answers what became of an attempt to finish: home with the code, or the page that says why not.
    ///
    /// # Errors
    /// Gives the visit back when the login is somebody's: what to say depends on the page.
    pub(super) fn conclude(self, made: Result<Finished, PromoteError>, text: Message) -> Result<Response, Box<Self>> {
        Ok(match made {
            Ok(finished) => self.arrive(finished, text),
            Err(PromoteError::LoginTaken) => return Err(Box::new(self)),
            Err(PromoteError::InteractionGone) => self.gone(),
            Err(PromoteError::NotAGuest) => self.not_a_guest(),
            Err(PromoteError::Store(error)) => self.trouble(&error, "finishing an interaction"),
        })
    }

    /// Sends somebody home who has signed in, with the code, and with the session in the browser if one began.
    pub(super) fn arrive(self, Finished { code, session }: Finished, text: Message) -> Response {
        let state = self.state.clone();
        let answer = Answer::success(code.as_ref().map(|code| code.expose()));
        let mut response = self.end(answer, true, Farewell { title: Message::ArrivedTitle, text });
        if let Some(session) = session {
            session.set_cookies(&state, response.headers_mut());
        }
        response
    }

    /// Remembers how the visit ended and sends the browser home.
    pub(super) fn end(self, answer: Answer, is_finished: bool, farewell: Farewell) -> Response {
        let ending = Ending {
            is_finished,
            frame: self.frame.clone(),
            destination: self.destination.clone(),
            answer: answer.clone(),
            expires_at: self.ticket.expires_at,
        };
        self.desk.endings.keep(&self.ticket.handle, ending, self.state.now());
        respond::send_home(self.frame, &self.destination, answer, farewell)
    }
}
