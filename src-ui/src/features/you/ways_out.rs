//! Three ways to stop being who is here, which have nothing in common but that: lock, switch, erase.

use houseguest_protocol::{
    social::Standing,
    values::Subject,
    window::{KeptAccount, WhereKeyLives},
};
use yew::{platform::spawn_local, prelude::*};

use super::erase_form::EraseForm;
use crate::{
    bridge::page,
    features::shared::{FaceOf, StandingLabel},
    hooks::{Names, SessionErrands, use_bridge, use_names, use_session_errands},
    i18n::{Words, msg, use_words},
    ui::{Button, Glyph, Icon, Mark},
};

/// Who is here, as far as it matters for leaving.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Here {
    /// A guest, whose key is in this place.
    Guest(WhereKeyLives),
    /// A member.
    Member,
}

/// Properties of [`WaysOut`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct WaysOutProps {
    /// Who is here.
    pub here: Here,
    /// Their `sub`: who waits is asked for anew when it changes.
    pub sub: Subject,
}

/// Lock, switch and erase, each with its own picture and its own words for what it leaves.
#[component]
pub fn WaysOut(props: &WaysOutProps) -> Html {
    let (words, names) = (use_words(), use_names());
    let errands = use_session_errands();
    let kept = use_kept_accounts(&props.sub);
    let erasing = use_state_eq(|| false);
    let ask = {
        let erasing = erasing.setter();
        Callback::from(move |()| erasing.set(true))
    };
    let spare = {
        let erasing = erasing.setter();
        Callback::from(move |()| erasing.set(false))
    };
    let lock = match &props.here {
        Here::Guest(WhereKeyLives::Vault { .. }) => html! {
            <Way glyph={Glyph::Lock} heading={words.say(msg("lock-heading"))} text={words.say(msg("lock-text"))}>
                <Button mark={Mark::SignOut} onclick={errand(&errands, |errands| errands.sign_out())}>{ words.say(msg("lock-button")) }</Button>
            </Way>
        },
        // Without a key there is nothing to come back with, so there is nothing to lock.
        Here::Guest(WhereKeyLives::BrowserSession | WhereKeyLives::BrowserCookie) => Html::default(),
        Here::Member => html! {
            <Way glyph={Glyph::Door} heading={words.say(msg("sign-out-heading"))} text={words.say(msg("sign-out-member-text"))}>
                <Button mark={Mark::SignOut} onclick={errand(&errands, |errands| errands.sign_out())}>{ words.say(msg("sign-out")) }</Button>
            </Way>
        },
    };
    let switch = if kept.is_empty() {
        match props.here {
            Here::Member => Html::default(),
            // A browser has one such cookie: logging in would take it from the guest, who has nothing else.
            Here::Guest(WhereKeyLives::BrowserCookie) => html! {
                <Way glyph={Glyph::Swap} heading={words.say(msg("switch-heading"))} text={words.say(msg("switch-text-cookie"))} />
            },
            Here::Guest(_) => html! {
                <Way glyph={Glyph::Swap} heading={words.say(msg("switch-heading"))} text={words.say(msg("switch-text"))}>
                    <Button mark={Mark::LogIn} onclick={errand(&errands, |errands| errands.log_in())}>{ words.say(msg("switch-log-in")) }</Button>
                </Way>
            },
        }
    } else {
        html! {
            <Way glyph={Glyph::Swap} heading={words.say(msg("switch-heading"))} text={words.say(msg("switch-text-kept"))}>
                <ul class="kept">{ for kept.iter().map(|kept| kept_account(&words, &names, kept, &errands)) }</ul>
            </Way>
        }
    };
    let erase = match props.here {
        Here::Member => Html::default(),
        Here::Guest(_) => html! {
            <Way glyph={Glyph::Eraser} heading={words.say(msg("erase-heading"))} text={words.say(msg("erase-text"))} grave=true>
                if *erasing {
                    <EraseForm sub={props.sub.clone()} oncancel={spare} />
                } else {
                    <Button mark={Mark::EraseGuest} onclick={ask}>{ words.say(msg("erase-button")) }</Button>
                }
            </Way>
        },
    };
    html! {
        <section class="card card--quiet you" data-ways-out="" aria-labelledby="ways-out-heading">
            <h2 class="section-heading" id="ways-out-heading">{ words.say(msg("ways-out-heading")) }</h2>
            <div class="ways">{ lock }{ switch }{ erase }</div>
        </section>
    }
}

/// Who else is kept on this device, once that is known.
#[hook]
fn use_kept_accounts(sub: &Subject) -> Vec<KeptAccount> {
    let bridge = use_bridge();
    let kept = use_state_eq(Vec::new);
    {
        let kept = kept.setter();
        use_effect_with(sub.clone(), move |_| {
            spawn_local(async move {
                // Whatever keeps the list away is told by the panel about the vault.
                kept.set(bridge.kept_accounts().await.unwrap_or_default());
            });
        });
    }
    (*kept).clone()
}

/// Properties of [`Way`].
#[derive(Clone, Debug, PartialEq, Properties)]
struct WayProps {
    glyph: Glyph,
    heading: AttrValue,
    text: AttrValue,
    #[prop_or_default]
    grave: bool,
    #[prop_or_default]
    children: Html,
}

/// One way out.
#[component]
fn Way(props: &WayProps) -> Html {
    html! {
        <article class="way" data-tone={props.grave.then_some("danger")}>
            <span class="way__drawing"><Icon glyph={props.glyph} /></span>
            <div class="way__words">
                <h3 class="way__heading">{ props.heading.clone() }</h3>
                <p>{ props.text.clone() }</p>
                { props.children.clone() }
            </div>
        </article>
    }
}

fn kept_account(words: &Words, names: &Names, kept: &KeptAccount, errands: &SessionErrands) -> Html {
    let name = match (&kept.login, kept.standing) {
        (Some(login), Standing::Member) => login.clone(),
        _ => names.of(&kept.sub),
    };
    html! {
        <li class="kept__one" key={kept.sub.to_string()} data-kept={kept.sub.to_string()}>
            <FaceOf sub={kept.sub.clone()} />
            <span class="kept__who">
                <bdi>{ name.clone() }</bdi>{ " " }<StandingLabel standing={kept.standing} />
                if let Some(since) = kept.since {
                    <span class="kept__since">{ words.say_with(msg("kept-since"), &[("date", page::long_date(words.tag(), since).into())]) }</span>
                }
            </span>
            <Button mark={Mark::SwitchAccount} label={words.say_with(msg("switch-to"), &[("name", name.into())])} onclick={errand(errands, |errands| errands.switch_account())}>
                { words.say(msg("switch-button")) }
            </Button>
        </li>
    }
}

fn errand(errands: &SessionErrands, run: fn(&SessionErrands)) -> Callback<()> {
    let errands = errands.clone();
    Callback::from(move |()| run(&errands))
}

#[cfg(test)]
mod tests {
    use houseguest_protocol::samples;

    use super::*;
    use crate::surroundings::drawn;

    fn thumbprint() -> houseguest_protocol::identity::Thumbprint {
        serde_json::from_str("\"NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs\"").expect("a thumbprint")
    }

    #[tokio::test]
    async fn a_guest_with_a_key_can_lock_and_one_without_is_not_offered_to() {
        let sub = samples::subject(1);
        let guest = |key| html! { <WaysOut here={Here::Guest(key)} sub={sub.clone()} /> };
        let with_key = drawn(guest(WhereKeyLives::Vault { thumbprint: thumbprint() })).await;
        assert!(with_key.contains("data-sign-out") && with_key.contains("data-erase-guest"), "{with_key}");
        let without = drawn(guest(WhereKeyLives::BrowserSession)).await;
        assert!(!without.contains("data-sign-out") && without.contains("data-erase-guest"), "{without}");
        assert!(without.contains("data-log-in"), "{without}");
        let in_cookie = drawn(guest(WhereKeyLives::BrowserCookie)).await;
        assert!(in_cookie.contains("data-erase-guest"), "{in_cookie}");
        for lost_by in ["data-sign-out", "data-log-in"] {
            assert!(!in_cookie.contains(lost_by), "{lost_by} would end the guest: {in_cookie}");
        }
    }

    #[tokio::test]
    async fn a_member_is_never_erased_from_here() {
        let html = drawn(html! { <WaysOut here={Here::Member} sub={samples::subject(1)} /> }).await;
        assert!(html.contains("data-sign-out") && !html.contains("data-erase-guest"), "{html}");
    }

    #[tokio::test]
    async fn erasing_is_asked_for_twice() {
        let html = drawn(html! { <EraseForm sub={samples::subject(1)} oncancel={Callback::noop()} /> }).await;
        assert!(html.contains("name=\"erase\"") && html.contains("button--danger"), "{html}");
    }
}
