//! An app's own web site: three files and its settings.

use std::path::{Path, PathBuf};

use axum::{
    Json, Router,
    extract::State,
    http::header,
    response::{IntoResponse, Response},
    routing::get,
};
use color_eyre::eyre::{Result, WrapErr, ensure};
use serde::Serialize;
use tokio::{net::TcpListener, task::JoinHandle};
use url::Url;

/// What the SDK is configured with, in its own words.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SdkSettings {
    /// The client.
    #[serde(rename = "clientID")]
    pub(crate) client_id: &'static str,
    /// Where the identity server is.
    pub(crate) endpoint: Url,
    /// `cookie` or `refresh_token`.
    pub(crate) session_type: &'static str,
    /// Whether the browser session is shared; only meant for `refresh_token`.
    #[serde(rename = "isSSOEnabled")]
    pub(crate) is_sso_enabled: bool,
}

/// A port that an app will be served at.
#[derive(Debug)]
pub(crate) struct Plot {
    listener: TcpListener,
    /// The app's origin, as the browser sees it.
    pub(crate) origin: Url,
}

impl Plot {
    /// Takes a free port for the app at `host`, which must be a name below `.localhost`.
    pub(crate) async fn take(host: &str) -> Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let origin = Url::parse(&format!("http://{host}:{}/", listener.local_addr()?.port()))?;
        Ok(Self { listener, origin })
    }

    /// Serves the app there.
    pub(crate) fn build(self, settings: SdkSettings) -> Result<Site> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sdk");
        let sdk = folder.join("node_modules/@authgear/web/dist/authgear-web.module.js");
        ensure!(sdk.exists(), "the SDK is not in {}; ./x setup installs it", sdk.display());
        let file = |path: PathBuf, kind: &'static str| get(move || serve(path.clone(), kind));
        let router = Router::new()
            .route("/", file(folder.join("page/index.html"), "text/html; charset=utf-8"))
            .route("/signed-out", file(folder.join("page/index.html"), "text/html; charset=utf-8"))
            .route("/page.js", file(folder.join("page/page.js"), "text/javascript"))
            .route("/authgear-web.module.js", file(sdk, "text/javascript"))
            .route("/settings.json", get(async |State(settings): State<SdkSettings>| Json(settings)))
            .with_state(settings);
        let serving = tokio::spawn(async move {
            axum::serve(self.listener, router).await.expect("serving three files");
        });
        Ok(Site { origin: self.origin, serving })
    }
}

/// A running web site, which ends when this value is dropped.
#[derive(Debug)]
pub(crate) struct Site {
    /// Its origin.
    pub(crate) origin: Url,
    serving: JoinHandle<()>,
}

impl Drop for Site {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

async fn serve(path: PathBuf, kind: &'static str) -> Response {
    let bytes = tokio::fs::read(&path).await.wrap_err_with(|| format!("reading {}", path.display()));
    ([(header::CONTENT_TYPE, kind)], bytes.expect("the file was there a moment ago")).into_response()
}
