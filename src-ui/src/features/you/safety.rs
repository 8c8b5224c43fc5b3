//! "Can I lose this?", answered for the guest who is here.

use houseguest_protocol::window::{OpenedBy, WhereKeyLives};
use yew::prelude::*;

use crate::{
    hooks::{use_bridge, use_lasting, use_opened_by},
    i18n::{MessageId, Words, msg, use_words},
    ui::{Countdown, Glyph, Icon},
};

/// Properties of [`Safety`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct SafetyProps {
    /// Where the key is.
    pub key_place: WhereKeyLives,
}

/// What this guest survives, and what it does not: nothing is promised that the key or the session cannot keep.
#[component]
pub fn Safety(props: &SafetyProps) -> Html {
    let words = use_words();
    let lasting = use_lasting();
    let opened_by = use_opened_by(&props.key_place);
    let has_key = matches!(props.key_place, WhereKeyLives::Vault { .. });
    let rules = use_bridge().session_types().and_then(|types| types.cookie);
    // What a cookie survives is the operator's to set.
    let survives_browser = !rules.is_some_and(|rules| rules.ends_with_browser);
    let (place, answer, survives, ends): (_, _, [MessageId; 2], [MessageId; 2]) = match props.key_place {
        WhereKeyLives::Vault { .. } => (
            "vault",
            msg("safety-vault"),
            [msg("safety-vault-restart"), msg("safety-vault-session")],
            [what_ends_a_vault(opened_by), msg("safety-idle")],
        ),
        WhereKeyLives::BrowserCookie => (
            "cookie",
            msg("safety-cookie"),
            [
                msg("safety-browser-reload"),
                if survives_browser { msg("remember-survives-browser") } else { msg("remember-survives-tab") },
            ],
            [
                msg("safety-browser-data"),
                if survives_browser { msg("safety-browser-session") } else { msg("remember-ends-browser") },
            ],
        ),
        WhereKeyLives::BrowserSession => (
            "browser",
            msg("safety-browser"),
            [msg("safety-browser-reload"), msg("safety-browser-close")],
            [msg("safety-browser-data"), msg("safety-browser-session")],
        ),
    };
    let line = |glyph, id| html! { <li><Icon {glyph} /><span>{ words.say(id) }</span></li> };
    html! {
        <section class="card you" data-safety={place} aria-labelledby="safety-heading">
            <h2 class="section-heading" id="safety-heading">{ words.say(msg("safety-heading")) }</h2>
            <p>{ words.say(answer) }</p>
            if let Some(opened_by) = opened_by {
                { how_it_opens(&words, opened_by) }
            }
            <h3 class="safety__part">{ words.say(msg("safety-survives")) }</h3>
            <ul class="ticks">{ for survives.map(|id| line(Glyph::Check, id)) }</ul>
            <h3 class="safety__part">{ words.say(msg("safety-ends")) }</h3>
            <ul class="ticks ticks--warning">{ for ends.map(|id| line(Glyph::Warning, id)) }</ul>
            if let Some(days) = rules.and_then(|rules| rules.idle_days()).filter(|_| place == "cookie") {
                <h3 class="safety__part">{ words.say(msg("safety-clocks")) }</h3>
                <p data-cookie-idle-days={days.to_string()}>{ words.say_with(msg("safety-cookie-idle"), &[("count", days.into())]) }</p>
            }
            if let Some(lasting) = lasting {
                <h3 class="safety__part">{ words.say(msg("safety-clocks")) }</h3>
                <dl class="facts">
                    if let Some(until) = lasting.session_ends_at {
                        <div class="facts__row" data-session-ends={until.to_rfc3339()}>
                            <dt>{ words.say(msg("safety-session-ends")) }</dt>
                            <dd>
                                <Countdown {until} />
                                <p class="field__hint">{ words.say(if has_key { msg("safety-session-key") } else { msg("safety-session-no-key") }) }</p>
                            </dd>
                        </div>
                    }
                    <div class="facts__row" data-idle-days={lasting.idle_guest_days.map(|days| days.to_string())}>
                        <dt>{ words.say(msg("safety-removal")) }</dt>
                        <dd>
                            { match lasting.idle_guest_days {
                                Some(days) => words.say_with(msg("safety-removal-days"), &[("count", days.into())]),
                                None => words.say(msg("safety-removal-none")),
                            } }
                        </dd>
                    </div>
                </dl>
            }
        </section>
    }
}

/// A store is lost with its device; a passphrase is lost with a memory.
const fn what_ends_a_vault(opened_by: Option<OpenedBy>) -> MessageId {
    match opened_by {
        Some(OpenedBy::Passphrase) => msg("safety-vault-passphrase"),
        Some(OpenedBy::CredentialStore | OpenedBy::App) | None => msg("safety-vault-device"),
    }
}

fn how_it_opens(words: &Words, opened_by: OpenedBy) -> Html {
    let (name, said) = match opened_by {
        OpenedBy::CredentialStore => ("credential-store", msg("safety-opened-store")),
        OpenedBy::Passphrase => ("passphrase", msg("safety-opened-passphrase")),
        OpenedBy::App => ("app", msg("safety-opened-app")),
    };
    html! { <p data-opened-by={name}>{ words.say(said) }</p> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passphrase_can_be_forgotten_and_a_credential_store_lost() {
        assert_eq!(what_ends_a_vault(Some(OpenedBy::Passphrase)), msg("safety-vault-passphrase"));
        for other in [None, Some(OpenedBy::CredentialStore), Some(OpenedBy::App)] {
            assert_eq!(what_ends_a_vault(other), msg("safety-vault-device"));
        }
    }
}
