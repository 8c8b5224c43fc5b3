//! The drawer: a sheet over a phone's foot, a panel beside a wide page. The app behind it stays usable.

use yew::prelude::*;

use super::{
    break_it::BreakTab, clocks::Clocks, seen::use_seen, timeline::Timeline, tokens::TokenTab, vault::VaultTab,
};
use crate::{
    features::story::StoryPanel,
    i18n::{MessageId, msg, use_words},
    ui::{Glyph, Icon, focus},
};

/// What the drawer shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tab {
    Story,
    Timeline,
    Tokens,
    Clocks,
    Vault,
    Break,
}

impl Tab {
    const ALL: [Self; 6] = [Self::Story, Self::Timeline, Self::Tokens, Self::Clocks, Self::Vault, Self::Break];

    const fn name(self) -> &'static str {
        match self {
            Self::Story => "story",
            Self::Timeline => "timeline",
            Self::Tokens => "tokens",
            Self::Clocks => "clocks",
            Self::Vault => "vault",
            Self::Break => "break",
        }
    }

    const fn said(self) -> MessageId {
        match self {
            Self::Story => msg("scenes-tab-story"),
            Self::Timeline => msg("scenes-tab-timeline"),
            Self::Tokens => msg("scenes-tab-tokens"),
            Self::Clocks => msg("scenes-tab-clocks"),
            Self::Vault => msg("scenes-tab-vault"),
            Self::Break => msg("scenes-tab-break"),
        }
    }
}

/// The small button and the drawer it opens; nothing where there is no inspector.
#[component]
pub fn BehindTheScenes() -> Html {
    let words = use_words();
    let seen = use_seen();
    // A story under way goes on after the browser came home from the sign-up page.
    let is_open = use_state_eq(crate::features::story::is_under_way);
    let tab = use_state_eq(|| if crate::features::story::is_under_way() { Tab::Story } else { Tab::Timeline });
    let (button, heading) = (use_node_ref(), use_node_ref());
    let was_open = use_mut_ref(|| *is_open);
    {
        let (button, heading, was_open) = (button.clone(), heading.clone(), std::rc::Rc::clone(&was_open));
        use_effect_with(*is_open, move |is_open| {
            let before = was_open.replace(*is_open);
            let goes_to = match (before, *is_open) {
                (false, true) => Some(heading),
                (true, false) => Some(button),
                _ => None,
            };
            if let Some(place) = goes_to {
                focus(&place);
            }
        });
    }
    if !seen.is_on {
        return Html::default();
    }
    let toggle = {
        let is_open = is_open.clone();
        Callback::from(move |_: MouseEvent| is_open.set(!*is_open))
    };
    let onkeydown = {
        let is_open = is_open.setter();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                event.stop_propagation();
                is_open.set(false);
            }
        })
    };
    let events = seen.events.clone();
    html! {
        <>
            <button
                class="scenes__button" type="button" data-scenes="" ref={button} onclick={toggle.clone()}
                aria-expanded={if *is_open { "true" } else { "false" }} aria-controls="behind-the-scenes"
            >
                <Icon glyph={Glyph::Lamp} />
                <span>{ words.say(msg("scenes-open")) }</span>
            </button>
            <section
                class="scenes" id="behind-the-scenes" hidden={!*is_open} aria-labelledby="scenes-heading" {onkeydown}
            >
                if *is_open {
                    <header class="scenes__head">
                        <h2 id="scenes-heading" class="scenes__heading" tabindex="-1" ref={heading}>{ words.say(msg("scenes-heading")) }</h2>
                        <button class="button button--icon" type="button" data-scenes-close="" aria-label={words.say(msg("scenes-close"))} onclick={toggle}>
                            <Icon glyph={Glyph::Close} />
                        </button>
                    </header>
                    <div class="scenes__tabs" role="group" aria-label={words.say(msg("scenes-tabs"))}>
                        { for Tab::ALL.into_iter().map(|one| {
                            let onclick = { let tab = tab.setter(); Callback::from(move |_: MouseEvent| tab.set(one)) };
                            html! {
                                <button class="scenes__tab" type="button" data-scenes-tab={one.name()} aria-pressed={if one == *tab { "true" } else { "false" }} {onclick}>
                                    { words.say(one.said()) }
                                </button>
                            }
                        }) }
                    </div>
                    <div class="scenes__content">
                        { match *tab {
                            Tab::Story => html! { <StoryPanel {events} /> },
                            Tab::Timeline => html! { <Timeline {events} /> },
                            Tab::Tokens => html! { <TokenTab {events} /> },
                            Tab::Clocks => html! { <Clocks {events} /> },
                            Tab::Vault => html! { <VaultTab {events} /> },
                            Tab::Break => html! { <BreakTab {events} /> },
                        } }
                    </div>
                }
            </section>
        </>
    }
}
