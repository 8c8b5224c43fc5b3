//! A button.

use yew::prelude::*;

use super::icon::{Glyph, Icon};

/// How much a button invites.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// The one main action of its surroundings.
    Primary,
    /// Another action.
    #[default]
    Quiet,
    /// Words that act.
    Plain,
    /// Something that cannot be undone.
    Danger,
}

impl ButtonKind {
    /// The CSS class.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Primary => "button button--primary",
            Self::Quiet => "button button--quiet",
            Self::Plain => "button button--plain",
            Self::Danger => "button button--danger",
        }
    }
}

/// A name by which journeys find a button.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mark {
    /// No name.
    #[default]
    None,
    /// `data-keep-account`
    KeepAccount,
    /// `data-cancel-promotion`
    CancelPromotion,
    /// `data-start-fresh`
    StartFresh,
    /// `data-save-export`
    SaveExport,
    /// `data-sign-out`
    SignOut,
    /// `data-come-back`
    ComeBack,
    /// `data-switch-account`
    SwitchAccount,
    /// `data-erase-guest`
    EraseGuest,
    /// `data-open-again`
    OpenAgain,
    /// `data-by-hand`
    ByHand,
    /// `data-new-address`
    NewAddress,
    /// `data-promotion-read`
    PromotionRead,
    /// `data-dismiss-offer`
    DismissOffer,
    /// `data-vault-read`
    VaultRead,
    /// `data-log-in`
    LogIn,
    /// `data-retry`
    Retry,
    /// `data-load-more`
    LoadMore,
    /// `data-reply`
    Reply,
    /// `data-fresh`
    Fresh,
    /// `data-keep-mine`
    KeepMine,
    /// `data-take-theirs`
    TakeTheirs,
    /// `data-send-waiting`
    SendWaiting,
}

/// Properties of [`Button`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ButtonProps {
    /// How much it invites.
    #[prop_or_default]
    pub kind: ButtonKind,
    /// `button` or `submit`.
    #[prop_or(AttrValue::Static("button"))]
    pub r#type: AttrValue,
    /// A drawing before the words.
    #[prop_or_default]
    pub glyph: Option<Glyph>,
    /// Whether what it began is still going on: it stays in place and does nothing.
    #[prop_or_default]
    pub busy: bool,
    /// A spoken name that says more than the words, which it has to begin with.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// A name by which journeys find it.
    #[prop_or_default]
    pub mark: Mark,
    /// It was pressed.
    #[prop_or_default]
    pub onclick: Callback<()>,
    /// The words.
    pub children: Html,
}

/// A button. While busy it keeps the focus, so nobody who works by keyboard is thrown out.
#[component]
pub fn Button(props: &ButtonProps) -> Html {
    let mark = |mark: Mark| (props.mark == mark).then_some("");
    let onclick = {
        let (busy, pressed) = (props.busy, props.onclick.clone());
        Callback::from(move |event: MouseEvent| {
            if busy {
                event.prevent_default();
            } else {
                pressed.emit(());
            }
        })
    };
    html! {
        <button
            class={props.kind.class()}
            type={props.r#type.clone()}
            aria-disabled={props.busy.then_some("true")}
            aria-label={props.label.clone()}
            data-keep-account={mark(Mark::KeepAccount)}
            data-cancel-promotion={mark(Mark::CancelPromotion)}
            data-start-fresh={mark(Mark::StartFresh)}
            data-save-export={mark(Mark::SaveExport)}
            data-sign-out={mark(Mark::SignOut)}
            data-come-back={mark(Mark::ComeBack)}
            data-switch-account={mark(Mark::SwitchAccount)}
            data-erase-guest={mark(Mark::EraseGuest)}
            data-open-again={mark(Mark::OpenAgain)}
            data-by-hand={mark(Mark::ByHand)}
            data-new-address={mark(Mark::NewAddress)}
            data-promotion-read={mark(Mark::PromotionRead)}
            data-dismiss-offer={mark(Mark::DismissOffer)}
            data-vault-read={mark(Mark::VaultRead)}
            data-log-in={mark(Mark::LogIn)}
            data-retry={mark(Mark::Retry)}
            data-load-more={mark(Mark::LoadMore)}
            data-reply={mark(Mark::Reply)}
            data-fresh={mark(Mark::Fresh)}
            data-keep-mine={mark(Mark::KeepMine)}
            data-take-theirs={mark(Mark::TakeTheirs)}
            data-send-waiting={mark(Mark::SendWaiting)}
            {onclick}
        >
            if let Some(glyph) = props.glyph {
                <Icon {glyph} />
            }
            <span>{ props.children.clone() }</span>
        </button>
    }
}
