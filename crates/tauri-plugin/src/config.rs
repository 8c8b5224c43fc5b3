//! What an app decides about the plugin.

use std::{fmt, path::PathBuf, sync::Arc};

use houseguest_client::Endpoints;
use houseguest_protocol::window::House;
use houseguest_vault::SnapshotKeySource;
use url::Url;

/// The scheme of the second way home, unless the app chooses its own.
pub(crate) const DEFAULT_SCHEME: &str = "houseguest";

/// The window that comes to the front when a person comes home, unless the app names another.
const DEFAULT_WINDOW: &str = "main";

/// Opens an address outside the app; the text of its error is for a developer.
pub(crate) type OpenBrowser = Arc<dyn Fn(&Url) -> Result<(), String> + Send + Sync>;

/// What a file is chosen for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileWish {
    /// A recovery kit is written there; this name is proposed.
    SaveKit(String),
    /// A recovery kit is read from there.
    OpenKit,
    /// Something the person takes along is written there; this name is proposed.
    SaveFile(String),
}

/// Asks the person for a file; `None` when they change their mind.
pub(crate) type ChooseFile = Arc<dyn Fn(FileWish) -> Option<PathBuf> + Send + Sync>;

/// How the plugin is set up. Everything has a default except the endpoints, which may also come later,
/// through [`crate::Houseguest::set_endpoints`].
#[derive(Clone)]
pub struct PluginConfig {
    pub(crate) endpoints: Option<Endpoints>,
    pub(crate) vault_folder: Option<PathBuf>,
    pub(crate) snapshot_key: Option<SnapshotKeySource>,
    pub(crate) scheme: String,
    pub(crate) registers_scheme: bool,
    pub(crate) home_window: String,
    pub(crate) open_browser: Option<OpenBrowser>,
    pub(crate) has_inspector: bool,
    pub(crate) choose_file: Option<ChooseFile>,
    pub(crate) device_name: String,
    pub(crate) house: Option<House>,
}

impl Default for PluginConfig {
    fn default() -> Self {
        Self {
            endpoints: None,
            vault_folder: None,
            snapshot_key: None,
            scheme: DEFAULT_SCHEME.to_owned(),
            registers_scheme: true,
            home_window: DEFAULT_WINDOW.to_owned(),
            open_browser: None,
            has_inspector: false,
            choose_file: None,
            device_name: default_device_name().to_owned(),
            house: None,
        }
    }
}

/// What system this is, as people call it.
fn default_device_name() -> &'static str {
    match std::env::consts::OS {
        "linux" => "Linux",
        "macos" => "Mac",
        "windows" => "Windows",
        "ios" => "iPhone",
        "android" => "Android",
        other => other,
    }
}

impl PluginConfig {
    /// A configuration for servers that are known already.
    #[must_use]
    pub fn new(endpoints: Endpoints) -> Self {
        Self { endpoints: Some(endpoints), ..Self::default() }
    }

    /// Keeps the vault in `folder`, which nothing else may use. By default: `vault` in the app's local data folder.
    #[must_use]
    pub fn vault_folder(mut self, folder: impl Into<PathBuf>) -> Self {
        self.vault_folder = Some(folder.into());
        self
    }

    /// Takes the key that encrypts the vault from `source`. By default: the system's credential store, and where
    /// there is none a passphrase that the window asks for.
    #[must_use]
    pub fn snapshot_key(mut self, source: SnapshotKeySource) -> Self {
        self.snapshot_key = Some(source);
        self
    }

    /// Uses `<scheme>://callback` as the second way home. By default `houseguest`; an app of your own chooses its
    /// own, registers `<scheme>://callback` at the issuer, and names it in `plugins.deep-link` of `tauri.conf.json`.
    #[must_use]
    pub fn scheme(mut self, scheme: impl Into<String>) -> Self {
        self.scheme = scheme.into();
        self
    }

    /// Leaves the system's register of schemes alone. By default the plugin registers the scheme when the app starts,
    /// on Linux and Windows; elsewhere the app's bundle does it.
    #[must_use]
    pub fn without_registering_the_scheme(mut self) -> Self {
        self.registers_scheme = false;
        self
    }

    /// Brings the window `label` to the front when a person comes home. By default `main`.
    #[must_use]
    pub fn home_window(mut self, label: impl Into<String>) -> Self {
        self.home_window = label.into();
        self
    }

    /// Opens addresses with `open` instead of the system's browser: for tests, and for programs with a browser of
    /// their own. The address must reach a browser that the person trusts with a password.
    #[must_use]
    pub fn open_browser(mut self, open: impl Fn(&Url) -> Result<(), String> + Send + Sync + 'static) -> Self {
        self.open_browser = Some(Arc::new(open));
        self
    }

    /// Lets windows with the permission set `behind-the-scenes` see what happens there, redacted, and break things on
    /// purpose. By default off: an app that shows how it works switches it on.
    #[must_use]
    pub fn inspector(mut self, is_on: bool) -> Self {
        self.has_inspector = is_on;
        self
    }

    /// Asks for files with `choose` instead of the system's dialogs, for tests. It may block.
    #[must_use]
    pub fn choose_file(mut self, choose: impl Fn(FileWish) -> Option<PathBuf> + Send + Sync + 'static) -> Self {
        self.choose_file = Some(Arc::new(choose));
        self
    }

    /// Calls this device `name` in the list of a guest's devices. By default it says what system it runs, and nothing
    /// else of it: a host's name is often its owner's.
    #[must_use]
    pub fn device_name(mut self, name: impl Into<String>) -> Self {
        self.device_name = name.into();
        self
    }

    /// Calls the backend `house` where its address does not last, as with one inside the app's own process; see
    /// [`houseguest_client::ClientBuilder::house`]. What somebody writes for it waits for it alone.
    #[must_use]
    pub fn house(mut self, house: House) -> Self {
        self.house = Some(house);
        self
    }

    /// The redirect URI of the second way home.
    pub(crate) fn scheme_redirect_uri(&self) -> String {
        format!("{}://callback", self.scheme)
    }
}

impl fmt::Debug for PluginConfig {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("PluginConfig")
            .field("endpoints", &self.endpoints)
            .field("vault_folder", &self.vault_folder)
            .field("scheme", &self.scheme)
            .field("home_window", &self.home_window)
            .field("has_inspector", &self.has_inspector)
            .finish_non_exhaustive()
    }
}
