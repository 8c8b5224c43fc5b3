//! Settings that are lawful one by one and make no sense together.

use super::text::{Text, text};
use crate::settings::{ClientSettings, IdentitySettings};

/// Settings contradict each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Warning {
    /// What follows from it.
    pub(crate) text: Text,
    /// Where it is changed.
    pub(crate) href: String,
}

/// A refresh token that lives longer than this should be replaced now and then.
const LONG_WITHOUT_ROTATION: u64 = 30 * 24 * 60 * 60;

/// Everything about guests that contradicts itself.
pub(crate) fn about_guests(settings: &IdentitySettings) -> Vec<Warning> {
    let mut warnings = Vec::new();
    if !settings.anonymous.enabled {
        return warnings;
    }
    let mut with_guests = settings.clients.iter().filter(|client| client.application_type.has_full_access()).peekable();
    if with_guests.peek().is_none() {
        warnings.push(Warning { text: text("warning-no-client"), href: "/portal/applications/new".to_owned() });
    }
    warnings.extend(about_session(settings));
    warnings.extend(with_guests.flat_map(about_client));
    warnings
}

/// What contradicts itself about sessions in the browser.
pub(crate) fn about_session(settings: &IdentitySettings) -> Vec<Warning> {
    let session = &settings.session;
    let href = || "/portal/session".to_owned();
    let mut warnings = Vec::new();
    if session.idle_timeout_enabled && session.idle_timeout_seconds >= session.lifetime_seconds {
        let about = text("warning-session-idle-long").span("idle", session.idle_timeout_seconds);
        warnings.push(Warning { text: about.span("lifetime", session.lifetime_seconds), href: href() });
    }
    if session.use_session_cookie && settings.anonymous.enabled {
        warnings.push(Warning { text: text("warning-session-close"), href: href() });
    }
    warnings
}

/// What contradicts itself about one client.
pub(crate) fn about_client(client: &ClientSettings) -> Vec<Warning> {
    use crate::settings::ApplicationType::{M2m, TraditionalWebapp};
    let mut warnings = Vec::new();
    // Neither has refresh tokens (protocol.md, section 13.2).
    if matches!(client.application_type, M2m | TraditionalWebapp) {
        return warnings;
    }
    let lifetime = client.policy().lifetime;
    let absolute = lifetime.absolute.as_secs();
    let mut warn = |about: Text| {
        let href = format!("/portal/applications/{}", client.client_id);
        warnings.push(Warning { text: about.with("name", client.display_name()), href });
    };
    if let Some(idle) = lifetime.idle.map(|idle| idle.as_secs()) {
        if idle >= absolute {
            warn(text("warning-idle-long").span("idle", idle).span("lifetime", absolute));
        }
        let access = client.access_token_lifetime_seconds;
        if access > idle {
            warn(text("warning-access-long").span("access", access).span("idle", idle));
        }
    }
    if !client.refresh_token_rotation_enabled && absolute > LONG_WITHOUT_ROTATION {
        warn(text("warning-no-rotation").span("lifetime", absolute));
    }
    if client.refresh_token_rotation_enabled && client.refresh_token_rotation_grace_seconds == 0 {
        warn(text("warning-no-grace"));
    }
    warnings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::ApplicationType;

    fn settings(client: serde_json::Value) -> IdentitySettings {
        serde_json::from_value(serde_json::json!({
            "public_origin": "http://127.0.0.1:8080",
            "database": {"path": "identity.sqlite"},
            "clients": [client]
        }))
        .expect("settings")
    }

    fn sensible() -> serde_json::Value {
        serde_json::json!({"client_id": "app", "application_type": "native", "redirect_uris": [],
            "refresh_token_rotation_enabled": true})
    }

    fn ids(settings: &IdentitySettings) -> Vec<&'static str> {
        about_guests(settings).iter().map(|warning| warning.text.id()).collect()
    }

    #[test]
    fn sensible_settings_are_left_alone() {
        assert_eq!(ids(&settings(sensible())), [""; 0]);
    }

    #[test]
    fn each_contradiction_is_told_and_leads_to_where_it_is_changed() {
        let with = |name: &str, value: serde_json::Value| {
            let mut client = sensible();
            client[name] = value;
            ids(&settings(client))
        };
        assert_eq!(with("refresh_token_idle_timeout_seconds", 31_449_600.into()), ["warning-idle-long"]);
        assert_eq!(with("refresh_token_idle_timeout_seconds", 60.into()), ["warning-access-long"]);
        assert_eq!(with("refresh_token_rotation_enabled", false.into()), ["warning-no-rotation"]);
        assert_eq!(with("refresh_token_rotation_grace_seconds", 0.into()), ["warning-no-grace"]);
        assert_eq!(with("application_type", "m2m".into()), ["warning-no-client"]);
        let mut session = settings(sensible());
        session.session.idle_timeout_seconds = session.session.lifetime_seconds;
        session.session.use_session_cookie = true;
        assert_eq!(ids(&session), ["warning-session-idle-long", "warning-session-close"]);
        assert!(about_guests(&session).iter().all(|warning| warning.href == "/portal/session"));
    }

    #[test]
    fn nothing_is_said_about_guests_where_there_are_none() {
        let mut settings = settings(sensible());
        settings.clients[0].application_type = ApplicationType::M2m;
        settings.anonymous.enabled = false;
        assert_eq!(ids(&settings), [""; 0]);
    }

    #[test]
    fn an_idle_time_out_that_is_off_contradicts_nothing() {
        let mut client = sensible();
        client["refresh_token_idle_timeout_enabled"] = false.into();
        client["refresh_token_idle_timeout_seconds"] = 1.into();
        assert_eq!(ids(&settings(client)), [""; 0]);
    }
}
