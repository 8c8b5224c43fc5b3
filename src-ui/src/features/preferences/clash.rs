//! Two devices chose differently: what differs, and whose choice holds.

use houseguest_protocol::social::Preferences;
use yew::prelude::*;

use super::page::{DENSITIES, MOTIONS, Named, THEMES};
use crate::{
    bridge::page,
    i18n::{LANGUAGES, MessageId, Words, msg, use_words},
    state::preferences::Setting,
    ui::{Button, ButtonKind, Mark},
};

/// Properties of [`ClashPanel`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ClashPanelProps {
    /// What both changed.
    pub settings: Vec<Setting>,
    /// What was chosen here.
    pub mine: Preferences,
    /// What was chosen on the other device.
    pub theirs: Preferences,
    /// What was chosen here holds.
    pub onmine: Callback<()>,
    /// What was chosen there holds.
    pub ontheirs: Callback<()>,
}

/// Shows both choices side by side and asks.
#[component]
pub fn ClashPanel(props: &ClashPanelProps) -> Html {
    let words = use_words();
    // It asks something, and whoever chose something below would not see it.
    use_effect_with((), |()| page::scroll_to(0.0));
    html! {
        <section class="card panel clash" data-tone="glow" role="alert" aria-labelledby="clash-heading" data-clash="">
            <h2 class="section-heading" id="clash-heading">{ words.say(msg("clash-heading")) }</h2>
            <p>{ words.say(msg("clash-text")) }</p>
            <table class="clash__table">
                <thead>
                    <tr>
                        <th scope="col">{ words.say(msg("clash-setting")) }</th>
                        <th scope="col">{ words.say(msg("clash-here")) }</th>
                        <th scope="col">{ words.say(msg("clash-there")) }</th>
                    </tr>
                </thead>
                <tbody>
                    { for props.settings.iter().map(|setting| html! {
                        <tr>
                            <th scope="row">{ words.say(name(*setting)) }</th>
                            <td>{ value(&words, *setting, &props.mine) }</td>
                            <td>{ value(&words, *setting, &props.theirs) }</td>
                        </tr>
                    }) }
                </tbody>
            </table>
            <div class="buttons">
                <Button kind={ButtonKind::Primary} mark={Mark::KeepMine} onclick={props.onmine.clone()}>{ words.say(msg("clash-keep-mine")) }</Button>
                <Button mark={Mark::TakeTheirs} onclick={props.ontheirs.clone()}>{ words.say(msg("clash-take-theirs")) }</Button>
            </div>
        </section>
    }
}

const fn name(setting: Setting) -> MessageId {
    match setting {
        Setting::Theme => msg("theme"),
        Setting::Language => msg("language"),
        Setting::Density => msg("density"),
        Setting::Motion => msg("motion"),
        Setting::MutedWords => msg("muted-words"),
        Setting::NotifyReplies => msg("notify-replies"),
        Setting::NotifyMentions => msg("notify-mentions"),
    }
}

fn value(words: &Words, setting: Setting, preferences: &Preferences) -> AttrValue {
    let on = |on: bool| words.say(if on { msg("switch-on") } else { msg("switch-off") });
    match setting {
        Setting::Theme => label(words, &THEMES, preferences.theme),
        Setting::Density => label(words, &DENSITIES, preferences.density),
        Setting::Motion => label(words, &MOTIONS, preferences.motion),
        Setting::Language => match &preferences.language {
            None => words.say(msg("language-system")),
            Some(tag) => LANGUAGES
                .iter()
                .find(|language| language.tag == tag)
                .map_or_else(|| tag.clone().into(), |language| language.name.into()),
        },
        Setting::MutedWords if preferences.muted_words.is_empty() => words.say(msg("muted-words-none")),
        Setting::MutedWords => {
            preferences.muted_words.iter().map(|word| &**word).collect::<Vec<_>>().join(" · ").into()
        }
        Setting::NotifyReplies => on(preferences.notify_replies),
        Setting::NotifyMentions => on(preferences.notify_mentions),
    }
}

fn label<T: PartialEq>(words: &Words, table: &[Named<T>], thing: T) -> AttrValue {
    table.iter().find(|(_, other, _)| *other == thing).map_or_else(AttrValue::default, |(.., label)| words.say(*label))
}
