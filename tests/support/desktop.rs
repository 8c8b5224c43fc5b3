//! A whole machine in small.

use std::{
    collections::HashMap,
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::Stdio,
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use color_eyre::eyre::{Result, WrapErr, eyre};
use tempfile::TempDir;
use tokio::{io::AsyncWriteExt, process::Command};
use url::Url;

use crate::{
    App, Browser, Page, Server, eventually,
    evidence::{Backend, IdentityStore, VaultFiles},
    process::Owned,
    programs,
};

/// A screen, a session bus, an unlocked credential store, a home, and a "system browser" that only
/// writes down what it was asked to open.
#[derive(Debug)]
pub struct Desktop {
    environment: HashMap<String, String>,
    pictures: PathBuf,
    launches: AtomicUsize,
    sessions: Mutex<Vec<Session>>,
    // What runs, in the order in which it must end; the folder goes last.
    _keyring: Owned,
    _bus: Owned,
    _screen: Owned,
    folder: TempDir,
}

impl Desktop {
    /// Starts everything and waits until it is there.
    pub(crate) async fn start(story: &str) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("houseguest-journey-").tempdir()?;
        let pictures = programs::pictures(story)?;
        let mut environment = plain_environment(folder.path())?;

        let mut screen = Owned::start(
            "screen",
            Command::new("Xvfb")
                .args(["-displayfd", "1", "-screen", "0", "1280x960x24", "-nolisten", "tcp"])
                .stdin(Stdio::null()),
            &environment,
            &pictures,
        )?;
        let number: u32 = screen.says(|line| line.parse().ok()).await?;
        environment.insert("DISPLAY".to_owned(), format!(":{number}"));

        let mut bus = Owned::start(
            "bus",
            Command::new("dbus-daemon").args(["--session", "--nofork", "--print-address=1"]).stdin(Stdio::null()),
            &environment,
            &pictures,
        )?;
        let address = bus.says(|line| line.starts_with("unix:").then(|| line.to_owned())).await?;
        environment.insert("DBUS_SESSION_BUS_ADDRESS".to_owned(), address);

        let keyring = unlocked_keyring(&environment, &pictures).await?;
        Ok(Self {
            environment,
            pictures,
            launches: AtomicUsize::new(0),
            sessions: Mutex::default(),
            _keyring: keyring,
            _bus: bus,
            _screen: screen,
            folder,
        })
    }

    /// Opens the app and waits for its window.
    pub async fn open_app(&self) -> Result<App> {
        self.launches.fetch_add(1, Ordering::SeqCst);
        App::open(self, programs::app()?).await
    }

    /// Opens a window of the same Tauri with nothing behind it, for comparison.
    pub async fn open_bare_window(&self) -> Result<App> {
        App::open(self, programs::bare_window()?).await
    }

    /// Starts a backend that serves the browser build.
    pub async fn start_server(&self) -> Result<Server> {
        Server::start(self).await
    }

    /// Starts a backend whose public origin is at `host`, a name below `.localhost`, with these settings beside
    /// those of its address.
    pub async fn start_server_at(&self, host: &str, settings: &str) -> Result<Server> {
        Server::start_at(self, host, settings).await
    }

    /// The backend inside the app that was opened last; the app's log names its address.
    pub async fn embedded_backend(&self) -> Result<Backend> {
        let launches = self.launches.load(Ordering::SeqCst);
        let log = self.home().join("logs/houseguest.log");
        let address = eventually("the app's log names the backend's address", async || {
            let text = fs::read_to_string(&log)?;
            let addresses = text.lines().filter(|line| line.contains("the embedded backend answers"));
            let address = addresses.filter_map(|line| line.split_once("address=")?.1.split_whitespace().next());
            Ok(address.map(str::to_owned).nth(launches - 1))
        })
        .await?;
        Backend::at(Url::parse(&format!("http://{address}/"))?)
    }

    /// The identity server's database.
    #[must_use]
    pub fn identity_store(&self) -> IdentityStore {
        IdentityStore::in_folder(&self.home().join("databases"))
    }

    /// The files of the app's vault.
    #[must_use]
    pub fn vault_files(&self) -> VaultFiles {
        VaultFiles::in_folder(self.home().join("vault"))
    }

    /// Opens a browser.
    pub async fn open_browser(&self) -> Result<Browser> {
        Browser::open(self).await
    }

    /// Has the app talk to this backend instead of the one inside it.
    pub fn point_app_at(&self, origin: &Url) -> Result<()> {
        self.write_settings(&serde_json::json!({ "issuer": origin }))
    }

    /// Has the app talk to this identity server, and to a social API that is elsewhere.
    pub fn point_app_at_two(&self, issuer: &Url, social: &Url) -> Result<()> {
        self.write_settings(&serde_json::json!({ "issuer": issuer, "social": social }))
    }

    fn write_settings(&self, settings: &serde_json::Value) -> Result<()> {
        let config = self.home().join("config");
        fs::create_dir_all(&config)?;
        Ok(fs::write(config.join("settings.json"), settings.to_string())?)
    }

    /// The folder the app keeps everything in.
    #[must_use]
    pub fn home(&self) -> PathBuf {
        self.folder.path().join("houseguest")
    }

    /// Makes an empty folder that ends with the desktop.
    pub fn new_folder(&self, name: &str) -> Result<PathBuf> {
        Ok(tempfile::Builder::new().prefix(name).tempdir_in(self.folder.path())?.keep())
    }

    /// Waits for the `count`th address that the system browser was asked to open.
    pub async fn opened_in_system_browser(&self, count: usize) -> Result<Url> {
        let list = self.folder.path().join("opened");
        let line = eventually("the system browser is asked to open an address", async || {
            let Ok(text) = fs::read_to_string(&list) else { return Ok(None) };
            Ok(text.lines().nth(count - 1).map(str::to_owned))
        })
        .await?;
        Url::parse(&line).wrap_err_with(|| format!("{line:?} is no address"))
    }

    /// Runs a program to its end on this desktop and answers what it said.
    pub(crate) async fn ask(&self, program: &Path, arguments: &[&str]) -> Result<String> {
        let output = Command::new(program)
            .args(arguments)
            .env_clear()
            .envs(&self.environment)
            .kill_on_drop(true)
            .output()
            .await
            .wrap_err_with(|| format!("running {}", program.display()))?;
        if !output.status.success() {
            return Err(eyre!("{}: {}", program.display(), String::from_utf8_lossy(&output.stderr)));
        }
        String::from_utf8(output.stdout).wrap_err("the answer is text")
    }

    pub(crate) const fn environment(&self) -> &HashMap<String, String> {
        &self.environment
    }

    pub(crate) fn pictures(&self) -> &Path {
        &self.pictures
    }

    /// Keeps a page and its driver until the end, so that a failed story can still be pictured.
    pub(crate) fn keep(&self, name: &'static str, page: &Page, driver: Owned) {
        let mut sessions = self.sessions.lock().expect("nothing panics while holding this");
        sessions.push(Session { name, page: page.clone(), _driver: driver });
    }

    fn pages(&self) -> Vec<(&'static str, Page)> {
        let sessions = self.sessions.lock().expect("nothing panics while holding this");
        sessions.iter().map(|session| (session.name, session.page.clone())).collect()
    }

    /// Keeps a picture for people to look at, in `target/journeys/<story>/<name>.png`.
    pub async fn keep_picture(&self, page: &Page, name: &str) -> Result<()> {
        page.picture(&self.pictures.join(format!("{name}.png"))).await
    }

    /// Pictures every page that still answers; answers the files' names.
    pub(crate) async fn take_pictures(&self) -> Vec<String> {
        let mut names = Vec::new();
        for (number, (name, page)) in self.pages().into_iter().enumerate() {
            let file = format!("{}-{name}.png", number + 1);
            let path = self.pictures.join(&file);
            // A page that was closed on purpose has nothing to show.
            if let Ok(Ok(())) = tokio::time::timeout(Duration::from_secs(10), page.picture(&path)).await {
                names.push(file);
            }
        }
        names
    }

    /// Ends all sessions politely, so that drivers end their browsers; the rest ends with `self`.
    pub(crate) async fn close(self) {
        for (_, page) in self.pages() {
            // Whoever does not answer is ended by process id right after.
            let _no_answer = tokio::time::timeout(Duration::from_secs(5), page.close()).await;
        }
    }
}

/// A page under a driver's control.
#[derive(Debug)]
struct Session {
    name: &'static str,
    page: Page,
    _driver: Owned,
}

/// An environment with nothing of the real home in it.
fn plain_environment(folder: &Path) -> Result<HashMap<String, String>> {
    let programs = folder.join("bin");
    fs::create_dir_all(&programs)?;
    let opener = programs.join("xdg-open");
    fs::write(&opener, format!("#!/bin/sh\nprintf '%s\\n' \"$1\" >>'{}'\n", folder.join("opened").display()))?;
    fs::set_permissions(&opener, fs::Permissions::from_mode(0o755))?;

    let path = std::env::var("PATH").wrap_err("PATH is set")?;
    let mut environment: HashMap<String, String> = HashMap::from([
        ("PATH".to_owned(), format!("{}:{path}", programs.display())),
        ("LANG".to_owned(), "C.UTF-8".to_owned()),
        ("HOUSEGUEST_HOME".to_owned(), folder.join("houseguest").display().to_string()),
        // No accessibility bus: it would start helpers that outlive their desktop.
        ("NO_AT_BRIDGE".to_owned(), "1".to_owned()),
    ]);
    let folders = [
        ("HOME", "home"),
        ("XDG_DATA_HOME", "data"),
        ("XDG_CONFIG_HOME", "config"),
        ("XDG_CACHE_HOME", "cache"),
        ("XDG_RUNTIME_DIR", "runtime"),
    ];
    for (variable, name) in folders {
        let path = folder.join(name);
        fs::create_dir_all(&path)?;
        fs::set_permissions(&path, fs::Permissions::from_mode(0o700))?;
        environment.insert(variable.to_owned(), path.display().to_string());
    }
    Ok(environment)
}

/// A credential store with an unlocked collection.
async fn unlocked_keyring(environment: &HashMap<String, String>, logs: &Path) -> Result<Owned> {
    let mut keyring = Owned::start(
        "keyring",
        Command::new("gnome-keyring-daemon")
            .args(["--unlock", "--foreground", "--components=secrets"])
            .stdin(Stdio::piped()),
        environment,
        logs,
    )?;
    let mut input = keyring.input().ok_or_else(|| eyre!("the credential store takes no password"))?;
    input.write_all(b"journey").await?;
    drop(input);
    eventually("the credential store is on the bus", async || {
        let asked = Command::new("dbus-send")
            .args([
                "--session",
                "--print-reply",
                "--dest=org.freedesktop.DBus",
                "/",
                "org.freedesktop.DBus.NameHasOwner",
            ])
            .arg("string:org.freedesktop.secrets")
            .env_clear()
            .envs(environment)
            .output()
            .await?;
        Ok(String::from_utf8_lossy(&asked.stdout).contains("boolean true").then_some(()))
    })
    .await?;
    Ok(keyring)
}
