//! Who else is kept on a device.

use serde::{Deserialize, Serialize};

use crate::{
    social::Standing,
    values::{Subject, Timestamp},
};

/// Somebody who waits on this device while another person is here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptAccount {
    /// The user.
    pub sub: Subject,
    /// As what.
    pub standing: Standing,
    /// Since when this device knows them.
    pub since: Option<Timestamp>,
    /// What a member signs in with.
    pub login: Option<String>,
}
