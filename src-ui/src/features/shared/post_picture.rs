//! The picture of a post.

use houseguest_protocol::social::PostImage;
use yew::prelude::*;

use crate::hooks::use_bridge;

/// Properties of [`PostPicture`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct PostPictureProps {
    /// The picture.
    pub image: PostImage,
}

/// A picture that has its room before it has arrived, and is fetched when it comes near the view.
#[component]
pub fn PostPicture(props: &PostPictureProps) -> Html {
    let bridge = use_bridge();
    let image = &props.image;
    html! {
        <img class="post-picture" src={bridge.image_address(image)} alt={image.alt.clone()} loading="lazy" decoding="async"
            width={image.width.to_string()} height={image.height.to_string()} />
    }
}
