//! A text as a picture, for a camera.

use houseguest_protocol::window::QrPicture;
use yew::prelude::*;

/// Properties of [`Qr`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct QrProps {
    /// The picture.
    pub picture: QrPicture,
    /// What it is a picture of.
    pub label: AttrValue,
}

/// A QR code. It is dark on light whatever the theme: cameras want it so.
#[component]
pub fn Qr(props: &QrProps) -> Html {
    let size = props.picture.size.to_string();
    html! {
        <svg class="qr" viewBox={format!("0 0 {size} {size}")} role="img" aria-label={props.label.clone()} shape-rendering="crispEdges">
            <rect class="qr__paper" width={size.clone()} height={size} />
            <path class="qr__ink" d={props.picture.path.clone()} />
        </svg>
    }
}
