//! The backend under load: a process of its own, on a folder and a port of its own.

use std::{
    fs,
    net::{Ipv4Addr, SocketAddr, TcpListener},
    path::PathBuf,
    process::Stdio,
    time::{Duration, Instant},
};

use color_eyre::eyre::{Result, WrapErr, ensure, eyre};
use hyper::StatusCode;
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;
use tokio::process::{Child, Command};

use crate::connection::Connection;

/// A start that takes longer than this has failed.
const PATIENCE: Duration = Duration::from_secs(20);
/// A first answer is looked for this often; the measured start is at most this much too long.
const PACE: Duration = Duration::from_micros(500);

/// A backend that can be started, killed and started again on the same data.
#[derive(Debug)]
pub(crate) struct Server {
    program: PathBuf,
    folder: TempDir,
    address: SocketAddr,
    child: Option<Child>,
}

impl Server {
    /// Chooses a folder and a port that nobody uses.
    pub(crate) fn in_new_folder(program: PathBuf) -> Result<Self> {
        ensure!(program.exists(), "{} is not built", program.display());
        let folder = tempfile::Builder::new().prefix("houseguest-load-").tempdir()?;
        let address = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?;
        Ok(Self { program, folder, address, child: None })
    }

    /// Where it answers.
    pub(crate) const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Starts it; answers how long the first answer took, from before the process existed.
    pub(crate) async fn start(&mut self) -> Result<Duration> {
        let log = fs::File::options().create(true).append(true).open(self.folder.path().join("backend.log"))?;
        let began = Instant::now();
        let child = Command::new(&self.program)
            .args(["serve", "--demo", "--no-rate-limits", "--listen", &self.address.to_string(), "--data"])
            .arg(self.folder.path())
            // A line for every request is for people who watch; nobody reads half a million.
            .env("HOUSEGUEST_TELEMETRY__LOG", "warn")
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .kill_on_drop(true)
            .spawn()
            .wrap_err_with(|| format!("starting {}", self.program.display()))?;
        self.child = Some(child);
        while !self.answers().await {
            if began.elapsed() > PATIENCE || self.has_ended()? {
                let log = fs::read_to_string(self.folder.path().join("backend.log"))?;
                return Err(eyre!("the backend does not answer; its log:\n{log}"));
            }
            tokio::time::sleep(PACE).await;
        }
        Ok(began.elapsed())
    }

    async fn answers(&self) -> bool {
        let Ok(mut connection) = Connection::open(self.address).await else { return false };
        connection.get("/.well-known/openid-configuration").await.is_ok_and(|status| status == StatusCode::OK)
    }

    /// Kills it, as a power cut would.
    pub(crate) async fn kill(&mut self) -> Result<()> {
        self.end(Signal::KILL).await
    }

    /// Asks it to end, and waits.
    pub(crate) async fn stop(&mut self) -> Result<()> {
        self.end(Signal::TERM).await
    }

    async fn end(&mut self, signal: Signal) -> Result<()> {
        kill_process(self.pid()?, signal)?;
        let mut child = self.child.take().ok_or_else(|| eyre!("the backend does not run"))?;
        tokio::time::timeout(PATIENCE, child.wait()).await.wrap_err("the backend does not end")??;
        Ok(())
    }

    /// Processor time used so far, user and system.
    pub(crate) fn cpu_time(&self) -> Result<Duration> {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.pid()?.as_raw_nonzero()))?;
        // The name in field 2 may hold anything; fields 14 and 15 are the times (proc(5)).
        let (_, fields) = stat.rsplit_once(')').ok_or_else(|| eyre!("an unknown form of stat"))?;
        let ticks: u64 =
            fields.split_whitespace().skip(11).take(2).map(|field| field.parse::<u64>().unwrap_or(0)).sum();
        Ok(Duration::from_secs_f64(ticks as f64 / rustix::param::clock_ticks_per_second() as f64))
    }

    /// Memory it occupies right now.
    pub(crate) fn resident_bytes(&self) -> Result<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.pid()?.as_raw_nonzero()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kib = line.and_then(|rest| rest.split_whitespace().next()?.parse::<u64>().ok());
        Ok(1_024 * kib.ok_or_else(|| eyre!("no VmRSS"))?)
    }

    /// The size of the identity database with everything beside it.
    pub(crate) fn database_bytes(&self) -> Result<u64> {
        let mut bytes = 0;
        for entry in fs::read_dir(self.folder.path())? {
            let entry = entry?;
            if entry.file_name().to_string_lossy().starts_with("identity.") {
                bytes += entry.metadata()?.len();
            }
        }
        ensure!(bytes > 0, "no identity database in {}", self.folder.path().display());
        Ok(bytes)
    }

    fn has_ended(&mut self) -> Result<bool> {
        let child = self.child.as_mut().ok_or_else(|| eyre!("the backend was not started"))?;
        Ok(child.try_wait()?.is_some())
    }

    fn pid(&self) -> Result<Pid> {
        let id = self.child.as_ref().and_then(Child::id).ok_or_else(|| eyre!("the backend does not run"))?;
        i32::try_from(id).ok().and_then(Pid::from_raw).ok_or_else(|| eyre!("{id} is no process id"))
    }
}
