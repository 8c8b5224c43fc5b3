//! Pictures for the window: it loads them under a protocol of its own, and the core asks the social API for them.
//!
//! So the window's content policy names no server, whichever one the app was told to ask, and a picture can reach
//! the window only through here: as an image, or not at all.

use houseguest_protocol::social::ImageId;
use tauri::{
    AppHandle, Runtime, UriSchemeContext, UriSchemeResponder,
    http::{Request, Response, StatusCode, header},
};
use tauri_plugin_houseguest::{Error, HouseguestExt};

/// What may come through.
const ALLOWED: [&str; 4] = ["image/jpeg", "image/png", "image/webp", "image/svg+xml"];

/// Answers a request of the window.
#[expect(clippy::needless_pass_by_value, reason = "the shape that Tauri calls")]
pub(crate) fn answer<R: Runtime>(
    context: UriSchemeContext<'_, R>,
    request: Request<Vec<u8>>,
    responder: UriSchemeResponder,
) {
    let app = context.app_handle().clone();
    let id = request.uri().path().trim_start_matches('/').parse::<ImageId>();
    tauri::async_runtime::spawn(async move {
        responder.respond(match id {
            Ok(id) => fetch(&app, id).await,
            Err(_) => nothing(StatusCode::NOT_FOUND),
        });
    });
}

async fn fetch<R: Runtime>(app: &AppHandle<R>, id: ImageId) -> Response<Vec<u8>> {
    let fetched = match app.houseguest().reader().await {
        Ok(reader) => reader.image(id).await.map_err(Error::from),
        Err(error) => Err(error),
    };
    match fetched {
        Ok(picture) => show(&picture.media_type, picture.bytes),
        Err(error) => {
            tracing::debug!(%error, image.id = %id, "an image cannot be shown");
            nothing(StatusCode::NOT_FOUND)
        }
    }
}

fn show(media_type: &str, bytes: Vec<u8>) -> Response<Vec<u8>> {
    let Some(media_type) = ALLOWED.into_iter().find(|allowed| media_type.eq_ignore_ascii_case(allowed)) else {
        return nothing(StatusCode::BAD_GATEWAY);
    };
    let answer = Response::builder()
        .header(header::CONTENT_TYPE, media_type)
        .header(header::CACHE_CONTROL, "public, max-age=31536000, immutable")
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .header(header::CONTENT_SECURITY_POLICY, "default-src 'none'; style-src 'unsafe-inline'; sandbox")
        .body(bytes);
    answer.expect("these headers are always acceptable")
}

fn nothing(status: StatusCode) -> Response<Vec<u8>> {
    let mut answer = Response::new(Vec::new());
    *answer.status_mut() = status;
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_images_come_through() {
        let shown = show("image/PNG", vec![1]);
        assert_eq!((shown.status(), shown.body().as_slice()), (StatusCode::OK, &[1_u8][..]));
        assert_eq!(shown.headers()[header::CONTENT_TYPE], "image/png");
        for other in ["text/html", "image/svg+xml; charset=x", "", "application/javascript"] {
            let refused = show(other, b"<script>".to_vec());
            assert_eq!((refused.status(), refused.body().len()), (StatusCode::BAD_GATEWAY, 0), "{other}");
        }
    }
}
