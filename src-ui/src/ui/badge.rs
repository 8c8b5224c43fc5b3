//! A number on something.

use yew::prelude::*;

/// Properties of [`Badge`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct BadgeProps {
    /// How many; nothing is drawn for none.
    pub count: u32,
    /// The whole sentence, for a screen reader.
    pub label: AttrValue,
}

/// A count on a drawing: `9+` beyond nine, the whole number for a screen reader.
#[component]
pub fn Badge(props: &BadgeProps) -> Html {
    if props.count == 0 {
        return Html::default();
    }
    let short = if props.count > 9 { "9+".to_owned() } else { props.count.to_string() };
    html! {
        <>
            <span class="badge" aria-hidden="true">{ short }</span>
            <span class="visually-hidden">{ props.label.clone() }</span>
        </>
    }
}
