//! A browser of one size, in which one screen after the other is looked at.

use std::{
    collections::HashMap,
    env,
    path::{Path, PathBuf},
    process::Stdio,
};

use color_eyre::eyre::{Result, WrapErr, eyre};
use serde_json::json;
use tokio::process::Command;
use url::Url;

use super::Screen;
use crate::{
    Page,
    process::{self, Owned},
};

/// How large the inside of the window is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// The smallest phone.
    Small,
    /// A phone.
    Phone,
    /// A desk.
    Desk,
}

impl Size {
    /// What pictures are made of.
    pub const ALL: [Self; 2] = [Self::Phone, Self::Desk];

    /// Width and height, in CSS pixels.
    #[must_use]
    pub const fn pixels(self) -> (u32, u32) {
        match self {
            Self::Small => (360, 640),
            Self::Phone => (390, 844),
            Self::Desk => (1280, 800),
        }
    }

    /// How its pictures are called.
    #[must_use]
    pub fn name(self) -> String {
        let (width, height) = self.pixels();
        format!("{width}x{height}")
    }
}

/// The colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Dark text on light ground.
    Light,
    /// Light text on dark ground.
    Dark,
    /// The strongest contrast.
    HighContrast,
}

impl Theme {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::HighContrast];

    /// Its name, as preferences keep it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::HighContrast => "high-contrast",
        }
    }
}

/// How a screen is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Looks {
    /// The colours.
    pub theme: Theme,
    /// The language's tag.
    pub language: &'static str,
}

impl std::fmt::Display for Looks {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.theme.name())?;
        if self.language == "en" { Ok(()) } else { write!(out, "-{}", self.language) }
    }
}

/// A browser of one size. It closes when this value is dropped.
#[derive(Debug)]
pub struct Room {
    /// What it shows.
    pub page: Page,
    origin: Url,
    size: Size,
    logs: PathBuf,
    driver: Owned,
    _profile: tempfile::TempDir,
}

impl Room {
    /// Opens a browser of this size before the site at `origin`; the driver's log goes to `logs`.
    pub async fn open(origin: &Url, size: Size, logs: &Path) -> Result<Self> {
        let profile = tempfile::tempdir()?;
        let mut environment: HashMap<String, String> =
            env::vars().filter(|(name, _)| matches!(name.as_str(), "PATH" | "LANG" | "FONTCONFIG_PATH")).collect();
        environment.insert("HOME".to_owned(), profile.path().display().to_string());
        // One zone for everybody, or dates on pictures would differ from machine to machine.
        environment.insert("TZ".to_owned(), "UTC".to_owned());
        let mut driver = Owned::start(
            &format!("browser-{}", size.name()),
            Command::new("chromedriver").arg("--port=0").stdin(Stdio::null()),
            &environment,
            logs,
        )?;
        let port =
            driver.says(|line| line.split_once("started successfully on port ")?.1.trim_end_matches('.').parse().ok());
        let (width, height) = size.pixels();
        let switches = [
            "--headless=new".to_owned(),
            "--no-sandbox".to_owned(), // it refuses to run as root otherwise, and root is what CI is
            "--disable-gpu".to_owned(),
            "--no-first-run".to_owned(),
            "--disable-background-networking".to_owned(),
            "--disable-component-update".to_owned(),
            "--disable-sync".to_owned(),
            "--disable-dev-shm-usage".to_owned(),
            "--hide-scrollbars".to_owned(),
            "--font-render-hinting=none".to_owned(),
            // Nothing moves on a picture.
            "--force-prefers-reduced-motion".to_owned(),
            "--lang=en".to_owned(),
            format!("--window-size={width},{height}"),
            format!("--user-data-dir={}", profile.path().display()),
        ];
        // The window's own least width is larger than a phone.
        let metrics = json!({"width": width, "height": height, "pixelRatio": 1.0, "touch": false, "mobile": false});
        let options = json!({"args": switches, "mobileEmulation": {"deviceMetrics": metrics}});
        let page =
            Page::open(port.await?, json!({"goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"}}))
                .await?;
        page.visit(&origin.join("icon.svg")?).await?;
        let (origin, logs) = (origin.clone(), logs.to_owned());
        Ok(Self { page, origin, size, logs, driver, _profile: profile })
    }

    /// Shows a screen and waits until nothing on it is still on its way. A browser that crashed says nothing about the
    /// screen, so another one is opened then, once.
    #[expect(clippy::print_stderr, reason = "a crash that was survived is told to whoever runs the tests")]
    pub async fn show(&mut self, screen: Screen, looks: Looks) -> Result<()> {
        match self.try_to_show(screen, looks).await {
            Err(error) if !self.page.answers().await => {
                eprintln!("the browser is gone, and another one is opened: {error:#}");
                *self = Self::open(&self.origin, self.size, &self.logs).await?;
                self.try_to_show(screen, looks).await
            }
            shown => shown,
        }
    }

    async fn try_to_show(&self, screen: Screen, looks: Looks) -> Result<()> {
        let remembered = json!({"theme": looks.theme.name(), "density": "comfortable", "language": looks.language});
        let remember = "localStorage.clear(); localStorage.setItem('houseguest.looks', arguments[0])";
        self.page.run(remember, vec![json!(remembered.to_string())]).await?;
        let mut address = self.origin.join(screen.path)?;
        address.set_query(Some(&format!("stand-in={}", screen.scene)));
        self.page.visit(&address).await?;
        // What never arrives is a screen too, and the catalog shows what waiting looks like.
        let ready = if screen.scene == "slow" || screen.path == "/parts" {
            "document.querySelector('[data-state=waiting]')"
        } else {
            "document.documentElement.dataset.session && document.querySelector('#content > *') \
             && !document.querySelector('[data-state=waiting]')"
        };
        self.reaches(ready).await.wrap_err_with(|| format!("{} in {looks}", screen.name))?;
        if let Some(deed) = screen.deed {
            self.page.run(deed.script, Vec::new()).await?;
            self.reaches(deed.done).await.wrap_err_with(|| format!("{} in {looks}, after the deed", screen.name))?;
        }
        let fonts = "const done = arguments[arguments.length - 1]; document.fonts.ready.then(() => done(true))";
        self.page.run_until_done(fonts, Vec::new()).await?;
        Ok(())
    }

    /// Waits until an expression holds; a failure tells what the page showed instead.
    async fn reaches(&self, expression: &str) -> Result<()> {
        match self.page.until(expression).await {
            Ok(_) => Ok(()),
            Err(error) => Err(error.wrap_err(self.page.describe().await)),
        }
    }

    /// Resident memory of the browser's processes and the driver's, in KiB; pages that they share count once for each.
    pub fn memory(&self) -> Result<u64> {
        process::family_memory(self.driver.pid())
    }

    /// Closes the browser politely.
    pub async fn leave(self) -> Result<()> {
        self.page.close().await.map_err(|error| eyre!("closing the browser: {error}"))
    }
}
