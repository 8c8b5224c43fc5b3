//! What the commands take. What they answer is in `houseguest_protocol::window`.

use houseguest_client::{ColorScheme, StartPromotion};

/// What the person would like to see in the browser.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageWishes {
    /// The languages of the page, best first, as BCP 47 tags separated by spaces.
    pub ui_locales: Option<String>,
    /// `light` or `dark`; anything else is no wish.
    pub color_scheme: Option<String>,
}

impl PageWishes {
    /// The wishes as the client takes them; one that makes no sense is no wish.
    pub(crate) fn into_start(self, redirect_uri: String) -> StartPromotion {
        let color_scheme = match self.color_scheme.as_deref() {
            Some("light") => Some(ColorScheme::Light),
            Some("dark") => Some(ColorScheme::Dark),
            _ => None,
        };
        StartPromotion { redirect_uri, ui_locales: self.ui_locales, color_scheme }
    }
}
