//! The interface on a port of its own, as a static site.

use std::path::Path;

use axum::Router;
use color_eyre::eyre::{Result, WrapErr, ensure};
use tokio::{net::TcpListener, task::JoinHandle};
use tower_http::services::{ServeDir, ServeFile};
use url::Url;

/// A running site, which ends when this value is dropped.
#[derive(Debug)]
pub struct Site {
    /// Its origin.
    pub origin: Url,
    serving: JoinHandle<()>,
}

impl Site {
    /// Serves the interface of this folder: its files, and its page for every other address.
    pub async fn serve(root: &Path) -> Result<Self> {
        ensure!(root.join("index.html").exists(), "no interface in {}", root.display());
        let files = ServeDir::new(root).fallback(ServeFile::new(root.join("index.html")));
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.wrap_err("taking a port")?;
        let origin = Url::parse(&format!("http://127.0.0.1:{}/", listener.local_addr()?.port()))?;
        let serving = tokio::spawn(async move {
            axum::serve(listener, Router::new().fallback_service(files)).await.expect("serving files");
        });
        Ok(Self { origin, serving })
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.serving.abort();
    }
}
