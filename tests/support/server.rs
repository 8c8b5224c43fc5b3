//! A backend of its own.

use std::{
    path::{Path, PathBuf},
    process::Stdio,
};

use color_eyre::eyre::{Result, WrapErr, eyre};
use tokio::process::Command;
use url::Url;

use crate::{
    Desktop, eventually,
    evidence::{Backend, IdentityStore},
    process::{self, Owned},
    programs,
};

/// A running `houseguest-backend`, which ends when this value is dropped.
#[derive(Debug)]
pub struct Server {
    /// What it answers to anybody.
    pub backend: Backend,
    folder: PathBuf,
    process: Owned,
}

/// A backend that was ended, and can come back at its address with what it knew.
#[derive(Debug)]
pub struct StoppedServer {
    /// Where it was.
    pub origin: Url,
    folder: PathBuf,
}

impl StoppedServer {
    /// Brings it back.
    pub async fn start_again(self, desktop: &Desktop) -> Result<Server> {
        let port = self.origin.port_or_known_default().ok_or_else(|| eyre!("{} has no port", self.origin))?;
        Server::start_in(desktop, self.folder, port).await
    }
}

impl Server {
    /// Starts one with the demo's settings on a port of its own, which serves the browser build.
    pub(crate) async fn start(desktop: &Desktop) -> Result<Self> {
        Self::start_in(desktop, desktop.new_folder("server")?, 0).await
    }

    async fn start_in(desktop: &Desktop, folder: PathBuf, port: u16) -> Result<Self> {
        let web_root = programs::web_root()?;
        let (process, origin) = serve(desktop, &folder, |command| {
            command.args(["--demo", "--listen", &format!("127.0.0.1:{port}"), "--web-root"]).arg(web_root);
        })
        .await?;
        Ok(Self { backend: Backend::at(origin)?, folder, process })
    }

    /// Ends it at once, as a power cut would.
    pub async fn stop(self) -> Result<StoppedServer> {
        let pid = self.process.pid();
        drop(self.process);
        eventually("the backend has ended", async || Ok((!process::is_running(pid)).then_some(()))).await?;
        Ok(StoppedServer { origin: self.backend.origin, folder: self.folder })
    }

    /// Starts one with these settings, and with a public origin at `host`.
    pub(crate) async fn start_at(desktop: &Desktop, host: &str, settings: &str) -> Result<Self> {
        let folder = desktop.new_folder("server")?;
        let file = folder.join("houseguest.toml");
        std::fs::write(&file, settings)?;
        let mut attempts = 5;
        loop {
            // The public origin names the port, so it must be known before the program takes it; somebody else
            // may take it in between.
            let port = process::free_port()?;
            let origin = Url::parse(&format!("http://{host}:{port}/"))?;
            let started = serve(desktop, &folder, |command| {
                let listen = format!("127.0.0.1:{port}");
                command.args(["--listen", &listen, "--public-origin", origin.as_str(), "--config"]).arg(&file);
            });
            attempts -= 1;
            match started.await {
                Ok((process, _)) => return Ok(Self { backend: Backend::at(origin)?, folder, process }),
                Err(error) if attempts == 0 => return Err(error).wrap_err("see server.log"),
                Err(_) => {}
            }
        }
    }

    /// Its identity database.
    #[must_use]
    pub fn identity_store(&self) -> IdentityStore {
        IdentityStore::in_folder(&self.folder)
    }
}

/// Starts the backend with its databases in `folder`, and waits until it says where it listens.
async fn serve(desktop: &Desktop, folder: &Path, tell: impl FnOnce(&mut Command)) -> Result<(Owned, Url)> {
    let mut command = Command::new(programs::backend()?);
    command.args(["serve", "--data"]).arg(folder).stdin(Stdio::null());
    tell(&mut command);
    let mut process = Owned::start("server", &mut command, desktop.environment(), desktop.pictures())?;
    let origin = process.says(|line| line.split_whitespace().find_map(|word| Url::parse(word).ok())).await?;
    Ok((process, origin))
}
