//! Turns pages into responses, with the headers every page needs.

use askama::Template;
use axum::{
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};

use super::{
    super::headers,
    destination::{Answer, Destination, ResponseMode},
};
use crate::{
    model::TooMany,
    pages::{
        Message,
        views::{FormPostPage, Frame, NoticePage, Tone, Way},
    },
};

/// A page. Its forms may lead to our own pages and to `form_action`, nowhere else.
pub(in crate::http) fn page(status: StatusCode, page: &impl Template, form_action: Option<&str>) -> Response {
    let html = match page.render() {
        Ok(html) => html,
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "a page could not be rendered");
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        }
    };
    (status, protection(form_action), Html(html)).into_response()
}

/// What keeps a page to itself: no other origin's content, frame, base or form target, no copy in a cache.
fn protection(form_action: Option<&str>) -> [(HeaderName, HeaderValue); 6] {
    let policy = format!(
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; \
         connect-src 'self'; form-action 'self'{}{}; frame-ancestors 'none'; base-uri 'none'",
        if form_action.is_some() { " " } else { "" },
        form_action.unwrap_or_default(),
    );
    let policy = HeaderValue::try_from(policy).expect("an origin or scheme has only visible ASCII characters");
    [
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        // The address names an interaction: other sites do not get it.
        (header::REFERRER_POLICY, HeaderValue::from_static("same-origin")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (header::PRAGMA, HeaderValue::from_static("no-cache")),
    ]
}

/// Says on a page about too many attempts when to come back.
pub(super) fn too_many(mut page: Response, limit: TooMany) -> Response {
    headers::retry_after(page.headers_mut(), Some(limit.retry_after));
    page
}

/// Says so where there is such a limit.
pub(super) fn maybe_too_many(page: Response, limit: Option<TooMany>) -> Response {
    match limit {
        Some(limit) => too_many(page, limit),
        None => page,
    }
}

/// What the person reads while, or in case not, the browser goes home.
#[derive(Clone, Copy, Debug)]
pub(super) struct Farewell {
    pub(super) title: Message,
    pub(super) text: Message,
}

/// Sends the browser home with an answer. `form_post` is a page with a form; another program's scheme is a
/// page that leaves by itself and has a button, since it stays on the screen; the rest is a 303.
pub(super) fn send_home(frame: Frame, destination: &Destination, answer: Answer, farewell: Farewell) -> Response {
    if destination.mode == ResponseMode::FormPost {
        return form_post(frame, destination, answer);
    }
    let address = destination.address(answer).to_string();
    let at_once = !destination.is_web();
    let way = Way::Home { address: address.clone(), app: destination.app.clone(), at_once };
    let Farewell { title, text } = farewell;
    let notice = NoticePage { frame, tone: Tone::Calm, title, text, way: Some(way) };
    if destination.is_web() { see_other(&address, &notice) } else { page(StatusCode::OK, &notice, None) }
}

/// Answers an authorize request at once, without anybody having seen a page: always a 303 (section 4.2).
pub(super) fn redirect(frame: Frame, destination: &Destination, answer: Answer) -> Response {
    if destination.mode == ResponseMode::FormPost {
        return form_post(frame, destination, answer);
    }
    let address = destination.address(answer).to_string();
    let way = Way::Home { address: address.clone(), app: destination.app.clone(), at_once: true };
    let (title, text) = (Message::RedirectTitle, Message::Leaving);
    see_other(&address, &NoticePage { frame, tone: Tone::Calm, title, text, way: Some(way) })
}

fn see_other(address: &str, body: &NoticePage) -> Response {
    let mut response = page(StatusCode::SEE_OTHER, body, None);
    let mut location = HeaderValue::try_from(address).expect("a serialised URL is visible ASCII");
    location.set_sensitive(true);
    response.headers_mut().insert(header::LOCATION, location);
    response
}

fn form_post(frame: Frame, destination: &Destination, answer: Answer) -> Response {
    let form = FormPostPage {
        frame,
        address: destination.uri.to_string(),
        app: destination.app.clone(),
        fields: destination.fields(answer),
    };
    page(StatusCode::OK, &form, Some(&destination.form_action()))
}
