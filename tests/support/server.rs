//! A backend of its own, which serves the browser build.

use std::{path::PathBuf, process::Stdio};

use color_eyre::eyre::Result;
use tokio::process::Command;
use url::Url;

use crate::{
    Desktop,
    evidence::{Backend, IdentityStore},
    process::Owned,
    programs,
};

/// A running `houseguest-backend`, which ends when this value is dropped.
#[derive(Debug)]
pub struct Server {
    /// What it answers to anybody.
    pub backend: Backend,
    folder: PathBuf,
    _process: Owned,
}

impl Server {
    /// Starts one with the demo's settings on a port of its own.
    pub(crate) async fn start(desktop: &Desktop) -> Result<Self> {
        let folder = desktop.new_folder("server")?;
        let mut process = Owned::start(
            "server",
            Command::new(programs::backend()?)
                .args(["serve", "--demo", "--listen", "127.0.0.1:0", "--data"])
                .arg(&folder)
                .arg("--web-root")
                .arg(programs::web_root()?)
                .stdin(Stdio::null()),
            desktop.environment(),
            desktop.pictures(),
        )?;
        let origin = process.says(|line| line.split_whitespace().find_map(|word| Url::parse(word).ok())).await?;
        Ok(Self { backend: Backend::at(origin), folder, _process: process })
    }

    /// Its identity database.
    #[must_use]
    pub fn identity_store(&self) -> IdentityStore {
        IdentityStore::in_folder(&self.folder)
    }
}
