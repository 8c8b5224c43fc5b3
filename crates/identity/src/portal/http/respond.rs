//! Turns pages into responses, with the headers every page of the Portal has.

use std::{any::Any, error::Error, time::Duration};

use askama::Template;
use axum::{
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};

use super::{cookies::Jar, flash::Flash};
use crate::portal::{
    frame::{Frame, Porch},
    text::{Text, text},
};

/// What keeps a page to itself: no scripts at all, nobody's frame, no form that leads elsewhere, no copy in a cache.
const HEADERS: [(HeaderName, HeaderValue); 7] = [
    (
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(
            "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; \
             frame-ancestors 'none'; base-uri 'none'",
        ),
    ),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    (header::REFERRER_POLICY, HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
    (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    (header::PRAGMA, HeaderValue::from_static("no-cache")),
];

/// A page.
pub(super) fn page(status: StatusCode, page: &impl Template) -> Response {
    match page.render() {
        Ok(html) => (status, HEADERS, Html(html)).into_response(),
        Err(error) => {
            tracing::error!(error = &error as &dyn Error, "a page of the Portal could not be rendered");
            (StatusCode::INTERNAL_SERVER_ERROR, HEADERS).into_response()
        }
    }
}

/// Sends the browser on to a page, which says what was done.
pub(super) fn see_other(path: &str, flash: Option<Flash>, is_https: bool) -> Response {
    // Paths are made of our own words and of ids, which a form may have carried: anything odd leads to the start.
    let location = HeaderValue::try_from(path).unwrap_or(HeaderValue::from_static("/portal"));
    let mut response = (StatusCode::SEE_OTHER, HEADERS, [(header::LOCATION, location)]).into_response();
    if let Some(flash) = flash {
        response.headers_mut().append(header::SET_COOKIE, Jar::Flash.set(flash.word(), is_https));
    }
    response
}

/// A page that says one thing, for somebody who is logged in.
#[derive(Debug, Template)]
#[template(path = "portal/gone.html")]
struct GonePage {
    frame: Frame,
    title: Text,
    message: Text,
    href: String,
    way: Text,
}

/// A page that says one thing, for anybody.
#[derive(Debug, Template)]
#[template(path = "portal/outside.html")]
struct OutsidePage {
    frame: Porch,
    title: Text,
    message: Text,
    href: &'static str,
    way: Text,
}

/// There is nothing at this address.
pub(super) fn missing(frame: Frame) -> Response {
    let href = "/portal".to_owned();
    let (title, message, way) = (text("missing-title"), text("missing-text"), text("missing-way"));
    page(StatusCode::NOT_FOUND, &GonePage { frame, title, message, href, way })
}

/// The form was not made by a page of this session.
pub(super) fn forgery(frame: Frame, href: String) -> Response {
    let (title, message) = (text("forgery-portal-title"), text("forgery-portal-text"));
    page(StatusCode::FORBIDDEN, &GonePage { frame, title, message, href, way: text("forgery-portal-way") })
}

/// What was asked for cannot be done; `href` leads back.
pub(super) fn refused(frame: Frame, message: Text, href: String) -> Response {
    let gone = GonePage { frame, title: text("form-not-saved"), message, href, way: text("forgery-portal-way") };
    page(StatusCode::CONFLICT, &gone)
}

/// Something failed that should not; the log says what.
pub(super) fn trouble(frame: Frame, error: &(dyn Error + 'static)) -> Response {
    tracing::error!(error, "a page of the Portal failed");
    let href = "/portal".to_owned();
    let (title, message, way) = (text("trouble-portal-title"), text("trouble-portal-text"), text("missing-way"));
    page(StatusCode::INTERNAL_SERVER_ERROR, &GonePage { frame, title, message, href, way })
}

/// The same before the log-in.
pub(super) fn trouble_outside(frame: Porch, error: &(dyn Error + 'static)) -> Response {
    tracing::error!(error, "a page of the Portal failed");
    let (title, message) = (text("trouble-portal-title"), text("trouble-portal-text"));
    let outside = OutsidePage { frame, title, message, href: "/portal/log-in", way: text("link-dead-way") };
    page(StatusCode::INTERNAL_SERVER_ERROR, &outside)
}

/// A form before the log-in that no page of this browser showed.
pub(super) fn forgery_outside(frame: Porch, href: &'static str) -> Response {
    let (title, message) = (text("forgery-portal-title"), text("forgery-portal-text"));
    page(StatusCode::FORBIDDEN, &OutsidePage { frame, title, message, href, way: text("forgery-portal-way") })
}

/// A link that does not work any more.
pub(super) fn dead_link(frame: Porch) -> Response {
    let (title, message) = (text("link-dead-title"), text("link-dead-text"));
    page(StatusCode::GONE, &OutsidePage { frame, title, message, href: "/portal/log-in", way: text("link-dead-way") })
}

/// Says when to come back.
pub(super) fn retry_after(mut response: Response, wait: Duration) -> Response {
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait.as_secs()));
    response
}

/// A handler panicked: one request fails, without a word about why.
pub(super) fn from_panic(panic: Box<dyn Any + Send + 'static>) -> Response {
    let said = panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    tracing::error!(panic = said.unwrap_or("no message"), "a page of the Portal panicked");
    (StatusCode::INTERNAL_SERVER_ERROR, HEADERS).into_response()
}
