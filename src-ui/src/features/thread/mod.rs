//! A post and what people answered.

mod comment_item;
mod comment_list;
mod page;
mod post_body;
mod writer;

pub use comment_item::CommentItem;
pub use comment_list::CommentList;
pub use page::ThreadPage;
pub use post_body::PostBody;
