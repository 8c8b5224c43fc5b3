//! Starting while the former instance is ending: it still holds its name, but no longer answers. The start
//! would fail then, and a person who closes and opens the app in one breath would be left without it.

#[cfg(unix)]
use std::{env, ffi::OsStr};

/// Set for the second try, so that there is no third.
#[cfg(unix)]
const SECOND_TRY: &str = "HOUSEGUEST_SECOND_TRY";

/// Starts this program once more in place of this process, if the former instance went away just now.
/// Returns when it did not, or when there is no second try.
#[cfg(unix)]
pub(crate) fn start_again_if_former_instance_left(error: &tauri::Error) {
    use std::{os::unix::process::CommandExt, process::Command};

    if !left_meanwhile(&error.to_string(), env::var_os(SECOND_TRY).as_deref()) {
        return;
    }
    match env::current_exe() {
        Ok(program) => {
            let failed = Command::new(program).args(env::args_os().skip(1)).env(SECOND_TRY, "1").exec();
            tracing::warn!(error = %failed, "the app could not be started again");
        }
        Err(error) => tracing::warn!(%error, "this program's own file cannot be found"),
    }
}

/// Windows and phones tell at once whether there is another instance.
#[cfg(not(unix))]
pub(crate) fn start_again_if_former_instance_left(_error: &tauri::Error) {}

/// Whether the start failed because the former instance did not take the arguments any more. The
/// single-instance plugin says so in words only.
#[cfg(unix)]
fn left_meanwhile(error: &str, second_try: Option<&OsStr>) -> bool {
    second_try.is_none() && error.contains("forward arguments to the running instance")
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn only_a_former_instance_that_left_is_worth_a_second_try() {
        let left = "failed to initialize plugin `single-instance`: failed to forward arguments to the running instance: \
                    org.freedesktop.DBus.Error.NoReply";
        assert!(left_meanwhile(left, None));
        assert!(!left_meanwhile(left, Some(OsStr::new("1"))), "there is no third try");
        assert!(!left_meanwhile("failed to initialize plugin `deep-link`: no such file", None));
    }
}
