//! Recovery kits and second devices, as the window sees them. No passphrase, seed or statement comes back here.

use serde::{Deserialize, Serialize};

use crate::{
    identity::PairingNumber,
    values::{Subject, Timestamp},
};

/// How hard a passphrase is to guess.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassphraseStrength {
    /// 0 to 4, as zxcvbn counts.
    pub score: u8,
    /// Whether it is good enough for a file that may be copied.
    pub is_enough: bool,
}

/// A recovery kit that was saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KitSaved {
    /// The name of the file, without its folder.
    pub file_name: String,
}

/// What a recovery kit's file says without its passphrase.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KitSummary {
    /// The name of the file, without its folder.
    pub file_name: String,
    /// The server it is for.
    pub issuer_host: String,
    /// The day it was made on, as `2026-11-22`.
    pub made_on: String,
}

/// A QR code as a picture: squares of side 1, to be filled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QrPicture {
    /// The width and height, with the quiet margin of four.
    pub size: u32,
    /// The dark squares as an SVG path.
    pub path: String,
}

/// Which of the two devices this is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PairedAs {
    /// The guest's own, which lets the other in.
    Guest,
    /// The new one.
    NewDevice,
}

/// How a pairing is going.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Pairing {
    /// None is under way.
    #[default]
    None,
    /// This new device shows its code and waits for the guest's.
    Offered {
        /// The code, in groups of four.
        code: String,
        /// The same as a picture, where one is drawn.
        picture: Option<QrPicture>,
        /// When the pairing ends.
        expires_at: Timestamp,
    },
    /// The guest's device has the code and waits for the other's answer.
    Answered {
        /// When the pairing ends.
        expires_at: Timestamp,
    },
    /// Both show a number, to be compared.
    Comparing {
        /// The number.
        number: PairingNumber,
        /// Which device this is.
        paired_as: PairedAs,
        /// What the other device calls itself, on the guest's.
        label: Option<String>,
        /// Whether the person has said here that the numbers are the same.
        is_confirmed: bool,
        /// When the pairing ends.
        expires_at: Timestamp,
    },
    /// On the new device: the guest is here now.
    Joined {
        /// The guest.
        sub: Subject,
    },
    /// On the guest's device: the other one belongs to the guest now.
    Added {
        /// What it calls itself.
        label: Option<String>,
    },
}
