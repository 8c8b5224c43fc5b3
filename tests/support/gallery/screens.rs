//! The list of screens.

/// One screen: an address of the interface, in one of its made-up worlds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Screen {
    /// What its pictures are called.
    pub name: &'static str,
    /// The path.
    pub path: &'static str,
    /// The world, as `src-ui/src/bridge/stand_in.rs` names it.
    pub scene: &'static str,
    /// What is done there before one looks.
    pub deed: Option<Deed>,
}

/// Something done on a screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deed {
    /// The script that does it.
    pub script: &'static str,
    /// What is true once it is done.
    pub done: &'static str,
}

const fn screen(name: &'static str, path: &'static str, scene: &'static str) -> Screen {
    Screen { name, path, scene, deed: None }
}

impl Screen {
    const fn after(mut self, script: &'static str, done: &'static str) -> Self {
        self.deed = Some(Deed { script, done });
        self
    }
}

/// Opens the composer for posts.
const COMPOSE: &str = "document.querySelector('[data-compose]').click()";
/// Opens it and chooses a small picture.
const COMPOSE_WITH_PICTURE: &str = "document.querySelector('[data-compose]').click();
    const when = (what, then) => {
        const there = document.querySelector(what);
        if (there) then(there); else requestAnimationFrame(() => when(what, then));
    };
    const canvas = Object.assign(document.createElement('canvas'), { width: 480, height: 300 });
    const paint = canvas.getContext('2d');
    paint.fillStyle = '#23445a'; paint.fillRect(0, 0, 480, 300);
    paint.fillStyle = '#e7a03c'; paint.beginPath(); paint.arc(240, 150, 60, 0, 7); paint.fill();
    const bytes = Uint8Array.from(atob(canvas.toDataURL('image/png').split(',')[1]), (c) => c.charCodeAt(0));
    when('input[name=picture]', (field) => {
        const chosen = new DataTransfer();
        chosen.items.add(new File([bytes], 'lamp.png', { type: 'image/png' }));
        field.files = chosen.files;
        field.dispatchEvent(new Event('change', { bubbles: true }));
    });";
/// Opens it and chooses something that is no picture.
const COMPOSE_WITH_NO_PICTURE: &str = "document.querySelector('[data-compose]').click();
    const when = (what, then) => {
        const there = document.querySelector(what);
        if (there) then(there); else requestAnimationFrame(() => when(what, then));
    };
    when('input[name=picture]', (field) => {
        const chosen = new DataTransfer();
        chosen.items.add(new File(['words'], 'notes.txt', { type: 'text/plain' }));
        field.files = chosen.files;
        field.dispatchEvent(new Event('change', { bubbles: true }));
    });";
/// Opens it, writes and sends as soon as what was written is counted.
const POST: &str = "document.querySelector('[data-compose]').click();
    const when = (what, then) => {
        const there = document.querySelector(what);
        if (there) then(there); else requestAnimationFrame(() => when(what, then));
    };
    when('#post-body', (field) => {
        const counted = document.querySelector('#post-count').textContent;
        field.value = 'The hedgehog is back, and he brought a friend.';
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
        const send = () => {
            if (document.querySelector('#post-count').textContent === counted) requestAnimationFrame(send);
            else document.querySelector('form[data-composer=post] button[type=submit]').click();
        };
        send();
    });";
/// Begins to mention somebody in a comment.
const MENTION: &str = "const field = document.querySelector('#comment-body');
    field.focus();
    field.value = 'Thank you @';
    field.setSelectionRange(11, 11);
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    field.scrollIntoView({ block: 'center' });";

/// Chooses another amount of motion.
const PREFER_LESS_MOTION: &str = "const field = document.querySelector('select[name=motion]');
    field.value = 'reduced';
    field.dispatchEvent(new Event('change', { bubbles: true }));";
/// Asks to erase the guest.
const ASK_TO_ERASE: &str = "document.querySelector('[data-erase-guest]').click()";
/// Goes on to what a guest survives.
const TO_SAFETY: &str = "document.querySelector('[data-safety]').scrollIntoView()";
/// Reacts to the first post.
const REACT: &str = "document.querySelector('[data-reaction]').click()";

/// Opens the drawer at one of its parts.
macro_rules! behind_the_scenes {
    ($part:literal, $then:literal) => {
        concat!(
            "document.querySelector('[data-scenes]').click();
            const when = (what, then) => {
                const there = document.querySelector(what);
                if (there) then(there); else requestAnimationFrame(() => when(what, then));
            };
            when('[data-scenes-tab=",
            $part,
            "]', (tab) => { tab.click(); ",
            $then,
            " });"
        )
    };
}

const TIMELINE: &str =
    behind_the_scenes!("timeline", "when('[data-step=code_exchange]', (event) => { event.open = true; });");
const STORY: &str = behind_the_scenes!("story", "");
const TOKENS: &str = behind_the_scenes!("tokens", "");
const CLOCKS: &str = behind_the_scenes!("clocks", "");
const VAULT: &str = behind_the_scenes!("vault", "");
const BREAK: &str = behind_the_scenes!("break", "");

const THREAD: &str = "/post/00000000-0000-0000-0000-000000000001";

/// Every screen. Two tests keep the list whole: every world and every route of the interface is in it.
pub const SCREENS: &[Screen] = &[
    screen("feed-visitor", "/", "visitor"),
    screen("feed-guest", "/", "guest"),
    screen("feed-member", "/", "member"),
    screen("feed-signed-out", "/", "signed-out"),
    screen("feed-empty", "/", "empty"),
    screen("feed-loading", "/", "slow"),
    screen("feed-offline", "/", "offline"),
    screen("feed-away", "/", "away"),
    screen("post-begun", "/", "guest").after(COMPOSE, "document.querySelector('form[data-composer=post]')"),
    screen("post-visitor", "/", "visitor").after(COMPOSE, "document.querySelector('form[data-composer=post]')"),
    screen("post-picture", "/", "guest")
        .after(COMPOSE_WITH_PICTURE, "document.querySelector('.picture-field__preview')?.complete"),
    screen("post-no-picture", "/", "guest").after(COMPOSE_WITH_NO_PICTURE, "document.querySelector('.field__problem')"),
    screen("post-refused", "/", "refusing")
        .after(POST, "document.querySelector('form[data-composer=post] [data-tone=danger]')"),
    screen("thread-mention", THREAD, "guest").after(MENTION, "document.querySelector('[data-mentions]')"),
    screen("thread-visitor", THREAD, "visitor"),
    screen("thread-guest", THREAD, "guest"),
    screen("thread-loading", THREAD, "slow"),
    screen("thread-crowd", THREAD, "crowd"),
    screen("thread-member", THREAD, "member"),
    screen(
        "branch",
        "/post/00000000-0000-0000-0000-000000000001/comment/00000000-0000-0000-0000-00000000000c",
        "guest",
    ),
    screen("thread-offline", THREAD, "offline"),
    screen("thread-away", THREAD, "away"),
    screen("notifications-guest", "/notifications", "guest"),
    screen("notifications-visitor", "/notifications", "visitor"),
    screen("person", "/people/3b1f66c2-9d0e-4a57-8c11-000000000002", "guest"),
    screen("person-own", "/people/3b1f66c2-9d0e-4a57-8c11-000000000001", "member"),
    screen("preferences-visitor", "/preferences", "visitor"),
    screen("preferences-guest", "/preferences", "guest"),
    screen("preferences-browser", "/preferences", "browser-guest").after(
        "document.querySelector('input[name=session-type][value=cookie]').click();
            document.querySelector('[data-session-types]').scrollIntoView();",
        "document.querySelector('[data-session-types] .notice')",
    ),
    screen("preferences-cookie", "/preferences", "browser-cookie").after(
        "document.querySelector('[data-session-types]').scrollIntoView();",
        "document.querySelector('[data-session-types]')",
    ),
    screen("preferences-refusing", "/preferences", "refusing"),
    screen("you-visitor", "/you", "visitor"),
    screen("you-guest", "/you", "guest"),
    screen("you-two-accounts", "/you", "two-accounts"),
    screen("you-browser-guest", "/you", "browser-guest"),
    screen("you-cookie", "/you", "browser-cookie"),
    screen("safety-guest", "/you", "guest").after(TO_SAFETY, "document.querySelector('[data-idle-days]')"),
    screen("safety-browser-guest", "/you", "browser-guest").after(TO_SAFETY, "document.querySelector('[data-safety]')"),
    screen("safety-cookie", "/you", "browser-cookie").after(TO_SAFETY, "document.querySelector('[data-safety]')"),
    screen("you-member", "/you", "member"),
    screen("you-signed-out", "/you", "signed-out"),
    screen("you-ended", "/you", "ended"),
    screen("you-lost", "/you", "lost"),
    screen("you-removed", "/you", "removed"),
    screen("you-replaced", "/you", "replaced"),
    screen("devices-guest", "/devices", "guest"),
    screen("devices-visitor", "/devices", "visitor"),
    screen("devices-member", "/devices", "member"),
    screen("devices-browser-guest", "/devices", "browser-guest"),
    screen("devices-cookie", "/devices", "browser-cookie"),
    screen("keep-waiting", "/you", "waiting"),
    screen("keep-by-hand", "/you", "by-hand"),
    screen("keep-promoted", "/you", "promoted"),
    screen("keep-elsewhere", "/you", "elsewhere"),
    screen("keep-merged", "/you", "merged"),
    screen("vault-passphrase", "/", "passphrase"),
    screen("vault-first-passphrase", "/", "first-passphrase"),
    screen("vault-in-use", "/", "in-use"),
    screen("vault-key-elsewhere", "/", "key-elsewhere"),
    screen("vault-locked", "/", "locked"),
    screen("vault-damaged", "/", "damaged"),
    screen("vault-restored", "/", "restored"),
    screen("preferences-clash", "/preferences", "clash")
        .after(PREFER_LESS_MOTION, "document.querySelector('[data-clash]')"),
    screen("erase-asked", "/you", "guest").after(ASK_TO_ERASE, "document.querySelector('[data-erase-form]')"),
    screen("scenes-timeline", "/", "member")
        .after(TIMELINE, "document.querySelector('[data-step=code_exchange][open] .seen__body')"),
    screen("scenes-story", "/", "visitor").after(STORY, "document.querySelector('[data-story]')"),
    screen("scenes-tokens", "/", "member").after(TOKENS, "document.querySelector('[data-comparison]')"),
    screen("scenes-clocks", "/", "guest").after(CLOCKS, "document.querySelector('[data-clock]')"),
    screen("scenes-vault", "/", "guest").after(VAULT, "document.querySelector('[data-scenes-thumbprint]')"),
    screen("scenes-break", "/", "guest").after(BREAK, "document.querySelector('[data-break]')"),
    screen("stopped", "/", "stops").after(REACT, "document.querySelector('.stopped')"),
    screen("parts", "/parts", "visitor"),
    screen("not-found", "/not-found", "visitor"),
];

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, fs, path::Path};

    use super::*;

    fn source(file: &str) -> String {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src-ui/src").join(file);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    #[test]
    fn every_world_is_on_a_screen() {
        let shown: BTreeSet<&str> = SCREENS.iter().map(|screen| screen.scene).collect();
        let source = source("bridge/stand_in.rs");
        let named = source.lines().filter_map(|line| {
            let (name, rest) = line.trim().strip_prefix('"')?.split_once('"')?;
            rest.trim_start().starts_with("=> Self::").then_some(name)
        });
        let missing: Vec<&str> = named.clone().filter(|name| !shown.contains(name)).collect();
        assert!(named.count() > 10, "the scanner reads the worlds' names");
        assert!(missing.is_empty(), "worlds without a screen: {missing:?}");
    }

    #[test]
    fn every_route_is_on_a_screen() {
        let source = source("routes.rs");
        let routes: Vec<&str> =
            source.lines().filter_map(|line| line.trim().strip_prefix("#[at(\"")?.split('"').next()).collect();
        assert!(routes.len() > 4, "the scanner reads the routes");
        for route in routes {
            // "/post/:id" is shown by anything below "/post/".
            let (beginning, has_more) = route.split_once(':').map_or((route, false), |(before, _)| (before, true));
            let shows = |path: &str| if has_more { path.starts_with(beginning) } else { path == beginning };
            assert!(SCREENS.iter().any(|screen| shows(screen.path)), "{route} is on no screen");
        }
    }

    #[test]
    fn no_two_screens_share_a_name() {
        let names: BTreeSet<&str> = SCREENS.iter().map(|screen| screen.name).collect();
        assert_eq!(names.len(), SCREENS.len());
    }
}
