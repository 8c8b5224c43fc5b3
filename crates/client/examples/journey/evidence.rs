//! What is shown for each claim. No token is ever printed, only what is in it.

use std::error::Error;

use houseguest_protocol::values::base64url_decode;
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;

/// A step of the story.
pub(crate) fn step(title: &str) {
    println!("\n{title}");
}

/// Something worth knowing.
pub(crate) fn fact(what: &str, value: impl std::fmt::Display) {
    println!("  {what:<28} {value}");
}

/// States a claim that holds, or ends the journey.
pub(crate) fn claim(what: &str, holds: bool) -> Result<(), Box<dyn Error>> {
    if holds {
        println!("  [holds] {what}");
        Ok(())
    } else {
        Err(format!("this does not hold: {what}").into())
    }
}

/// The claims of a JWT access token; nothing for an opaque one.
pub(crate) fn decode(token: &SecretString) -> Option<Value> {
    let payload = token.expose_secret().split('.').nth(1)?;
    serde_json::from_slice(&base64url_decode(payload).ok()?).ok()
}

/// Shows the claims that differ between two tokens.
pub(crate) fn difference(before: &SecretString, after: &SecretString) {
    let (Some(before), Some(after)) = (decode(before), decode(after)) else {
        fact("access tokens", "opaque: only the issuer can read them");
        return;
    };
    let empty = serde_json::Map::new();
    let (before, after) = (before.as_object().unwrap_or(&empty), after.as_object().unwrap_or(&empty));
    let names: std::collections::BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    for name in names {
        let shown =
            |claims: &serde_json::Map<String, Value>| claims.get(name).map_or("(absent)".to_owned(), Value::to_string);
        let short = name.rsplit('/').next().unwrap_or(name);
        if before.get(name) == after.get(name) {
            fact(short, format!("{}  (unchanged)", shown(after)));
        } else {
            fact(short, format!("{} -> {}", shown(before), shown(after)));
        }
    }
}
