//! Where the answer of an authorize request goes, and how it travels (protocol.md, section 4.2).

use houseguest_protocol::identity::OAuthError;
use url::{Host, Url};

use crate::{interactions::CANCELLED, model::PendingRequest, settings::IdentitySettings};

/// How an answer travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ResponseMode {
    /// In the query.
    Query,
    /// After the `#`, where servers do not see it.
    Fragment,
    /// In a form that our page sends.
    FormPost,
}

impl ResponseMode {
    /// Reads `response_mode`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        [Self::Query, Self::Fragment, Self::FormPost].into_iter().find(|mode| mode.as_str() == text)
    }

    /// The name on the wire.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Query => "query",
            Self::Fragment => "fragment",
            Self::FormPost => "form_post",
        }
    }
}

/// A registered redirect URI, with what every answer to it carries.
#[derive(Clone, Debug)]
pub(super) struct Destination {
    /// Checked against the client's registered ones.
    pub(super) uri: Url,
    /// How the answer travels.
    pub(super) mode: ResponseMode,
    /// Echoed.
    pub(super) state: Option<String>,
    /// What the client is called.
    pub(super) app: String,
    /// For our own page, to which one goes home by hand: how it is to look. A client's own has none.
    pub(super) own_page: Option<Look>,
}

/// How our own page looks: as the ones before it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// The app's wish for languages (`ui_locales`).
    pub(super) ui_locales: Option<String>,
    /// The app's wish for colours (`x_color_scheme`).
    pub(super) color_scheme: Option<String>,
}

/// What an app is told.
#[derive(Clone, Debug)]
pub(super) struct Answer(Vec<(&'static str, String)>);

impl Answer {
    /// It worked; `code` is missing for the response type `none`.
    pub(super) fn success(code: Option<&str>) -> Self {
        Self(code.map(|code| ("code", code.to_owned())).into_iter().collect())
    }

    /// It did not.
    pub(super) fn error(error: &OAuthError) -> Self {
        Self(vec![("error", error.error.as_str().to_owned()), ("error_description", error.error_description.clone())])
    }

    /// The person said no.
    pub(super) fn denied() -> Self {
        Self::error(&OAuthError::new(CANCELLED, "authorization denied"))
    }
}

impl Destination {
    /// Where a pending request's answer goes. `None` when the client or its redirect URI is not registered
    /// any more: settings change while people are on the page.
    pub(super) fn of(request: &PendingRequest, settings: &IdentitySettings) -> Option<Self> {
        let client = settings.client(&request.client_id)?;
        if !settings.accepts_redirect_uri(client, &request.redirect_uri) {
            return None;
        }
        let look = || Look { ui_locales: request.ui_locales.clone(), color_scheme: request.color_scheme.clone() };
        Some(Self {
            uri: Url::parse(&request.redirect_uri).ok()?,
            mode: ResponseMode::parse(&request.response_mode)?,
            state: request.state.clone(),
            app: client.display_name().to_owned(),
            own_page: settings.is_way_home(client, &request.redirect_uri).then(look),
        })
    }

    /// What is sent: the answer, and the state if there was one.
    pub(super) fn fields(&self, answer: Answer) -> Vec<(String, String)> {
        let state = self.state.clone().map(|state| ("state", state));
        let look = self.own_page.iter().flat_map(|look| {
            let languages = look.ui_locales.clone().map(|value| ("ui_locales", value));
            languages.into_iter().chain(look.color_scheme.clone().map(|value| ("x_color_scheme", value)))
        });
        answer.0.into_iter().chain(state).chain(look).map(|(name, value)| (name.to_owned(), value)).collect()
    }

    /// The address that carries the answer. Everything is percent-encoded, so no value can end a header or
    /// begin another parameter. A form's answer becomes a query here: a link cannot post.
    pub(super) fn address(&self, answer: Answer) -> Url {
        let fields = self.fields(answer);
        let mut address = self.uri.clone();
        if fields.is_empty() {
            return address;
        }
        if self.mode == ResponseMode::Fragment {
            let encoded = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
            address.set_fragment(Some(&encoded));
        } else {
            address.query_pairs_mut().extend_pairs(fields);
        }
        address
    }

    /// Whether a browser shows what is there itself. Otherwise it hands the address to another program,
    /// and what it showed before stays on the screen.
    pub(super) fn is_web(&self) -> bool {
        is_web(&self.uri)
    }

    /// What the policy `form-action` must allow besides our own pages.
    pub(super) fn form_action(&self) -> String {
        form_action(&self.uri)
    }
}

/// What the policy `form-action` must allow for a form that ends at `uri`: browsers apply it to redirects that
/// follow a form as well.
pub(in crate::http) fn form_action(uri: &Url) -> String {
    match uri.host() {
        // The grammar of the policy has no IPv6 addresses.
        Some(Host::Domain(_) | Host::Ipv4(_)) if is_web(uri) => uri.origin().ascii_serialization(),
        _ => format!("{}:", uri.scheme()),
    }
}

fn is_web(uri: &Url) -> bool {
    matches!(uri.scheme(), "http" | "https")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn to(uri: &str, mode: ResponseMode, state: Option<&str>) -> Destination {
        let uri = Url::parse(uri).expect("a URL");
        Destination { uri, mode, state: state.map(str::to_owned), app: "App".to_owned(), own_page: None }
    }

    #[test]
    fn an_answer_is_added_to_what_the_address_has() {
        let address = |uri, mode, state| to(uri, mode, state).address(Answer::success(Some("c"))).to_string();
        assert_eq!(address("https://a.example/", ResponseMode::Query, Some("s")), "https://a.example/?code=c&state=s");
        assert_eq!(address("https://a.example/", ResponseMode::Fragment, None), "https://a.example/#code=c");
        assert_eq!(address("app://callback", ResponseMode::Query, Some("s")), "app://callback?code=c&state=s");
        assert_eq!(address("com.example.app:/cb", ResponseMode::Query, None), "com.example.app:/cb?code=c");
        let silent = to("https://a.example/", ResponseMode::Query, None).address(Answer::success(None));
        assert_eq!(silent.as_str(), "https://a.example/", "nothing at all if there is no state");
    }

    #[test]
    fn our_own_page_is_told_how_to_look() {
        let look = Look { ui_locales: Some("de".to_owned()), color_scheme: Some("dark".to_owned()) };
        let ours = to("https://id.example/way-home", ResponseMode::Query, Some("s"));
        let address = Destination { own_page: Some(look), ..ours }.address(Answer::success(Some("c")));
        assert_eq!(address.query(), Some("code=c&state=s&ui_locales=de&x_color_scheme=dark"));
    }

    #[test]
    fn the_policy_names_what_browsers_understand() {
        let source = |uri| to(uri, ResponseMode::Query, None).form_action();
        assert_eq!(source("http://127.0.0.1:49152/callback"), "http://127.0.0.1:49152");
        assert_eq!(source("https://a.example/x"), "https://a.example");
        assert_eq!(source("http://[::1]:80/x"), "http:");
        assert_eq!(source("houseguest://callback"), "houseguest:");
    }

    proptest! {
        #[test]
        fn no_state_breaks_out_of_its_place(state in "\\PC{0,40}[\r\n\t&#%\"'<>]{0,6}\\PC{0,10}") {
            for mode in [ResponseMode::Query, ResponseMode::Fragment] {
                let address = to("https://a.example/cb", mode, Some(&state)).address(Answer::success(Some("c")));
                prop_assert!(address.as_str().bytes().all(|byte| byte > b' ' && byte < 0x7f && byte != b'"'));
                let carried = if mode == ResponseMode::Query { address.query() } else { address.fragment() };
                let carried = carried.unwrap_or_default().as_bytes().to_vec();
                let fields: Vec<(String, String)> = url::form_urlencoded::parse(&carried).into_owned().collect();
                prop_assert_eq!(fields, vec![("code".into(), "c".into()), ("state".into(), state.clone())]);
            }
        }
    }
}
