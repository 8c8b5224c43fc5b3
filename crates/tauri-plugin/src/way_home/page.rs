//! What the browser shows when it has brought the person home.

use std::sync::LazyLock;

use data_encoding::BASE64;
use sha2::{Digest, Sha256};

/// The one style sheet; the content policy names it by its digest, so nothing else is ever applied.
const STYLE: &str = "body{margin:0;min-height:100vh;display:grid;place-items:center;background:#fdf6ec;color:#3a2733;\
font:1.125rem/1.5 system-ui,sans-serif}main{max-width:28rem;padding:2rem;text-align:center}h1{font-size:1.5rem;margin:0 0 .5rem}\
p{margin:0}@media (prefers-color-scheme:dark){body{background:#241a26;color:#f7e9d8}}";

static POLICY: LazyLock<String> = LazyLock::new(|| {
    let digest = BASE64.encode(&Sha256::digest(STYLE));
    format!(
        "default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
});

/// What became of an arrival, as the browser tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Page {
    /// It worked; the app has the rest.
    Home,
    /// The person gave up, and nothing changed.
    Unchanged,
    /// The app could not reach the server; loading the page again tries again.
    TryAgain,
    /// Something went wrong; the app says what.
    Failed,
    /// The app waits for no such arrival.
    NotExpected,
    /// There is nothing at this address.
    NothingHere,
    /// The request makes no sense.
    BadRequest,
}

impl Page {
    const fn status(self) -> &'static str {
        match self {
            Self::Home | Self::Unchanged | Self::Failed => "200 OK",
            Self::TryAgain => "503 Service Unavailable",
            Self::NotExpected | Self::BadRequest => "400 Bad Request",
            Self::NothingHere => "404 Not Found",
        }
    }

    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Home => ("That worked", "You can return to the app, and close this page."),
            Self::Unchanged => ("Nothing was changed", "You can return to the app, and close this page."),
            Self::TryAgain => ("The app could not reach the server", "Load this page again to try once more."),
            Self::Failed => ("That did not work", "You can return to the app: it says what happened."),
            Self::NotExpected => ("The app is not waiting for this page", "You can close it. Nothing was changed."),
            Self::NothingHere => ("There is nothing here", "You can close this page."),
            Self::BadRequest => ("That request makes no sense", "You can close this page."),
        }
    }

    /// The whole HTTP answer.
    pub(crate) fn response(self) -> Vec<u8> {
        let (heading, sentence) = self.words();
        let body = format!(
            "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width\"><title>{heading}</title>\
             <style>{STYLE}</style></head><body><main><h1>{heading}</h1><p>{sentence}</p></main></body></html>"
        );
        // The page's address holds a code: it is neither kept by caches nor told to other sites.
        let head = format!(
            "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {length}\r\n\
             Content-Security-Policy: {policy}\r\nReferrer-Policy: no-referrer\r\nCache-Control: no-store\r\n\
             X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n",
            status = self.status(),
            length = body.len(),
            policy = *POLICY,
        );
        [head.into_bytes(), body.into_bytes()].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_runs_no_script_and_loads_nothing() {
        let pages = [
            Page::Home,
            Page::Unchanged,
            Page::TryAgain,
            Page::Failed,
            Page::NotExpected,
            Page::NothingHere,
            Page::BadRequest,
        ];
        for page in pages {
            let text = String::from_utf8(page.response()).expect("pages are text");
            let (head, body) = text.split_once("\r\n\r\n").expect("a head and a body");
            assert!(head.contains("default-src 'none'; style-src 'sha256-"), "{head}");
            assert!(head.contains("Referrer-Policy: no-referrer\r\n"), "the address holds a code: {head}");
            assert!(head.contains(&format!("Content-Length: {}\r\n", body.len())), "{head}");
            for forbidden in ["<script", "style=", "src=", "href="] {
                assert!(!body.contains(forbidden), "{forbidden} in {body}");
            }
        }
    }
}
