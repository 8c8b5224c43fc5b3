//! How a door is made from a digest.

/// The shape of a door.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A round top and a window that follows it.
    Arched,
    /// Straight, with two panes.
    Square,
    /// A shallow curve, with a porthole.
    Round,
    /// In two halves.
    Dutch,
}

impl Shape {
    /// The outline of the leaf, on a grid of 40 by 40.
    #[must_use]
    pub const fn outline(self) -> &'static str {
        match self {
            Self::Arched => "M11.5 36V17a8.5 8.5 0 0 1 17 0v19Z",
            Self::Square | Self::Dutch => "M11.5 36V9.5h17V36Z",
            Self::Round => "M11.5 36V12.5Q20 6 28.5 12.5V36Z",
        }
    }
}

/// A door.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Door {
    /// Which of the eight walls.
    pub wall: u8,
    /// Which of the eight colours of the leaf.
    pub leaf: u8,
    /// Its shape.
    pub shape: Shape,
    /// On which side the knob is.
    pub knob_left: bool,
}

impl Door {
    /// Makes a door from a SHA-256 digest: 8 × 8 × 4 × 2 doors.
    #[must_use]
    pub const fn from_digest(digest: &[u8; 32]) -> Self {
        let shape = match digest[2] % 4 {
            0 => Shape::Arched,
            1 => Shape::Square,
            2 => Shape::Round,
            _ => Shape::Dutch,
        };
        Self { wall: digest[0] % 8, leaf: digest[1] % 8, shape, knob_left: digest[3].is_multiple_of(2) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use houseguest_protocol::{samples, values::sha256};
    use std::collections::HashSet;

    #[test]
    fn a_person_keeps_their_door_and_neighbours_differ() {
        let door = |n| format!("{:?}", Door::from_digest(&sha256(samples::subject(n).as_str().as_bytes())));
        assert_eq!(door(1), door(1));
        let doors: HashSet<String> = (0..50).map(door).collect();
        assert!(doors.len() > 40, "50 people have {} different doors", doors.len());
    }
}
