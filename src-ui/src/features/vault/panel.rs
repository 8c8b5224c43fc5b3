//! The vault's states in words.

use houseguest_protocol::window::VaultState;
use yew::prelude::*;

use super::{
    screen::{Tone, VaultScreen},
    unlock_form::UnlockForm,
};
use crate::{
    hooks::use_session_errands,
    i18n::{msg, use_words},
    ui::{Button, ButtonKind, Glyph, Mark},
};

/// Properties of [`VaultPanel`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct VaultPanelProps {
    /// How the vault is.
    pub vault: VaultState,
}

/// Says how the vault is and offers the remedy; nothing when all is well.
#[component]
pub fn VaultPanel(props: &VaultPanelProps) -> Html {
    let words = use_words();
    let errands = use_session_errands();
    let errand = |run: fn(&crate::hooks::SessionErrands)| {
        let errands = errands.clone();
        Callback::from(move |()| run(&errands))
    };
    let say = |id| html! { <p>{ words.say(id) }</p> };
    let again = |kind| {
        html! { <Button {kind} glyph={Glyph::Again} mark={Mark::Retry} onclick={errand(|errands| errands.ask_again())}>{ words.say(msg("try-again")) }</Button> }
    };
    let start_fresh = |kind| {
        html! { <Button {kind} mark={Mark::StartFresh} onclick={errand(|errands| errands.start_fresh())}>{ words.say(msg("lost-start-fresh")) }</Button> }
    };
    let (name, tone, glyph, heading, happened, safe, action) = match &props.vault {
        VaultState::Absent | VaultState::Open { restored: false, .. } => return Html::default(),
        VaultState::Open { restored: true, .. } => (
            "restored",
            Tone::Glow,
            Glyph::Lamp,
            msg("vault-restored"),
            say(msg("vault-restored-text")),
            msg("vault-restored-safe"),
            html! { <Button kind={ButtonKind::Primary} mark={Mark::VaultRead} onclick={errand(|errands| errands.vault_read())}>{ words.say(msg("understood")) }</Button> },
        ),
        VaultState::NeedsPassphrase { first_time: true } => (
            "needs_passphrase",
            Tone::Glow,
            Glyph::Key,
            msg("vault-choose-passphrase"),
            say(msg("vault-choose-passphrase-text")),
            msg("vault-choose-passphrase-safe"),
            html! { <UnlockForm first_time=true /> },
        ),
        VaultState::NeedsPassphrase { first_time: false } => (
            "needs_passphrase",
            Tone::Glow,
            Glyph::Key,
            msg("vault-unlock"),
            say(msg("vault-unlock-text")),
            msg("vault-safe-behind-lock"),
            html! { <UnlockForm first_time=false /> },
        ),
        VaultState::Locked { .. } => (
            "locked",
            Tone::Glow,
            Glyph::Lock,
            msg("vault-locked"),
            say(msg("vault-locked-text")),
            msg("vault-safe-behind-lock"),
            again(ButtonKind::Primary),
        ),
        VaultState::InUse => (
            "in_use",
            Tone::Glow,
            Glyph::Door,
            msg("vault-in-use"),
            say(msg("vault-in-use-text")),
            msg("vault-safe-behind-lock"),
            again(ButtonKind::Primary),
        ),
        VaultState::KeyElsewhere => (
            "key_elsewhere",
            Tone::Danger,
            Glyph::Key,
            msg("vault-key-elsewhere"),
            say(msg("vault-key-elsewhere-text")),
            msg("vault-key-elsewhere-safe"),
            html! { <div class="buttons">{ start_fresh(ButtonKind::Primary) }{ again(ButtonKind::Plain) }</div> },
        ),
        VaultState::Damaged { moved_to } => (
            "damaged",
            Tone::Danger,
            Glyph::Warning,
            msg("vault-damaged"),
            html! {
                <>
                    { say(msg("vault-damaged-text")) }
                    if let Some(file) = moved_to {
                        <p>{ words.say(msg("vault-damaged-file")) }{ " " }<code class="code-line__code">{ file.clone() }</code></p>
                    }
                </>
            },
            msg("lost-safe"),
            start_fresh(ButtonKind::Primary),
        ),
    };
    html! {
        <VaultScreen {name} {tone} {glyph} heading={words.say(heading)} {happened} safe={words.say(safe)} {action} />
    }
}

#[cfg(test)]
mod tests {
    use houseguest_protocol::{samples, window::OpenedBy};

    use super::*;
    use crate::{
        features::vault::{Loss, LostPanel},
        surroundings::drawn,
    };

    fn has_its_three_parts(html: &str, name: &str) {
        assert!(html.contains(&format!("data-vault=\"{name}\"")), "{name}: {html}");
        assert!(html.contains("class=\"vault__happened\"><p>") || name == "needs_passphrase", "{name}: what happened");
        assert_eq!(html.matches("data-safe").count(), 1, "{name}: what is safe");
        assert_eq!(html.matches("button--primary").count(), 1, "{name}: one main action");
    }

    #[tokio::test]
    async fn every_state_says_what_happened_what_is_safe_and_what_to_do() {
        let states = [
            (VaultState::Open { restored: true, opened_by: OpenedBy::CredentialStore }, "restored"),
            (VaultState::NeedsPassphrase { first_time: true }, "needs_passphrase"),
            (VaultState::NeedsPassphrase { first_time: false }, "needs_passphrase"),
            (VaultState::Locked { detail: "the collection is locked".to_owned() }, "locked"),
            (VaultState::InUse, "in_use"),
            (VaultState::KeyElsewhere, "key_elsewhere"),
            (VaultState::Damaged { moved_to: Some("vault.damaged".to_owned()) }, "damaged"),
        ];
        for (vault, name) in states {
            let html = drawn(html! { <VaultPanel {vault} /> }).await;
            has_its_three_parts(&html, name);
            assert!(!html.contains("the collection is locked"), "a developer's detail is not for people");
        }
    }

    #[tokio::test]
    async fn a_vault_in_good_order_is_not_spoken_of() {
        for vault in [VaultState::Absent, VaultState::Open { restored: false, opened_by: OpenedBy::CredentialStore }] {
            assert_eq!(drawn(html! { <VaultPanel {vault} /> }).await, "");
        }
    }

    #[tokio::test]
    async fn a_guest_that_is_gone_is_told_the_same_way() {
        let losses = [
            (Loss::VaultGone, "gone"),
            (Loss::KeyRefused, "refused"),
            (Loss::SessionOver, "session_over"),
            (Loss::Removed, "removed"),
            (Loss::LivesElsewhere, "elsewhere"),
        ];
        for (loss, name) in losses {
            has_its_three_parts(&drawn(html! { <LostPanel sub={samples::subject(1)} {loss} /> }).await, name);
        }
    }
}
