//! Good and bad settings, and the words about the bad ones.

use std::{
    fs,
    path::{Path, PathBuf},
};

use houseguest_identity::settings::{
    AnonymousSettings, BrandingSettings, CleanUpSettings, ClientSettings, DeliverySettings, HistorySettings,
    LimitSettings, MailSettings, NetworkLimit, PortalSettings, RateLimit, WebhookSettings,
};
use houseguest_social::IssuerSettings;
use serde::{Deserialize, Deserializer, de};

use super::{reference::SECTIONS, *};

fn samples(kind: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples").join(kind);
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("a folder of samples").map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    files
}

fn load_file(path: &Path) -> Result<Settings, ConfigError> {
    load(&Overrides { config: Some(path.to_owned()), ..Overrides::default() })
}

#[test]
fn good_samples_are_accepted() {
    let files = samples("good");
    assert!(!files.is_empty());
    for file in files {
        load_file(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    }
}

#[test]
fn bad_samples_are_refused_in_words_that_help() {
    let mut words = String::new();
    for file in samples("bad") {
        let error = load_file(&file).expect_err(&format!("{} is bad", file.display()));
        let name = file.file_name().expect("a file").to_string_lossy().into_owned();
        words.push_str(&format!("{name}\n  {}\n", without_folder(&error.to_string()).replace('\n', "\n  ")));
    }
    insta::assert_snapshot!(words);
}

/// The message without the folder of the samples, which depends on where the tests run.
fn without_folder(message: &str) -> String {
    const FOLDER: &str = "tests/samples/bad/";
    let Some(at) = message.find(FOLDER) else { return message.to_owned() };
    let start = message[..at].rfind(['(', ' ']).map_or(0, |before| before + 1);
    format!("{}{}", &message[..start], &message[at + FOLDER.len()..])
}

#[test]
fn a_missing_file_is_told_by_name() {
    let error = load_file(Path::new("/nowhere/settings.toml")).expect_err("no such file");
    assert_eq!(error.to_string(), "the settings file /nowhere/settings.toml cannot be read");
}

#[test]
fn flags_win_over_the_file() {
    let overrides = Overrides {
        config: Some(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples/good/full.toml")),
        listen: Some("127.0.0.1:0".parse().expect("an address")),
        no_rate_limits: true,
        ..Overrides::default()
    };
    let settings = load(&overrides).expect("good settings");
    assert_eq!(settings.server.listen.port(), 0);
    assert!(settings.identity.limits.danger_disabled && settings.social.limits.danger_disabled);
    assert_eq!(settings.server.request_timeout_seconds, 20, "what no flag says stays");
}

#[test]
fn a_foreign_issuer_means_social_only() {
    let issuer = Some("https://tenant.authgear.example".parse().expect("a URL"));
    let settings = load(&Overrides { issuer, ..Overrides::default() }).expect("good settings");
    assert!(!settings.identity.enabled);
    assert_eq!(settings.social.issuers.len(), 1);
    let plain = Some("http://tenant.authgear.example".parse().expect("a URL"));
    let error = load(&Overrides { issuer: plain, ..Overrides::default() }).expect_err("no TLS");
    assert!(error.to_string().contains("social.issuers[0]"), "{error}");
}

#[test]
fn the_committed_sample_and_page_are_the_present_ones() {
    let advice = "write them anew: cargo run -p houseguest-backend --example configuration";
    assert_eq!(include_str!("../../../../docs/houseguest.sample.toml"), sample_toml(), "{advice}");
    assert_eq!(include_str!("../../../../docs/configuration.md"), configuration_md(), "{advice}");
}

#[test]
fn the_sample_loads_when_its_settings_are_taken_up() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("index.html"), "a page").expect("a writable folder");
    let taken_up: String = sample_toml()
        .lines()
        .map(|line| match line.strip_prefix('#') {
            Some(setting) if !setting.starts_with(' ') => format!("{setting}\n"),
            _ => String::new(),
        })
        .collect();
    let file = folder.path().join("all.toml");
    fs::write(&file, taken_up.replace("src-ui/dist", &folder.path().display().to_string())).expect("a writable folder");
    load_file(&file).expect("every default and example is acceptable");
}

#[test]
fn defaults_in_the_reference_are_those_in_the_code() {
    let written = |path: &str, name: &str| {
        let section = SECTIONS.iter().find(|section| section.path == path).expect("a section");
        section.entries.iter().find(|entry| entry.name == name).expect("an entry").value.trim_matches('"').to_owned()
    };
    let code = Settings::default();
    for (path, name, value) in [
        ("server", "listen", code.server.listen.to_string()),
        ("server", "drain_seconds", code.server.drain_seconds.to_string()),
        ("data", "connections", code.data.connections.to_string()),
        ("server", "shutdown_grace_seconds", code.server.shutdown_grace_seconds.to_string()),
        ("server", "request_timeout_seconds", code.server.request_timeout_seconds.to_string()),
        ("data", "folder", code.data.folder.display().to_string()),
        ("demo", "enabled", code.demo.enabled.to_string()),
        ("web", "client_id", code.web.client_id.clone()),
        ("identity", "enabled", code.identity.enabled.to_string()),
        ("identity.anonymous", "enabled", code.identity.anonymous.enabled.to_string()),
        ("identity.delivery", "timeout_seconds", code.identity.delivery.timeout_seconds.to_string()),
        ("identity.delivery", "max_attempts", code.identity.delivery.max_attempts.to_string()),
        ("identity.delivery", "keep_failed_days", code.identity.delivery.keep_failed_days.to_string()),
        ("identity.cleanup", "enabled", code.identity.cleanup.enabled.to_string()),
        ("identity.cleanup", "idle_days", code.identity.cleanup.idle_days.to_string()),
        ("identity.cleanup", "hour_utc", code.identity.cleanup.hour_utc.to_string()),
        ("identity.cleanup", "grace_hours", code.identity.cleanup.grace_hours.to_string()),
        ("identity.history", "keep_days", code.identity.history.keep_days.to_string()),
        ("identity.branding", "name", code.identity.branding.name.clone()),
        ("identity.limits", "danger_disabled", code.identity.limits.danger_disabled.to_string()),
        ("identity.limits.new_guests_per_ip", "burst", code.identity.limits.new_guests_per_ip.burst.to_string()),
        ("identity.limits.token_per_ip", "burst", code.identity.limits.token_per_ip.burst.to_string()),
        ("social", "enabled", code.social.enabled.to_string()),
        ("social.limits", "danger_disabled", code.social.limits.danger_disabled.to_string()),
        ("social.limits.writes_per_guest", "burst", code.social.limits.writes_per_guest.burst.to_string()),
        ("social.limits.writes_per_member", "burst", code.social.limits.writes_per_member.burst.to_string()),
        ("social.limits.images_per_person", "burst", code.social.limits.images_per_person.burst.to_string()),
        ("telemetry", "log", code.telemetry.log.clone()),
        ("telemetry", "format", format!("{:?}", code.telemetry.format).to_lowercase()),
        ("telemetry.metrics", "enabled", code.telemetry.metrics.enabled.to_string()),
    ] {
        assert_eq!(written(path, name), value, "{path}.{name}");
    }
}

/// The field names of a section, as its own reader expects them.
fn fields<'de, T: Deserialize<'de>>() -> Vec<&'static str> {
    struct Asked<'a>(&'a mut Vec<&'static str>);
    impl<'de> Deserializer<'de> for Asked<'_> {
        type Error = de::value::Error;

        fn deserialize_struct<V: de::Visitor<'de>>(
            self,
            _: &'static str,
            fields: &'static [&'static str],
            _: V,
        ) -> Result<V::Value, Self::Error> {
            self.0.extend(fields);
            Err(de::Error::custom("only asked for the names"))
        }

        fn deserialize_any<V: de::Visitor<'de>>(self, _: V) -> Result<V::Value, Self::Error> {
            Err(de::Error::custom("not a section"))
        }

        serde::forward_to_deserialize_any! {
            bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
            unit_struct newtype_struct seq tuple tuple_struct map enum identifier ignored_any
        }
    }
    let mut found = Vec::new();
    assert!(T::deserialize(Asked(&mut found)).is_err(), "nothing to read from");
    found
}

#[test]
fn the_reference_knows_every_setting_and_no_other() {
    for (path, fields) in [
        ("server", fields::<ServerSettings>()),
        ("data", fields::<DataSettings>()),
        ("demo", fields::<DemoSettings>()),
        ("web", fields::<WebSettings>()),
        ("identity", fields::<IdentitySection>()),
        ("identity.anonymous", fields::<AnonymousSettings>()),
        ("identity.branding", fields::<BrandingSettings>()),
        ("identity.portal", fields::<PortalSettings>()),
        ("identity.webhooks", fields::<WebhookSettings>()),
        ("identity.delivery", fields::<DeliverySettings>()),
        ("identity.cleanup", fields::<CleanUpSettings>()),
        ("identity.history", fields::<HistorySettings>()),
        ("identity.mail", fields::<MailSettings>()),
        ("identity.limits", fields::<LimitSettings>()),
        ("identity.limits.new_guests_per_ip", fields::<RateLimit>()),
        ("identity.limits.new_guests_per_network", fields::<NetworkLimit>()),
        ("identity.limits.token_per_ip", fields::<RateLimit>()),
        ("identity.limits.token_per_user", fields::<RateLimit>()),
        ("identity.limits.log_in_per_account", fields::<RateLimit>()),
        ("identity.limits.log_in_per_ip", fields::<RateLimit>()),
        ("identity.limits.code_per_account", fields::<RateLimit>()),
        ("identity.limits.code_per_ip", fields::<RateLimit>()),
        ("identity.limits.message_per_account", fields::<RateLimit>()),
        ("identity.limits.message_per_ip", fields::<RateLimit>()),
        ("identity.clients", fields::<ClientSettings>()),
        ("social", fields::<SocialSection>()),
        ("social.limits", fields::<houseguest_social::LimitSettings>()),
        ("social.limits.writes_per_guest", fields::<RateLimit>()),
        ("social.limits.writes_per_member", fields::<RateLimit>()),
        ("social.limits.images_per_person", fields::<RateLimit>()),
        ("social.issuers", fields::<IssuerSettings>()),
        ("telemetry", fields::<TelemetrySettings>()),
        ("telemetry.metrics", fields::<MetricsSettings>()),
    ] {
        let section = SECTIONS.iter().find(|section| section.path == path).expect("a section of the reference");
        let is_section = |name: &str| SECTIONS.iter().any(|section| section.path == format!("{path}.{name}"));
        let mut expected: Vec<_> = fields.into_iter().filter(|name| !is_section(name)).collect();
        let mut written: Vec<_> = section.entries.iter().map(|entry| entry.name).collect();
        expected.sort_unstable();
        written.sort_unstable();
        assert_eq!(written, expected, "{path}");
    }
}
