//! What the window may ask of the social API. The core adds the token; the window never sees one.
//!
//! To add a command: its name in `houseguest_protocol::window::social_commands`, its function in the room it
//! belongs to, its permission in `src-tauri/permissions`. A test compares the lists.

mod behind_the_scenes;
mod reading;
mod taking_along;
mod taking_part;

use houseguest_protocol::window::CommandError;
use tauri::{Runtime, ipc::Invoke};

/// What every command answers.
type Answer<T> = Result<T, CommandError>;

pub(crate) fn handler<R: Runtime>() -> impl Fn(Invoke<R>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        behind_the_scenes::switch_backend,
        reading::feed,
        reading::post,
        reading::comments,
        reading::comment,
        reading::profile,
        reading::activity,
        reading::my_profile,
        reading::notifications,
        reading::preferences,
        reading::follow,
        taking_part::write_post,
        taking_part::upload_image,
        taking_part::keep_picture,
        taking_part::kept_picture,
        taking_part::write_comment,
        taking_part::edit_comment,
        taking_part::delete_comment,
        taking_part::restore_comment,
        taking_part::react,
        taking_part::react_to_comment,
        taking_part::report_post,
        taking_part::report_comment,
        taking_part::hide_post,
        taking_part::hide_comment,
        taking_part::change_profile,
        taking_part::read_notifications,
        taking_part::save_preferences,
        taking_along::save_export,
    ]
}
