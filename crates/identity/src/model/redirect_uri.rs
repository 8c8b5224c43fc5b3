//! Whether an answer may go where a request asks for it.

use url::{Host, Url};

/// Whether `presented` is the registered URI: byte for byte, or on loopback but for the port, which a
/// native app cannot choose beforehand (RFC 8252, section 7.3; protocol.md, section 4.1).
///
/// Only the loopback addresses get that freedom, not the name `localhost`, which a machine may point elsewhere.
pub(crate) fn matches(registered: &Url, presented: &str) -> bool {
    if registered.as_str() == presented {
        return true;
    }
    let on_loopback = match registered.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(_)) | None => false,
    };
    if registered.scheme() != "http" || !on_loopback {
        return false;
    }
    let Ok(mut candidate) = Url::parse(presented) else { return false };
    // What the parser would repair on the quiet is refused: the code is later compared byte for byte.
    if candidate.as_str() != presented || candidate.port() == Some(0) {
        return false;
    }
    candidate.set_port(registered.port()).is_ok() && candidate == *registered
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn accepts(registered: &str, presented: &str) -> bool {
        matches(&Url::parse(registered).expect("a URL"), presented)
    }

    #[test]
    fn on_loopback_any_port_will_do_and_nothing_else() {
        let registered = "http://127.0.0.1/callback";
        for good in ["http://127.0.0.1/callback", "http://127.0.0.1:49152/callback", "http://127.0.0.1:1/callback"] {
            assert!(accepts(registered, good), "{good}");
        }
        for bad in [
            "http://127.0.0.1:49152/other",
            "http://127.0.0.1:49152/callback/",
            "http://127.0.0.1:49152/callback?x=1",
            "http://127.0.0.1:49152/callback#x",
            "http://user@127.0.0.1:49152/callback",
            "http://127.0.0.1:49152@evil.example/callback",
            "http://127.0.0.1.evil.example/callback",
            "http://127.0.0.2:49152/callback",
            "http://localhost:49152/callback",
            "https://127.0.0.1:49152/callback",
            "http://127.0.0.1:0/callback",
            "http://127.0.0.1:99999/callback",
            "http://127.0.0.1:49152/a/../callback",
            "http://2130706433:49152/callback",
            " http://127.0.0.1:49152/callback",
        ] {
            assert!(!accepts(registered, bad), "{bad}");
        }
        assert!(accepts("http://[::1]/callback", "http://[::1]:5000/callback"));
    }

    #[test]
    fn elsewhere_only_the_very_uri_will_do() {
        assert!(accepts("https://app.example/", "https://app.example/"));
        assert!(accepts("houseguest://callback", "houseguest://callback"));
        for (registered, presented) in [
            ("https://app.example/", "https://app.example"),
            ("https://app.example/", "https://app.example:444/"),
            ("https://app.example/cb", "https://app.example/cb/.."),
            ("houseguest://callback", "houseguest://callback/x"),
            ("http://localhost/callback", "http://localhost:5000/callback"),
        ] {
            assert!(!accepts(registered, presented), "{presented}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_the_comparison_panic(text in ".{0,200}") {
            let _ = accepts("http://127.0.0.1/callback", &text);
        }
    }
}
