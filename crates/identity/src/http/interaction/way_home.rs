//! Our own redirect URI, for whoever's browser cannot come home to the app: a page that shows a code to type there.

use axum::{
    extract::{RawQuery, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};

use super::{parameters::Parameters, respond, visit};
use crate::{
    interactions::CANCELLED,
    model::{SecretText, ShownCode, errand},
    pages::{
        Message,
        views::{Frame, NoticePage, Theme, Tone, WayHomePage},
    },
    state::AppState,
};

/// `GET`: the code, for as long as it is good; or what came of it instead.
pub(super) async fn show(State(state): State<AppState>, RawQuery(query): RawQuery, headers: HeaderMap) -> Response {
    let parameters = Parameters::read(query.unwrap_or_default().as_bytes()).unwrap_or_default();
    let theme = parameters.get("x_color_scheme").and_then(Theme::parse);
    let frame = visit::frame(&state, &headers, parameters.get("ui_locales"), theme);
    if let Some(error) = parameters.get("error") {
        // There is nothing to type: the app goes on waiting until the person stops it there.
        return if error == CANCELLED.as_str() {
            let (title, text) = (Message::ArrivedCancelledTitle, Message::HomeCancelledText);
            notice(frame, StatusCode::OK, Tone::Calm, title, text)
        } else {
            notice(frame, StatusCode::OK, Tone::Alarm, Message::HomeFailedTitle, Message::HomeFailedText)
        };
    }
    let code = parameters.get("code").and_then(SecretText::parse);
    let (Some(code), Some(told)) = (code, parameters.get("state")) else { return ended(frame) };
    let (errand, now, settings) = (errand(told), state.now(), state.settings());
    let short = state.short_codes.code_for(&code);
    let shown = ShownCode {
        stands_for: code.hash(),
        sealed: state.short_codes.seal_code(errand, &short, &code),
        code: state.short_codes.code_hash(errand, &short),
        errand,
    };
    match state.store.show_code(shown, settings.way_home(), now).await {
        Ok(Some(found)) => {
            let Some(client) = settings.client(&found.client_id) else { return ended(frame) };
            let left = found.expires_at.since(now);
            let page = WayHomePage {
                frame,
                app: client.display_name().to_owned(),
                code: short.to_string(),
                minutes: left.as_secs().div_ceil(60),
            };
            respond::page(StatusCode::OK, &page, None)
        }
        Ok(None) => ended(frame),
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "a code could not be shown");
            let (title, text) = (Message::TroubleTitle, Message::HomeTroubleText);
            notice(frame, StatusCode::INTERNAL_SERVER_ERROR, Tone::Alarm, title, text)
        }
    }
}

fn ended(frame: Frame) -> Response {
    notice(frame, StatusCode::GONE, Tone::Alarm, Message::HomeEndedTitle, Message::HomeEndedText)
}

fn notice(frame: Frame, status: StatusCode, tone: Tone, title: Message, text: Message) -> Response {
    respond::page(status, &NoticePage { frame, tone, title, text, way: None }, None)
}
