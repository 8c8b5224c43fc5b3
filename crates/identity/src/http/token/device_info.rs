//! `x_device_info` (protocol.md, section 3.1).

use houseguest_protocol::values::base64url_decode;
use serde_json::Value;

use super::super::{form::Form, oauth_failure::OAuthFailure};

/// Checks the device's description, if there is one. Nothing here shows a list of sessions yet, so
/// nothing of it is kept.
pub(super) fn check(form: &Form) -> Result<(), OAuthFailure> {
    let Some(encoded) = form.find("x_device_info") else { return Ok(()) };
    let decoded = base64url_decode(encoded).ok().and_then(|json| serde_json::from_slice::<Value>(&json).ok());
    let info = decoded.filter(Value::is_object);
    let is_text = |path: &str| info.as_ref().and_then(|info| info.pointer(path)).is_some_and(Value::is_string);
    let is_android = is_text("/android/Build/MANUFACTURER") && is_text("/android/Build/MODEL");
    if is_android || is_text("/ios/uname/machine") {
        Ok(())
    } else {
        Err(OAuthFailure::invalid_request("invalid device info"))
    }
}
