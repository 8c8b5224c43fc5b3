//! How a plain browser remembers people: by a token that the page keeps, or by a cookie out of its reach.

use houseguest_protocol::{identity::SessionType, window::Session};
use yew::prelude::*;

use crate::{
    bridge::{CookieRules, SessionTypes},
    hooks::{use_bridge, use_presence},
    i18n::{MessageId, Words, msg, use_words},
    ui::{Glyph, Icon, Notice},
};

/// The two session types side by side, and which holds for whoever comes next. Draws nothing where there is no choice.
///
/// Whoever is here is never moved: a guest without a key has nothing but the session, and it cannot be changed into one
/// of the other kind.
#[component]
pub(super) fn SessionTypeChoice() -> Html {
    let (words, bridge, presence) = (use_words(), use_bridge(), use_presence());
    // Whatever was chosen is asked of the bridge at each drawing; this only causes one.
    let drawings = use_state_eq(|| 0_u32);
    let Some(SessionTypes { in_use, chosen, usual, cookie: Some(rules) }) = bridge.session_types() else {
        return Html::default();
    };
    let choose = {
        let (bridge, drawings) = (bridge.clone(), drawings.clone());
        Callback::from(move |chosen: SessionType| {
            bridge.choose_session_type(chosen);
            drawings.set(drawings.wrapping_add(1));
        })
    };
    let card = |session_type| {
        html! {
            <Card {session_type} is_chosen={chosen == session_type} is_usual={usual == session_type} {rules} onchoose={choose.clone()} />
        }
    };
    let stays = match presence.session.ready() {
        Some(Session::Guest { .. }) if in_use != chosen => Some(msg("remember-guest-stays")),
        Some(Session::Member { .. }) if in_use != chosen => Some(msg("remember-member-stays")),
        _ => None,
    };
    html! {
        <section class="card stack" data-session-types={name_of(in_use)} aria-labelledby="remember-heading">
            <h2 class="section-heading" id="remember-heading">{ words.say(msg("remember-heading")) }</h2>
            <p>{ words.say(msg("remember-lede")) }</p>
            <div>
                <div class="ways-to-remember" role="radiogroup" aria-labelledby="remember-heading">
                    { card(SessionType::RefreshToken) }
                    { card(SessionType::Cookie) }
                </div>
                <div role="status">
                    if let Some(stays) = stays {
                        <Notice>{ words.say(stays) }</Notice>
                    }
                </div>
            </div>
        </section>
    }
}

/// Properties of [`Card`].
#[derive(Clone, PartialEq, Properties)]
struct CardProps {
    session_type: SessionType,
    is_chosen: bool,
    /// Whether this is what holds where nobody chose.
    is_usual: bool,
    rules: CookieRules,
    onchoose: Callback<SessionType>,
}

/// One session type: where it is kept, what it survives, what ends it.
#[component]
fn Card(props: &CardProps) -> Html {
    let words = use_words();
    let session_type = props.session_type;
    let name = name_of(session_type);
    let (title, text) = match session_type {
        SessionType::RefreshToken => (msg("remember-token"), msg("remember-token-text")),
        SessionType::Cookie => (msg("remember-cookie"), msg("remember-cookie-text")),
    };
    let onchange = props.onchoose.reform(move |_: Event| session_type);
    let line = |glyph| move |text: AttrValue| html! { <li><Icon {glyph} /><span>{ text }</span></li> };
    let (title_id, text_id) = (format!("remember-{name}"), format!("remember-{name}-text"));
    html! {
        <div class="way-to-remember" data-session-type={name}>
            <label class="way-to-remember__head">
                <input type="radio" name="session-type" value={name} checked={props.is_chosen} {onchange}
                    aria-labelledby={title_id.clone()} aria-describedby={text_id.clone()} />
                <span class="way-to-remember__title" id={title_id}>{ words.say(title) }</span>
                if props.is_usual {
                    <span class="way-to-remember__usual">{ words.say(msg("remember-usual")) }</span>
                }
            </label>
            <p id={text_id}>{ words.say(text) }</p>
            <h3 class="safety__part">{ words.say(msg("safety-survives")) }</h3>
            <ul class="ticks">{ for survives(&words, session_type, props.rules).map(line(Glyph::Check)) }</ul>
            <h3 class="safety__part">{ words.say(msg("safety-ends")) }</h3>
            <ul class="ticks ticks--warning">{ for ends(&words, session_type, props.rules).map(line(Glyph::Warning)) }</ul>
        </div>
    }
}

fn survives(words: &Words, session_type: SessionType, rules: CookieRules) -> impl Iterator<Item = AttrValue> {
    let lasts = session_type == SessionType::RefreshToken || !rules.ends_with_browser;
    let said = [
        Some(msg("safety-browser-reload")),
        Some(msg("remember-survives-tab")),
        lasts.then_some(msg("remember-survives-browser")),
    ];
    said.map(|id: Option<MessageId>| id.map(|id| words.say(id))).into_iter().flatten()
}

fn ends(words: &Words, session_type: SessionType, rules: CookieRules) -> impl Iterator<Item = AttrValue> {
    let is_cookie = session_type == SessionType::Cookie;
    let idle = rules.idle_days().filter(|_| is_cookie);
    [
        (is_cookie && rules.ends_with_browser).then(|| words.say(msg("remember-ends-browser"))),
        Some(words.say(msg("safety-browser-data"))),
        Some(match idle {
            Some(days) => words.say_with(msg("remember-ends-idle"), &[("count", days.into())]),
            None => words.say(msg("safety-browser-session")),
        }),
    ]
    .into_iter()
    .flatten()
}

/// The protocol's name, which tests and styles know, too.
const fn name_of(session_type: SessionType) -> &'static str {
    match session_type {
        SessionType::RefreshToken => "refresh_token",
        SessionType::Cookie => "cookie",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        bridge::{
            Bridge, BridgeHandle,
            stand_in::{Scene, StandIn},
        },
        surroundings::drawn,
    };

    async fn choice(scene: Scene) -> String {
        let bridge = BridgeHandle::new(StandIn::new(scene));
        drawn(html! { <ContextProvider<BridgeHandle> context={bridge}><SessionTypeChoice /></ContextProvider<BridgeHandle>> })
            .await
    }

    #[tokio::test]
    async fn both_types_stand_side_by_side_in_a_browser_and_nowhere_else() {
        assert_eq!(choice(Scene::Guest).await, "", "a guest of the app has a key");
        let html = choice(Scene::BrowserGuest).await;
        assert!(html.contains("data-session-types=\"refresh_token\""), "{html}");
        assert_eq!(html.matches("type=\"radio\"").count(), 2, "{html}");
        assert_eq!(html.matches("way-to-remember__usual").count(), 1, "{html}");
        assert!(choice(Scene::BrowserCookie).await.contains("data-session-types=\"cookie\""));
    }

    #[test]
    fn what_is_said_of_a_cookie_follows_the_operator_s_rules() {
        let words = Words::english();
        let said = |rules| {
            let all = |lines: Vec<AttrValue>| lines.join("\n");
            let survives = all(survives(&words, SessionType::Cookie, rules).collect());
            (survives, all(ends(&words, SessionType::Cookie, rules).collect()))
        };
        let (survives, ends) = said(CookieRules { ends_with_browser: false, idle_seconds: Some(30 * 86_400) });
        assert!(survives.contains("whole browser") && ends.contains("30"), "{survives} / {ends}");
        let (survives, ends) = said(CookieRules { ends_with_browser: true, idle_seconds: None });
        assert!(!survives.contains("whole browser") && ends.contains("whole browser"), "{survives} / {ends}");
    }

    #[test]
    fn choosing_moves_nobody() {
        let world = StandIn::new(Scene::BrowserGuest);
        world.choose_session_type(SessionType::Cookie);
        let types = world.session_types().expect("a browser's");
        assert_eq!((types.in_use, types.chosen), (SessionType::RefreshToken, SessionType::Cookie));
    }
}
