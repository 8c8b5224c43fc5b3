//! Where the app keeps its things: every folder is decided here.

use std::{env, ffi::OsString, path::PathBuf};

use tauri::{Manager, Runtime};

/// The variable that moves every folder below one of the person's choice.
pub const HOME_VARIABLE: &str = "HOUSEGUEST_HOME";

/// The app's folders. None of them needs to exist yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    /// `settings.json`.
    pub config: PathBuf,
    /// The guest's key and tokens.
    pub vault: PathBuf,
    /// The embedded backend's databases.
    pub databases: PathBuf,
    /// Log files.
    pub logs: PathBuf,
    /// What the web view keeps for itself; none means the system's usual place.
    pub web_view: Option<PathBuf>,
    /// Whether everything is below [`HOME_VARIABLE`], so that nothing else of the system may be touched.
    pub is_moved: bool,
}

impl Paths {
    /// The folders below `home`.
    #[must_use]
    pub fn below(home: impl Into<PathBuf>) -> Self {
        let home = home.into();
        Self {
            config: home.join("config"),
            vault: home.join("vault"),
            databases: home.join("databases"),
            logs: home.join("logs"),
            web_view: Some(home.join("web-view")),
            is_moved: true,
        }
    }

    /// The folders of this run: below [`HOME_VARIABLE`] if it is set, else where the system wants an app's things.
    ///
    /// # Errors
    /// The system does not tell where an app's things belong.
    pub fn find<R: Runtime>(app: &impl Manager<R>) -> tauri::Result<Self> {
        if let Some(home) = moved_home(env::var_os(HOME_VARIABLE)) {
            return Ok(Self::below(home));
        }
        let path = app.path();
        let data = path.app_local_data_dir()?;
        Ok(Self {
            config: path.app_config_dir()?,
            vault: data.join("vault"),
            databases: data.join("databases"),
            logs: path.app_log_dir()?,
            web_view: None,
            is_moved: false,
        })
    }
}

/// The folder that [`HOME_VARIABLE`] names, made absolute; an empty value counts as none.
pub(crate) fn moved_home(value: Option<OsString>) -> Option<PathBuf> {
    let value = value.filter(|value| !value.is_empty())?;
    // A relative folder is meant from where the app was started, not from where it may go later.
    std::path::absolute(value).ok()
}

/// What the one running instance of a moved home is known by to the next one.
#[cfg(desktop)]
pub(crate) fn instance_name(home: &std::path::Path) -> String {
    let digest = houseguest_protocol::values::sha256(home.as_os_str().as_encoded_bytes());
    let short: String = digest[..8].iter().map(|byte| format!("{byte:02x}")).collect();
    format!("dev.houseguest.client.home-{short}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_variable_moves_every_folder() {
        let paths = Paths::below("/elsewhere");
        let web_view = paths.web_view.clone().expect("a moved home moves the web view's folder too");
        for folder in [&paths.config, &paths.vault, &paths.databases, &paths.logs, &web_view] {
            assert!(folder.starts_with("/elsewhere"), "{}", folder.display());
        }
    }

    #[test]
    fn each_moved_home_has_an_instance_of_its_own() {
        let name = |home: &str| instance_name(home.as_ref());
        assert_eq!(name("/one"), name("/one"));
        assert_ne!(name("/one"), name("/two"));
    }

    #[test]
    fn an_empty_variable_moves_nothing_and_a_relative_one_becomes_absolute() {
        assert_eq!(moved_home(None), None);
        assert_eq!(moved_home(Some("".into())), None);
        let moved = moved_home(Some("some/where".into())).expect("a folder");
        assert!(moved.is_absolute() && moved.ends_with("some/where"), "{}", moved.display());
    }
}
