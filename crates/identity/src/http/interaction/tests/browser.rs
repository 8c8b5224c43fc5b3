//! A browser without a screen: it keeps its cookies and fills in forms as they came.

use std::{collections::BTreeMap, sync::Mutex};

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use houseguest_protocol::identity::{AuthorizeRequest, CodeVerifier, LoginHint, paths};
use url::Url;

use crate::http::tests::{Answer, CLIENT, TestGuest, TestServer};

/// Where the app of most tests waits.
pub(in crate::http) const REDIRECT_URI: &str = "http://127.0.0.1:49152/callback";

/// A password that is strong enough.
pub(in crate::http) const PASSWORD: &str = "lantern otter gravel";

/// See the module.
pub(in crate::http) struct TestBrowser<'a> {
    pub(in crate::http) server: &'a TestServer,
    cookies: Mutex<BTreeMap<String, String>>,
}

/// A form that a page showed.
#[derive(Clone, Debug)]
pub(in crate::http) struct Form {
    pub(in crate::http) action: String,
    pub(in crate::http) token: String,
}

impl<'a> TestBrowser<'a> {
    /// A browser that was never here.
    pub(in crate::http) fn new(server: &'a TestServer) -> Self {
        Self { server, cookies: Mutex::default() }
    }

    /// Opens an address.
    pub(in crate::http) async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).expect("a request")).await
    }

    /// Sends a form.
    pub(in crate::http) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = serde_urlencoded::to_string(fields).expect("a form");
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(body)).expect("a request")).await
    }

    /// Sends a request with the browser's cookies, and keeps those of the answer.
    pub(in crate::http) async fn send(&self, mut request: Request<Body>) -> Answer {
        for (name, value) in self.cookies.lock().expect("one test").iter() {
            request.headers_mut().append(header::COOKIE, format!("{name}={value}").parse().expect("a header"));
        }
        let answer = self.server.send(request).await;
        for set in answer.headers.get_all(header::SET_COOKIE) {
            let set = set.to_str().expect("ASCII");
            let (name, value) = set.split(';').next().and_then(|pair| pair.split_once('=')).expect("a cookie");
            if set.contains("; Expires=Thu, 01 Jan 1970") {
                self.cookies.lock().expect("one test").remove(name);
            } else {
                self.keep(name, value);
            }
        }
        answer
    }

    /// A cookie the browser has.
    pub(in crate::http) fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.lock().expect("one test").get(name).cloned()
    }

    /// Gives the browser a cookie.
    pub(in crate::http) fn keep(&self, name: &str, value: &str) {
        self.cookies.lock().expect("one test").insert(name.to_owned(), value.to_owned());
    }

    /// Takes over every cookie of another browser: the same one at another replica.
    pub(in crate::http) fn take_over(&self, other: &Self) {
        self.cookies.lock().expect("one test").clone_from(&other.cookies.lock().expect("one test"));
    }

    /// Opens the authorize endpoint and follows it to the first page.
    pub(in crate::http) async fn begin(&self, request: &AuthorizeRequest) -> (String, Answer) {
        let answer = self.get(&path_of(request)).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        let page = answer.header("location").expect("a page").to_owned();
        assert!(page.starts_with("/interaction/"), "{page}");
        let shown = self.get(&page).await;
        assert_eq!(shown.status, StatusCode::OK, "{}", shown.text);
        (page, shown)
    }

    /// Sends the page's form with a login and a password.
    pub(in crate::http) async fn fill_in(&self, form: &Form, login: &str, password: &str) -> Answer {
        self.post(&form.action, &[("form_token", &form.token), ("login", login), ("password", password)]).await
    }

    /// Signs up: sends the page's form and, for an address, types the code that arrives there. Answers the last
    /// answer.
    pub(super) async fn sign_up(&self, form: &Form, login: &str, password: &str) -> Answer {
        let before = self.server.mailbox.count(login);
        let sent = self.fill_in(form, login, password).await;
        if !sent.header("location").is_some_and(|location| location.ends_with("/verify")) {
            return sent;
        }
        let code = self.server.mailbox.message(login, before + 1).await.code();
        let waiting = self.follow(&sent).await;
        let typed = self.type_code(&waiting, &code).await;
        if typed.status == StatusCode::SEE_OTHER { self.follow(&typed).await } else { typed }
    }

    /// Goes where an answer leads.
    pub(in crate::http) async fn follow(&self, answer: &Answer) -> Answer {
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        self.get(answer.header("location").expect("a location")).await
    }

    /// Types a code into the page that waits for it.
    pub(in crate::http) async fn type_code(&self, waiting: &Answer, code: &str) -> Answer {
        let form = Form::of(waiting, "/verify");
        self.post(&form.action, &[("form_token", &form.token), ("code", code)]).await
    }

    /// Sends a form that has nothing to fill in.
    pub(super) async fn press(&self, form: &Form) -> Answer {
        self.post(&form.action, &[("form_token", &form.token)]).await
    }

    /// Forgets everything, as another browser would not know it.
    pub(in crate::http) fn forget(&self) {
        self.cookies.lock().expect("one test").clear();
    }
}

impl Form {
    /// The form of a page whose action ends in `name`.
    pub(in crate::http) fn of(page: &Answer, name: &str) -> Self {
        let (start, _) = page
            .text
            .match_indices("<form")
            .find(|(start, _)| between(&page.text[*start..], "action=\"", "\"").ends_with(name))
            .unwrap_or_else(|| panic!("a form that leads to {name} in {}", page.text));
        let form = &page.text[start..];
        let token = between(form, "name=\"form_token\" value=\"", "\"").to_owned();
        Self { action: between(form, "action=\"", "\"").to_owned(), token }
    }
}

/// The text between two marks.
pub(in crate::http) fn between<'t>(text: &'t str, before: &str, after: &str) -> &'t str {
    let rest = text.split_once(before).unwrap_or_else(|| panic!("{before:?} in {text}")).1;
    rest.split_once(after).unwrap_or_else(|| panic!("{after:?} in {rest}")).0
}

/// An ordinary request for a code.
pub(in crate::http) fn request(verifier: &CodeVerifier) -> AuthorizeRequest {
    let text = |text: &str| Some(text.to_owned());
    AuthorizeRequest {
        response_type: text("code"),
        code_challenge_method: text("S256"),
        code_challenge: Some(verifier.challenge().0),
        scope: text("openid offline_access https://authgear.com/scopes/full-access"),
        client_id: text(CLIENT),
        redirect_uri: text(REDIRECT_URI),
        state: text("s t&a=te"),
        ..AuthorizeRequest::default()
    }
}

/// A request that promotes a guest.
pub(in crate::http) async fn promotion(
    server: &TestServer,
    guest: &TestGuest,
    verifier: &CodeVerifier,
) -> AuthorizeRequest {
    let jwt = guest.request(server, &server.challenge().await, false);
    AuthorizeRequest {
        prompt: Some("login".to_owned()),
        login_hint: Some(LoginHint::AnonymousKey { jwt }.to_text()),
        ..request(verifier)
    }
}

/// The path and query of a request.
pub(in crate::http) fn path_of(request: &AuthorizeRequest) -> String {
    let url = request.to_url(&Url::parse("https://id.example/oauth2/authorize").expect("a URL"));
    format!("{}?{}", paths::AUTHORIZE, url.query().expect("a query"))
}

/// What an answer tells the app, as it says it: `name=value` pairs by `; `.
pub(in crate::http) fn told(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    let location = Url::parse(answer.header("location").expect("a location")).expect("a URL");
    assert_eq!(&location[..url::Position::AfterPath], REDIRECT_URI, "answers go to the redirect URI");
    let carried = location.query().or(location.fragment()).unwrap_or_default().to_owned();
    let pairs = url::form_urlencoded::parse(carried.as_bytes());
    pairs.map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
}

/// The code inside an answer.
pub(in crate::http) fn code_of(answer: &Answer) -> String {
    let told = told(answer);
    let (code, state) = told.split_once("; ").expect("a code and a state");
    assert_eq!(state, "state=s t&a=te", "the state comes back as it was sent");
    code.strip_prefix("code=").expect("a code").to_owned()
}

/// Every row but those of messages, which are forgotten in the background once they were carried.
pub(in crate::http) fn lasting(server: &TestServer) -> Vec<String> {
    server.rows().into_iter().filter(|row| !row.starts_with("message: ")).collect()
}
