//! How far something is, or how much of it is left.

use yew::prelude::*;

/// Properties of [`ProgressBar`] and [`ProgressRing`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ProgressProps {
    /// What it measures.
    pub label: AttrValue,
    /// What it says: `2 of 5`, `12 minutes left`.
    pub text: AttrValue,
    /// How much, in hundredths.
    pub percent: u8,
}

/// A bar that fills.
#[component]
pub fn ProgressBar(props: &ProgressProps) -> Html {
    html! {
        <div class="progress">
            <progress class="progress__bar" max="100" value={props.percent.min(100).to_string()} aria-label={props.label.clone()} />
            <span class="progress__text">{ props.text.clone() }</span>
        </div>
    }
}

/// A ring that empties: for clocks that run down.
#[component]
pub fn ProgressRing(props: &ProgressProps) -> Html {
    let percent = props.percent.min(100);
    html! {
        <div class="ring" role="progressbar" aria-label={props.label.clone()} aria-valuemin="0" aria-valuemax="100"
            aria-valuenow={percent.to_string()} aria-valuetext={props.text.clone()} data-low={(percent <= 10).then_some("")}>
            <svg class="ring__drawing" viewBox="0 0 40 40" aria-hidden="true" focusable="false">
                <circle class="ring__ground" cx="20" cy="20" r="17" />
                <circle class="ring__left" cx="20" cy="20" r="17" pathLength="100" stroke-dasharray={format!("{percent} 100")} />
            </svg>
            <span class="ring__text">{ props.text.clone() }</span>
        </div>
    }
}
