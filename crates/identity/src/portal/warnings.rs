//! Settings that are lawful one by one and make no sense together.

use super::text::{Text, text};
use crate::{
    messages::Post,
    model::LoginKind,
    settings::{ClientSettings, ConflictPolicy, IdentitySettings},
};

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

/// Everything about guests that contradicts itself. `post` is what can be sent to people.
pub(crate) fn about_guests(settings: &IdentitySettings, post: &Post) -> Vec<Warning> {
    let mut warnings = Vec::new();
    if !settings.anonymous.enabled {
        return warnings;
    }
    let mut with_guests = settings.clients.iter().filter(|client| client.application_type.has_full_access()).peekable();
    if with_guests.peek().is_none() {
        warnings.push(Warning { text: text("warning-no-client"), href: "/portal/applications/new".to_owned() });
    }
    warnings.extend(about_conflict(settings.anonymous.on_conflict, post));
    warnings.extend(about_session(settings));
    warnings.extend(with_guests.flat_map(about_client));
    warnings
}

/// Somebody goes to the account of an address only after proving it, by a message that has to be sent.
fn about_conflict(policy: ConflictPolicy, post: &Post) -> Option<Warning> {
    let can_prove = [LoginKind::Email, LoginKind::Phone].into_iter().any(|kind| post.reaches(kind));
    let about = match policy {
        ConflictPolicy::Error => return None,
        ConflictPolicy::Login => text("warning-log-in-no-message"),
        ConflictPolicy::Merge => text("warning-merge-no-message"),
    };
    (!can_prove).then(|| Warning { text: about, href: "/portal/anonymous-users".to_owned() })
}

/// What contradicts itself about clean-up: guests who would be removed although they are there, or though they
/// cannot come.
pub(crate) fn about_clean_up(settings: &IdentitySettings) -> Vec<Warning> {
    let idle = u64::from(settings.cleanup.idle_days) * 86_400;
    let mut warnings = Vec::new();
    if settings.cleanup.enabled && !settings.anonymous.enabled {
        let href = "/portal/anonymous-users".to_owned();
        warnings.push(Warning { text: text("warning-clean-up-shut").span("idle", idle), href });
    }
    for client in settings.clients.iter().filter(|client| client.application_type.has_full_access()) {
        let lifetime = client.policy().lifetime;
        let session = lifetime.idle.unwrap_or(lifetime.absolute).as_secs();
        if session > idle {
            let about = text("warning-clean-up-early").with("client", called(client)).span("idle", idle);
            warnings.push(Warning { text: about, href: format!("/portal/applications/{}", client.client_id) });
        }
    }
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
        warnings.push(Warning { text: about.with("name", called(client)), href });
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

/// What a client is called where another may have the same name: with its id, unless that is its name.
pub(crate) fn called(client: &ClientSettings) -> Text {
    let id = client.client_id.as_str();
    match client.display_name() {
        name if name == id => text("client-by-id").with("id", id),
        name => text("client-by-name-and-id").with("name", name).with("id", id),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::ApplicationType;

    /// What a demo has.
    fn inbox() -> Post {
        Post { has_inbox: true, ..Post::default() }
    }

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
        about_guests(settings, &inbox()).iter().map(|warning| warning.text.id()).collect()
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
        assert!(about_guests(&session, &inbox()).iter().all(|warning| warning.href == "/portal/session"));
    }

    #[test]
    fn two_clients_of_one_name_are_told_apart() {
        let mut client = sensible();
        client["refresh_token_rotation_grace_seconds"] = 0.into();
        client["name"] = "Porch".into();
        let mut settings = settings(client);
        let twin = ClientSettings { client_id: "web".to_owned(), ..settings.clients[0].clone() };
        let nameless = ClientSettings { client_id: "cli".to_owned(), name: None, ..twin.clone() };
        settings.clients.extend([twin, nameless]);
        let words = crate::pages::Words::choose(None, None);
        let told: Vec<_> = about_guests(&settings, &inbox()).iter().map(|warning| warning.text.tell(words)).collect();
        let beginnings = ["Porch (app): ", "Porch (web): ", "cli: "];
        assert_eq!(told.len(), beginnings.len());
        for (told, beginning) in told.iter().zip(beginnings) {
            assert!(told.starts_with(beginning), "{told}");
        }
    }

    #[test]
    fn nothing_is_said_about_guests_where_there_are_none() {
        let mut settings = settings(sensible());
        settings.clients[0].application_type = ApplicationType::M2m;
        settings.anonymous.enabled = false;
        assert_eq!(ids(&settings), [""; 0]);
    }

    #[test]
    fn an_account_to_go_to_needs_a_message_that_proves_the_address() {
        let told = |policy, post: &Post| {
            let mut settings = settings(sensible());
            settings.anonymous.on_conflict = policy;
            let warnings = about_guests(&settings, post);
            warnings.into_iter().map(|warning| (warning.text.id(), warning.href)).collect::<Vec<_>>()
        };
        let here = || "/portal/anonymous-users".to_owned();
        let nothing = Post::default();
        assert_eq!(told(ConflictPolicy::Merge, &nothing), [("warning-merge-no-message", here())]);
        assert_eq!(told(ConflictPolicy::Login, &nothing), [("warning-log-in-no-message", here())]);
        assert_eq!(told(ConflictPolicy::Error, &nothing), []);
        for policy in [ConflictPolicy::Merge, ConflictPolicy::Login] {
            assert_eq!(told(policy, &inbox()), [], "a demo keeps its messages where they can be read");
        }
    }

    #[test]
    fn clean_up_removes_nobody_who_is_there_or_who_is_shut_out() {
        let told = |change: &dyn Fn(&mut IdentitySettings)| {
            let mut settings = settings(sensible());
            settings.cleanup.idle_days = 90;
            change(&mut settings);
            about_clean_up(&settings).into_iter().map(|warning| warning.text.id()).collect::<Vec<_>>()
        };
        assert_eq!(told(&|_| {}), [""; 0]);
        assert_eq!(told(&|settings| settings.cleanup.idle_days = 1), ["warning-clean-up-early"]);
        let shut = |by_itself| {
            move |settings: &mut IdentitySettings| {
                settings.anonymous.enabled = false;
                settings.cleanup.enabled = by_itself;
            }
        };
        assert_eq!(told(&shut(true)), ["warning-clean-up-shut"]);
        assert_eq!(told(&shut(false)), [""; 0]);
    }

    #[test]
    fn an_idle_time_out_that_is_off_contradicts_nothing() {
        let mut client = sensible();
        client["refresh_token_idle_timeout_enabled"] = false.into();
        client["refresh_token_idle_timeout_seconds"] = 1.into();
        assert_eq!(ids(&settings(client)), [""; 0]);
    }
}
