//! Parts that know the app and that several pages use.

mod back;
mod byline;
mod counts;
mod face;
pub mod failure;
mod go;
mod load_more;
mod menu;
mod post_picture;
mod reaction_bar;
mod report_dialog;
mod retry;
mod seeming_author;
mod standing_label;
mod sub_line;
mod tucked;
mod written;

pub use back::BackToFeed;
pub use byline::{Byline, FaceOf, author_name};
pub use counts::Counts;
pub use face::Face;
pub use go::Go;
pub use load_more::LoadMore;
pub use menu::{Deed, Menu};
pub use post_picture::PostPicture;
pub use reaction_bar::ReactionBar;
pub use report_dialog::ReportDialog;
pub use retry::Retry;
pub use seeming_author::seeming_author;
pub use standing_label::StandingLabel;
pub use sub_line::SubLine;
pub use tucked::{Tucked, What, Why, is_muted};
pub use written::{Prose, Written};
