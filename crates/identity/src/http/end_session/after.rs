//! Where a log-out leads to. Only what is registered counts, so that nobody is sent to a stranger.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use houseguest_protocol::identity::IdTokenClaims;
use url::Url;

use crate::{
    http::{account, interaction::Parameters},
    settings::{ClientSettings, CurrentSettings},
    state::AppState,
};

/// Where the browser goes after a log-out.
#[derive(Clone, Debug)]
pub(super) struct After {
    /// Registered, if there is one.
    asked: Option<Asked>,
    /// The page of the app that sent the person, if it is known and has one.
    home: Option<Url>,
}

#[derive(Clone, Debug)]
struct Asked {
    uri: Url,
    state: Option<String>,
    app: String,
}

impl After {
    /// Reads what is asked, and forgets what nobody registered.
    pub(super) fn read(state: &AppState, parameters: &Parameters, hint: Option<&IdTokenClaims>) -> Self {
        let settings = state.settings();
        let asked = parameters.get("post_logout_redirect_uri").and_then(|presented| {
            let (uri, client) = registered(&settings, presented)?;
            let state = parameters.get("state").map(str::to_owned);
            Some(Asked { uri: uri.clone(), state, app: client.display_name().to_owned() })
        });
        let client =
            settings.clients.iter().find(|client| hint.is_some_and(|hint| hint.aud.contains(&client.client_id)));
        Self { asked, home: client.and_then(|client| client.client_uri.clone()) }
    }

    /// The address.
    pub(super) fn address(&self) -> String {
        match (&self.asked, &self.home) {
            (Some(Asked { uri, state, .. }), _) => {
                let mut address = uri.clone();
                if let Some(state) = state {
                    address.query_pairs_mut().append_pair("state", state);
                }
                address.into()
            }
            (None, Some(home)) => home.to_string(),
            (None, None) => account::PATH.to_owned(),
        }
    }

    /// What the app that asked is called.
    pub(super) fn app(&self) -> Option<&str> {
        self.asked.as_ref().map(|asked| asked.app.as_str())
    }

    /// What is asked, in the endpoint's own words.
    pub(super) fn fields(&self) -> Vec<(&'static str, String)> {
        let Some(Asked { uri, state, .. }) = &self.asked else { return Vec::new() };
        let state = state.clone().map(|state| ("state", state));
        std::iter::once(("post_logout_redirect_uri", uri.to_string())).chain(state).collect()
    }

    /// Where a form that ends there must be allowed to lead.
    pub(super) fn uri(&self) -> Option<&Url> {
        self.asked.as_ref().map(|asked| &asked.uri).or(self.home.as_ref())
    }

    /// Goes there.
    pub(super) fn go(&self) -> Response {
        let mut location = HeaderValue::try_from(self.address()).expect("a serialised URL is visible ASCII");
        location.set_sensitive(true);
        (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response()
    }
}

fn registered<'s>(settings: &'s CurrentSettings, presented: &str) -> Option<(&'s Url, &'s ClientSettings)> {
    let presented = Url::parse(presented).ok()?;
    let mut known = settings
        .clients
        .iter()
        .flat_map(|client| client.post_logout_redirect_uris.iter().map(move |uri| (uri, client)));
    known.find(|(uri, _)| **uri == presented)
}
