//! A browser without scripts, for the identity server's pages.

use std::sync::Mutex;

use houseguest_protocol::identity::{AuthorizeRequest, paths};
use reqwest::{Client, RequestBuilder};
use url::Url;

use super::guest::http;

/// One browser, with its cookies.
pub(crate) struct Browser {
    http: Client,
    base: String,
    cookies: Mutex<Vec<(String, String)>>,
}

/// What a browser shows in the end.
#[derive(Debug)]
pub(crate) struct Page {
    /// Where: a path of the server, or the address of another program it was sent to.
    pub(crate) address: String,
    pub(crate) text: String,
}

impl Browser {
    pub(crate) fn new(base: &str) -> Self {
        Self { http: http(), base: base.to_owned(), cookies: Mutex::default() }
    }

    /// Opens the authorize endpoint and goes where it leads.
    pub(crate) async fn open(&self, request: &AuthorizeRequest) -> Page {
        let endpoint: Url = format!("{}{}", self.base, paths::AUTHORIZE).parse().expect("an address");
        self.get(request.to_url(&endpoint).as_str()).await
    }

    pub(crate) async fn get(&self, address: &str) -> Page {
        self.go(self.http.get(self.absolute(address)), address.to_owned()).await
    }

    pub(crate) async fn post(&self, address: &str, fields: &[(&str, &str)]) -> Page {
        let request = self.http.post(self.absolute(address)).header("origin", &self.base).form(fields);
        self.go(request, address.to_owned()).await
    }

    /// Fills in the form of a page whose action ends so, and sends it.
    pub(crate) async fn submit(&self, page: &Page, action: &str, fields: &[(&str, &str)]) -> Page {
        let form = page.form(action);
        let token = between(form, "name=\"form_token\" value=\"");
        let fields: Vec<_> = [("form_token", token)].into_iter().chain(fields.iter().copied()).collect();
        self.post(between(form, "action=\""), &fields).await
    }

    /// The codes that arrived for somebody in the demo's inbox, newest first.
    pub(crate) async fn codes_of(&self, to: &str) -> Vec<String> {
        let inbox = self.inbox(to).await;
        let words = inbox.text.split(|letter: char| !letter.is_ascii_alphanumeric());
        let is_code = |word: &&str| word.len() == 6 && word.bytes().all(|byte| byte.is_ascii_digit());
        words.filter(is_code).map(str::to_owned).collect()
    }

    /// The links that arrived for somebody, newest first.
    pub(crate) async fn links_of(&self, to: &str) -> Vec<String> {
        let inbox = self.inbox(to).await;
        let links = inbox.text.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        links.filter(|link| link.starts_with(&self.base)).map(str::to_owned).collect()
    }

    async fn inbox(&self, to: &str) -> Page {
        self.get(&format!("/demo/inbox?to={to}")).await
    }

    fn absolute(&self, address: &str) -> String {
        if address.starts_with('/') { format!("{}{address}", self.base) } else { address.to_owned() }
    }

    /// Follows redirects within the server; one that leads elsewhere is the end.
    async fn go(&self, mut request: RequestBuilder, mut address: String) -> Page {
        loop {
            let cookies = self.cookies.lock().expect("one test").clone();
            let cookies: Vec<_> = cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            let answer = request.header("cookie", cookies.join("; ")).send().await.expect("an answer");
            for set in answer.headers().get_all("set-cookie") {
                let pair = set.to_str().expect("ASCII").split(';').next().expect("a pair");
                let (name, value) = pair.split_once('=').expect("a cookie");
                let mut cookies = self.cookies.lock().expect("one test");
                cookies.retain(|(known, _)| known != name);
                cookies.push((name.to_owned(), value.to_owned()));
            }
            let to = answer.headers().get("location").map(|to| to.to_str().expect("ASCII").to_owned());
            match to {
                Some(to) if to.starts_with('/') || to.starts_with(&self.base) => {
                    request = self.http.get(self.absolute(&to));
                    address = to;
                }
                Some(to) => return Page { address: to, text: String::new() },
                None => return Page { address, text: answer.text().await.expect("a page") },
            }
        }
    }
}

impl Page {
    /// The form whose action ends so, from there to the end of the page.
    fn form(&self, action: &str) -> &str {
        let forms = self.text.match_indices("<form").map(|(at, _)| &self.text[at..]);
        let mut fitting = forms.filter(|form| between(form, "action=\"").ends_with(action));
        fitting.next().unwrap_or_else(|| panic!("a form that leads to {action} in {}", self.text))
    }

    /// The first link that ends so.
    pub(crate) fn link_to(&self, end: &str) -> String {
        let links = self.text.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        let mut fitting = links.filter(|link| link.ends_with(end));
        fitting.next().unwrap_or_else(|| panic!("a link to {end} in {}", self.text)).to_owned()
    }

    /// The value of a hidden field.
    pub(crate) fn field(&self, name: &str) -> String {
        between(&self.text, &format!("name=\"{name}\" value=\"")).to_owned()
    }
}

/// The text from a mark to the next quotation mark.
fn between<'t>(text: &'t str, before: &str) -> &'t str {
    let rest = text.split_once(before).unwrap_or_else(|| panic!("{before:?} in {text}")).1;
    rest.split('"').next().unwrap_or_default()
}
