//! Describes what happened, and tells the observer.

use std::sync::Arc;

use houseguest_protocol::{
    identity::{Thumbprint, TokenResponse},
    json,
    social::LiveNews,
    window::observed::{Break, Call, Deed, Observed, Sight, Step, Tokens, VaultWork},
};
use secrecy::ExposeSecret;
use url::Url;

use super::{
    claims, errand,
    redact::{self, Parsed, Secrets, Side},
    step,
};
use crate::ports::{Body, Clock, HttpRequest, HttpResponse, Method, Observer, TransportError};

/// An observer, and the clock that its events are dated by.
pub(crate) struct Watch {
    observer: Arc<dyn Observer>,
    clock: Arc<dyn Clock>,
}

/// A request as it may be told once its answer is there.
pub(super) struct Outgoing {
    step: Step,
    method: Method,
    url: Url,
    bearer: bool,
    cookies: bool,
    body: Option<Parsed>,
    secrets: Secrets,
}

impl Watch {
    pub(crate) fn new(observer: Arc<dyn Observer>, clock: Arc<dyn Clock>) -> Self {
        Self { observer, clock }
    }

    fn tell(&self, step: Step, what: Sight) {
        let (at, errand) = (self.clock.now(), errand::current());
        self.observer.observed(Observed { number: 0, at, errand, step, what });
    }

    /// The page that the person is sent to.
    pub(crate) fn page(&self, url: &Url) {
        let path = redact::path(url, Step::Page, &Secrets::default());
        let call = Call { method: "GET".to_owned(), origin: redact::origin(url), path, ..Call::default() };
        self.tell(Step::Page, Sight::Page(call));
    }

    pub(crate) fn broken(&self, what: Break) {
        self.tell(Step::Break, Sight::Broken(what));
    }

    /// What whoever follows was told. It has ids in it and nothing else.
    pub(crate) fn live(&self, news: LiveNews) {
        self.tell(Step::Live, Sight::Live(news));
    }

    pub(super) fn vault(
        &self,
        step: Step,
        deed: Deed,
        key: Option<Thumbprint>,
        outcome: Result<Option<String>, String>,
    ) {
        let (done, note) = match outcome {
            Ok(note) => (true, note),
            Err(why) => (false, Some(why)),
        };
        self.tell(step, Sight::Vault(VaultWork { deed, thumbprint: key, note, done }));
    }

    pub(super) fn call(&self, outgoing: Outgoing, ms: u32, answer: &Result<HttpResponse, TransportError>) {
        let Outgoing { step, method, url, bearer, cookies, body, mut secrets } = outgoing;
        let answered = answer.as_ref().ok().and_then(|answer| Parsed::json(&answer.body));
        if let Some(answered) = &answered {
            redact::collect(answered, step, Side::Answer, &mut secrets);
        }
        let call = Call {
            method: format!("{method:?}").to_uppercase(),
            origin: redact::origin(&url),
            path: redact::path(&url, step, &secrets),
            bearer,
            cookies,
            form: matches!(body, Some(Parsed::Form(_))),
            request: body.map(|body| redact::body(&body, step, Side::Request, &secrets)),
            status: answer.as_ref().ok().map(|answer| answer.status),
            ms,
            response: answered.map(|answered| redact::body(&answered, step, Side::Answer, &secrets)),
            // The error's own words name the host; its source may say more, and stays inside.
            failure: answer.as_ref().err().map(ToString::to_string),
        };
        self.tell(step, Sight::Call(call));
        if let Ok(answer) = answer
            && answer.status == 200
        {
            self.tokens(step, &answer.body);
        }
    }

    fn tokens(&self, step: Step, body: &[u8]) {
        let tokens: Option<TokenResponse> = match step {
            Step::KeyProof | Step::Refresh | Step::CodeExchange | Step::OtherGrant => json::read(body).ok(),
            Step::KeylessSignUp => in_envelope(body),
            _ => None,
        };
        // A sign-up by cookie answers none.
        let Some(tokens) = tokens.filter(|tokens| *tokens != TokenResponse::default()) else { return };
        let of = |jwt: Option<&String>| jwt.map(|jwt| claims::of(jwt)).unwrap_or_default();
        let (access, id) = (of(tokens.access_token.as_ref()), of(tokens.id_token.as_ref()));
        let refresh = tokens.refresh_token.is_some();
        self.tell(step, Sight::Tokens(Tokens { access, id, expires_in: tokens.expires_in, refresh }));
    }
}

fn in_envelope(body: &[u8]) -> Option<TokenResponse> {
    match json::read(body).ok()? {
        houseguest_protocol::identity::ApiAnswer::Result(tokens) => Some(tokens),
        houseguest_protocol::identity::ApiAnswer::Error(_) => None,
    }
}

impl Outgoing {
    pub(super) fn of(request: &HttpRequest) -> Self {
        let step = step::of(request);
        let body = match &request.body {
            Body::Form(text) => Some(Parsed::form(text.expose_secret())),
            Body::Json(text) => Parsed::json(text.expose_secret().as_bytes()),
            _ => None,
        };
        let mut secrets = Secrets::default();
        if let Some(token) = &request.bearer {
            secrets.add(token.expose_secret());
        }
        if let Some(key) = &request.idempotency_key {
            secrets.add(key);
        }
        if let Some(body) = &body {
            redact::collect(body, step, Side::Request, &mut secrets);
        }
        let (method, url, bearer) = (request.method, request.url.clone(), request.bearer.is_some());
        Self { step, method, url, bearer, cookies: request.with_cookies, body, secrets }
    }
}
