//! An event as a webhook gets it: the whole envelope of protocol.md, section 9.3.

use serde_json::{Map, Value, json};

/// What the envelope's `user` objects always have there, and what is always the same here.
fn of_every_user() -> Map<String, Value> {
    let Value::Object(members) = json!({
        "is_deactivated": false,
        "is_anonymized": false,
        "standard_attributes": {},
        "custom_attributes": {},
        "x_web3": {},
        "roles": [],
        "groups": [],
    }) else {
        unreachable!("it is an object")
    };
    members
}

/// Completes an event with what section 9.3 promises and this server has no choice about. `issuer` is the
/// server's own origin. Personal data is not added: a receiver that needs it asks.
pub(crate) fn envelope(event: &mut Value, issuer: &str) {
    if let Some(payload) = event["payload"].as_object_mut() {
        for (_, user) in payload.iter_mut().filter(|(name, _)| matches!(name.as_str(), "user" | "anonymous_user")) {
            if let Some(user) = user.as_object_mut() {
                for (name, value) in of_every_user() {
                    user.entry(name).or_insert(value);
                }
            }
        }
    }
    if let Some(context) = event["context"].as_object_mut() {
        for (name, value) in [
            ("preferred_languages", json!([])),
            ("language", json!("")),
            ("geo_location_code", Value::Null),
            ("audit_context", json!({"http_url": issuer})),
        ] {
            context.entry(name).or_insert(value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_envelope_has_every_member_of_section_9() {
        let mut event = json!({
            "id": "1", "seq": 7, "type": "user.created",
            "payload": {"user": {"id": "u", "is_disabled": false}, "identities": []},
            "context": {"timestamp": 60, "user_id": "u", "triggered_by": "user"},
        });
        envelope(&mut event, "https://id.example");
        for member in ["roles", "groups", "standard_attributes", "custom_attributes", "x_web3", "is_anonymized"] {
            assert!(event["payload"]["user"].get(member).is_some(), "{member}");
        }
        for member in ["preferred_languages", "language", "geo_location_code", "audit_context"] {
            assert!(event["context"].get(member).is_some(), "{member}");
        }
        let once = event.clone();
        envelope(&mut event, "https://id.example");
        assert_eq!(event, once, "what is there stays");
    }
}
