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

/// Joins files of `assets/styles`, in this order.
macro_rules! styles {
    ($($file:literal),+ $(,)?) => {
        concat!($(include_str!(concat!("../../../../../assets/styles/", $file))),+)
    };
}

const STYLE: &str = styles!["tokens.css", "server-fonts.css", "unseen.css", "identity.css"];
const PORTAL_STYLE: &str = styles![
    "tokens.css",
    "server-fonts.css",
    "portal/base.css",
    "unseen.css",
    "portal/office.css",
    "portal/panel.css",
    "portal/form.css",
    "portal/button.css",
    "portal/notice.css",
    "portal/table.css",
    "portal/badge.css",
    "portal/leaf.css",
    "portal/figures.css",
    "portal/porch.css",
];
const SCRIPT: &str = include_str!("../../../templates/pages.js");
const ICON: &str = include_str!("../../../../../assets/icons/houseguest.svg");

/// Fonts keep their names, since the styles refer to them; a font of another content gets another name.
const FONTS: &[(&str, &[u8])] = &[
    ("figtree-latin.woff2", include_bytes!("../../../../../assets/fonts/figtree-latin.woff2")),
    ("figtree-latin-ext.woff2", include_bytes!("../../../../../assets/fonts/figtree-latin-ext.woff2")),
    ("readex-pro-arabic.woff2", include_bytes!("../../../../../assets/fonts/readex-pro-arabic.woff2")),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn every_font_that_the_styles_name_is_served() {
        for (name, style) in [("pages", STYLE), ("Portal", PORTAL_STYLE)] {
            let named: Vec<&str> =
                style.split("url(\"").skip(1).map(|rest| rest.split('"').next().unwrap_or_default()).collect();
            assert!(named.len() >= FONTS.len(), "{name}: {named:?}");
            for file in named {
                let answer = handler(Path(file.to_owned())).await;
                assert_eq!(answer.status(), StatusCode::OK, "{file}, which the styles of the {name} name");
            }
        }
    }
}
