//! Parts that know the app and that several pages use.

mod byline;
pub mod failure;
mod load_more;
mod person_line;
mod reaction_bar;
mod retry;
mod standing_label;
mod sub_line;

pub use byline::Byline;
pub use load_more::LoadMore;
pub use person_line::{PersonLine, author_name};
pub use reaction_bar::ReactionBar;
pub use retry::Retry;
pub use standing_label::StandingLabel;
pub use sub_line::SubLine;
