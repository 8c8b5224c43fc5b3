//! Who one is here.

mod erase_form;
mod facts;
mod page;
mod safety;
mod take_along;
mod ways_out;

pub use facts::Facts;
pub use page::YouPage;
pub use safety::Safety;
pub use ways_out::{Here, WaysOut};
