//! `x_device_info` (protocol.md, section 3.1).

use houseguest_protocol::values::base64url_decode;
use serde_json::Value;

use super::super::{form::Form, oauth_failure::OAuthFailure};
use crate::model::DeviceName;

/// Reads the device's description, if there is one, and keeps of it what a list of sessions shows: what the
/// device is called.
pub(super) fn read(form: &Form) -> Result<Option<DeviceName>, OAuthFailure> {
    let Some(encoded) = form.find("x_device_info") else { return Ok(None) };
    let decoded = base64url_decode(encoded).ok().and_then(|json| serde_json::from_slice::<Value>(&json).ok());
    let info = decoded.filter(Value::is_object).ok_or_else(invalid)?;
    let text = |path: &str| info.pointer(path).and_then(Value::as_str);
    let name = match (text("/android/Build/MANUFACTURER"), text("/android/Build/MODEL"), text("/ios/uname/machine")) {
        (Some(maker), Some(model), _) => format!("{maker} {model}"),
        (_, _, Some(machine)) => machine.to_owned(),
        _ => return Err(invalid()),
    };
    Ok(DeviceName::new(&name))
}

fn invalid() -> OAuthFailure {
    OAuthFailure::invalid_request("invalid device info")
}
