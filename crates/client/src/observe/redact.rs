//! What may be seen of a call: lists per step, and nothing else.
//!
//! A value is shown when its name is in the step's list. Then it is looked at once more, because a server may repeat a
//! secret in a sentence of its own: text that contains anything hidden in the same exchange, or that looks like a token,
//! is hidden as well.

use houseguest_protocol::{
    json,
    window::observed::{HIDDEN, Step},
};
use serde_json::{Map, Value};
use url::Url;
use uuid::Uuid;

/// The longest body that is shown, in characters.
const BODY_LIMIT: usize = 6_000;
/// The longest value that is shown, in characters.
const VALUE_LIMIT: usize = 300;
/// How many members of a list are shown.
const LIST_LIMIT: usize = 3;
/// Longer words of letters, digits, `-` and `_` look like a token. A UUID has 36.
const WORD_LIMIT: usize = 36;
/// Shorter text is no secret that could be recognised inside other text.
const SECRET_MINIMUM: usize = 6;

/// The names whose values may be shown.
struct Shown {
    request: &'static [&'static str],
    answer: &'static [&'static str],
}

const SOCIAL_ANSWER: &[&str] = &[
    "id",
    "post_id",
    "parent_id",
    "items",
    "author",
    "sub",
    "standing",
    "created_at",
    "edited_at",
    "mine",
    "reactions",
    "counts",
    "reaction",
    "count",
    "comment_count",
    "version",
    "preferences",
    "theme",
    "language",
    "density",
    "motion",
    "code",
    "message",
    "request_id",
    "fields",
    "field",
];
const ACCESS_ANSWER: &[&str] = &[
    "result",
    "keys",
    "sessions",
    "kind",
    "place",
    "created_at",
    "last_used_at",
    "ends_at",
    "is_this_device",
    "is_this_one",
    "idle_guest_days",
    "error",
    "name",
    "reason",
    "message",
];
const TOKEN_ANSWER: &[&str] =
    &["token_type", "expires_in", "scope", "error", "error_description", "name", "reason", "message", "result"];

/// The lists.
fn shown(step: Step) -> Shown {
    match step {
        Step::Discovery => Shown {
            request: &[],
            answer: &[
                "issuer",
                "authorization_endpoint",
                "token_endpoint",
                "userinfo_endpoint",
                "revocation_endpoint",
                "end_session_endpoint",
                "jwks_uri",
                "grant_types_supported",
                "code_challenge_methods_supported",
                "id_token_signing_alg_values_supported",
            ],
        },
        Step::Challenge => {
            Shown { request: &["purpose"], answer: &["result", "expire_at", "error", "name", "reason", "message"] }
        }
        Step::KeyProof | Step::Refresh | Step::CodeExchange => {
            Shown { request: &["grant_type", "client_id", "redirect_uri"], answer: TOKEN_ANSWER }
        }
        Step::KeylessSignUp => Shown { request: &["session_type", "client_id"], answer: TOKEN_ANSWER },
        Step::PromotionCode => {
            Shown { request: &["session_type"], answer: &["result", "expire_at", "error", "name", "reason", "message"] }
        }
        Step::UserInfo => Shown {
            request: &[],
            answer: &[
                "sub",
                "https://authgear.com/claims/user/is_anonymous",
                "https://authgear.com/claims/user/is_verified",
                "https://authgear.com/claims/user/can_reauthenticate",
                "https://authgear.com/claims/user/identities",
                "https://authgear.com/claims/user/authenticators",
                "type",
                "kind",
                "login_id_key",
                "login_id_type",
                "created_at",
                "updated_at",
                "error",
            ],
        },
        Step::Read => Shown { request: &[], answer: SOCIAL_ANSWER },
        Step::WriteComment => Shown { request: &["parent_id"], answer: SOCIAL_ANSWER },
        Step::React => Shown { request: &["reaction"], answer: SOCIAL_ANSWER },
        Step::Preferences => Shown {
            request: &["version", "preferences", "theme", "language", "density", "motion"],
            answer: SOCIAL_ANSWER,
        },
        Step::OtherWrite => Shown { request: &[], answer: SOCIAL_ANSWER },
        // Statements, codes and labels stay hidden; thumbprints are longer than any word that may be seen.
        Step::Access => Shown { request: &["place", "even_the_last"], answer: ACCESS_ANSWER },
        Step::Restore => Shown { request: &[], answer: &["result", "sub", "error", "name", "reason", "message"] },
        Step::Pairing => {
            Shown { request: &[], answer: &["result", "expires_at", "error", "name", "reason", "message"] }
        }
        Step::Page => Shown {
            request: &[
                "response_type",
                "client_id",
                "redirect_uri",
                "code_challenge_method",
                "scope",
                "prompt",
                "ui_locales",
                "x_color_scheme",
                "x_suppress_idp_session_cookie",
                "x_sso_enabled",
            ],
            answer: &[],
        },
        Step::Revoke
        | Step::OtherGrant
        | Step::Live
        | Step::Key
        | Step::Memory
        | Step::Vault
        | Step::Break
        | Step::Other => Shown { request: &[], answer: &[] },
    }
}

/// Names that may be seen although their values may not: a reader learns that there was a refresh token. Any other
/// name is counted only, for a name can be a secret as well.
const NAMES: &[&str] = &[
    "access_token",
    "refresh_token",
    "id_token",
    "jwt",
    "code",
    "code_verifier",
    "code_challenge",
    "token",
    "promotion_code",
    "state",
    "login_hint",
    "email",
    "phone_number",
    "preferred_username",
    "body",
    "title",
    "name",
    "text",
    "next",
    "after",
    "limit",
    "expire_at",
    "info",
];

/// Segments of paths that may be seen; others are, if they are a UUID.
const SEGMENTS: &[&str] = &[
    "",
    ".well-known",
    "openid-configuration",
    "oauth2",
    "token",
    "challenge",
    "userinfo",
    "revoke",
    "authorize",
    "api",
    "anonymous_user",
    "signup",
    "promotion_code",
    "social",
    "v1",
    "posts",
    "comments",
    "reaction",
    "me",
    "preferences",
    "profile",
    "people",
    "activity",
    "notifications",
    "read",
    "images",
    "events",
    "hidden",
    "report",
    "restore",
    "houseguest",
    "keys",
    "label",
    "sessions",
    "end",
    "pairings",
    "state",
    "look",
    "answer",
    "reveal",
];

/// Everything in one exchange that must not be seen.
#[derive(Default)]
pub(super) struct Secrets(Vec<String>);

impl Secrets {
    /// Notes something hidden.
    pub(super) fn add(&mut self, secret: &str) {
        if secret.chars().count() >= SECRET_MINIMUM {
            self.0.push(secret.to_owned());
        }
    }

    /// Text whose name allows it to be shown.
    fn show(&self, text: &str) -> String {
        if self.0.iter().any(|secret| text.contains(secret.as_str())) || looks_like_token(text) {
            return HIDDEN.to_owned();
        }
        shortened(text, VALUE_LIMIT)
    }
}

fn looks_like_token(text: &str) -> bool {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
    text.split(|letter| !is_part(letter)).any(|word| word.len() > WORD_LIMIT)
}

fn shortened(text: &str, limit: usize) -> String {
    match text.char_indices().nth(limit) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// A body, taken apart: first its secrets are collected, of the whole exchange, then it is shown.
pub(super) enum Parsed {
    Form(Vec<(String, String)>),
    Json(Value),
    /// Something else, and how long it is, in bytes.
    Other(usize),
}

impl Parsed {
    pub(super) fn form(text: &str) -> Self {
        Self::Form(url::form_urlencoded::parse(text.as_bytes()).into_owned().collect())
    }

    pub(super) fn json(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [] => None,
            bytes => Some(json::read(bytes).map_or(Self::Other(bytes.len()), Self::Json)),
        }
    }
}

/// Which side of an exchange.
#[derive(Clone, Copy)]
pub(super) enum Side {
    Request,
    Answer,
}

fn list(step: Step, side: Side) -> &'static [&'static str] {
    let shown = shown(step);
    match side {
        Side::Request => shown.request,
        Side::Answer => shown.answer,
    }
}

/// Collects what will be hidden of a body.
pub(super) fn collect(body: &Parsed, step: Step, side: Side, secrets: &mut Secrets) {
    let list = list(step, side);
    match body {
        Parsed::Form(pairs) => {
            for (_, value) in pairs.iter().filter(|(name, _)| !list.contains(&name.as_str())) {
                secrets.add(value);
            }
        }
        Parsed::Json(value) => collect_json(value, list, false, secrets),
        Parsed::Other(_) => {}
    }
}

fn collect_json(value: &Value, list: &[&str], allowed: bool, secrets: &mut Secrets) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                if !list.contains(&name.as_str()) && !NAMES.contains(&name.as_str()) {
                    secrets.add(name);
                }
                collect_json(member, list, list.contains(&name.as_str()), secrets);
            }
        }
        Value::Array(members) => members.iter().for_each(|member| collect_json(member, list, allowed, secrets)),
        Value::String(text) if !allowed => secrets.add(text),
        _ => {}
    }
}

/// A body as it may be seen.
pub(super) fn body(body: &Parsed, step: Step, side: Side, secrets: &Secrets) -> String {
    let list = list(step, side);
    let text = match body {
        Parsed::Form(pairs) => {
            let lines = pairs.iter().map(|(name, value)| pair(name, value, list, secrets));
            lines.collect::<Vec<_>>().join("\n")
        }
        Parsed::Json(value) => serde_json::to_string_pretty(&json(value, list, false, secrets)).unwrap_or_default(),
        Parsed::Other(bytes) => format!("{HIDDEN} ({bytes} B)"),
    };
    shortened(&text, BODY_LIMIT)
}

fn pair(name: &str, value: &str, list: &[&str], secrets: &Secrets) -> String {
    if list.contains(&name) {
        format!("{name}={}", secrets.show(value))
    } else if NAMES.contains(&name) {
        format!("{name}={HIDDEN}")
    } else {
        format!("{HIDDEN}={HIDDEN}")
    }
}

fn json(value: &Value, list: &[&str], allowed: bool, secrets: &Secrets) -> Value {
    match value {
        Value::Object(members) => {
            let mut shown = Map::new();
            let mut unnamed = 0_u32;
            for (name, member) in members {
                let is_listed = list.contains(&name.as_str());
                if is_listed || NAMES.contains(&name.as_str()) {
                    shown.insert(name.clone(), json(member, list, is_listed, secrets));
                } else {
                    unnamed += 1;
                }
            }
            if unnamed > 0 {
                shown.insert(HIDDEN.to_owned(), Value::String(format!("+{unnamed}")));
            }
            Value::Object(shown)
        }
        Value::Array(members) => {
            let mut shown: Vec<Value> =
                members.iter().take(LIST_LIMIT).map(|member| json(member, list, allowed, secrets)).collect();
            if let Some(more) = members.len().checked_sub(LIST_LIMIT).filter(|more| *more > 0) {
                shown.push(Value::String(format!("… +{more}")));
            }
            Value::Array(shown)
        }
        Value::Null => Value::Null,
        _ if !allowed => Value::String(HIDDEN.to_owned()),
        Value::String(text) => Value::String(secrets.show(text)),
        Value::Bool(_) | Value::Number(_) => value.clone(),
    }
}

/// Path and query as they may be seen.
pub(super) fn path(url: &Url, step: Step, secrets: &Secrets) -> String {
    let segments: Vec<&str> = url
        .path()
        .split('/')
        .map(|segment| {
            let is_known = SEGMENTS.contains(&segment) || Uuid::try_parse(segment).is_ok();
            if is_known && !secrets.0.iter().any(|secret| secret == segment) { segment } else { HIDDEN }
        })
        .collect();
    let list = list(step, Side::Request);
    let query: Vec<String> = url.query_pairs().map(|(name, value)| pair(&name, &value, list, secrets)).collect();
    let path = segments.join("/");
    if query.is_empty() { path } else { format!("{path}?{}", query.join("&")) }
}

/// Scheme, host and port.
pub(super) fn origin(url: &Url) -> String {
    url.origin().ascii_serialization()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn shown(value: &Value, step: Step) -> String {
        let parsed = Parsed::Json(value.clone());
        let mut secrets = Secrets::default();
        collect(&parsed, step, Side::Answer, &mut secrets);
        body(&parsed, step, Side::Answer, &secrets)
    }

    #[test]
    fn a_token_answer_shows_its_shape_and_no_token() {
        let answer = json!({"access_token": "secret-a", "expires_in": 1800, "id_token": "h.p.s", "odd": 1, "token_type": "Bearer"});
        let seen: Value = serde_json::from_str(&shown(&answer, Step::Refresh)).expect("JSON");
        let expected = json!({"access_token": HIDDEN, "expires_in": 1800, "id_token": HIDDEN, "token_type": "Bearer", HIDDEN: "+1"});
        assert_eq!(seen, expected);
    }

    #[test]
    fn a_server_that_repeats_a_secret_in_a_sentence_is_not_believed() {
        let answer = json!({"error_description": "no such token: abcdef-123", "refresh_token": "abcdef-123"});
        assert!(!shown(&answer, Step::Refresh).contains("abcdef"));
        let jwt = json!({"error_description": format!("bad {}.{}.{}", "a".repeat(40), "b".repeat(40), "c".repeat(40))});
        assert!(!shown(&jwt, Step::Refresh).contains("aaaa"));
    }

    #[test]
    fn unknown_segments_and_parameters_are_hidden() {
        let url = Url::parse("https://id.test/base/oauth2/token/s3cret?client_id=app&state=xyz&odd=1").expect("a URL");
        let seen = path(&url, Step::Page, &Secrets::default());
        assert_eq!(seen, format!("/{HIDDEN}/oauth2/token/{HIDDEN}?client_id=app&state={HIDDEN}&{HIDDEN}={HIDDEN}"));
    }

    /// JSON of any shape in which every text that is not under a listed name is a secret.
    fn tree() -> impl Strategy<Value = (Value, Vec<String>)> {
        let secret = "S3C[a-zA-Z0-9]{6,30}";
        let leaf = secret.prop_map(|text: String| (Value::String(text.clone()), vec![text]));
        leaf.prop_recursive(4, 40, 5, move |inner| {
            let name = prop_oneof![
                Just("access_token".to_owned()),
                Just("code".to_owned()),
                Just("email".to_owned()),
                Just("error_description".to_owned()),
                Just("result".to_owned()),
                Just("items".to_owned()),
                secret.prop_map(String::from),
            ];
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(|members| {
                    let secrets = members.iter().flat_map(|(_, secrets)| secrets.clone()).collect();
                    (Value::Array(members.into_iter().map(|(value, _)| value).collect()), secrets)
                }),
                prop::collection::vec((name, inner), 0..5).prop_map(|members| {
                    let mut object = Map::new();
                    let mut secrets = Vec::new();
                    for (name, (value, inner)) in members {
                        if name.starts_with("S3C") {
                            secrets.push(name.clone());
                        }
                        secrets.extend(inner);
                        object.insert(name, value);
                    }
                    (Value::Object(object), secrets)
                }),
            ]
        })
    }

    proptest! {
        #[test]
        fn whatever_a_server_answers_no_text_is_seen_that_no_list_allows((value, secrets) in tree()) {
            for step in Step::ALL {
                let parsed = Parsed::Json(value.clone());
                for side in [Side::Request, Side::Answer] {
                    // Values directly under a listed name are the only text that may be seen.
                    let allowed = allowed_texts(&value, list(step, side), false);
                    let mut hidden = Secrets::default();
                    collect(&parsed, step, side, &mut hidden);
                    let seen = body(&parsed, step, side, &hidden);
                    for secret in secrets.iter().filter(|secret| !allowed.contains(secret)) {
                        prop_assert!(!seen.contains(secret.as_str()), "{step:?}: {seen} shows {secret}");
                    }
                }
            }
        }

        #[test]
        fn whatever_a_form_holds_no_value_is_seen_that_no_list_allows(
            pairs in prop::collection::vec(("[a-z_]{1,12}|refresh_token|client_id|code", "S3C[ -~]{6,40}"), 0..8)
        ) {
            let text = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(&pairs).finish();
            for step in Step::ALL {
                let parsed = Parsed::form(&text);
                let mut hidden = Secrets::default();
                collect(&parsed, step, Side::Request, &mut hidden);
                let seen = body(&parsed, step, Side::Request, &hidden);
                let list = list(step, Side::Request);
                for (_, value) in pairs.iter().filter(|(name, _)| !list.contains(&name.as_str())) {
                    prop_assert!(!seen.contains(value.as_str()), "{step:?}: {seen} shows {value}");
                }
            }
        }
    }

    fn allowed_texts(value: &Value, list: &[&str], allowed: bool) -> Vec<String> {
        match value {
            Value::Object(members) => members
                .iter()
                .flat_map(|(name, member)| allowed_texts(member, list, list.contains(&name.as_str())))
                .collect(),
            Value::Array(members) => members.iter().flat_map(|member| allowed_texts(member, list, allowed)).collect(),
            Value::String(text) if allowed => vec![text.clone()],
            _ => Vec::new(),
        }
    }
}
