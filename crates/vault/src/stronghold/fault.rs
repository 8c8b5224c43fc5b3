//! What Stronghold says about a file it could not read.

use tauri_plugin_stronghold::stronghold::Error;

/// Why a file could not be read as a snapshot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Another key, or a hurt header: the two look the same.
    WrongKey,
    /// Too short, or it does not begin as a snapshot does.
    NotASnapshot,
    /// The header is good and the rest is not.
    Body,
    /// A version of the format that is not known.
    UnsupportedVersion,
    /// It opens, and does not hold what a vault of ours holds.
    Foreign,
    /// The system refused to read it.
    Unreadable(String),
}

impl Fault {
    /// Tells the cases apart by their text, which is all that Stronghold keeps of them.
    pub(super) fn of(error: &Error) -> Self {
        let text = error.to_string();
        let says = |words: &str| text.contains(words);
        if says("BadFileKey") {
            Self::WrongKey
        } else if says("not a snapshot") {
            Self::NotASnapshot
        } else if says("unsupported version") {
            Self::UnsupportedVersion
        } else if says("I/O error") {
            Self::Unreadable(text)
        } else {
            // BufferBadLength, BadChunk, BadHeaderMac, BadAgeFormat, UnknownFormat, decompression, decoding.
            Self::Body
        }
    }
}
