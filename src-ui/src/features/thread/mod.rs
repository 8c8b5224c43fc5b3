//! A post and what people answered.

mod comment_item;
mod comment_list;
mod edit_form;
mod errands;
mod live;
mod page;
mod post_body;
mod writer;

pub use comment_item::{Act, CommentItem};
pub use comment_list::CommentList;
pub use edit_form::EditForm;
pub use page::ThreadPage;
pub use post_body::PostBody;
pub(crate) use writer::use_writer;
