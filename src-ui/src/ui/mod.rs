//! Parts without knowledge of the app: they are told what to show and say what was pressed.

pub mod button;
pub mod copy;
pub mod empty;
pub mod heading;
pub mod icon;
pub mod notice;
pub mod passphrase;
pub mod select;
pub mod skeleton;
pub mod time_ago;

pub use button::{Button, ButtonKind, Mark};
pub use copy::CopyButton;
pub use empty::Empty;
pub use heading::PageHeading;
pub use icon::{Glyph, Icon};
pub use notice::{Notice, NoticeTone};
pub use passphrase::PassphraseField;
pub use select::{Choice, SelectField};
pub use skeleton::{CommentSkeleton, PostSkeleton};
pub use time_ago::TimeAgo;
