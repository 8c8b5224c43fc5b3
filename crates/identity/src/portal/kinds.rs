//! The kinds of applications, in the order and by the names that operators know (protocol.md, section 13.2).

use url::Url;

use super::text::{Text, text};
use crate::settings::{ApplicationType, ClientSettings};

/// Kinds a new application can have, with their value in a form, most usual first.
pub(crate) const NEW: [(ApplicationType, &str); 6] = [
    (ApplicationType::Spa, "spa"),
    (ApplicationType::TraditionalWebapp, "traditional_webapp"),
    (ApplicationType::Native, "native"),
    (ApplicationType::Confidential, "confidential"),
    (ApplicationType::ThirdPartyApp, "third_party_app"),
    (ApplicationType::M2m, "m2m"),
];

/// What a kind is called.
pub(crate) const fn title(kind: ApplicationType) -> Text {
    match kind {
        ApplicationType::Unset => text("type-unset"),
        ApplicationType::Spa => text("type-spa"),
        ApplicationType::TraditionalWebapp => text("type-traditional"),
        ApplicationType::Native => text("type-native"),
        ApplicationType::Confidential => text("type-confidential"),
        ApplicationType::ThirdPartyApp => text("type-third-party"),
        ApplicationType::M2m => text("type-m2m"),
    }
}

/// What follows from it.
pub(crate) const fn help(kind: ApplicationType) -> Text {
    match kind {
        ApplicationType::Unset | ApplicationType::Spa => text("type-spa-help"),
        ApplicationType::TraditionalWebapp => text("type-traditional-help"),
        ApplicationType::Native => text("type-native-help"),
        ApplicationType::Confidential => text("type-confidential-help"),
        ApplicationType::ThirdPartyApp => text("type-third-party-help"),
        ApplicationType::M2m => text("type-m2m-help"),
    }
}

/// Which parts of the form a kind has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Parts {
    /// Addresses people may be sent back to.
    pub(crate) redirects: bool,
    /// Addresses people may be sent to after logging out.
    pub(crate) logouts: bool,
    /// Refresh tokens: lifetimes, rotation, concurrent sessions.
    pub(crate) refresh: bool,
    /// Access tokens.
    pub(crate) access: bool,
    /// Whether the access tokens' form is a choice: a machine's are always JWTs.
    pub(crate) jwt_choice: bool,
    /// Proofs of possession.
    pub(crate) dpop: bool,
    /// A word about the browser's session.
    pub(crate) cookie: bool,
}

/// Which parts of the form that kind has.
pub(crate) const fn parts(kind: ApplicationType) -> Parts {
    use ApplicationType::{Confidential, M2m, Native, Spa, ThirdPartyApp, TraditionalWebapp, Unset};
    Parts {
        redirects: !matches!(kind, M2m),
        logouts: matches!(kind, Spa | TraditionalWebapp | Confidential | Unset),
        refresh: !matches!(kind, TraditionalWebapp | M2m),
        access: !matches!(kind, TraditionalWebapp),
        jwt_choice: !matches!(kind, M2m),
        dpop: matches!(kind, Native),
        cookie: matches!(kind, TraditionalWebapp | ThirdPartyApp),
    }
}

/// A new application with what it starts with.
pub(crate) fn new_client(client_id: String, name: &str, kind: ApplicationType) -> ClientSettings {
    use ApplicationType::{Confidential, M2m, Native, Spa, ThirdPartyApp, TraditionalWebapp, Unset};
    let uri = |text: &str| Url::parse(text).expect("the addresses below are well formed");
    let redirects = match kind {
        M2m => Vec::new(),
        Native => vec![uri("com.example.myapp://host/path")],
        Spa | TraditionalWebapp | Confidential | ThirdPartyApp | Unset => {
            vec![uri("http://localhost/after-authentication")]
        }
    };
    let mut client = ClientSettings::new(client_id, kind, redirects);
    client.name = Some(name.to_owned());
    if matches!(kind, Spa | TraditionalWebapp) {
        client.post_logout_redirect_uris = vec![uri("http://localhost/after-logout")];
    }
    client.issue_jwt_access_token = true;
    client
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_starts_with_settings_that_can_be_obeyed() {
        for (kind, value) in NEW {
            let client = new_client("0123456789abcdef".to_owned(), "New", kind);
            client.validate("clients[0]").expect("good");
            assert_eq!(serde_json::to_value(kind).expect("text"), value, "the form speaks as the file does");
            assert!(client.issue_jwt_access_token);
            assert_eq!(client.redirect_uris.is_empty(), !parts(kind).redirects);
        }
    }

    #[test]
    fn the_form_has_the_parts_that_the_protocol_shows_for_each_kind() {
        let native = parts(ApplicationType::Native);
        assert!(native.refresh && native.dpop && !native.logouts && !native.cookie);
        let site = parts(ApplicationType::TraditionalWebapp);
        assert!(site.logouts && site.cookie && !site.refresh && !site.access && !site.dpop);
        let machine = parts(ApplicationType::M2m);
        assert!(machine.access && !machine.refresh && !machine.redirects && !machine.jwt_choice);
    }
}
