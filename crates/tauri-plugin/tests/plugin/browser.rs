//! As much of a browser as a sign-up page without scripts needs: cookies, redirects and one form.

use std::collections::BTreeMap;

use reqwest::{StatusCode, header, redirect};
use url::Url;

/// A browser with its cookies, of one site.
pub(crate) struct Browser {
    http: reqwest::Client,
    cookies: BTreeMap<String, String>,
}

/// What a page shows.
pub(crate) struct Shown {
    pub(crate) status: StatusCode,
    pub(crate) address: Url,
    pub(crate) text: String,
}

impl Browser {
    pub(crate) fn new() -> Self {
        let http = reqwest::Client::builder().redirect(redirect::Policy::none()).build().expect("an HTTP client");
        Self { http, cookies: BTreeMap::new() }
    }

    /// Opens an address and follows wherever it leads.
    pub(crate) fn open(&mut self, address: &Url) -> Shown {
        self.go(self.http.get(address.clone()), address)
    }

    /// Opens a short address and goes on to what is behind it.
    pub(crate) fn open_short(&mut self, address: &Url) -> Shown {
        let asked = self.open(address);
        assert!(asked.text.contains("Was it your app?"), "{} {}", asked.status, asked.text);
        self.go(self.http.post(address.clone()), address)
    }

    /// Fills the first form with a password in it, and sends it.
    pub(crate) fn sign_up(&mut self, page: &Shown, login: &str, password: &str) -> Shown {
        let form = page
            .text
            .split("<form")
            .find(|form| form.contains("name=\"password\""))
            .unwrap_or_else(|| panic!("no sign-up form: {} {}", page.status, page.text));
        let action = page.address.join(&attribute(form, "action")).expect("the form's address");
        let token = form.split("<input").find(|input| input.contains("name=\"form_token\"")).expect("a form token");
        let fields =
            [("form_token", attribute(token, "value")), ("login", login.into()), ("password", password.into())];
        let origin = page.address.origin().ascii_serialization();
        let request = self.http.post(action.clone()).header(header::ORIGIN, origin).form(&fields);
        self.go(request, &action)
    }

    fn go(&mut self, first: reqwest::RequestBuilder, address: &Url) -> Shown {
        let (mut request, mut address) = (first, address.clone());
        for _ in 0..10 {
            let jar: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            let request_now = request.header(header::COOKIE, jar.join("; "));
            let answer = tauri::async_runtime::block_on(request_now.send()).expect("someone answers");
            for cookie in answer.headers().get_all(header::SET_COOKIE) {
                let pair = cookie.to_str().expect("text").split(';').next().unwrap_or_default();
                let (name, value) = pair.split_once('=').expect("a cookie");
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
            let Some(location) = answer.headers().get(header::LOCATION) else {
                let status = answer.status();
                let text = tauri::async_runtime::block_on(answer.text()).expect("a page");
                return Shown { status, address, text };
            };
            address = address.join(location.to_str().expect("text")).expect("an address");
            request = self.http.get(address.clone());
        }
        panic!("redirected too often, last to {address}");
    }
}

fn attribute(element: &str, name: &str) -> String {
    let value = element.split(&format!(" {name}=\"")).nth(1).and_then(|rest| rest.split('"').next());
    value.unwrap_or_else(|| panic!("no {name} in {element}")).replace("&amp;", "&")
}
