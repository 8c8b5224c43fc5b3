//! Checks the parameters of an authorize request (protocol.md, sections 4.1 and 4.2).

use houseguest_protocol::{
    identity::{CodeChallenge, InvalidLoginHint, LoginHint, OAuthError, OAuthErrorCode as Code, Thumbprint},
    values::base64url_decode,
};
use url::Url;

use super::{
    destination::{Destination, Look, ResponseMode},
    parameters::Parameters,
};
use crate::{
    model::{BrowserWish, PendingRequest, Scopes},
    settings::{ApplicationType, ClientSettings, IdentitySettings},
};

/// An authorize request in which every parameter is good.
#[derive(Debug)]
pub(super) struct Checked {
    /// What is asked.
    pub(super) request: PendingRequest,
    /// Where the answer goes.
    pub(super) destination: Destination,
    /// Whom to expect.
    pub(super) hint: Hint,
    /// Whether a stranger is shown sign-up first.
    pub(super) wants_sign_up: bool,
    /// Whether nobody may be asked anything (`prompt=none`).
    pub(super) is_silent: bool,
    /// An ID token of the person to expect.
    pub(super) id_token_hint: Option<String>,
}

/// Whom to expect, as far as the parameters say.
#[derive(Debug)]
pub(super) enum Hint {
    /// Nobody in particular.
    None,
    /// Somebody; an anonymous one is proven when the interaction begins.
    Some(LoginHint),
    /// A guest, by a hint without a proof: our own page says so, as for every bad anonymous hint (section 4.5).
    GuestWithoutProof,
}

/// Why a request is refused.
#[derive(Debug)]
pub(super) enum Refusal {
    /// Nobody to tell: client or redirect URI are not to be trusted, so the person sees plain text.
    Plain(OAuthError),
    /// The app is told.
    Tell(Box<Destination>, OAuthError),
}

/// Every parameter that is acted on; others are ignored, repeated or not.
const KNOWN: &[&str] = &[
    "response_type",
    "response_mode",
    "scope",
    "code_challenge",
    "code_challenge_method",
    "state",
    "prompt",
    "login_hint",
    "id_token_hint",
    "max_age",
    "nonce",
    "dpop_jkt",
    "ui_locales",
    "x_color_scheme",
    "x_page",
    "x_suppress_idp_session_cookie",
    "x_sso_enabled",
];

/// Response types of the protocol that belong to features this server does not have.
const FOREIGN_RESPONSE_TYPES: &[&str] = &[
    "urn:authgear:params:oauth:response-type:settings-action",
    "urn:authgear:params:oauth:response-type:pre-authenticated-url token",
];

/// Checks a request, in the order of section 4.2.
///
/// # Errors
/// The first thing that is wrong, and whom to tell.
pub(super) fn check(parameters: &Parameters, settings: &IdentitySettings) -> Result<Checked, Box<Refusal>> {
    let client = client(parameters, settings).map_err(|error| Box::new(Refusal::Plain(error)))?;
    let redirect_uri = redirect_uri(parameters, client, settings).map_err(|error| Box::new(Refusal::Plain(error)))?;
    let mode = parameters.get("response_mode");
    let destination = Destination {
        uri: redirect_uri.parsed,
        mode: mode.and_then(ResponseMode::parse).unwrap_or(ResponseMode::Query),
        state: parameters.get("state").map(str::to_owned),
        app: client.display_name().to_owned(),
        own_page: settings.is_way_home(client, &redirect_uri.presented).then(|| Look {
            ui_locales: parameters.get("ui_locales").map(str::to_owned),
            color_scheme: parameters.get("x_color_scheme").map(str::to_owned),
        }),
    };
    match check_rest(parameters, client, &destination) {
        Ok(rest) => {
            let text = |name| parameters.get(name).map(str::to_owned);
            let request = PendingRequest {
                client_id: client.client_id.clone(),
                redirect_uri: redirect_uri.presented,
                response_mode: destination.mode.as_str().to_owned(),
                code_challenge: rest.code_challenge,
                scope_bits: rest.scopes.bits(),
                state: text("state"),
                nonce: text("nonce"),
                dpop_jkt: rest.dpop_jkt,
                ui_locales: text("ui_locales"),
                color_scheme: text("x_color_scheme"),
                browser: rest.browser,
            };
            let wants_sign_up = parameters.get("x_page") == Some("signup");
            let (hint, is_silent, id_token_hint) = (rest.hint, rest.is_silent, text("id_token_hint"));
            Ok(Checked { request, destination, hint, wants_sign_up, is_silent, id_token_hint })
        }
        Err(error) => Err(Box::new(Refusal::Tell(Box::new(destination), error))),
    }
}

/// Checks a request that is to come home by hand, before somebody carries its address to another machine.
///
/// # Errors
/// What the app is told.
pub(in crate::http) fn check_by_hand(query: &str, settings: &IdentitySettings) -> Result<(), OAuthError> {
    let unreadable = || OAuthError::new(Code::InvalidRequest, "the request cannot be read");
    let parameters = Parameters::read(query.as_bytes()).map_err(|_| unreadable())?;
    match check(&parameters, settings).map_err(|refusal| *refusal) {
        Ok(checked) if checked.destination.own_page.is_some() => Ok(()),
        Ok(_) => Err(OAuthError::new(Code::InvalidRequest, "the redirect URI is not the way home by hand")),
        Err(Refusal::Plain(error) | Refusal::Tell(_, error)) => Err(error),
    }
}

fn client<'a>(parameters: &Parameters, settings: &'a IdentitySettings) -> Result<&'a ClientSettings, OAuthError> {
    let found = parameters.get("client_id").and_then(|id| settings.client(id));
    let client = found.ok_or_else(|| OAuthError::new(Code::UnauthorizedClient, "invalid client ID"))?;
    if client.application_type == ApplicationType::M2m {
        let description = "m2m clients are not allowed to use the authorize endpoint";
        return Err(OAuthError::new(Code::UnauthorizedClient, description));
    }
    Ok(client)
}

struct RedirectUri {
    /// Byte for byte as it has to be repeated at the token endpoint.
    presented: String,
    parsed: Url,
}

fn redirect_uri(
    parameters: &Parameters,
    client: &ClientSettings,
    settings: &IdentitySettings,
) -> Result<RedirectUri, OAuthError> {
    let not_allowed = || OAuthError::new(Code::InvalidRequest, "redirect URI is not allowed");
    let presented = match (parameters.get("redirect_uri"), client.redirect_uris.as_slice()) {
        (Some(presented), _) => presented,
        (None, [only]) if !parameters.is_repeated("redirect_uri") => only.as_str(),
        (None, _) => return Err(not_allowed()),
    };
    let parsed = Url::parse(presented).map_err(|_| OAuthError::new(Code::InvalidRequest, "invalid redirect URI"))?;
    // An app may open one of our own pages, with its session and with nothing else: no code goes there.
    let hint = parameters.get("login_hint").map(LoginHint::parse);
    let opens_page = matches!(hint, Some(Ok(LoginHint::AppSession { .. })));
    let is_ours = opens_page && parsed.origin() == settings.public_origin.origin();
    if !is_ours && !settings.accepts_redirect_uri(client, presented) {
        return Err(not_allowed());
    }
    Ok(RedirectUri { presented: presented.to_owned(), parsed })
}

struct Rest {
    code_challenge: Option<CodeChallenge>,
    scopes: Scopes,
    dpop_jkt: Option<Thumbprint>,
    hint: Hint,
    browser: BrowserWish,
    is_silent: bool,
}

fn check_rest(parameters: &Parameters, client: &ClientSettings, destination: &Destination) -> Result<Rest, OAuthError> {
    let invalid = |description: &str| OAuthError::new(Code::InvalidRequest, description);
    if let Some(name) = parameters.first_repeated(KNOWN) {
        return Err(invalid(&format!("parameter is repeated: {name}")));
    }
    if let Some(mode) = parameters.get("response_mode")
        && ResponseMode::parse(mode).is_none()
    {
        return Err(invalid(&format!("response_mode: {} is not supported", shortened(mode))));
    }
    if destination.mode == ResponseMode::FormPost && !destination.is_web() {
        return Err(invalid("response_mode: form_post needs an http or https redirect URI"));
    }
    let wants_code = match parameters.get("response_type") {
        None => return Err(invalid("response_type is required")),
        Some(kind @ ("code" | "none")) if client.application_type.has_full_access() => kind == "code",
        Some(kind) if matches!(kind, "code" | "none") || FOREIGN_RESPONSE_TYPES.contains(&kind) => {
            let description = "response type is not allowed for this client";
            return Err(OAuthError::new(Code::UnauthorizedClient, description));
        }
        Some(other) => {
            let description = format!("response_type: {} is not supported", shortened(other));
            return Err(OAuthError::new(Code::UnsupportedResponseType, description));
        }
    };
    if destination.own_page.is_some()
        && !(wants_code && destination.mode == ResponseMode::Query && destination.state.is_some())
    {
        return Err(invalid("the way home by hand takes a code, a state, and the response mode query"));
    }
    let prompts: Vec<&str> = parameters.get("prompt").unwrap_or_default().split_ascii_whitespace().collect();
    let is_silent = prompts.contains(&"none");
    if is_silent && prompts.iter().any(|prompt| *prompt != "none") {
        return Err(invalid("prompt cannot have other values when none is set"));
    }
    if is_silent && parameters.get("max_age").is_some() {
        return Err(invalid("max_age could imply prompt=login so max_age cannot be present when prompt=none"));
    }
    let scopes = scopes(parameters)?;
    let code_challenge = if wants_code { Some(code_challenge(parameters)?) } else { None };
    let hint = hint(parameters)?;
    let browser = browser_wish(parameters);
    if browser == BrowserWish::Share && client.max_concurrent_session == 1 {
        return Err(invalid("'sso_enabled' must be false if config 'x_max_concurrent_session' is 1"));
    }
    let dpop_jkt = dpop_jkt(parameters, client)?;
    Ok(Rest { code_challenge, scopes, dpop_jkt, hint, browser, is_silent })
}

/// Whether the browser is to stay signed in here. `x_sso_enabled` overrides the other parameter.
fn browser_wish(parameters: &Parameters) -> BrowserWish {
    let is_true = |name| parameters.get(name).map(|value| value == "true");
    match (is_true("x_sso_enabled"), is_true("x_suppress_idp_session_cookie")) {
        (Some(true), _) => BrowserWish::Share,
        (Some(false), _) | (None, Some(true)) => BrowserWish::Suppress,
        (None, _) => BrowserWish::Begin,
    }
}

/// The key that the code is to be bound to, unless the client has DPoP switched off (section 12.2).
fn dpop_jkt(parameters: &Parameters, client: &ClientSettings) -> Result<Option<Thumbprint>, OAuthError> {
    let named = parameters.get("dpop_jkt").filter(|_| !client.dpop_disabled);
    let thumbprint = named.map(|text| Thumbprint::try_from(text.to_owned())).transpose();
    thumbprint.map_err(|_| OAuthError::new(Code::InvalidRequest, "invalid dpop_jkt"))
}

fn scopes(parameters: &Parameters) -> Result<Scopes, OAuthError> {
    let asked = parameters.get("scope").ok_or_else(|| OAuthError::new(Code::InvalidRequest, "scope is required"))?;
    let scopes = Scopes::parse(asked).map_err(|unknown| {
        let description = format!("specified scope is not allowed: {}", shortened(&unknown));
        OAuthError::new(Code::InvalidScope, description)
    })?;
    if !scopes.contains(Scopes::OPENID) {
        return Err(OAuthError::new(Code::InvalidScope, "must request 'openid' scope"));
    }
    Ok(scopes)
}

/// PKCE is asked of every client, not of public ones only (RFC 9700, section 2.1.1).
fn code_challenge(parameters: &Parameters) -> Result<CodeChallenge, OAuthError> {
    let invalid = |description| OAuthError::new(Code::InvalidRequest, description);
    let challenge = parameters.get("code_challenge");
    let challenge = challenge.ok_or_else(|| invalid("PKCE code challenge is required for public clients"))?;
    if parameters.get("code_challenge_method") != Some("S256") {
        return Err(invalid("only 'S256' PKCE transform is supported"));
    }
    // The base64url of a SHA-256; nothing else has an answer.
    if base64url_decode(challenge).is_ok_and(|bytes| bytes.len() == 32) {
        Ok(CodeChallenge(challenge.to_owned()))
    } else {
        Err(invalid("invalid PKCE code challenge"))
    }
}

fn hint(parameters: &Parameters) -> Result<Hint, OAuthError> {
    let Some(text) = parameters.get("login_hint") else { return Ok(Hint::None) };
    match LoginHint::parse(text) {
        Ok(hint) => Ok(Hint::Some(hint)),
        Err(InvalidLoginHint::Missing("jwt")) => Ok(Hint::GuestWithoutProof),
        Err(error) => Err(OAuthError::new(Code::InvalidRequest, error.to_string())),
    }
}

/// As much of a stranger's text as an error needs to repeat.
fn shortened(text: &str) -> String {
    text.chars().take(64).collect()
}
