//! Whether the time of an answer tells if somebody has an account: log-in, forgotten password and sign-up, each with
//! log-in names that are somebody's and with names that are nobody's, taking turns.
//!
//! `cargo bench -p houseguest-identity --bench enumeration`. It prints the medians and their ratio. That the *work* is
//! the same is held by tests (`http/interaction/tests/forms.rs`); this is what an attacker with a watch would see.

#![expect(clippy::print_stdout, reason = "the answer to the person who measures")]

use std::{
    collections::BTreeMap,
    error::Error,
    net::SocketAddr,
    sync::Arc,
    time::{Duration, Instant},
};

use axum::{
    Router,
    body::Body,
    extract::ConnectInfo,
    http::{Request, StatusCode, header},
};
use houseguest_identity::{
    Identity,
    settings::{ApplicationType, ClientSettings, IdentitySettings},
};
use houseguest_protocol::{
    identity::{AuthorizeRequest, CodeVerifier, paths},
    values::{MovableClock, SystemClock},
};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;
use url::Url;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// How many of either kind are measured. Each known name is asked about once, so that no count of messages to one
/// address comes into it.
const ROUNDS: usize = 40;
/// Rounds before that, which are not counted.
const WARM_UP: usize = 4;
const PASSWORD: &str = "lantern otter gravel";
const ORIGIN: &str = "http://127.0.0.1:9";

/// What is measured: the page of the interaction, and what its form is sent with.
#[derive(Clone, Copy, Debug)]
enum Form {
    LogIn,
    Forgotten,
    SignUp,
}

impl Form {
    const ALL: [Self; 3] = [Self::LogIn, Self::Forgotten, Self::SignUp];

    const fn page(self) -> &'static str {
        match self {
            Self::LogIn => "log-in",
            Self::Forgotten => "forgotten-password",
            Self::SignUp => "sign-up",
        }
    }

    const fn password(self) -> &'static str {
        match self {
            Self::LogIn => "not the right one",
            Self::Forgotten => "",
            Self::SignUp => PASSWORD,
        }
    }
}

/// A page, or where it leads.
struct Answer {
    status: StatusCode,
    location: Option<String>,
    text: String,
}

/// A browser that keeps its cookies, at a server in the same process: no network comes into it.
struct Browser {
    router: Router,
    cookies: BTreeMap<String, String>,
}

impl Browser {
    const fn new(router: Router) -> Self {
        Self { router, cookies: BTreeMap::new() }
    }

    async fn send(&mut self, mut request: Request<Body>) -> Outcome<Answer> {
        for (name, value) in &self.cookies {
            request.headers_mut().append(header::COOKIE, format!("{name}={value}").parse()?);
        }
        request.headers_mut().insert(header::ORIGIN, ORIGIN.parse()?);
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 1))));
        let answer = self.router.clone().oneshot(request).await?;
        for set in answer.headers().get_all(header::SET_COOKIE) {
            if let Some((name, value)) = set.to_str()?.split(';').next().and_then(|pair| pair.split_once('=')) {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let location = answer.headers().get(header::LOCATION).map(header::HeaderValue::to_str).transpose()?;
        let (status, location) = (answer.status(), location.map(str::to_owned));
        let text = String::from_utf8(answer.into_body().collect().await?.to_bytes().to_vec())?;
        Ok(Answer { status, location, text })
    }

    async fn get(&mut self, path: &str) -> Outcome<Answer> {
        self.send(Request::get(path).body(Body::empty())?).await
    }

    async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Outcome<Answer> {
        let body = serde_urlencoded::to_string(fields)?;
        let kind = "application/x-www-form-urlencoded";
        self.send(Request::post(path).header(header::CONTENT_TYPE, kind).body(Body::from(body))?).await
    }

    /// Opens the form of a fresh interaction; answers where it goes and its token.
    async fn open(&mut self, form: Form) -> Outcome<(String, String)> {
        let request = AuthorizeRequest {
            response_type: Some("code".to_owned()),
            code_challenge_method: Some("S256".to_owned()),
            code_challenge: Some(CodeVerifier::random().challenge().0),
            scope: Some("openid offline_access".to_owned()),
            client_id: Some("houseguest-app".to_owned()),
            redirect_uri: Some("http://127.0.0.1:9/callback".to_owned()),
            state: Some("porch".to_owned()),
            ..AuthorizeRequest::default()
        };
        let url = request.to_url(&Url::parse(ORIGIN)?.join(paths::AUTHORIZE)?);
        let first = self.get(&format!("{}?{}", url.path(), url.query().unwrap_or_default())).await?;
        let first = first.location.ok_or("the authorize endpoint leads to a page")?;
        let (interaction, _) = first.rsplit_once('/').ok_or("the page of an interaction")?;
        let page = format!("{interaction}/{}", form.page());
        let shown = self.get(&page).await?;
        let token = between(&shown.text, "name=\"form_token\" value=\"").ok_or("the page has a form")?;
        Ok((page, token))
    }

    /// Sends a form with a log-in name; answers how long that took.
    async fn measure(&mut self, form: Form, login: &str) -> Outcome<(Duration, Answer)> {
        let (page, token) = self.open(form).await?;
        let mut fields = vec![("form_token", token.as_str()), ("login", login)];
        if !form.password().is_empty() {
            fields.push(("password", form.password()));
        }
        let began = Instant::now();
        let answer = self.post(&page, &fields).await?;
        Ok((began.elapsed(), answer))
    }
}

fn between(text: &str, before: &str) -> Option<String> {
    text.split_once(before)?.1.split_once('"').map(|(found, _)| found.to_owned())
}

/// Makes a member who has proven their address, by way of the demo's inbox.
async fn member(router: &Router, login: &str) -> Outcome<()> {
    let mut browser = Browser::new(router.clone());
    let (page, token) = browser.open(Form::SignUp).await?;
    let fields = [("form_token", token.as_str()), ("login", login), ("password", PASSWORD)];
    let sent = browser.post(&page, &fields).await?;
    let verify = sent.location.ok_or_else(|| format!("sign-up waits for a code: {} {}", sent.status, sent.text))?;
    let waiting = browser.get(&verify).await?;
    let token = between(&waiting.text, "name=\"form_token\" value=\"").ok_or("the page has a form")?;
    let code = loop {
        let inbox = browser.get(&format!("/demo/inbox?to={login}")).await?;
        let text = inbox.text.split_once("message__text\">").map(|(_, text)| text.to_owned()).unwrap_or_default();
        let digits = |word: &&str| word.len() == 6 && word.bytes().all(|byte| byte.is_ascii_digit());
        if let Some(code) = text.split(|letter: char| !letter.is_ascii_digit()).find(digits) {
            break code.to_owned();
        }
        tokio::task::yield_now().await;
    };
    let typed = browser.post(&verify, &[("form_token", &token), ("code", &code)]).await?;
    let finish = typed.location.ok_or("the right code leads on")?;
    browser.get(&finish).await?;
    Ok(())
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn main() -> Outcome<()> {
    // What `cargo test --benches` and lists of benches ask: there is nothing to filter.
    if std::env::args().any(|argument| argument == "--list" || argument == "--test") {
        return Ok(());
    }
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(measure())
}

async fn measure() -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let redirect_uris = vec![Url::parse("http://127.0.0.1/callback")?];
    let mut settings: IdentitySettings = serde_json::from_value(serde_json::json!({
        "public_origin": ORIGIN,
        "database": {"path": folder.path().join("identity.sqlite")},
        "clients": [],
        "limits": {"danger_disabled": true},
    }))?;
    settings.clients = vec![ClientSettings::new("houseguest-app", ApplicationType::Native, redirect_uris)];
    let identity = Identity::open(settings, MovableClock::following(Arc::new(SystemClock))).await?;
    let router = identity.router();

    let known = |n: usize| format!("known-{n}@example.com");
    for n in 0..WARM_UP + ROUNDS {
        member(&router, &known(n)).await?;
    }
    println!("{ROUNDS} known and {ROUNDS} unknown log-in names for each form, taking turns; times in milliseconds");
    println!("{:<20} {:>10} {:>10} {:>8}", "form", "known", "unknown", "ratio");
    for form in Form::ALL {
        let (mut of_known, mut of_unknown) = (Vec::new(), Vec::new());
        for n in 0..WARM_UP + ROUNDS {
            let unknown = format!("{}-nobody-{n}@example.com", form.page());
            let asked = async |login: &str| Browser::new(router.clone()).measure(form, login).await;
            // Whoever comes first in a round has no better time of it.
            let (first, second) = if n % 2 == 0 { (known(n), unknown) } else { (unknown, known(n)) };
            let (first, second) = (asked(&first).await?, asked(&second).await?);
            let (known, unknown) = if n % 2 == 0 { (first, second) } else { (second, first) };
            if known.1.status != unknown.1.status {
                return Err(format!("{form:?}: {} for known, {} for unknown", known.1.status, unknown.1.status).into());
            }
            if n >= WARM_UP {
                of_known.push(known.0);
                of_unknown.push(unknown.0);
            }
        }
        let (known, unknown) = (median(&mut of_known), median(&mut of_unknown));
        let millis = |time: Duration| time.as_secs_f64() * 1_000.0;
        let ratio = known.as_secs_f64() / unknown.as_secs_f64();
        println!("{:<20} {:>10.2} {:>10.2} {ratio:>8.3}", form.page(), millis(known), millis(unknown));
    }
    drop(router);
    identity.close().await?;
    Ok(())
}
