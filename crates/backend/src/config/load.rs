//! Reading settings from everywhere they come from.

use std::{fs, net::SocketAddr, path::PathBuf};

use figment::{
    Figment,
    providers::{Env, Format, Toml},
    value::Value,
};
use houseguest_social::IssuerSettings;
use url::Url;

use super::{ConfigError, Settings, check};

/// What the command line says.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    /// The settings file.
    pub config: Option<PathBuf>,
    /// See `data.folder`.
    pub data: Option<PathBuf>,
    /// See `demo.enabled`; a flag can only switch it on.
    pub demo: bool,
    /// See `server.listen`.
    pub listen: Option<SocketAddr>,
    /// See `server.public_origin`.
    pub public_origin: Option<Url>,
    /// See `web.root`.
    pub web_root: Option<PathBuf>,
    /// Serves social only, for people of this issuer.
    pub issuer: Option<Url>,
    /// See `danger_disabled` of `identity.limits` and `social.limits`; a flag can only switch it on.
    pub no_rate_limits: bool,
}

/// The id under which people of `--issuer` are kept.
const FOREIGN_ISSUER: &str = "issuer";

/// Reads defaults, file, environment and flags, and checks the result.
///
/// # Errors
/// The first setting that is unknown or cannot be.
pub fn load(overrides: &Overrides) -> Result<Settings, ConfigError> {
    let mut sources = Figment::new();
    if let Some(path) = &overrides.config {
        let text = fs::read_to_string(path).map_err(|source| ConfigError::File { path: path.clone(), source })?;
        if let Err(error) = text.parse::<toml::Table>() {
            let detail = error.to_string().trim_end().to_owned();
            return Err(ConfigError::Syntax { path: path.clone(), detail });
        }
        sources = sources.merge(Toml::file_exact(path));
    }
    // Names without `__` belong to others: HOUSEGUEST_HOME moves the app's folders, for example.
    let environment = Env::prefixed("HOUSEGUEST_").filter(|name| name.as_str().contains("__")).split("__");
    let mut settings: Settings = read(&sources.merge(environment))?;
    overrides.apply(&mut settings);
    check(&settings)?;
    Ok(settings)
}

fn read(sources: &Figment) -> Result<Settings, ConfigError> {
    sources.extract().map_err(|error| {
        ConfigError::from_figment(error, |path| sources.find_value(path).ok().map(|value| text_of(&value)))
    })
}

fn text_of(value: &Value) -> String {
    match value {
        Value::String(_, text) => text.clone(),
        Value::Num(_, number) => number
            .to_i128()
            .map(|whole| whole.to_string())
            .or_else(|| number.to_f64().map(|real| real.to_string()))
            .unwrap_or_else(|| "a number".to_owned()),
        Value::Bool(_, truth) => truth.to_string(),
        other => format!("{other:?}"),
    }
}

impl Overrides {
    fn apply(&self, settings: &mut Settings) {
        if let Some(listen) = self.listen {
            settings.server.listen = listen;
        }
        if let Some(origin) = &self.public_origin {
            settings.server.public_origin = Some(origin.clone());
        }
        if let Some(folder) = &self.data {
            settings.data.folder.clone_from(folder);
        }
        if let Some(root) = &self.web_root {
            settings.web.root = Some(root.clone());
        }
        if let Some(issuer) = &self.issuer {
            settings.identity.enabled = false;
            settings.social.issuers = vec![IssuerSettings::new(FOREIGN_ISSUER, issuer.clone())];
        }
        settings.demo.enabled |= self.demo;
        settings.identity.limits.danger_disabled |= self.no_rate_limits;
        settings.social.limits.danger_disabled |= self.no_rate_limits;
    }
}
