//! Reactions before the server has answered.

use houseguest_protocol::social::{CommentId, PostId, Reaction, ReactionCount, ReactionSummary};

/// What is reacted to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// A post.
    Post(PostId),
    /// A comment.
    Comment(CommentId),
}

/// What the summary will be once the caller's reaction is `choice`.
#[must_use]
pub fn with_choice(summary: &ReactionSummary, choice: Option<Reaction>) -> ReactionSummary {
    let counts = Reaction::ALL
        .into_iter()
        .map(|reaction| {
            let others =
                count(summary, reaction) - u32::from(summary.mine == Some(reaction)).min(count(summary, reaction));
            ReactionCount { reaction, count: others + u32::from(choice == Some(reaction)) }
        })
        .filter(|entry| entry.count > 0)
        .collect();
    ReactionSummary { counts, mine: choice }
}

/// How many people reacted in this way.
#[must_use]
pub fn count(summary: &ReactionSummary, reaction: Reaction) -> u32 {
    summary.counts.iter().find(|entry| entry.reaction == reaction).map_or(0, |entry| entry.count)
}

/// What pressing a reaction means: choose it, or take it back when it was chosen.
#[must_use]
pub fn pressed(summary: &ReactionSummary, reaction: Reaction) -> Option<Reaction> {
    (summary.mine != Some(reaction)).then_some(reaction)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn summary(love: u32, mine: Option<Reaction>) -> ReactionSummary {
        let counts = if love > 0 { vec![ReactionCount { reaction: Reaction::Love, count: love }] } else { vec![] };
        ReactionSummary { counts, mine }
    }

    #[test]
    fn choosing_adds_one_and_taking_back_restores() {
        let before = summary(2, None);
        let loved = with_choice(&before, pressed(&before, Reaction::Love));
        assert_eq!(loved, summary(3, Some(Reaction::Love)));
        assert_eq!(with_choice(&loved, pressed(&loved, Reaction::Love)), before);
    }

    #[test]
    fn a_person_has_one_reaction() {
        let loved = summary(1, Some(Reaction::Love));
        let cheered = with_choice(&loved, pressed(&loved, Reaction::Cheer));
        assert_eq!(count(&cheered, Reaction::Love), 0);
        assert_eq!(count(&cheered, Reaction::Cheer), 1);
        assert_eq!(cheered.counts.len(), 1, "counts of zero are left out");
    }
}
