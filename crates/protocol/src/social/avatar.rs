//! Faces: a small value that an interface draws as it likes.

use serde::{Deserialize, Serialize};

use crate::values::{Subject, sha256};

/// What a face shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum Motif {
    /// A door with a round top.
    ArchedDoor,
    /// A plain door with two panes.
    SquareDoor,
    /// A door with a round window.
    RoundDoor,
    /// A door in two halves.
    DutchDoor,
    /// A lantern.
    Lantern,
    /// A key.
    Key,
    /// A cup of tea.
    Teacup,
    /// A plant in a pot.
    Plant,
    /// A cat.
    Cat,
    /// A bird.
    Bird,
    /// A moon.
    Moon,
    /// A sun.
    Sun,
}

impl Motif {
    /// Every motif, in the order in which they are offered.
    pub const ALL: [Self; 12] = [
        Self::ArchedDoor,
        Self::SquareDoor,
        Self::RoundDoor,
        Self::DutchDoor,
        Self::Lantern,
        Self::Key,
        Self::Teacup,
        Self::Plant,
        Self::Cat,
        Self::Bird,
        Self::Moon,
        Self::Sun,
    ];

    /// The name on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ArchedDoor => "arched-door",
            Self::SquareDoor => "square-door",
            Self::RoundDoor => "round-door",
            Self::DutchDoor => "dutch-door",
            Self::Lantern => "lantern",
            Self::Key => "key",
            Self::Teacup => "teacup",
            Self::Plant => "plant",
            Self::Cat => "cat",
            Self::Bird => "bird",
            Self::Moon => "moon",
            Self::Sun => "sun",
        }
    }

    /// Reads the name on the wire.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|motif| motif.as_str() == name)
    }
}

/// A hue: 0 to 359 degrees on the colour wheel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "u16", into = "u16")]
pub struct Hue(u16);

/// The number is not a hue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a hue is 0 to 359 degrees")]
pub struct InvalidHue;

impl Hue {
    /// A hue of so many degrees.
    ///
    /// # Errors
    /// [`InvalidHue`].
    pub const fn new(degrees: u16) -> Result<Self, InvalidHue> {
        if degrees < 360 { Ok(Self(degrees)) } else { Err(InvalidHue) }
    }

    /// In degrees.
    #[must_use]
    pub const fn degrees(self) -> u16 {
        self.0
    }
}

impl TryFrom<u16> for Hue {
    type Error = InvalidHue;
    fn try_from(degrees: u16) -> Result<Self, InvalidHue> {
        Self::new(degrees)
    }
}

impl From<Hue> for u16 {
    fn from(hue: Hue) -> Self {
        hue.0
    }
}

/// A face: what it shows, and in which colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Avatar {
    /// The colour.
    #[cfg_attr(feature = "schema", schema(value_type = u16, minimum = 0, maximum = 359))]
    pub hue: Hue,
    /// What it shows.
    pub motif: Motif,
}

impl Avatar {
    /// The face of this user until they choose one: always the same one.
    #[must_use]
    pub fn of(sub: &Subject) -> Self {
        let digest = sha256(sub.as_str().as_bytes());
        // Steps that eyes can tell apart.
        let hue = Hue(u16::from(digest[3]) % 24 * 15);
        Self { hue, motif: Motif::ALL[usize::from(digest[4]) % Motif::ALL.len()] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wire_s_names_are_these() {
        for motif in Motif::ALL {
            assert_eq!(serde_json::to_value(motif).expect("text"), motif.as_str());
            assert_eq!(Motif::parse(motif.as_str()), Some(motif));
        }
        assert!(serde_json::from_str::<Avatar>(r#"{"hue":360,"motif":"key"}"#).is_err());
        assert!(serde_json::from_str::<Avatar>(r#"{"hue":0,"motif":"<b>"}"#).is_err());
    }

    #[test]
    fn a_face_is_stable() {
        let sub = Subject::parse("7f0f8a9e-0000-4000-8000-000000000001").expect("a subject");
        assert_eq!(Avatar::of(&sub), Avatar::of(&sub));
    }
}
