//! Why settings are refused, in words that help.

use std::path::PathBuf;

use figment::error::Kind;

/// Settings are refused; nothing was started.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("the settings file {} cannot be read", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// The file is not TOML.
    #[error("the settings file {} is not TOML: {detail}", path.display())]
    Syntax {
        /// The file.
        path: PathBuf,
        /// Where and why.
        detail: String,
    },
    /// There is no such setting.
    #[error("there is no setting `{setting}` ({from}); {advice}")]
    Unknown {
        /// The setting's path.
        setting: String,
        /// Where it was set.
        from: String,
        /// What there is.
        advice: String,
    },
    /// A setting has a value that cannot be.
    #[error("the setting `{setting}` is {value}{}: {advice}", from.as_ref().map(|from| format!(" ({from})")).unwrap_or_default())]
    Value {
        /// The setting's path.
        setting: String,
        /// The value it has; `[redacted]` for secrets.
        value: String,
        /// Where it was set, where that is known.
        from: Option<String>,
        /// What would be right.
        advice: String,
    },
}

impl ConfigError {
    /// A setting whose value was read, and cannot be.
    pub(super) fn value(setting: impl Into<String>, value: impl ToString, advice: impl Into<String>) -> Self {
        let setting = setting.into();
        let value = shown(&setting, value.to_string());
        Self::Value { setting, value, from: None, advice: advice.into() }
    }

    /// Puts what reading found into words. `value_at` looks a value up by path.
    pub(super) fn from_figment(error: figment::Error, value_at: impl Fn(&str) -> Option<String>) -> Self {
        let error = error.into_iter().next().expect("an error has at least itself");
        let path = path_of(&error.path);
        let from = error.metadata.as_ref().map_or_else(
            || "default".to_owned(),
            |metadata| metadata.source.as_ref().map_or_else(|| metadata.name.to_string(), ToString::to_string),
        );
        match error.kind {
            Kind::UnknownField(name, known) => {
                // Depending on the source the path names the field already.
                let setting = match path.as_str() {
                    "" => name,
                    path if path == name || path.ends_with(&format!(".{name}")) => path.to_owned(),
                    path => format!("{path}.{name}"),
                };
                Self::Unknown { setting, from, advice: format!("known here: {}", known.join(", ")) }
            }
            kind => {
                let (setting, found, advice) = in_words(kind, path);
                let value = value_at(&setting).or(found).unwrap_or_else(|| "not readable".to_owned());
                let value = if value == MISSING { value } else { shown(&setting, value) };
                Self::Value { setting, value, from: Some(from), advice }
            }
        }
    }
}

const MISSING: &str = "missing";

/// The setting, the value it was given as far as the reader says, and what would be right.
fn in_words(kind: Kind, path: String) -> (String, Option<String>, String) {
    match kind {
        Kind::MissingField(name) => {
            let setting = if path.is_empty() { name.to_string() } else { format!("{path}.{name}") };
            (setting, Some(MISSING.to_owned()), "it has no default, so give it a value".to_owned())
        }
        Kind::InvalidType(actual, expected) | Kind::InvalidValue(actual, expected) => {
            (path, Some(actual.to_string()), format!("use {}", plainly(&expected)))
        }
        Kind::UnknownVariant(name, known) => (path, Some(name), format!("use one of: {}", known.join(", "))),
        kind => {
            let message = kind.to_string();
            let advice = if message.contains("socket address") {
                "use an address and a port, such as `127.0.0.1:4280`".to_owned()
            } else if message.contains("relative URL") {
                "use a whole URL, such as `https://demo.example.com`".to_owned()
            } else {
                message
            };
            (path, None, advice)
        }
    }
}

/// A Rust type, for people.
fn plainly(expected: &str) -> &str {
    match expected {
        "u16" | "u32" | "u64" | "usize" => "a whole number, not below 0",
        "a nonzero u32" => "a whole number above 0",
        "a boolean" | "bool" => "`true` or `false`",
        "socket address" => "an address and a port, such as `127.0.0.1:4280`",
        other => other,
    }
}

/// A path with places in lists as `[0]`.
fn path_of(segments: &[String]) -> String {
    segments.iter().fold(String::new(), |mut path, segment| {
        if segment.parse::<usize>().is_ok() {
            path.push_str(&format!("[{segment}]"));
        } else {
            if !path.is_empty() {
                path.push('.');
            }
            path.push_str(segment);
        }
        path
    })
}

/// The value for the eye; secrets stay secret in messages too.
fn shown(setting: &str, value: String) -> String {
    let name = setting.rsplit('.').next().unwrap_or(setting);
    // The address of a database holds a password.
    let is_secret =
        setting == "data.url" || ["secret", "password", "_token", "_key"].iter().any(|end| name.ends_with(end));
    if is_secret { "[redacted]".to_owned() } else { format!("`{value}`") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_not_shown() {
        for secret in
            ["database.password", "client_secret", "identity.clients.api_key", "metrics.bearer_token", "data.url"]
        {
            assert_eq!(shown(secret, "hunter2".to_owned()), "[redacted]", "{secret}");
        }
        assert_eq!(shown("server.listen", "nowhere".to_owned()), "`nowhere`");
    }
}
