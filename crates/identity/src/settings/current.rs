//! The settings in force: what the file says, overlaid by what was changed since, in the Portal.
//!
//! A change is kept as a document, one for each section: the whole section as JSON. What no document speaks
//! of follows the file, today and after the file has changed.

use std::{collections::BTreeMap, ops, time::Duration};

use houseguest_protocol::values::Timestamp;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};

use super::{
    AnonymousSettings, CleanUpSettings, ClientSettings, IdentitySettings, InvalidSetting, SessionSettings,
    WebhookSettings,
};
use crate::model::ClientPolicies;

/// A changed section as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SettingDocument {
    /// Which section.
    pub(crate) name: String,
    /// The section as JSON, `null` for a client that was removed; `None` once it follows the file again.
    pub(crate) document: Option<String>,
    /// Grows with each change of any document.
    pub(crate) version: i64,
    /// When it was changed.
    pub(crate) changed_at: Timestamp,
    /// The operator who did.
    pub(crate) changed_by: String,
}

/// All documents, by section.
pub(crate) type Documents = BTreeMap<String, SettingDocument>;

/// How far a demo's clock runs ahead.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClockSettings {
    /// In seconds.
    pub(crate) ahead_seconds: u64,
}

impl ClockSettings {
    /// How far it runs ahead.
    pub(crate) const fn ahead(self) -> Duration {
        Duration::from_secs(self.ahead_seconds)
    }
}

const CLIENT: &str = "client/";
pub(super) const WEBHOOK: &str = "webhook/";

/// A change of one section.
#[derive(Clone, Debug)]
pub(crate) enum Change {
    /// Whether and how guests are welcome.
    Anonymous(AnonymousSettings),
    /// Sessions in the browser.
    Session(SessionSettings),
    /// A client, known or new.
    Client(Box<ClientSettings>),
    /// A client that is gone, even if the file names it.
    RemoveClient(String),
    /// A client that is again what the file says; one that the file does not name is gone.
    ResetClient(String),
    /// A webhook, known or new.
    Webhook(Box<WebhookSettings>),
    /// A webhook that is gone, even if the file names it.
    RemoveWebhook(String),
    /// Which guests are removed, and when.
    CleanUp(CleanUpSettings),
    /// A demo's clock.
    Clock(ClockSettings),
}

impl Change {
    /// The name of the section it changes.
    pub(crate) fn section(&self) -> String {
        match self {
            Self::Anonymous(_) => "anonymous".to_owned(),
            Self::Session(_) => "session".to_owned(),
            Self::Client(client) => format!("{CLIENT}{}", client.client_id),
            Self::RemoveClient(id) | Self::ResetClient(id) => format!("{CLIENT}{id}"),
            Self::Webhook(webhook) => format!("{WEBHOOK}{}", webhook.id),
            Self::RemoveWebhook(id) => format!("{WEBHOOK}{id}"),
            Self::CleanUp(_) => "cleanup".to_owned(),
            Self::Clock(_) => "clock".to_owned(),
        }
    }

    /// Checks what the change alone would be blamed for, among settings that are in order without it.
    ///
    /// # Errors
    /// When a client's access tokens would outlive the guests who hold them.
    pub(crate) fn validate_beside(&self, settings: &IdentitySettings) -> Result<(), InvalidSetting> {
        let Self::Client(client) = self else { return Ok(()) };
        if !settings.cleanup.overtakes(client) {
            return Ok(());
        }
        let setting = format!("{CLIENT}{}.access_token_lifetime_seconds", client.client_id);
        let days = settings.cleanup.idle_days;
        let advice = format!(
            "use at most {} seconds, or have guests idle for longer before clean-up removes them: {days} days now",
            u64::from(days) * 86_400
        );
        Err(InvalidSetting::new(setting, client.access_token_lifetime_seconds, advice))
    }

    /// The document that says it.
    pub(crate) fn document(&self) -> Option<String> {
        let json = match self {
            Self::Anonymous(anonymous) => serde_json::to_string(anonymous),
            Self::Session(session) => serde_json::to_string(session),
            Self::Client(client) => serde_json::to_string(client),
            Self::Webhook(webhook) => serde_json::to_string(webhook),
            Self::CleanUp(cleanup) => serde_json::to_string(cleanup),
            Self::RemoveClient(_) | Self::RemoveWebhook(_) => Ok("null".to_owned()),
            Self::ResetClient(_) => return None,
            Self::Clock(clock) => serde_json::to_string(clock),
        };
        Some(json.expect("a section of texts and numbers is always JSON"))
    }
}

/// The settings in force. Everything an operator wrote can be read as on [`IdentitySettings`].
#[derive(Clone, Debug)]
pub(crate) struct CurrentSettings {
    effective: IdentitySettings,
    /// What they say of each client's sessions.
    pub(crate) policies: ClientPolicies,
    /// How far a demo's clock runs ahead.
    pub(crate) clock: ClockSettings,
    /// The documents among them, by section.
    pub(crate) documents: Documents,
}

impl CurrentSettings {
    /// Overlays the file's settings.
    ///
    /// # Errors
    /// When a document cannot be read, or what comes out cannot be obeyed.
    pub(crate) fn overlay(file: &IdentitySettings, documents: Documents) -> Result<Self, InvalidSetting> {
        let mut effective = file.clone();
        let mut clock = ClockSettings::default();
        for SettingDocument { name, document, .. } in documents.values() {
            let Some(document) = document else { continue };
            match name.as_str() {
                "anonymous" => effective.anonymous = read(name, document)?,
                "session" => effective.session = read(name, document)?,
                "cleanup" => effective.cleanup = read(name, document)?,
                "clock" => clock = read(name, document)?,
                _ => {
                    if let Some(id) = name.strip_prefix(CLIENT) {
                        put(&mut effective.clients, |client| client.client_id == id, read(name, document)?);
                    } else if let Some(id) = name.strip_prefix(WEBHOOK) {
                        put(&mut effective.webhooks, |webhook| webhook.id == id, read(name, document)?);
                    } else {
                        return Err(InvalidSetting::new(name, REDACTED, "this section is not known"));
                    }
                }
            }
        }
        effective.validate()?;
        let clients = effective.clients.iter().map(|client| (client.client_id.clone(), client.policy()));
        let policies = ClientPolicies::new(clients, effective.session.lifetime());
        Ok(Self { effective, policies, clock, documents })
    }

    /// The newest change among them; 0 when nothing was ever changed.
    pub(crate) fn version(&self) -> i64 {
        self.documents.values().map(|document| document.version).max().unwrap_or_default()
    }

    /// The change that a section has; `None` while it follows the file.
    pub(crate) fn document(&self, section: &str) -> Option<&SettingDocument> {
        self.documents.get(section).filter(|document| document.document.is_some())
    }

    /// What a section says now, as JSON, with its secrets; `None` for one that is not there, such as a client's.
    pub(super) fn section(&self, section: &str) -> Option<Map<String, Value>> {
        let settings = &self.effective;
        let value = match section {
            "anonymous" => serde_json::to_value(settings.anonymous),
            "session" => serde_json::to_value(&settings.session),
            "cleanup" => serde_json::to_value(settings.cleanup),
            "clock" => serde_json::to_value(self.clock),
            _ => match (section.strip_prefix(CLIENT), section.strip_prefix(WEBHOOK)) {
                (Some(id), _) => serde_json::to_value(settings.client(id)?),
                (_, Some(id)) => serde_json::to_value(settings.webhooks.iter().find(|webhook| webhook.id == id)?),
                (None, None) => return None,
            },
        };
        match value.expect("a section of texts and numbers is always JSON") {
            Value::Object(fields) => Some(fields),
            other => unreachable!("a section is an object, not {other}"),
        }
    }

    /// The change that a client has; `None` while it follows the file.
    pub(crate) fn client_document(&self, client_id: &str) -> Option<&SettingDocument> {
        self.document(&format!("{CLIENT}{client_id}"))
    }
}

impl ops::Deref for CurrentSettings {
    type Target = IdentitySettings;
    fn deref(&self) -> &IdentitySettings {
        &self.effective
    }
}

/// A section may hold a secret, so it is never repeated.
const REDACTED: &str = "[redacted]";

fn read<T: DeserializeOwned>(name: &str, document: &str) -> Result<T, InvalidSetting> {
    let unreadable = |error: serde_json::Error| {
        let advice = format!("this section does not read: {:?} error at byte {}", error.classify(), error.column());
        InvalidSetting::new(name, REDACTED, advice)
    };
    serde_json::from_str(document).map_err(unreadable)
}

/// Puts something in its place among the others, or takes it away.
fn put<T>(all: &mut Vec<T>, is_it: impl Fn(&T) -> bool, changed: Option<T>) {
    match (all.iter().position(is_it), changed) {
        (Some(place), Some(one)) => all[place] = one,
        (None, Some(one)) => all.push(one),
        (Some(place), None) => drop(all.remove(place)),
        (None, None) => {}
    }
}

#[cfg(test)]
mod tests {
    use houseguest_protocol::identity::EventType;

    use super::*;
    use crate::settings::ApplicationType;

    fn file() -> IdentitySettings {
        serde_json::from_value(serde_json::json!({
            "public_origin": "http://127.0.0.1:8080",
            "database": {"path": "identity.sqlite"},
            "clients": [{"client_id": "app", "redirect_uris": []}, {"client_id": "web", "redirect_uris": []}]
        }))
        .expect("reads")
    }

    fn documents(changes: &[Change]) -> Documents {
        let numbered = changes.iter().zip(1..);
        let document = |(change, version): (&Change, i64)| SettingDocument {
            name: change.section(),
            document: change.document(),
            version,
            changed_at: Timestamp::from_unix_seconds(0),
            changed_by: "ann".to_owned(),
        };
        numbered.map(document).map(|document| (document.name.clone(), document)).collect()
    }

    fn ids(settings: &CurrentSettings) -> Vec<&str> {
        settings.clients.iter().map(|client| client.client_id.as_str()).collect()
    }

    #[test]
    fn what_no_document_speaks_of_follows_the_file() {
        let current = CurrentSettings::overlay(&file(), Documents::new()).expect("good");
        assert_eq!((ids(&current), current.version()), (vec!["app", "web"], 0));
        assert!(current.document("anonymous").is_none() && current.anonymous.enabled);
    }

    #[test]
    fn a_changed_client_keeps_its_place_a_new_one_comes_last_and_a_removed_one_is_gone() {
        let mut app = ClientSettings::new("app", ApplicationType::Native, Vec::new());
        app.access_token_lifetime_seconds = 300;
        let new = ClientSettings::new("new", ApplicationType::Spa, Vec::new());
        let changes =
            [Change::Client(Box::new(new)), Change::Client(Box::new(app)), Change::RemoveClient("web".to_owned())];
        let current = CurrentSettings::overlay(&file(), documents(&changes)).expect("good");
        assert_eq!((ids(&current), current.version()), (vec!["app", "new"], 3));
        assert_eq!(current.clients[0].access_token_lifetime_seconds, 300);
        assert!(current.policies.find("new").is_some() && current.policies.find("web").is_none());
        assert!(current.client_document("app").is_some());
        let reset = documents(&[Change::ResetClient("app".to_owned())]);
        let current = CurrentSettings::overlay(&file(), reset).expect("good");
        assert_eq!((ids(&current), current.clients[0].access_token_lifetime_seconds), (vec!["app", "web"], 1_800));
        assert!(current.client_document("app").is_none());
    }

    #[test]
    fn a_document_that_cannot_be_obeyed_is_refused_by_name() {
        let mut app = ClientSettings::new("app", ApplicationType::Native, Vec::new());
        app.access_token_lifetime_seconds = 1;
        let error = CurrentSettings::overlay(&file(), documents(&[Change::Client(Box::new(app))])).expect_err("short");
        assert_eq!(error.setting, "clients[0].access_token_lifetime_seconds");
        let mut broken = documents(&[Change::Anonymous(AnonymousSettings::default())]);
        broken.get_mut("anonymous").expect("is there").document = Some("{\"surprise\":1}".to_owned());
        assert_eq!(CurrentSettings::overlay(&file(), broken).expect_err("unknown name").setting, "anonymous");
    }

    #[test]
    fn webhooks_come_and_go_and_their_secrets_are_in_no_error() {
        let json = serde_json::json!({
            "id": "crm", "url": "https://crm.example/", "secret": "tell-nobody-tell-nobody-tell-nobody",
            "events": ["user.deleted"],
        });
        let webhook: WebhookSettings = serde_json::from_value(json).expect("reads");
        let mut kept = documents(&[Change::Webhook(Box::new(webhook.clone()))]);
        let current = CurrentSettings::overlay(&file(), kept.clone()).expect("good");
        assert!(current.is_told_of(EventType::UserDeleted) && !current.is_told_of(EventType::UserCreated));
        let gone = documents(&[Change::RemoveWebhook("crm".to_owned())]);
        let with_one = IdentitySettings { webhooks: vec![webhook], ..file() };
        assert!(CurrentSettings::overlay(&with_one, gone).expect("good").webhooks.is_empty());
        let document = kept.get_mut("webhook/crm").expect("is there");
        document.document = document.document.take().map(|text| text.replace("\"events\"", "\"sorts\""));
        let error = CurrentSettings::overlay(&file(), kept).expect_err("does not read");
        assert!(error.setting == "webhook/crm" && !error.to_string().contains("tell-nobody"), "{error}");
    }

    #[test]
    fn clean_up_never_overtakes_an_access_token_whichever_of_them_is_changed() {
        let weeks = |seconds| ClientSettings {
            access_token_lifetime_seconds: seconds,
            ..ClientSettings::new("app", ApplicationType::Native, Vec::new())
        };
        let rule = |idle_days| CleanUpSettings { idle_days, ..CleanUpSettings::default() };
        let week = 7 * 86_400;
        let outcome = |days, seconds| {
            let changes = [Change::CleanUp(rule(days)), Change::Client(Box::new(weeks(seconds)))];
            CurrentSettings::overlay(&file(), documents(&changes)).map(|_| ()).map_err(|error| error.to_string())
        };
        assert_eq!(outcome(7, week), Ok(()), "just as long");
        assert_eq!(outcome(8, week + 1), Ok(()));
        let refused = outcome(7, week + 1).expect_err("it could be read elsewhere after its guest is gone");
        assert!(refused.contains("cleanup.idle_days") && refused.contains("at least 8 days"), "{refused}");
        let mut settings = file();
        settings.cleanup = rule(7);
        let blamed = Change::Client(Box::new(weeks(week + 1))).validate_beside(&settings).expect_err("too long");
        assert_eq!(blamed.setting, "client/app.access_token_lifetime_seconds");
        assert!(blamed.advice.contains("at most 604800 seconds"), "{blamed}");
        Change::Client(Box::new(weeks(week))).validate_beside(&settings).expect("just as long");
        Change::CleanUp(rule(1)).validate_beside(&settings).expect("is blamed by itself");
    }

    #[test]
    fn the_rule_of_clean_up_is_a_section() {
        let rule = CleanUpSettings { enabled: true, idle_days: 7, ..CleanUpSettings::default() };
        let current = CurrentSettings::overlay(&file(), documents(&[Change::CleanUp(rule)])).expect("good");
        assert_eq!(current.cleanup, rule);
        let never = CleanUpSettings { idle_days: 0, ..rule };
        let error = CurrentSettings::overlay(&file(), documents(&[Change::CleanUp(never)])).expect_err("no day at all");
        assert_eq!(error.setting, "cleanup.idle_days");
    }
}
