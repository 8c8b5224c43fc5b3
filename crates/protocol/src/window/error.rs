//! Errors a window can act on.

use serde::{Deserialize, Serialize};

use crate::{identity::KeyRefusal, social::FieldNote};

/// What the window acts on; it finds the words in its own catalog.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// The backend does not answer: try again when it does.
    Offline,
    /// The backend failed: try again later.
    ServerFailed,
    /// Too many requests: try again after a while.
    TooManyRequests,
    /// The session is over and cannot be renewed.
    SessionEnded,
    /// What was sent is not acceptable; `detail` says why.
    Rejected,
    /// There is no such thing (any more).
    NotFound,
    /// Someone changed it meanwhile: load it again.
    Conflict,
    /// The vault is locked; see [`super::VaultState`].
    VaultLocked,
    /// The vault is damaged or gone; see [`super::VaultState`].
    VaultDamaged,
    /// The guest was removed at the server; see [`super::Session::Removed`].
    GuestRemoved,
    /// The system browser could not be opened.
    BrowserUnavailable,
    /// A promotion is under way already, or none is.
    PromotionState,
    /// The server cannot promote or make guests: the operator has to change its settings.
    NotSupported,
    /// This device's key serves no more, and its guest lives on elsewhere; see [`super::Removal`].
    DeviceRemoved,
    /// Somebody is here already, so nobody else can be brought to this device.
    SomebodyIsHere,
    /// Keys, a recovery kit or a pairing: the server says why not.
    Keys(KeyRefusal),
    /// A recovery kit's file cannot be used or written.
    Kit(KitProblem),
    /// A code that was typed to come home from the browser was not taken.
    TypedCode(TypedCodeProblem),
    /// The backend does not answer, and there is no room on this device to keep it until it does.
    NoRoom,
    /// A fault of ours.
    Internal,
}

/// What is wrong with a code that was typed to come home from the browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TypedCodeProblem {
    /// It has not eight letters and digits.
    NotACode,
    /// It is not the one that the page shows.
    Wrong,
    /// It was used, is too old, or was mistyped too often. The wait is over.
    Ended,
}

/// What is wrong with a recovery kit's file, or its passphrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KitProblem {
    /// The file is no recovery kit.
    NotAKit,
    /// A newer version of the app wrote it.
    TooNew,
    /// It is a kit, and damaged.
    Damaged,
    /// The passphrase is not the kit's.
    WrongPassphrase,
    /// The kit is for another server.
    OtherIssuer,
    /// The passphrase is too easy to guess for a file that may be copied.
    WeakPassphrase,
    /// The file cannot be read or written.
    File,
    /// No kit was chosen.
    NoneChosen,
}

/// What a refused command answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{detail}")]
pub struct CommandError {
    /// What the window acts on.
    pub code: ErrorCode,
    /// For a developer; holds no secret.
    pub detail: String,
    /// Which fields of what was sent are not acceptable, where that is known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldNote>,
}

impl CommandError {
    /// An error with its detail.
    #[must_use]
    pub fn new(code: ErrorCode, detail: impl Into<String>) -> Self {
        Self { code, detail: detail.into(), fields: Vec::new() }
    }
}
