//! Who one is here.

mod facts;
mod page;

pub use facts::Facts;
pub use page::YouPage;
