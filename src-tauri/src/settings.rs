//! Which backend the app talks to: its own embedded one, or another that the environment or
//! `settings.json` names.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use serde::Deserialize;
use tauri_plugin_houseguest::Endpoints;
use url::Url;

/// The issuer's public origin.
pub const ISSUER_VARIABLE: &str = "HOUSEGUEST_ISSUER";
/// The base address of the social API; without it, the issuer's.
pub const SOCIAL_VARIABLE: &str = "HOUSEGUEST_SOCIAL";
/// The client's id at the issuer; without it, [`DEFAULT_CLIENT_ID`].
pub const CLIENT_ID_VARIABLE: &str = "HOUSEGUEST_CLIENT_ID";

/// The client that a Houseguest backend registers for this app.
pub const DEFAULT_CLIENT_ID: &str = "houseguest-app";

/// Whether the inspector is there: `on` (the default) or `off`.
pub const INSPECTOR_VARIABLE: &str = "HOUSEGUEST_INSPECTOR";

/// The file in the config folder.
pub const FILE_NAME: &str = "settings.json";

/// What can be chosen about the app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppSettings {
    /// Which backend it talks to.
    pub backend: BackendChoice,
    /// Whether the window can look behind the scenes. On by default: this app is there to be looked into.
    pub has_inspector: bool,
}

/// Which backend the app talks to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BackendChoice {
    /// The one in the app's own process.
    Embedded,
    /// Another one.
    Elsewhere(Endpoints),
}

/// Why the settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The file is there and cannot be read.
    #[error("could not read {}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// The file is not what it should be.
    #[error("{} is not valid: expected an object with \"issuer\", \"social\", \"client_id\" and \"inspector\" (true or false), each optional", path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// What the parser said.
        #[source]
        source: serde_json::Error,
    },
    /// A value is not an address.
    #[error(
        "{name}, from the environment or settings.json, is {value:?}; an http or https address such as http://127.0.0.1:4000 would be right"
    )]
    NotAnAddress {
        /// The setting.
        name: &'static str,
        /// Its value.
        value: String,
    },
    /// A value is neither of the two words.
    #[error("{name} is {value:?}; on or off would be right")]
    NotASwitch {
        /// The setting.
        name: &'static str,
        /// Its value.
        value: String,
    },
    /// A setting that needs another one.
    #[error("{name} is set, but {needed} is not: both belong to another backend, so set both or neither")]
    Incomplete {
        /// The setting that is there.
        name: &'static str,
        /// The setting that is missing.
        needed: &'static str,
    },
}

/// What one source says; all of it optional.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wish {
    issuer: Option<String>,
    social: Option<String>,
    client_id: Option<String>,
    inspector: Option<bool>,
}

/// Reads the choices: defaults, then the file in `config`, then the environment through `variable`.
///
/// # Errors
/// See [`SettingsError`]. An absent file is no error.
pub fn read(config: &Path, variable: impl Fn(&str) -> Option<String>) -> Result<AppSettings, SettingsError> {
    let file = read_file(&config.join(FILE_NAME))?;
    let variable = |name: &str| variable(name).filter(|value| !value.trim().is_empty());
    let has_inspector = match variable(INSPECTOR_VARIABLE).as_deref() {
        None => file.inspector.unwrap_or(true),
        Some("on") => true,
        Some("off") => false,
        Some(value) => {
            return Err(SettingsError::NotASwitch { name: INSPECTOR_VARIABLE, value: value.to_owned() });
        }
    };
    let wish = Wish {
        issuer: variable(ISSUER_VARIABLE).or(file.issuer),
        social: variable(SOCIAL_VARIABLE).or(file.social),
        client_id: variable(CLIENT_ID_VARIABLE).or(file.client_id),
        inspector: None,
    };
    Ok(AppSettings { backend: backend(wish)?, has_inspector })
}

fn backend(wish: Wish) -> Result<BackendChoice, SettingsError> {
    let Some(issuer) = wish.issuer else {
        return match (wish.social, wish.client_id) {
            (Some(_), _) => Err(SettingsError::Incomplete { name: SOCIAL_VARIABLE, needed: ISSUER_VARIABLE }),
            (None, Some(_)) => Err(SettingsError::Incomplete { name: CLIENT_ID_VARIABLE, needed: ISSUER_VARIABLE }),
            (None, None) => Ok(BackendChoice::Embedded),
        };
    };
    let issuer = address(ISSUER_VARIABLE, &issuer)?;
    let social = wish.social.map_or_else(|| Ok(issuer.clone()), |social| address(SOCIAL_VARIABLE, &social))?;
    let client_id = wish.client_id.unwrap_or_else(|| DEFAULT_CLIENT_ID.to_owned());
    Ok(BackendChoice::Elsewhere(Endpoints { issuer, social, client_id }))
}

fn read_file(path: &Path) -> Result<Wish, SettingsError> {
    match fs::read(path) {
        Ok(bytes) => {
            serde_json::from_slice(&bytes).map_err(|source| SettingsError::Malformed { path: path.to_owned(), source })
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Wish::default()),
        Err(source) => Err(SettingsError::Unreadable { path: path.to_owned(), source }),
    }
}

fn address(name: &'static str, value: &str) -> Result<Url, SettingsError> {
    let wrong = || SettingsError::NotAnAddress { name, value: value.to_owned() };
    let url = Url::parse(value.trim()).map_err(|_| wrong())?;
    let is_usable = matches!(url.scheme(), "http" | "https") && url.has_host();
    if is_usable { Ok(url) } else { Err(wrong()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder_with(text: &str) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::write(folder.path().join(FILE_NAME), text).expect("a settings file");
        folder
    }

    fn nothing(_: &str) -> Option<String> {
        None
    }

    #[test]
    fn without_settings_the_backend_is_embedded() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        assert_eq!(read(folder.path(), nothing).expect("valid").backend, BackendChoice::Embedded);
        let blank = read(folder.path(), |_| Some(" ".into())).expect("blank variables count as unset");
        assert_eq!(blank, AppSettings { backend: BackendChoice::Embedded, has_inspector: true });
    }

    #[test]
    fn the_environment_goes_before_the_file() {
        let folder = folder_with(r#"{"issuer":"https://file.test","social":"https://social.test"}"#);
        let Ok(BackendChoice::Elsewhere(from_file)) = read(folder.path(), nothing).map(|all| all.backend) else {
            panic!("another backend")
        };
        assert_eq!(from_file.issuer.as_str(), "https://file.test/");
        assert_eq!(from_file.client_id, DEFAULT_CLIENT_ID);
        let variable = |name: &str| (name == ISSUER_VARIABLE).then(|| "http://127.0.0.1:4000".to_owned());
        let Ok(BackendChoice::Elsewhere(mixed)) = read(folder.path(), variable).map(|all| all.backend) else {
            panic!("another backend")
        };
        assert_eq!((mixed.issuer.as_str(), mixed.social.as_str()), ("http://127.0.0.1:4000/", "https://social.test/"));
    }

    #[test]
    fn a_bad_setting_is_refused_with_its_name_and_value() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let variable = |name: &str| (name == ISSUER_VARIABLE).then(|| "localhost:4000".to_owned());
        let error = read(folder.path(), variable).expect_err("no scheme").to_string();
        assert!(error.contains(ISSUER_VARIABLE) && error.contains("localhost:4000"), "{error}");
        let variable = |name: &str| (name == SOCIAL_VARIABLE).then(|| "http://127.0.0.1:4000".to_owned());
        let error = read(folder.path(), variable).expect_err("no issuer").to_string();
        assert!(error.contains(ISSUER_VARIABLE) && error.contains(SOCIAL_VARIABLE), "{error}");
        for text in [r#"{"isuer":"https://file.test"}"#, "[]", "not json", r#"{"issuer":7}"#] {
            let folder = folder_with(text);
            let error = read(folder.path(), nothing).expect_err("malformed");
            assert!(matches!(error, SettingsError::Malformed { .. }), "{text}: {error}");
        }
    }

    #[test]
    fn the_inspector_is_there_unless_it_is_switched_off() {
        let folder = folder_with(r#"{"inspector":false}"#);
        assert!(!read(folder.path(), nothing).expect("valid").has_inspector);
        let on = |name: &str| (name == INSPECTOR_VARIABLE).then(|| "on".to_owned());
        assert!(read(folder.path(), on).expect("valid").has_inspector, "the environment goes before the file");
        let odd = |name: &str| (name == INSPECTOR_VARIABLE).then(|| "perhaps".to_owned());
        let error = read(folder.path(), odd).expect_err("neither").to_string();
        assert!(error.contains(INSPECTOR_VARIABLE) && error.contains("perhaps"), "{error}");
    }
}
