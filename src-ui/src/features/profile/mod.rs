//! Somebody's page.

mod edit_form;
mod face_picker;
mod page;
mod timeline_list;

pub use edit_form::ProfileForm;
pub use page::ProfilePage;
pub use timeline_list::TimelineList;
