//! The app, in its real window.

use std::{path::PathBuf, process::Stdio};

use color_eyre::eyre::{Result, eyre};
use rustix::process::Pid;
use serde_json::json;
use tokio::process::Command;

use crate::{
    Desktop, Page, eventually,
    process::{self, Owned},
};

/// One launch of the app. It ends with [`App::quit`], with [`App::kill`], or with its desktop.
#[derive(Debug)]
pub struct App {
    /// What its window shows.
    pub page: Page,
    pid: Pid,
}

impl App {
    /// Starts a Tauri program under `WebKitWebDriver`, which starts it as anybody would: by its path.
    pub(crate) async fn open(desktop: &Desktop, binary: PathBuf) -> Result<Self> {
        let port = process::free_port()?;
        let mut environment = desktop.environment().clone();
        // What Tauri asks for before it lets a driver in.
        environment.insert("TAURI_AUTOMATION".to_owned(), "true".to_owned());
        environment.insert("TAURI_WEBVIEW_AUTOMATION".to_owned(), "true".to_owned());
        let driver = Owned::start(
            "app",
            Command::new("WebKitWebDriver").arg(format!("--port={port}")).stdin(Stdio::null()),
            &environment,
            desktop.pictures(),
        )?;
        listens(port).await?;
        let page = Page::open(port, json!({"webkitgtk:browserOptions": {"binary": binary, "args": []}})).await?;
        let pid = process::children(driver.pid())?
            .into_iter()
            .find(|child| {
                let name = std::fs::read_link(format!("/proc/{}/exe", child.as_raw_nonzero()));
                name.ok().is_some_and(|name| name == binary)
            })
            .ok_or_else(|| eyre!("the driver started no app"))?;
        desktop.keep("app", &page, driver);
        Ok(Self { page, pid })
    }

    /// Resident memory of the app and of every process that it started, in KiB; pages that they share count once for
    /// each.
    pub fn memory(&self) -> Result<u64> {
        process::family_memory(self.pid)
    }

    /// Closes the window and waits for the app to end by itself.
    pub async fn quit(self) -> Result<()> {
        let closing = async {
            match self.page.close_window().await {
                // The driver may lose the app before it can answer, and then never does.
                Ok(()) => std::future::pending().await,
                Err(error) => error,
            }
        };
        tokio::select! {
            ended = self.end() => ended,
            error = closing => Err(error),
        }
    }

    /// Ends the app at once, without a chance to tidy up.
    pub async fn kill(self) -> Result<()> {
        process::kill(self.pid)?;
        self.end().await
    }

    async fn end(&self) -> Result<()> {
        eventually("the app has ended", async || Ok((!process::is_running(self.pid)).then_some(()))).await
    }
}

async fn listens(port: u16) -> Result<()> {
    eventually("the driver listens", async || {
        Ok(tokio::net::TcpStream::connect(("127.0.0.1", port)).await.ok().map(drop))
    })
    .await
}
