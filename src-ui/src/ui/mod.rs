//! Parts without knowledge of the app: they are told what to show and say what was pressed.

pub mod badge;
pub mod button;
pub mod copy;
pub mod countdown;
pub mod dialog;
pub mod empty;
pub mod heading;
pub mod icon;
pub mod menu;
pub mod notice;
pub mod passphrase;
pub mod progress;
pub mod select;
pub mod skeleton;
pub mod switch;
pub mod tabs;
pub mod text_field;
pub mod time_ago;

pub use badge::Badge;
pub use button::{Button, ButtonKind, Mark};
pub use copy::CopyButton;
pub use countdown::Countdown;
pub use dialog::{Dialog, DialogPlace};
pub use empty::Empty;
pub use heading::PageHeading;
pub use icon::{Glyph, Icon};
pub use menu::{Menu, MenuItem};
pub use notice::{Notice, NoticeTone};
pub use passphrase::PassphraseField;
pub use progress::{ProgressBar, ProgressRing};
pub use select::{Choice, SelectField};
pub use skeleton::{CommentSkeleton, PostSkeleton};
pub use switch::SwitchField;
pub use tabs::{Tab, Tabs};
pub use text_field::TextField;
pub use time_ago::TimeAgo;
