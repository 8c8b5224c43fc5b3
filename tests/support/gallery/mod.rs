//! Every screen of the interface, as a dev build shows it without a backend: for pictures, and for whoever
//! checks each of them.

mod room;
mod screens;
mod site;

pub use room::{Looks, Room, Size, Theme};
pub use screens::{Deed, SCREENS, Screen};
pub use site::Site;
