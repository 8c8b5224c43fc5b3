//! A real browser, which stands in for the person's own.

use std::process::Stdio;

use color_eyre::eyre::Result;
use serde_json::json;
use tokio::process::Command;

use crate::{Desktop, Page, process::Owned};

/// Chromium with a profile of its own. It closes with its desktop.
#[derive(Debug)]
pub struct Browser {
    /// What its tab shows.
    pub page: Page,
}

impl Browser {
    /// Starts Chromium under its driver, with nothing that would call anybody.
    pub(crate) async fn open(desktop: &Desktop) -> Result<Self> {
        let mut driver = Owned::start(
            "browser",
            Command::new("chromedriver").arg("--port=0").stdin(Stdio::null()),
            desktop.environment(),
            desktop.pictures(),
        )?;
        let port =
            driver.says(|line| line.split_once("started successfully on port ")?.1.trim_end_matches('.').parse().ok());
        let port = port.await?;
        let profile = desktop.new_folder("browser-profile")?;
        let switches = [
            "--headless=new",
            "--no-sandbox", // it refuses to run as root otherwise, and root is what CI is
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--window-size=1100,900",
            "--lang=en",
            &format!("--user-data-dir={}", profile.display()),
        ];
        let page = Page::open(port, json!({"goog:chromeOptions": {"args": switches}})).await?;
        desktop.keep("browser", &page, driver);
        Ok(Self { page })
    }
}
