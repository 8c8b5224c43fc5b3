//! Which servers a client talks to, and as whom.

use url::Url;

/// The servers and the client's name at the issuer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoints {
    /// The OpenID provider's public origin.
    pub issuer: Url,
    /// The base address of the social API.
    pub social: Url,
    /// The client, as registered at the issuer.
    pub client_id: String,
}

impl Endpoints {
    /// The issuer without a trailing slash: what its discovery document must name.
    pub(crate) fn issuer_text(&self) -> &str {
        self.issuer.as_str().trim_end_matches('/')
    }

    /// An address below `base`, which may itself have a path.
    pub(crate) fn below(base: &Url, path: &str) -> Url {
        let mut url = base.clone();
        url.set_path(&format!("{}{path}", base.path().trim_end_matches('/')));
        url.set_query(None);
        url.set_fragment(None);
        url
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_may_have_a_path() {
        let url = |text: &str| Url::parse(text).expect("a URL");
        assert_eq!(Endpoints::below(&url("http://a.test"), "/x").as_str(), "http://a.test/x");
        assert_eq!(Endpoints::below(&url("http://a.test/b/?q#f"), "/x").as_str(), "http://a.test/b/x");
    }
}
