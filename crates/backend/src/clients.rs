//! The demo's own applications.

use houseguest_identity::settings::{ApplicationType, ClientSettings};
use houseguest_protocol::identity::Algorithm;
use url::Url;

/// The app on desktops and phones.
pub(crate) const APP: &str = "houseguest-app";
/// The front end in a browser.
pub(crate) const WEB: &str = "houseguest-web";

/// Both applications, with tokens other servers can read and refresh tokens that rotate.
pub(crate) fn demo_clients(origin: &Url) -> Vec<ClientSettings> {
    let fixed = |text: &str| text.parse().expect("a URL written by hand");
    // Any port is allowed on loopback (RFC 8252, section 7.3); the scheme is the second way home.
    let app = vec![fixed("http://127.0.0.1/callback"), fixed("houseguest://callback")];
    let mut page = origin.clone();
    page.set_path("/");
    [(APP, ApplicationType::Native, app), (WEB, ApplicationType::Spa, vec![page])]
        .into_iter()
        .map(|(id, kind, redirect_uris)| ClientSettings {
            name: Some("Houseguest".to_owned()),
            issue_jwt_access_token: true,
            refresh_token_rotation_enabled: true,
            // A small part of RS256's cost, at sign-up above all; the demo's resource server reads every kind.
            signing_algorithm: Algorithm::Es256,
            ..ClientSettings::new(id, kind, redirect_uris)
        })
        .collect()
}
