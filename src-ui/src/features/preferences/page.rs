//! The preferences' page.

use houseguest_protocol::{
    social::{Density, Motion, Preferences, Theme},
    window::Session,
};
use yew::prelude::*;

use super::{clash::ClashPanel, muted_words::MutedWords, session_type::SessionTypeChoice};
use crate::{
    features::shared::failure,
    hooks::{PrefsHandle, use_prefs, use_presence, use_takes_focus},
    i18n::{LANGUAGES, MessageId, Words, msg, use_words},
    state::preferences::{Keeping, PrefsAction},
    ui::{Choice, Notice, NoticeTone, PageHeading, SelectField, SwitchField},
};

/// How the house looks, what one is told of, and what one does not want to read: applied at once, then kept for whoever is here.
#[component]
pub fn PreferencesPage() -> Html {
    let words = use_words();
    let (prefs, presence) = (use_prefs(), use_presence());
    let chosen = prefs.chosen.clone();

    let choose = |change: fn(&Preferences, &str) -> Preferences| {
        let (prefs, chosen) = (prefs.dispatcher(), chosen.clone());
        Callback::from(move |value: String| prefs.dispatch(PrefsAction::Choose(change(&chosen, &value))))
    };
    let on_theme = choose(|now, value| Preferences { theme: named(&THEMES, value), ..now.clone() });
    let on_density = choose(|now, value| Preferences { density: named(&DENSITIES, value), ..now.clone() });
    let on_motion = choose(|now, value| Preferences { motion: named(&MOTIONS, value), ..now.clone() });
    let switch = |change: fn(bool, &Preferences) -> Preferences| {
        let (prefs, chosen) = (prefs.dispatcher(), chosen.clone());
        Callback::from(move |on: bool| prefs.dispatch(PrefsAction::Choose(change(on, &chosen))))
    };
    let on_replies = switch(|on, now| Preferences { notify_replies: on, ..now.clone() });
    let on_mentions = switch(|on, now| Preferences { notify_mentions: on, ..now.clone() });
    let on_words = {
        let (prefs, chosen) = (prefs.dispatcher(), chosen.clone());
        Callback::from(move |muted_words| {
            prefs.dispatch(PrefsAction::Choose(Preferences { muted_words, ..chosen.clone() }));
        })
    };
    let on_language = choose(|now, value| {
        let language = (value != SYSTEM).then(|| value.to_owned());
        Preferences { language, ..now.clone() }
    });

    let takes_focus = use_takes_focus();
    html! {
        <div class="page">
            <header class="page__head">
                <PageHeading {takes_focus}>{ words.say(msg("preferences-heading")) }</PageHeading>
                <p class="lede">{ words.say(lede(presence.session.ready())) }</p>
            </header>
            if let Keeping::Clash { settings, theirs } = &prefs.keeping {
                <ClashPanel settings={settings.clone()} mine={chosen.clone()} theirs={theirs.clone()}
                    onmine={decide(&prefs, PrefsAction::KeepMine)} ontheirs={decide(&prefs, PrefsAction::TakeTheirs)} />
            }
            <div class="card fields">
                <SelectField name="theme" label={words.say(msg("theme"))} hint={words.say(msg("theme-hint"))}
                    choices={choices(&words, &THEMES)} value={name_of(&THEMES, chosen.theme)} onchoose={on_theme} />
                <SelectField name="language" label={words.say(msg("language"))} hint={words.say(msg("language-hint"))}
                    choices={language_choices(&words)} value={chosen.language.clone().unwrap_or_else(|| SYSTEM.to_owned())} onchoose={on_language} />
                <SelectField name="density" label={words.say(msg("density"))} hint={words.say(msg("density-hint"))}
                    choices={choices(&words, &DENSITIES)} value={name_of(&DENSITIES, chosen.density)} onchoose={on_density} />
                <SelectField name="motion" label={words.say(msg("motion"))} hint={words.say(msg("motion-hint"))}
                    choices={choices(&words, &MOTIONS)} value={name_of(&MOTIONS, chosen.motion)} onchoose={on_motion} />
            </div>
            <section class="card fields" aria-labelledby="news-heading">
                <h2 class="section-heading" id="news-heading">{ words.say(msg("news-preferences")) }</h2>
                <SwitchField name="notify-replies" label={words.say(msg("notify-replies"))} hint={words.say(msg("notify-replies-hint"))}
                    on={chosen.notify_replies} onswitch={on_replies} />
                <SwitchField name="notify-mentions" label={words.say(msg("notify-mentions"))} hint={words.say(msg("notify-mentions-hint"))}
                    on={chosen.notify_mentions} onswitch={on_mentions} />
            </section>
            <SessionTypeChoice />
            <MutedWords muted={chosen.muted_words.clone()} onchange={on_words} />
            <KeepingLine keeping={prefs.keeping.clone()} />
        </div>
    }
}

/// Says how the person decided.
fn decide(prefs: &PrefsHandle, action: PrefsAction) -> Callback<()> {
    let prefs = prefs.dispatcher();
    Callback::from(move |()| prefs.dispatch(action.clone()))
}

/// Properties of [`KeepingLine`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct KeepingLineProps {
    /// How the keeping goes.
    pub keeping: Keeping,
}

/// Says whether what was chosen is kept.
#[component]
pub(super) fn KeepingLine(props: &KeepingLineProps) -> Html {
    let words = use_words();
    let (name, said) = match &props.keeping {
        Keeping::Rest => ("rest", Html::default()),
        // The panel says it, with what to decide.
        Keeping::Clash { .. } => ("clash", Html::default()),
        Keeping::Saving => ("saving", html! { <Notice>{ words.say(msg("preferences-saving")) }</Notice> }),
        Keeping::Waits => ("waits", html! { <Notice>{ words.say(msg("preferences-waits")) }</Notice> }),
        Keeping::Kept => {
            ("kept", html! { <Notice tone={NoticeTone::Success}>{ words.say(msg("preferences-kept")) }</Notice> })
        }
        Keeping::Failed(error) => {
            let reason = failure::reason(&words, error).to_string();
            let sentence = words.say_with(msg("preferences-refused"), &[("reason", reason.into())]);
            ("failed", html! { <Notice tone={NoticeTone::Danger}>{ sentence }</Notice> })
        }
    };
    html! { <div data-keeping={name} role="status">{ said }</div> }
}

const fn lede(session: Option<&Session>) -> MessageId {
    match session {
        Some(Session::Guest { .. } | Session::Member { .. }) => msg("preferences-lede-known"),
        Some(Session::Ended { .. }) => msg("preferences-lede-ended"),
        Some(Session::SignedOut { .. }) => msg("preferences-lede-signed-out"),
        Some(Session::Visitor | Session::Lost { .. } | Session::Removed { .. }) | None => {
            msg("preferences-lede-visitor")
        }
    }
}

/// The choice that leaves the language to the system.
const SYSTEM: &str = "system";

pub(super) type Named<T> = (&'static str, T, MessageId);

pub(super) const THEMES: [Named<Theme>; 4] = [
    ("system", Theme::System, msg("theme-system")),
    ("light", Theme::Light, msg("theme-light")),
    ("dark", Theme::Dark, msg("theme-dark")),
    ("high-contrast", Theme::HighContrast, msg("theme-high-contrast")),
];

pub(super) const DENSITIES: [Named<Density>; 2] = [
    ("comfortable", Density::Comfortable, msg("density-comfortable")),
    ("compact", Density::Compact, msg("density-compact")),
];

pub(super) const MOTIONS: [Named<Motion>; 3] = [
    ("system", Motion::System, msg("motion-system")),
    ("reduced", Motion::Reduced, msg("motion-reduced")),
    ("full", Motion::Full, msg("motion-full")),
];

fn named<T: Copy + Default>(table: &[Named<T>], name: &str) -> T {
    table.iter().find(|(value, ..)| *value == name).map_or_else(T::default, |(_, thing, _)| *thing)
}

fn name_of<T: PartialEq>(table: &[Named<T>], thing: T) -> &'static str {
    table.iter().find(|(_, other, _)| *other == thing).map_or(SYSTEM, |(name, ..)| *name)
}

fn choices<T>(words: &Words, table: &[Named<T>]) -> Vec<Choice> {
    let choice =
        |(value, _, label): &Named<T>| Choice { value: (*value).into(), label: words.say(*label), language: None };
    table.iter().map(choice).collect()
}

fn language_choices(words: &Words) -> Vec<Choice> {
    let system = Choice { value: SYSTEM.into(), label: words.say(msg("language-system")), language: None };
    let others = LANGUAGES.iter().map(|language| Choice {
        value: language.tag.into(),
        label: language.name.into(),
        language: Some(language.tag.into()),
    });
    std::iter::once(system).chain(others).collect()
}
