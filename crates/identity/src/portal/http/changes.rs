//! Changes of settings, as every page makes them.

use axum::response::Response;

use super::{gate::Visit, respond};
use crate::{
    live_settings::ChangeError,
    portal::{
        form::Problem,
        instant::Instant,
        text::{Text, text},
    },
    settings::{Change, CurrentSettings},
    state::AppState,
};

/// The version of a section, for the form's hidden field: 0 while nobody ever changed it.
pub(super) fn version(settings: &CurrentSettings, section: &str) -> i64 {
    settings.documents.get(section).map_or(0, |document| document.version)
}

/// Who changed a section last, and when; `None` while it follows the file.
pub(super) fn changed(settings: &CurrentSettings, section: &str) -> Option<Text> {
    let document = settings.document(section)?;
    let when = Instant::from(document.changed_at).people;
    Some(text("changed-by").with("when", when).with("who", document.changed_by.as_str()))
}

/// Why a change was not made.
pub(super) enum NotChanged {
    /// The operator can do something about it: say it on the form.
    Problem(Problem),
    /// The section is not what it was: show what holds now, and say so.
    Stale(Problem),
    /// Nobody can; this is the answer.
    Trouble(Response),
}

/// Makes a change as that operator.
///
/// # Errors
/// [`NotChanged`].
pub(super) async fn make(state: &AppState, visit: &Visit, change: &Change, seen: i64) -> Result<(), NotChanged> {
    let problem = |text| Problem { field: "", text };
    match state.change_settings(change, seen, visit.operator.name.as_str()).await {
        Ok(()) => Ok(()),
        Err(ChangeError::Stale) => Err(NotChanged::Stale(problem(text("error-stale")))),
        Err(ChangeError::Invalid(error)) => {
            Err(NotChanged::Problem(problem(text("error-refused").with("detail", error.to_string()))))
        }
        Err(error @ (ChangeError::Keys(_) | ChangeError::Store(_))) => {
            Err(NotChanged::Trouble(respond::trouble(visit.frame.clone(), &error)))
        }
    }
}
