//! What people wrote, newest first.

mod page;
mod post_card;

pub use page::{FeedPage, FeedView};
pub use post_card::PostCard;
