//! While nobody answers: what is remembered, what waits, and how one writes all the same.

mod banner;
mod errands;
mod hooks;
mod item;
mod nobody;
mod posts;
mod remembered;
mod under;

pub use banner::WaitingBanner;
pub use hooks::{use_arrivals, use_feed_arrivals, use_keeping_feed, use_retry_when_back};
pub use item::{RefusedItem, RefusedItemProps, WaitingItem, WaitingItemProps};
pub use nobody::{NobodyAnswers, NobodyAnswersProps};
pub use posts::WaitingPosts;
pub use remembered::{RememberedFeed, RememberedFeedProps};
pub use under::{WaitingUnder, WaitingUnderProps};
