//! An issuer and a social API in memory, honest to the protocol: users are keyed by their public key's thumbprint,
//! signatures are verified, refresh tokens rotate with a grace for repeated requests, promotion ends every session.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Mutex, MutexGuard},
};

use async_trait::async_trait;
use ed25519_dalek::{Signature, VerifyingKey};
use houseguest_client::ports::{Body, Clock, HttpRequest, HttpResponse, Method, Transport, TransportError};
use houseguest_protocol::{
    identity::{
        ANONYMOUS_REQUEST_TYPE, AnonymousRequestClaims, AnonymousRequestHeader, CodeChallenge, CodeVerifier, LoginHint,
        PublicKey, paths,
    },
    samples,
    social::{Author, Comment, CommentBody, Standing, paths as social_paths},
    values::{KeyId, Subject, base64url_decode, base64url_encode, random_alphanumerics},
};
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use time::{OffsetDateTime, format_description::well_known::Rfc2822};
use url::Url;
use uuid::Uuid;

use super::Fuse;

/// The short address of every request.
const SHORT_ADDRESS: &str = "https://id.test/go/7Q2M-K9XF";

/// What every page shows to those who come home by hand.
pub(crate) const TYPED_CODE: &str = "K7QF-2M9X";

const IS_ANONYMOUS: &str = "https://authgear.com/claims/user/is_anonymous";
const ALIASES: &str = "https://houseguest.dev/claims/user/aliases";

#[derive(Clone, Debug)]
pub(crate) struct User {
    pub(crate) sub: Subject,
    pub(crate) key: Option<PublicKey>,
    pub(crate) login: Option<String>,
    pub(crate) aliases: Vec<Subject>,
}

#[derive(Clone, Debug)]
struct Family {
    user: usize,
    current: String,
    previous: Option<String>,
}

struct Code {
    user: usize,
    redirect_uri: String,
    challenge: CodeChallenge,
}

/// What a person does on the page.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Choice {
    SignUp(&'static str),
    LogIn(&'static str),
    /// Brings the guest's things along to an account that exists.
    Merge(&'static str),
    Cancel,
}

/// The session cookie of the one browser of this world.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Jar {
    #[default]
    Empty,
    /// A cookie whose session has ended.
    Dead,
    Of(usize),
}

pub(crate) struct World {
    pub(crate) jar: Jar,
    pub(crate) users: Vec<User>,
    /// Users that were removed: their index stays taken.
    removed: HashSet<usize>,
    retired: HashSet<KeyId>,
    challenges: HashSet<String>,
    promotion_codes: HashMap<String, usize>,
    families: Vec<Family>,
    access: HashMap<String, (usize, bool)>,
    codes: HashMap<String, Code>,
    /// The authorize request that was last given a short address; none on an issuer that has no such thing.
    pub(crate) by_hand: Option<Url>,
    /// Whether codes that are typed by hand have ended.
    pub(crate) codes_ended: bool,
    /// What the pages for those who come home by hand have shown, by their `state`.
    shown: HashMap<String, String>,
    pub(crate) comments: HashMap<String, Comment>,
    /// The idempotency keys of comments, in the order in which they were carried out.
    pub(crate) order: Vec<String>,
    /// Nothing answers: no request arrives.
    pub(crate) is_down: bool,
    /// Comments with this text are answered so.
    pub(crate) refuses: Option<(&'static str, u16, Value)>,
    /// Every request that arrived, as method and path, the token endpoint's with the grant.
    pub(crate) log: Vec<String>,
    pub(crate) clock: Arc<dyn Clock>,
    /// Whether promotion ends the guest's other sessions, as ours does and Authgear's does not.
    pub promotion_ends_sessions: bool,
    /// Whether a repeated refresh gets the same successor, as ours does and Authgear's does not.
    pub(crate) has_grace: bool,
    /// Answers every request to the token endpoint instead of the protocol.
    pub(crate) token_answer: Option<(u16, Value)>,
    /// The next sub a token is issued for, whoever asked.
    pub(crate) impostor: Option<Subject>,
}

impl World {
    fn new(clock: Arc<dyn Clock>) -> Self {
        Self {
            jar: Jar::default(),
            users: Vec::new(),
            removed: HashSet::new(),
            retired: HashSet::new(),
            challenges: HashSet::new(),
            promotion_codes: HashMap::new(),
            families: Vec::new(),
            access: HashMap::new(),
            codes: HashMap::new(),
            by_hand: None,
            codes_ended: false,
            shown: HashMap::new(),
            comments: HashMap::new(),
            order: Vec::new(),
            is_down: false,
            refuses: None,
            log: Vec::new(),
            clock,
            promotion_ends_sessions: true,
            has_grace: true,
            token_answer: None,
            impostor: None,
        }
    }

    pub(crate) fn requests(&self, named: &str) -> usize {
        self.log.iter().filter(|entry| entry.contains(named)).count()
    }

    /// Ends every session, as an operator can.
    pub(crate) fn end_sessions(&mut self) {
        self.families.clear();
        self.access.clear();
        if self.jar != Jar::Empty {
            self.jar = Jar::Dead;
        }
    }

    /// Makes every access token invalid, as a change of signing keys does.
    pub(crate) fn spoil_access_tokens(&mut self) {
        self.access.clear();
    }

    pub(crate) fn live_sessions(&self) -> usize {
        self.families.len()
    }

    /// Removes a user, as a clean-up of idle guests does.
    pub(crate) fn remove(&mut self, user: usize) {
        self.removed.insert(user);
        self.users[user].key = None;
        self.families.retain(|family| family.user != user);
        self.access.retain(|_, (owner, _)| *owner != user);
    }

    pub(crate) fn add_member(&mut self, login: &str) -> Subject {
        self.add(None, Some(login.to_owned()))
    }

    fn add(&mut self, key: Option<PublicKey>, login: Option<String>) -> Subject {
        let sub = samples::subject(self.users.len() as u128);
        self.users.push(User { sub: sub.clone(), key, login, aliases: Vec::new() });
        sub
    }

    fn claims(&self, user: usize) -> Value {
        let known = &self.users[user];
        let sub = self.impostor.as_ref().unwrap_or(&known.sub);
        json!({"sub": sub, IS_ANONYMOUS: known.login.is_none(), ALIASES: known.aliases})
    }

    fn tokens(&mut self, user: usize, refresh_token: Option<&str>) -> Value {
        let jwt = |claims: &Value, id: &str| format!("e30.{}.{id}", base64url_encode(claims.to_string().as_bytes()));
        let claims = self.claims(user);
        let access = jwt(&claims, &random_alphanumerics(8));
        self.access.insert(access.clone(), (user, self.users[user].login.is_none()));
        let mut answer = json!({
            "token_type": "Bearer", "access_token": access, "expires_in": 1800, "id_token": jwt(&claims, "id"),
        });
        if let Some(token) = refresh_token {
            answer["refresh_token"] = json!(token);
        }
        answer
    }

    fn sign_in(&mut self, user: usize) -> Value {
        let token = format!("{}.{}", Uuid::new_v4(), random_alphanumerics(32));
        self.families.push(Family { user, current: token.clone(), previous: None });
        self.tokens(user, Some(&token))
    }

    fn refresh(&mut self, presented: &str) -> Option<Value> {
        let has_grace = self.has_grace;
        let place = self.families.iter().position(|family| {
            family.current == presented || (has_grace && family.previous.as_deref() == Some(presented))
        })?;
        let family = &mut self.families[place];
        if family.current == presented {
            let successor = format!("{}.{}", Uuid::new_v4(), random_alphanumerics(32));
            family.previous = Some(std::mem::replace(&mut family.current, successor));
        }
        let (user, token) = (family.user, family.current.clone());
        Some(self.tokens(user, Some(&token)))
    }

    /// Checks a signed request and answers its user, making one for a new key that came along.
    fn prove(&mut self, jwt: &str) -> Option<usize> {
        let (input, signature) = jwt.rsplit_once('.')?;
        let (header, payload) = input.split_once('.')?;
        let header: AnonymousRequestHeader = serde_json::from_slice(&base64url_decode(header).ok()?).ok()?;
        let claims: AnonymousRequestClaims = serde_json::from_slice(&base64url_decode(payload).ok()?).ok()?;
        let now = self.clock.now().unix_seconds();
        let in_time = claims.iat.unix_seconds() <= now + 300 && now <= claims.exp.unix_seconds() + 300;
        if header.typ != ANONYMOUS_REQUEST_TYPE || !in_time || self.retired.contains(&header.kid) {
            return None;
        }
        let known = self
            .users
            .iter()
            .position(|user| user.key.as_ref().is_some_and(|key| key.thumbprint().to_key_id() == header.kid));
        let key = match known {
            Some(user) => self.users[user].key.clone()?,
            None => header.jwk.as_ref()?.public_key().ok()?,
        };
        let PublicKey::Ed25519(bytes) = &key else { return None };
        let signature = Signature::from_slice(&base64url_decode(signature).ok()?).ok()?;
        VerifyingKey::from_bytes(bytes).ok()?.verify_strict(input.as_bytes(), &signature).ok()?;
        if !self.challenges.remove(&claims.challenge) {
            return None;
        }
        Some(known.unwrap_or_else(|| {
            self.add(Some(key), None);
            self.users.len() - 1
        }))
    }

    /// Opens an address as a browser does, and answers where the browser goes; `None` is a page of the issuer's own.
    pub(crate) fn browse(&mut self, address: &Url, choice: Choice) -> Option<Url> {
        let query: HashMap<String, String> = address.query_pairs().into_owned().collect();
        let by_cookie = query["response_type"] == "none";
        if by_cookie {
            assert_eq!(query["x_sso_enabled"], "true");
            assert!(!query.contains_key("code_challenge") && !query.contains_key("x_suppress_idp_session_cookie"));
        } else {
            assert_eq!(query["response_type"], "code");
            assert_eq!(query["code_challenge_method"], "S256");
        }
        assert_eq!(query["prompt"], "login");
        assert_eq!(query["scope"], "openid offline_access https://authgear.com/scopes/full-access");
        let hint = query.get("login_hint").map(|text| LoginHint::parse(text).expect("a hint"));
        let guest = match hint {
            Some(LoginHint::AnonymousKey { jwt }) => Some(self.prove(&jwt)?),
            Some(LoginHint::AnonymousCode { promotion_code }) => Some(self.promotion_codes.remove(&promotion_code)?),
            _ => None,
        };
        let mut home = Url::parse(&query["redirect_uri"]).expect("a URL");
        home.query_pairs_mut().append_pair("state", &query["state"]);
        let user = match (choice, guest) {
            (Choice::Cancel, _) => {
                home.query_pairs_mut().append_pair("error", "access_denied");
                return Some(home);
            }
            (Choice::SignUp(login), Some(guest)) => {
                self.promote(guest, login);
                guest
            }
            (Choice::SignUp(login), None) => {
                self.add_member(login);
                self.users.len() - 1
            }
            (Choice::LogIn(login), _) => self.with_login(login)?,
            (Choice::Merge(login), guest) => {
                let account = self.with_login(login)?;
                self.merge(guest?, account);
                account
            }
        };
        if by_cookie {
            self.jar = Jar::Of(user);
            return Some(home);
        }
        let code = random_alphanumerics(32);
        let challenge = CodeChallenge(query["code_challenge"].clone());
        let redirect_uri = query["redirect_uri"].clone();
        self.shown.insert(query["state"].clone(), code.clone());
        self.codes.insert(code.clone(), Code { user, redirect_uri, challenge });
        home.query_pairs_mut().append_pair("code", &code);
        Some(home)
    }

    fn with_login(&self, login: &str) -> Option<usize> {
        self.users.iter().position(|user| user.login.as_deref() == Some(login))
    }

    /// The guest's key proves nothing from now on, and its sessions end.
    fn merge(&mut self, guest: usize, account: usize) {
        let user = &mut self.users[guest];
        if let Some(key) = user.key.take() {
            self.retired.insert(key.thumbprint().to_key_id());
        }
        let alias = user.sub.clone();
        self.users[account].aliases.push(alias);
        self.families.retain(|family| family.user != guest);
        self.access.retain(|_, (owner, _)| *owner != guest);
    }

    fn promote(&mut self, guest: usize, login: &str) {
        let user = &mut self.users[guest];
        user.login = Some(login.to_owned());
        if let Some(key) = user.key.take() {
            self.retired.insert(key.thumbprint().to_key_id());
        }
        if self.promotion_ends_sessions {
            self.families.retain(|family| family.user != guest);
            self.access.retain(|_, (owner, _)| *owner != guest);
        }
    }

    fn token(&mut self, form: &HashMap<String, String>) -> Answer {
        if let Some((status, answer)) = self.token_answer.clone() {
            return (status, answer);
        }
        let answer = match form["grant_type"].as_str() {
            "refresh_token" => self.refresh(&form["refresh_token"]),
            "authorization_code" => self.codes.remove(&form["code"]).and_then(|code| {
                let verifier = CodeVerifier::parse(form["code_verifier"].clone()).ok()?;
                let fits = code.redirect_uri == form["redirect_uri"] && code.challenge.is_answered_by(&verifier);
                fits.then(|| self.sign_in(code.user))
            }),
            _ => self.prove(&form["jwt"]).map(|user| self.sign_in(user)),
        };
        answer.map_or_else(
            || (400, json!({"error": "invalid_grant", "error_description": "InvalidCredentials"})),
            |answer| (200, answer),
        )
    }

    /// What the browser's cookie says of its user; the outer none is no cookie.
    fn in_jar(&self) -> Option<Option<(usize, bool)>> {
        match self.jar {
            Jar::Empty => None,
            Jar::Dead => Some(None),
            Jar::Of(user) => Some(Some((user, self.users[user].login.is_none()))),
        }
    }

    fn by_cookie(&mut self, path: &str) -> Answer {
        let refused = |name: &str, message: &str, code: u16| {
            (code, json!({"error": {"name": name, "reason": name, "message": message, "code": code}}))
        };
        match (path, self.in_jar().flatten()) {
            (paths::END_SESSION, _) => {
                self.jar = Jar::Empty;
                (303, Value::Null)
            }
            (paths::ANONYMOUS_SIGN_UP, Some((_, true))) => (200, json!({"result": {}})),
            (paths::ANONYMOUS_SIGN_UP, Some((_, false))) => refused("Invalid", "user logged in as normal user", 400),
            (paths::ANONYMOUS_SIGN_UP, None) => {
                self.add(None, None);
                self.jar = Jar::Of(self.users.len() - 1);
                (200, json!({"result": {}}))
            }
            (paths::PROMOTION_CODE, Some((user, true))) => {
                let code = random_alphanumerics(32);
                self.promotion_codes.insert(code.clone(), user);
                (200, json!({"result": {"promotion_code": code, "expire_at": "2026-11-22T10:05:00Z"}}))
            }
            _ => refused("Unauthorized", "authentication required", 401),
        }
    }

    fn keyless(&mut self, path: &str, body: &Value) -> Answer {
        let presented = body["refresh_token"].as_str();
        let owner = presented.and_then(|token| self.families.iter().find(|family| family.current == token));
        let owner = owner.map(|family| family.user);
        match (path, owner) {
            (paths::ANONYMOUS_SIGN_UP, None) if presented.is_none() => {
                self.add(None, None);
                let mut answer = self.sign_in(self.users.len() - 1);
                answer.as_object_mut().expect("an object").remove("id_token");
                (200, json!({"result": answer}))
            }
            (paths::PROMOTION_CODE, Some(user)) => {
                let code = random_alphanumerics(32);
                self.promotion_codes.insert(code.clone(), user);
                (200, json!({"result": {"promotion_code": code, "expire_at": "2026-11-22T10:05:00Z"}}))
            }
            _ => (
                403,
                json!({"error": {"name": "Forbidden", "reason": "Forbidden", "message": "invalid refresh token", "code": 403}}),
            ),
        }
    }

    fn answer(&mut self, request: &HttpRequest) -> Answer {
        let text = match &request.body {
            Body::Empty | Body::File { .. } => "",
            Body::Form(text) | Body::Json(text) => text.expose_secret(),
        };
        let form: HashMap<String, String> = url::form_urlencoded::parse(text.as_bytes()).into_owned().collect();
        let path = request.url.path();
        let detail = form.get("grant_type").cloned().unwrap_or_default();
        self.log.push(format!("{:?} {path} {detail}", request.method));
        let caller = match &request.bearer {
            Some(token) => Some(self.access.get(token.expose_secret()).copied()),
            None if request.with_cookies => self.in_jar(),
            None => None,
        };
        let speaks_as = |user: usize| request.speaks_as.as_ref().is_none_or(|sub| *sub == self.users[user].sub);
        let caller = caller.map(|caller| caller.filter(|(user, _)| speaks_as(*user)));
        if path.starts_with("/social/") {
            return self.social(request, path, text, caller);
        }
        match path {
            paths::OPENID_CONFIGURATION => (200, discovery()),
            paths::CHALLENGE => {
                let token = random_alphanumerics(32);
                self.challenges.insert(token.clone());
                (200, json!({"result": {"token": token, "expire_at": "2026-11-22T10:05:00Z"}}))
            }
            paths::TOKEN => self.token(&form),
            paths::USERINFO => match caller.flatten() {
                None => (401, json!({"error": "invalid_grant", "error_description": "invalid session"})),
                Some((user, _)) => {
                    let mut info = self.claims(user);
                    if let Some(login) = &self.users[user].login {
                        info["email"] = json!(login);
                    }
                    (200, info)
                }
            },
            paths::REVOKE => {
                self.families.retain(|family| family.current != form["token"]);
                (200, Value::Null)
            }
            paths::OPEN_BY_HAND => {
                let asked: Value = serde_json::from_str(text).expect("JSON");
                let request = asked["request"].as_str().expect("a request");
                let at = format!("https://id.test{}?{request}", paths::AUTHORIZE);
                self.by_hand = Some(Url::parse(&at).expect("a URL"));
                (200, json!({"result": {"address": SHORT_ADDRESS, "expires_at": "2026-11-22T10:05:00Z"}}))
            }
            paths::REDEEM_WAY_HOME => {
                let asked: Value = serde_json::from_str(text).expect("JSON");
                let shown = self.shown.get(asked["state"].as_str().expect("a state"));
                let refuse = |name: &str, reason: &str, status: u16| {
                    let error = json!({"name": name, "reason": reason, "message": reason, "code": status});
                    (status, json!({"error": error}))
                };
                match shown {
                    Some(_) if self.codes_ended => refuse("NotFound", "CodeEnded", 404),
                    Some(code) if asked["code"] == json!(TYPED_CODE) => (200, json!({"result": {"code": code}})),
                    _ => refuse("Forbidden", "WrongCode", 403),
                }
            }
            _ if request.with_cookies => self.by_cookie(path),
            _ => self.keyless(path, &serde_json::from_str(text).unwrap_or_default()),
        }
    }

    fn social(
        &mut self,
        request: &HttpRequest,
        path: &str,
        text: &str,
        caller: Option<Option<(usize, bool)>>,
    ) -> Answer {
        let user = match caller {
            // A guest's token from before the promotion is refused after it.
            Some(Some((user, as_guest))) if !as_guest || self.users[user].login.is_none() => Some(user),
            None => None,
            Some(_) => return (401, json!({"code": "unauthenticated", "message": "the token is not valid"})),
        };
        match (request.method, user) {
            (Method::Get, _) if path == social_paths::POSTS => (200, json!({"items": [samples::post()]})),
            (Method::Get, _) => (404, json!({"code": "not_found", "message": "no such thing"})),
            (_, None) => (401, json!({"code": "unauthenticated", "message": "a token is needed"})),
            (_, Some(user)) => {
                let body: Value = serde_json::from_str(text).expect("JSON");
                let body = CommentBody::parse(body["body"].as_str().expect("a body")).expect("acceptable");
                if let Some((text, status, answer)) = &self.refuses
                    && **text == *body
                {
                    return (*status, answer.clone());
                }
                let sub = self.users[user].sub.clone();
                let mut made = samples::comment();
                if let Some(content) = &mut made.content {
                    content.author = Some(Author::unnamed(sub, Standing::Guest));
                    content.body = body;
                }
                made.id = Uuid::new_v4();
                let key = request.idempotency_key.clone().expect("every write has a key");
                if !self.comments.contains_key(&key) {
                    self.order.push(key.clone());
                }
                let kept = self.comments.entry(key).or_insert(made);
                (201, serde_json::to_value(kept).expect("JSON"))
            }
        }
    }
}

type Answer = (u16, Value);

fn discovery() -> Value {
    let at = |path: &str| format!("https://id.test{path}");
    json!({
        "issuer": "https://id.test",
        "authorization_endpoint": at(paths::AUTHORIZE),
        "token_endpoint": at(paths::TOKEN),
        "userinfo_endpoint": at(paths::USERINFO),
        "revocation_endpoint": at(paths::REVOKE),
        "end_session_endpoint": at(paths::END_SESSION),
        "jwks_uri": at(paths::JWKS),
    })
}

/// The world behind a network that can fail.
pub(crate) struct Server {
    world: Mutex<World>,
    fuse: Arc<Fuse>,
}

impl Server {
    pub(crate) fn new(fuse: &Arc<Fuse>, clock: Arc<dyn Clock>) -> Self {
        Self { world: Mutex::new(World::new(clock)), fuse: Arc::clone(fuse) }
    }

    pub(crate) fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().expect("no test panics while it holds the world")
    }

    fn pass(&self, host: &str) -> Result<(), TransportError> {
        if !self.world().is_down && self.fuse.pass(true) {
            return Ok(());
        }
        Err(TransportError::Unreachable { host: host.to_owned(), source: "lost by the test".into() })
    }
}

#[async_trait]
impl Transport for Server {
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, TransportError> {
        let host = request.url.host_str().expect("a host").to_owned();
        self.pass(&host)?;
        // Lets other tasks in, so that concurrent calls really meet.
        tokio::task::yield_now().await;
        let ((status, answer), now) = {
            let mut world = self.world();
            (world.answer(&request), world.clock.now())
        };
        tokio::task::yield_now().await;
        self.pass(&host)?;
        let date = OffsetDateTime::from_unix_timestamp(now.unix_seconds()).expect("a date").format(&Rfc2822);
        let body = if answer.is_null() { Vec::new() } else { answer.to_string().into_bytes() };
        Ok(HttpResponse {
            status,
            body,
            date: Some(date.expect("a date")),
            retry_after_seconds: (status == 429).then_some(7),
            content_type: None,
        })
    }
}
