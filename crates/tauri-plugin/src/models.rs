//! What the commands take. What they answer is in `houseguest_protocol::window`.

/// What the person would like to see in the browser.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageWishes {
    /// The languages of the page, best first, as BCP 47 tags separated by spaces.
    pub ui_locales: Option<String>,
    /// `light` or `dark`; anything else is no wish.
    pub color_scheme: Option<String>,
}
