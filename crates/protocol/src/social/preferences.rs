//! What a person prefers; kept with the `sub`, so it survives promotion.

use serde::{Deserialize, Serialize};

use super::MutedWord;

/// The colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Dark text on light ground.
    Light,
    /// Light text on dark ground.
    Dark,
    /// The strongest contrast.
    HighContrast,
}

/// How closely things are set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum Density {
    /// Room to breathe.
    #[default]
    Comfortable,
    /// More on one screen.
    Compact,
}

/// How much moves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum Motion {
    /// As the system has it.
    #[default]
    System,
    /// As little as possible.
    Reduced,
    /// Everything.
    Full,
}

/// What a person prefers. Documents from before a field was there read as if it had its default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Preferences {
    /// The colours.
    pub theme: Theme,
    /// A BCP 47 language tag of at most 35 characters; none follows the system.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// How closely things are set.
    pub density: Density,
    /// How much moves.
    pub motion: Motion,
    /// Words the person does not want to read, at most [`Preferences::MOST_MUTED_WORDS`]: what has one of them is
    /// folded away by the interface, and nobody is notified of it.
    #[cfg_attr(feature = "schema", schema(max_items = 50))]
    pub muted_words: Vec<MutedWord>,
    /// Whether the person is told of answers.
    pub notify_replies: bool,
    /// Whether the person is told of mentions.
    pub notify_mentions: bool,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            theme: Theme::default(),
            language: None,
            density: Density::default(),
            motion: Motion::default(),
            muted_words: Vec::new(),
            notify_replies: true,
            notify_mentions: true,
        }
    }
}

impl Preferences {
    /// How many words can be muted.
    pub const MOST_MUTED_WORDS: usize = 50;

    /// Whether a text has a word, or words, that the person does not want to read. Case does not matter; a muted word
    /// is found only as a whole one, not within another.
    #[must_use]
    pub fn mutes(&self, text: &str) -> bool {
        if self.muted_words.is_empty() {
            return false;
        }
        let text = text.to_lowercase();
        self.muted_words.iter().any(|word| has_word(&text, &word.to_lowercase()))
    }
}

fn has_word(text: &str, word: &str) -> bool {
    // In scripts without spaces every place between characters is one between words.
    let joins = |one: Option<char>, other: Option<char>| {
        let part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && (c as u32) < 0x2e80);
        part(one) && part(other)
    };
    text.match_indices(word).any(|(at, found)| {
        let (before, after) = (text[..at].chars().next_back(), text[at + found.len()..].chars().next());
        !joins(before, found.chars().next()) && !joins(found.chars().next_back(), after)
    })
}

/// Preferences as the API keeps them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct StoredPreferences {
    /// Grows with every change; 0 when nothing was saved yet. A write names the version it saw.
    pub version: u64,
    /// The preferences.
    pub preferences: Preferences,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_from_before_reads_with_defaults() {
        let old: Preferences = serde_json::from_str(r#"{"theme":"dark","density":"compact"}"#).expect("reads");
        let expected = Preferences { theme: Theme::Dark, density: Density::Compact, ..Preferences::default() };
        assert_eq!(old, expected);
        assert!(old.notify_replies && old.notify_mentions);
    }

    #[test]
    fn a_muted_word_is_a_whole_one_in_any_case() {
        let mute = |word: &str| Preferences {
            muted_words: vec![MutedWord::parse(word).expect("a word")],
            ..Preferences::default()
        };
        assert!(mute("Spoiler").mutes("no SPOILER, please"));
        assert!(mute("season finale").mutes("the season finale!"));
        assert!(mute("ключ").mutes("где КЛЮЧ?"));
        assert!(mute("門").mutes("大門口"));
        assert!(!mute("art").mutes("a party"));
        assert!(!Preferences::default().mutes("anything"));
    }
}
