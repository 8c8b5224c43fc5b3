//! Reactions to posts and comments.

use serde::{Deserialize, Serialize};

/// A reaction; one per person and thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum Reaction {
    /// A heart.
    Love,
    /// A laugh.
    Laugh,
    /// A thoughtful nod.
    Think,
    /// Applause.
    Cheer,
}

impl Reaction {
    /// Every reaction, in the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::Love, Self::Laugh, Self::Think, Self::Cheer];

    /// The name on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Love => "love",
            Self::Laugh => "laugh",
            Self::Think => "think",
            Self::Cheer => "cheer",
        }
    }

    /// Reads the name on the wire.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reaction| reaction.as_str() == name)
    }
}

/// Sets the caller's reaction, or takes it back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SetReaction {
    /// The reaction; `null` takes it back.
    pub reaction: Option<Reaction>,
}

/// How many people reacted in one way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ReactionCount {
    /// In which way.
    pub reaction: Reaction,
    /// How many people.
    pub count: u32,
}

/// How people reacted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ReactionSummary {
    /// Counts above zero, in the order of [`Reaction::ALL`].
    pub counts: Vec<ReactionCount>,
    /// The caller's own reaction.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mine: Option<Reaction>,
}
