//! What a change of a section comes to, for those who look after the server: kept with the change, shown in the Portal.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::current::{CurrentSettings, WEBHOOK};

/// What was done to a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum SectionStep {
    /// It is new, such as a client's.
    Added,
    /// It is another one.
    Changed,
    /// It is gone, such as a client's.
    Removed,
    /// It follows the file again.
    Restored,
}

/// A setting before and after.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub(crate) struct FieldChange {
    /// Its name in the configuration.
    pub(crate) name: String,
    /// Both values, `null` for none; absent where a value may be a secret.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) values: Option<(Value, Value)>,
}

/// A change of a section, without secrets.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub(crate) struct SectionChange {
    /// Which section, as its document is named.
    pub(crate) section: String,
    /// The operator.
    pub(crate) by: String,
    /// What was done.
    pub(crate) step: SectionStep,
    /// The settings that are not what they were.
    pub(crate) fields: Vec<FieldChange>,
}

impl SectionChange {
    /// What makes `after` of `before`; `None` when nothing does.
    pub(crate) fn between(before: &CurrentSettings, after: &CurrentSettings, section: &str, by: &str) -> Option<Self> {
        let (old, new) = (before.section(section), after.section(section));
        let step = match (&old, &new) {
            (None, None) => return None,
            (None, Some(_)) => SectionStep::Added,
            (Some(_), None) => SectionStep::Removed,
            (Some(_), Some(_)) if before.document(section).is_some() && after.document(section).is_none() => {
                SectionStep::Restored
            }
            (Some(_), Some(_)) => SectionStep::Changed,
        };
        let (old, new) = (old.unwrap_or_default(), new.unwrap_or_default());
        let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
        let value = |of: &Map<String, Value>, name: &str| of.get(name).cloned().unwrap_or_default();
        let field = |name: &String| {
            let values = (value(&old, name), value(&new, name));
            if values.0 == values.1 {
                return None;
            }
            Some(FieldChange { name: name.clone(), values: may_be_told(section, name).then_some(values) })
        };
        let fields: Vec<_> = names.into_iter().filter_map(field).collect();
        if fields.is_empty() && step == SectionStep::Changed {
            return None;
        }
        Some(Self { section: section.to_owned(), by: by.to_owned(), step, fields })
    }
}

/// Whether a setting's value may be written down for good. A webhook's secret may not, nor its address, which often
/// carries another one; whoever adds a setting with a secret to another section leaves it out here, too.
fn may_be_told(section: &str, field: &str) -> bool {
    if section.starts_with(WEBHOOK) {
        return matches!(field, "id" | "events" | "enabled");
    }
    // The other sections hold no secrets, which their types show.
    true
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::settings::{
        AnonymousSettings, ApplicationType, Change, ClientSettings, Documents, IdentitySettings, SettingDocument,
    };

    fn file() -> IdentitySettings {
        serde_json::from_value(json!({
            "public_origin": "http://127.0.0.1:8080",
            "database": {"path": "identity.sqlite"},
            "clients": [{"client_id": "app", "redirect_uris": []}, {"client_id": "web", "redirect_uris": []}]
        }))
        .expect("reads")
    }

    fn with(changes: &[&Change]) -> CurrentSettings {
        let document = |change: &&Change| SettingDocument {
            name: change.section(),
            document: change.document(),
            version: 1,
            changed_at: houseguest_protocol::samples::NOW,
            changed_by: "ann".to_owned(),
        };
        let documents: Documents = changes.iter().map(document).map(|kept| (kept.name.clone(), kept)).collect();
        CurrentSettings::overlay(&file(), documents).expect("good")
    }

    fn between(before: &CurrentSettings, after: &CurrentSettings, section: &str) -> Value {
        serde_json::to_value(SectionChange::between(before, after, section, "ann")).expect("is JSON")
    }

    #[test]
    fn what_is_not_as_it_was_is_named_with_both_values() {
        let closed = Change::Anonymous(AnonymousSettings { enabled: false, ..AnonymousSettings::default() });
        let told = between(&with(&[]), &with(&[&closed]), "anonymous");
        let expected = json!({"section": "anonymous", "by": "ann", "step": "changed",
            "fields": [{"name": "enabled", "values": [true, false]}]});
        assert_eq!(told, expected);
        let same = Change::Anonymous(AnonymousSettings::default());
        assert_eq!(between(&with(&[]), &with(&[&same]), "anonymous"), Value::Null, "saved, and nothing changed");
        assert_eq!(serde_json::from_value::<SectionChange>(expected).expect("reads").fields.len(), 1);
    }

    #[test]
    fn a_client_is_added_removed_and_restored() {
        let new = Change::Client(Box::new(ClientSettings::new("new", ApplicationType::Spa, Vec::new())));
        let gone = Change::RemoveClient("app".to_owned());
        let back = Change::ResetClient("app".to_owned());
        let mut shorter = ClientSettings::new("app", ApplicationType::Unset, Vec::new());
        shorter.access_token_lifetime_seconds = 300;
        let shorter = Change::Client(Box::new(shorter));
        let added = between(&with(&[]), &with(&[&new]), "client/new");
        let lifetime = json!({"name": "access_token_lifetime_seconds", "values": [null, 1_800]});
        assert!(added["step"] == "added" && added["fields"].as_array().expect("a list").contains(&lifetime), "{added}");
        assert_eq!(between(&with(&[]), &with(&[&gone]), "client/app")["step"], "removed");
        assert_eq!(between(&with(&[&gone]), &with(&[&back]), "client/app")["step"], "added", "as the file has it");
        let restored = between(&with(&[&shorter]), &with(&[&back]), "client/app");
        assert_eq!((&restored["step"], &restored["fields"][0]["values"]), (&json!("restored"), &json!([300, 1_800])));
    }

    #[test]
    fn secrets_are_only_said_to_be_others() {
        let hook = |secret: &str, path: &str| {
            let json = json!({"id": "crm", "url": format!("https://crm.example/{path}"), "secret": secret,
                "events": ["user.deleted"]});
            Change::Webhook(Box::new(serde_json::from_value(json).expect("reads")))
        };
        let (old, new) = (hook(&"a".repeat(32), "token-1"), hook(&"b".repeat(32), "token-2"));
        let told = between(&with(&[&old]), &with(&[&new]), "webhook/crm");
        assert_eq!(told["fields"], json!([{"name": "secret"}, {"name": "url"}]));
        for (before, after) in [(with(&[]), with(&[&new])), (with(&[&old]), with(&[]))] {
            let told = between(&before, &after, "webhook/crm").to_string();
            assert!(!told.contains("aaaa") && !told.contains("bbbb") && !told.contains("token-"), "{told}");
            assert!(told.contains("user.deleted"), "{told}");
        }
    }
}
