//! Who wrote something, as others see them.

use serde::{Deserialize, Serialize};

use super::{Avatar, Handle, friendly_handle};
use crate::values::{Subject, sha256};

/// Whether someone is a guest or has kept their account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum Standing {
    /// An anonymous user.
    Guest,
    /// A user who signed up.
    Member,
}

/// Who wrote something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Author {
    /// The user, stable across promotion.
    pub sub: Subject,
    /// The short name by which others mention them; nobody else has the same. [`friendly_handle`] until the person
    /// chooses one.
    pub handle: Handle,
    /// A name for the eye; [`friendly_name`] until the person chooses one.
    pub name: String,
    /// Their face; [`Avatar::of`] until the person chooses one.
    pub avatar: Avatar,
    /// Guest or member, as of now.
    pub standing: Standing,
}

impl Author {
    /// Somebody who has chosen nothing yet: everything is made from the `sub`. Whether the handle is free, only the
    /// server knows.
    #[must_use]
    pub fn unnamed(sub: Subject, standing: Standing) -> Self {
        Self { handle: friendly_handle(&sub, 0), name: friendly_name(&sub), avatar: Avatar::of(&sub), standing, sub }
    }
}

const ADJECTIVES: [&str; 32] = [
    "Amber", "Autumn", "Bright", "Calm", "Cedar", "Clever", "Copper", "Coral", "Dawn", "Early", "Gentle", "Golden",
    "Hazel", "Indigo", "Ivory", "Jolly", "Kind", "Lively", "Maple", "Merry", "Misty", "Mossy", "Olive", "Pearl",
    "Quiet", "Rosy", "Silver", "Sunny", "Tidy", "Velvet", "Warm", "Willow",
];
const ANIMALS: [&str; 32] = [
    "Badger", "Beaver", "Crane", "Dormouse", "Dove", "Falcon", "Finch", "Fox", "Gecko", "Hare", "Hedgehog", "Heron",
    "Ibex", "Jay", "Kestrel", "Lark", "Lynx", "Magpie", "Marten", "Mole", "Newt", "Otter", "Owl", "Panda", "Puffin",
    "Robin", "Seal", "Sparrow", "Starling", "Swift", "Tern", "Wren",
];

/// Makes a friendly name from a `sub`: always the same one for the same user, such as `Amber Finch 42`.
#[must_use]
pub fn friendly_name(sub: &Subject) -> String {
    let digest = sha256(sub.as_str().as_bytes());
    let adjective = ADJECTIVES[usize::from(digest[0]) % ADJECTIVES.len()];
    let animal = ANIMALS[usize::from(digest[1]) % ANIMALS.len()];
    format!("{adjective} {animal} {}", 10 + u16::from(digest[2]) % 90)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_stable() {
        let sub = Subject::parse("7f0f8a9e-0000-4000-8000-000000000001").expect("a subject");
        assert_eq!(friendly_name(&sub), friendly_name(&sub));
        assert_eq!(friendly_name(&sub).split(' ').count(), 3);
    }
}
