//! How preferences show on the page.

use houseguest_protocol::{
    json,
    social::{Density, Motion, Preferences, Theme},
};

/// The value of `<html data-theme>`; none leaves the choice to the system.
#[must_use]
pub const fn theme_attribute(theme: Theme) -> Option<&'static str> {
    match theme {
        Theme::System => None,
        Theme::Light => Some("light"),
        Theme::Dark => Some("dark"),
        Theme::HighContrast => Some("high-contrast"),
    }
}

/// The value of `<html data-density>`.
#[must_use]
pub const fn density_attribute(density: Density) -> &'static str {
    match density {
        Density::Comfortable => "comfortable",
        Density::Compact => "compact",
    }
}

/// The value of `<html data-motion>`; none leaves it to the system.
#[must_use]
pub const fn motion_attribute(motion: Motion) -> Option<&'static str> {
    match motion {
        Motion::System => None,
        Motion::Reduced => Some("reduced"),
        Motion::Full => Some("full"),
    }
}

/// The scheme the sign-up page should have: `light` or `dark`.
#[must_use]
pub const fn color_scheme(theme: Theme, system_is_dark: bool) -> &'static str {
    match (theme, system_is_dark) {
        (Theme::Light, _) | (Theme::System, false) => "light",
        (Theme::Dark | Theme::HighContrast, _) | (Theme::System, true) => "dark",
    }
}

/// Reads what the page remembered; the default when there is nothing sensible.
#[must_use]
pub fn recall(remembered: Option<&str>) -> Preferences {
    remembered.and_then(|text| json::read(text).ok()).unwrap_or_default()
}

/// What the page should remember: how things look, and nothing of what the person does not want to read or be told.
#[must_use]
pub fn to_remember(preferences: &Preferences) -> String {
    let looks = Preferences {
        theme: preferences.theme,
        language: preferences.language.clone(),
        density: preferences.density,
        motion: preferences.motion,
        ..Preferences::default()
    };
    serde_json::to_string(&looks).expect("plain fields always make JSON")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_are_remembered_and_damage_is_forgotten() {
        let looks = Preferences {
            theme: Theme::Dark,
            language: Some("en".to_owned()),
            density: Density::Compact,
            ..Preferences::default()
        };
        assert_eq!(recall(Some(&to_remember(&looks))), looks);
        let word = houseguest_protocol::social::MutedWord::parse("lamp").expect("a word");
        let more = Preferences { muted_words: vec![word], ..looks.clone() };
        assert_eq!(recall(Some(&to_remember(&more))), looks, "the page remembers nothing personal");
        assert_eq!(recall(Some("{{")), Preferences::default());
        assert_eq!(recall(None), Preferences::default());
    }

    #[test]
    fn the_sign_up_page_follows_the_theme() {
        assert_eq!(color_scheme(Theme::System, true), "dark");
        assert_eq!(color_scheme(Theme::Light, true), "light");
        assert_eq!(color_scheme(Theme::HighContrast, false), "dark");
    }
}
