//! Which house something belongs to.

use serde::{Deserialize, Serialize};
use url::Url;

/// A backend by a name that lasts, known before it ever answered: what was written for one is never sent to another.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "known_by", rename_all = "snake_case")]
pub enum House {
    /// One whose address may change from launch to launch, such as the one inside the app's own process.
    Name {
        /// What the app calls it.
        name: String,
    },
    /// One that is where it is.
    Address {
        /// Who vouches for people there: the OpenID provider's origin.
        issuer: Url,
        /// Where words go: the base address of the social API.
        social: Url,
    },
}

impl House {
    /// The backend inside an app's own process.
    pub const EMBEDDED: &'static str = "embedded";

    /// One that is called `name`, wherever it is today.
    #[must_use]
    pub fn named(name: impl Into<String>) -> Self {
        Self::Name { name: name.into() }
    }

    /// One that is known by its addresses. A slash at the end makes no other house, nor do query and fragment.
    #[must_use]
    pub fn at(issuer: &Url, social: &Url) -> Self {
        let plain = |url: &Url| {
            let mut url = url.clone();
            url.set_query(None);
            url.set_fragment(None);
            let path = url.path().trim_end_matches('/').to_owned();
            url.set_path(&path);
            url
        };
        Self::Address { issuer: plain(issuer), social: plain(social) }
    }
}

/// How much waits on this device for a house that it does not talk to now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitsElsewhere {
    /// Which.
    pub house: House,
    /// How many things: those that wait, and those that were refused there and not yet put away.
    pub count: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_house_is_known_by_both_addresses_and_not_by_how_they_are_written() {
        let url = |text: &str| Url::parse(text).expect("a URL");
        let at = |issuer: &str, social: &str| House::at(&url(issuer), &url(social));
        let home = at("https://ID.example.com", "https://example.com/social");
        assert_eq!(home, at("https://id.example.com/", "https://example.com:443/social/?q#f"));
        assert_ne!(home, at("https://id.example.com", "https://example.com/other"));
        assert_ne!(home, at("https://id.example.org", "https://example.com/social"));
        assert_ne!(home, at("http://id.example.com", "https://example.com/social"));
        assert_ne!(House::named(House::EMBEDDED), House::named("another"));
        let text = serde_json::to_string(&home).expect("JSON");
        assert_eq!(serde_json::from_str::<House>(&text).expect("reads"), home);
    }
}
