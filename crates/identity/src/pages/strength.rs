//! Says how hard a password is to guess, and what would help.

use zxcvbn::{
    Score,
    feedback::{Suggestion, Warning},
    zxcvbn,
};

use super::Message;

/// How hard a password is to guess.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Strength {
    /// From 0 (guessed at once) to 4, on zxcvbn's scale.
    pub(crate) score: u8,
    /// What makes it weak and what helps, most important first; empty for a strong one.
    pub(crate) advice: Vec<Message>,
}

impl Strength {
    /// The least that is let in: "somewhat guessable", a million guesses (zxcvbn's own recommendation for
    /// services that limit attempts, as this one does).
    pub(crate) const LEAST: u8 = 2;

    /// The best there is; the end of the meter.
    pub(crate) const MOST: u8 = 4;

    /// Weighs `password`; `related` are words an acquaintance would try first, such as the login and the place.
    ///
    /// Takes milliseconds, so it belongs off the async threads. Only the first 100 characters count.
    pub(crate) fn of(password: &str, related: &[&str]) -> Self {
        let entropy = zxcvbn(password, related);
        let mut advice = Vec::new();
        if let Some(feedback) = entropy.feedback() {
            advice.extend(feedback.warning().map(warning));
            advice.extend(feedback.suggestions().iter().copied().map(suggestion));
        }
        Self { score: score(entropy.score()), advice }
    }

    /// Whether it may be used.
    pub(crate) fn suffices(&self) -> bool {
        self.score >= Self::LEAST
    }

    /// The score in a word.
    pub(crate) fn verdict(&self) -> Message {
        match self.score {
            0 => Message::Strength0,
            1 => Message::Strength1,
            2 => Message::Strength2,
            3 => Message::Strength3,
            _ => Message::Strength4,
        }
    }
}

fn score(score: Score) -> u8 {
    match score {
        Score::Zero => 0,
        Score::One => 1,
        Score::Two => 2,
        Score::Three => 3,
        // The enum may grow; a better class than four is still at the end of the meter.
        _ => Strength::MOST,
    }
}

fn warning(warning: Warning) -> Message {
    match warning {
        Warning::StraightRowsOfKeysAreEasyToGuess => Message::WarningStraightRows,
        Warning::ShortKeyboardPatternsAreEasyToGuess => Message::WarningKeyboardPattern,
        Warning::RepeatsLikeAaaAreEasyToGuess => Message::WarningRepeats,
        Warning::RepeatsLikeAbcAbcAreOnlySlightlyHarderToGuess => Message::WarningRepeatedGroup,
        Warning::ThisIsATop10Password | Warning::ThisIsATop100Password => Message::WarningVeryCommon,
        Warning::ThisIsACommonPassword => Message::WarningCommon,
        Warning::ThisIsSimilarToACommonlyUsedPassword => Message::WarningSimilar,
        Warning::SequencesLikeAbcAreEasyToGuess => Message::WarningSequences,
        Warning::RecentYearsAreEasyToGuess => Message::WarningYears,
        Warning::AWordByItselfIsEasyToGuess => Message::WarningOneWord,
        Warning::DatesAreOftenEasyToGuess => Message::WarningDates,
        Warning::NamesAndSurnamesByThemselvesAreEasyToGuess | Warning::CommonNamesAndSurnamesAreEasyToGuess => {
            Message::WarningNames
        }
    }
}

fn suggestion(suggestion: Suggestion) -> Message {
    match suggestion {
        Suggestion::UseAFewWordsAvoidCommonPhrases => Message::AdviceFewWords,
        Suggestion::NoNeedForSymbolsDigitsOrUppercaseLetters => Message::AdviceNoSymbolsNeeded,
        Suggestion::AddAnotherWordOrTwo => Message::AdviceAnotherWord,
        Suggestion::CapitalizationDoesntHelpVeryMuch => Message::AdviceCapitals,
        Suggestion::AllUppercaseIsAlmostAsEasyToGuessAsAllLowercase => Message::AdviceAllCapitals,
        Suggestion::ReversedWordsArentMuchHarderToGuess => Message::AdviceReversed,
        Suggestion::PredictableSubstitutionsDontHelpVeryMuch => Message::AdviceSubstitutions,
        Suggestion::UseALongerKeyboardPatternWithMoreTurns => Message::AdviceLongerPattern,
        Suggestion::AvoidRepeatedWordsAndCharacters => Message::AdviceAvoidRepeats,
        Suggestion::AvoidSequences => Message::AdviceAvoidSequences,
        Suggestion::AvoidRecentYears => Message::AdviceAvoidYears,
        Suggestion::AvoidYearsThatAreAssociatedWithYou => Message::AdviceAvoidYourYears,
        Suggestion::AvoidDatesAndYearsThatAreAssociatedWithYou => Message::AdviceAvoidYourDates,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_common_password_is_weak_and_is_told_why() {
        let strength = Strength::of("password1", &[]);
        assert!(!strength.suffices());
        assert!(!strength.advice.is_empty());
    }

    #[test]
    fn a_few_unrelated_words_are_enough() {
        assert!(Strength::of("lantern otter gravel", &[]).suffices());
    }

    #[test]
    fn ones_own_login_does_not_make_a_password() {
        let login = "marigold.fennimore";
        assert!(Strength::of(login, &[]).suffices(), "on its own it would do");
        assert!(!Strength::of(login, &[login]).suffices());
    }

    #[test]
    fn the_longest_password_is_weighed_quickly() {
        let long: String = "aA1".repeat(200);
        let begun = std::time::Instant::now();
        let _ = Strength::of(&long, &[]);
        assert!(begun.elapsed().as_secs() < 5, "took {:?}", begun.elapsed());
    }
}
