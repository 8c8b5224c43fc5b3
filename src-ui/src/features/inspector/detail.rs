//! One event in full: bodies as they may be seen, the call for a terminal, and where to read on.

use std::rc::Rc;

use houseguest_protocol::{
    social::LiveNews,
    window::observed::{Call, Observed, Sight},
};
use yew::prelude::*;

use super::tokens::ClaimTable;
use crate::{
    i18n::{MessageId, msg, use_words},
    state::observed::rows,
    ui::CopyButton,
};

/// Properties of [`Detail`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct DetailProps {
    /// What happened.
    pub event: Rc<Observed>,
}

/// Everything that may be known of an event.
#[component]
pub(super) fn Detail(props: &DetailProps) -> Html {
    let words = use_words();
    let event = &props.event;
    let body = |said: MessageId, text: Option<&String>| {
        text.map(|text| html! { <><h4>{ words.say(said) }</h4><pre class="seen__body" dir="ltr" tabindex="0">{ text.clone() }</pre></> })
    };
    let call = |call: &Call| {
        html! {
            <>
                <p><bdi><code>{ format!("{}{}", call.origin, call.path) }</code></bdi></p>
                if call.bearer {
                    <p>{ words.say(msg("seen-bearer")) }</p>
                }
                if call.cookies {
                    <p data-seen-cookies="">{ words.say(msg("seen-cookies")) }</p>
                }
                { body(msg("seen-request"), call.request.as_ref()) }
                { body(msg("seen-answer"), call.response.as_ref()) }
                if let Some(failure) = &call.failure {
                    <p><bdi>{ failure.clone() }</bdi></p>
                }
                <p class="code-line">
                    <span>{ words.say(msg("seen-curl")) }</span>
                    <CopyButton text={call.curl()} label={words.say(msg("seen-curl"))} />
                </p>
            </>
        }
    };
    let told = match &event.what {
        Sight::Call(one) | Sight::Page(one) => call(one),
        Sight::Tokens(tokens) => html! {
            <>
                <ClaimTable caption={words.say(msg("seen-access-token"))} rows={rows(&[], &tokens.access)} compares={false} />
                <ClaimTable caption={words.say(msg("seen-id-token"))} rows={rows(&[], &tokens.id)} compares={false} />
            </>
        },
        Sight::Vault(work) => html! {
            if let Some(thumbprint) = work.thumbprint {
                <p class="code-line">
                    <code class="code-line__code">{ thumbprint.to_string() }</code>
                    <CopyButton text={thumbprint.to_string()} label={words.say(msg("seen-thumbprint"))} />
                </p>
            }
        },
        // As it came: there are only ids in it.
        Sight::Live(LiveNews::Change(change)) => serde_json::to_string_pretty(change)
            .map(|text| html! { <pre class="seen__body" dir="ltr" tabindex="0">{ text }</pre> })
            .unwrap_or_default(),
        Sight::Live(LiveNews::Connection(_)) | Sight::Broken(_) => Html::default(),
    };
    html! {
        <div class="seen__detail">
            { told }
            <p class="seen__where">
                { where_to_read(&words.say(msg("seen-source")), event.step.source()) }
                { where_to_read(&words.say(msg("seen-chapter")), event.step.chapter()) }
            </p>
        </div>
    }
}

/// Where the repository can be read, if the build was told: an address that ends with a slash.
const SOURCE: Option<&str> = option_env!("HOUSEGUEST_SOURCE_URL");

fn where_to_read(label: &AttrValue, path: &'static str) -> Html {
    html! {
        <span class="code-line">
            <span>{ label.clone() }</span>
            if let Some(base) = SOURCE {
                <a class="code-line__code" href={format!("{base}{path}")} target="_blank" rel="noreferrer"><bdi>{ path }</bdi></a>
            } else {
                <bdi><code class="code-line__code">{ path }</code></bdi>
            }
            <CopyButton text={path} label={label.clone()} />
        </span>
    }
}
