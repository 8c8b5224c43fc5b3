//! What is known about whoever is here.

use houseguest_protocol::{
    values::{Subject, Timestamp},
    window::WhereKeyLives,
};
use yew::prelude::*;

use crate::{
    bridge::page,
    features::shared::SubLine,
    i18n::{msg, use_words},
};

/// Properties of [`Facts`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct FactsProps {
    /// The user.
    pub sub: Subject,
    /// Since when.
    #[prop_or_default]
    pub since: Option<Timestamp>,
    /// Where the key is, for guests.
    #[prop_or_default]
    pub key_place: Option<WhereKeyLives>,
    /// What they sign in with, for members.
    #[prop_or_default]
    pub login: Option<AttrValue>,
}

/// A list of facts: the `sub`, since when, the key or the login.
#[component]
pub fn Facts(props: &FactsProps) -> Html {
    let words = use_words();
    html! {
        <dl class="facts">
            <div class="facts__row">
                <dt>{ words.say(msg("you-sub")) }</dt>
                <dd><SubLine sub={props.sub.clone()} /><p class="field__hint">{ words.say(msg("you-sub-hint")) }</p></dd>
            </div>
            if let Some(since) = props.since {
                <div class="facts__row">
                    <dt>{ words.say(msg("you-since")) }</dt>
                    <dd><time datetime={since.to_rfc3339()}>{ page::date_and_time(words.tag(), since) }</time></dd>
                </div>
            }
            if let Some(login) = &props.login {
                <div class="facts__row">
                    <dt>{ words.say(msg("you-login")) }</dt>
                    <dd><bdi>{ login.clone() }</bdi></dd>
                </div>
            }
            { match &props.key_place {
                Some(WhereKeyLives::Vault { thumbprint }) => html! {
                    <>
                        <div class="facts__row">
                            <dt>{ words.say(msg("you-key-place")) }</dt>
                            <dd>{ words.say(msg("you-key-vault")) }</dd>
                        </div>
                        <div class="facts__row">
                            <dt>{ words.say(msg("you-thumbprint")) }</dt>
                            <dd>
                                <code class="code-line__code" data-thumbprint="">{ thumbprint.to_string() }</code>
                                <p class="field__hint">{ words.say(msg("you-thumbprint-hint")) }</p>
                            </dd>
                        </div>
                    </>
                },
                Some(WhereKeyLives::BrowserSession) => html! {
                    <div class="facts__row">
                        <dt>{ words.say(msg("you-key-place")) }</dt>
                        <dd>{ words.say(msg("you-key-browser")) }</dd>
                    </div>
                },
                Some(WhereKeyLives::BrowserCookie) => html! {
                    <div class="facts__row">
                        <dt>{ words.say(msg("you-key-place")) }</dt>
                        <dd>{ words.say(msg("you-key-cookie")) }</dd>
                    </div>
                },
                None => Html::default(),
            } }
        </dl>
    }
}
