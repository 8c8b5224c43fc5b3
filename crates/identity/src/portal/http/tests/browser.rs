//! An operator's browser without a screen: it keeps its cookies and sends forms as they came.

use std::{collections::BTreeMap, sync::Mutex};

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};

use crate::http::tests::{Answer, TestServer};

/// Where the server of the tests is.
pub(super) const ORIGIN: &str = "https://id.example";

/// A password that is strong enough.
pub(super) const PASSWORD: &str = "lantern otter gravel";

/// What the operator of most tests is called.
pub(super) const NAME: &str = "Ines";

/// See the module.
pub(super) struct OperatorBrowser<'s> {
    pub(super) server: &'s TestServer,
    cookies: Mutex<BTreeMap<String, String>>,
}

/// A form on a page: where it goes, and what its hidden fields say.
#[derive(Clone, Debug)]
pub(super) struct Form {
    pub(super) action: String,
    pub(super) hidden: Vec<(String, String)>,
}

impl<'s> OperatorBrowser<'s> {
    /// A browser that was never here.
    pub(super) fn new(server: &'s TestServer) -> Self {
        Self { server, cookies: Mutex::default() }
    }

    /// A browser in which an operator is logged in, made through the one-time link.
    pub(super) async fn logged_in(server: &'s TestServer) -> Self {
        let browser = Self::new(server);
        let link = server.identity.portal_link().await.expect("a store").expect("there is no operator yet");
        let page = browser.get(&format!("{}?{}", link.path(), link.query().expect("a token"))).await;
        let form = Form::of(&page, "/portal/welcome");
        let entered = browser.send_form(&form, &[("name", NAME), ("password", PASSWORD), ("again", PASSWORD)]).await;
        assert_eq!((entered.status, entered.header("location")), (StatusCode::SEE_OTHER, Some("/portal")));
        browser
    }

    /// Opens a page.
    pub(super) async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).expect("a request")).await
    }

    /// Opens a page that is there.
    pub(super) async fn page(&self, path: &str) -> Answer {
        let page = self.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.text);
        page
    }

    /// Sends a form of a page with what was typed.
    pub(super) async fn send_form(&self, form: &Form, typed: &[(&str, &str)]) -> Answer {
        let hidden = form.hidden.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let fields: Vec<_> = hidden.chain(typed.iter().copied()).collect();
        self.post(&form.action, &fields, Some(ORIGIN)).await
    }

    /// Sends fields from a page of some origin.
    pub(super) async fn post(&self, path: &str, fields: &[(&str, &str)], origin: Option<&str>) -> Answer {
        let body = serde_urlencoded::to_string(fields).expect("a form");
        let mut request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        if let Some(origin) = origin {
            request = request.header(header::ORIGIN, origin);
        }
        self.send(request.body(Body::from(body)).expect("a request")).await
    }

    /// Opens a page, sends its form, and opens the page it leads to.
    pub(super) async fn save(&self, path: &str, typed: &[(&str, &str)]) -> Answer {
        let form = Form::of(&self.page(path).await, path);
        let answer = self.send_form(&form, typed).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        self.page(answer.header("location").expect("a page")).await
    }

    async fn send(&self, mut request: Request<Body>) -> Answer {
        let cookies: Vec<_> =
            self.cookies.lock().expect("one test").iter().map(|(name, value)| format!("{name}={value}")).collect();
        if !cookies.is_empty() {
            request.headers_mut().insert(header::COOKIE, cookies.join("; ").parse().expect("a header"));
        }
        let answer = self.server.send(request).await;
        let mut jar = self.cookies.lock().expect("one test");
        for set in answer.headers.get_all(header::SET_COOKIE) {
            let set = set.to_str().expect("text");
            let (name, value) = set.split(';').next().and_then(|pair| pair.split_once('=')).expect("a cookie");
            if set.contains("Max-Age=0") {
                jar.remove(name);
            } else {
                jar.insert(name.to_owned(), value.to_owned());
            }
        }
        drop(jar);
        answer
    }

    /// A cookie's value.
    pub(super) fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.lock().expect("one test").get(name).cloned()
    }

    /// Sets a cookie, as somebody else might.
    pub(super) fn plant(&self, name: &str, value: &str) {
        self.cookies.lock().expect("one test").insert(name.to_owned(), value.to_owned());
    }
}

impl Form {
    /// The form of a page that leads to `action`.
    pub(super) fn of(page: &Answer, action: &str) -> Self {
        let mark = format!("action=\"{action}\"");
        let start = page.text.find(&mark).unwrap_or_else(|| panic!("a form that leads to {action} in {}", page.text));
        let rest = &page.text[start..];
        let form = &rest[..rest.find("</form>").expect("a form ends")];
        let hidden = form.match_indices("<input type=\"hidden\"").map(|(at, _)| {
            let input = &form[at..at + form[at..].find('>').expect("an input ends")];
            (attribute(input, "name").to_owned(), attribute(input, "value").to_owned())
        });
        Self { action: action.to_owned(), hidden: hidden.collect() }
    }

    /// The same form with another value of a hidden field.
    pub(super) fn with(mut self, name: &str, value: &str) -> Self {
        self.hidden.retain(|(known, _)| known != name);
        self.hidden.push((name.to_owned(), value.to_owned()));
        self
    }
}

fn attribute<'t>(element: &'t str, name: &str) -> &'t str {
    let mark = format!("{name}=\"");
    let rest = &element[element.find(&mark).unwrap_or_else(|| panic!("{name} in {element}")) + mark.len()..];
    &rest[..rest.find('"').expect("a value ends")]
}
