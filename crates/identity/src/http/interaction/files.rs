//! The pages' own files, built in: styles, the small script, the icon, the fonts.

use std::sync::LazyLock;

use axum::{
    extract::Path,
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use data_encoding::HEXLOWER;
use houseguest_protocol::values::sha256;

use crate::pages::views::Files;

/// Where the files are.
pub(super) const ROUTE: &str = "/assets/identity/{file}";

const STYLE: &str = concat!(
    include_str!("../../../../../assets/styles/tokens.css"),
    include_str!("../../../../../assets/styles/server-fonts.css"),
    include_str!("../../../../../assets/styles/identity.css")
);
const PORTAL_STYLE: &str = concat!(
    include_str!("../../../../../assets/styles/tokens.css"),
    include_str!("../../../../../assets/styles/server-fonts.css"),
    include_str!("../../../../../assets/styles/portal.css")
);
const SCRIPT: &str = include_str!("../../../templates/pages.js");
const ICON: &str = include_str!("../../../../../assets/icons/houseguest.svg");

/// Fonts keep their names, since the styles refer to them; a font of another content gets another name.
const FONTS: &[(&str, &[u8])] = &[
    ("figtree-latin.woff2", include_bytes!("../../../../../assets/fonts/figtree-latin.woff2")),
    ("figtree-latin-ext.woff2", include_bytes!("../../../../../assets/fonts/figtree-latin-ext.woff2")),
    ("young-serif-latin.woff2", include_bytes!("../../../../../assets/fonts/young-serif-latin.woff2")),
];

/// The addresses of the files. Each names its content's hash, so that a browser may keep it for good.
pub(crate) static FILES: LazyLock<Files> = LazyLock::new(|| Files {
    style: address(STYLE, "css"),
    portal_style: address(PORTAL_STYLE, "css"),
    script: address(SCRIPT, "js"),
    icon: address(ICON, "svg"),
});

fn address(content: &str, extension: &str) -> String {
    let hash = HEXLOWER.encode(&sha256(content.as_bytes())[..8]);
    format!("/assets/identity/{hash}.{extension}")
}

/// `GET /assets/identity/{file}`.
pub(super) async fn handler(Path(file): Path<String>) -> Response {
    let path = format!("/assets/identity/{file}");
    let (kind, content): (&'static str, &'static [u8]) = if path == FILES.style {
        ("text/css; charset=utf-8", STYLE.as_bytes())
    } else if path == FILES.portal_style {
        ("text/css; charset=utf-8", PORTAL_STYLE.as_bytes())
    } else if path == FILES.script {
        ("text/javascript; charset=utf-8", SCRIPT.as_bytes())
    } else if path == FILES.icon {
        ("image/svg+xml", ICON.as_bytes())
    } else if let Some((_, font)) = FONTS.iter().find(|(name, _)| *name == file) {
        ("font/woff2", font)
    } else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let headers: [(HeaderName, HeaderValue); 3] = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable")),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    ];
    (headers, content).into_response()
}
