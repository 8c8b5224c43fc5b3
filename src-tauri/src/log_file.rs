//! The app's log: one file in its own folder, and the one before it.

use std::{
    fs::{self, File, OpenOptions},
    io,
    path::Path,
    sync::Mutex,
};

use tracing_subscriber::EnvFilter;

const NAME: &str = "houseguest.log";
const FORMER_NAME: &str = "houseguest.former.log";
/// A file that has grown past this is put aside at the next start.
const MAX_BYTES: u64 = 5 * 1024 * 1024;
/// Chooses what is logged, in the way of `tracing_subscriber`'s filters; by default everything from `info` up.
const FILTER_VARIABLE: &str = "HOUSEGUEST_LOG";

/// Starts the log in `folder`. Where a program around this one logs already, that one keeps it.
///
/// # Errors
/// The folder or file cannot be made.
pub(crate) fn start(folder: &Path) -> io::Result<()> {
    let file = open(folder)?;
    let filter = EnvFilter::try_from_env(FILTER_VARIABLE).unwrap_or_else(|_| EnvFilter::new("info"));
    let subscriber =
        tracing_subscriber::fmt().with_env_filter(filter).with_ansi(false).with_writer(Mutex::new(file)).finish();
    if tracing::subscriber::set_global_default(subscriber).is_err() {
        tracing::debug!("the log is kept elsewhere");
    }
    Ok(())
}

fn open(folder: &Path) -> io::Result<File> {
    fs::create_dir_all(folder)?;
    let path = folder.join(NAME);
    if fs::metadata(&path).is_ok_and(|known| known.len() > MAX_BYTES) {
        fs::rename(&path, folder.join(FORMER_NAME))?;
    }
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    // The log names nobody's words or secrets, but who used the app when is nobody else's business either.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_log_is_put_aside_and_a_short_one_continued() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::write(folder.path().join(NAME), "earlier\n").expect("a short log");
        drop(open(folder.path()).expect("it opens"));
        assert_eq!(fs::read(folder.path().join(NAME)).expect("the log"), b"earlier\n");
        let long = vec![b'x'; usize::try_from(MAX_BYTES).expect("it fits") + 1];
        fs::write(folder.path().join(NAME), &long).expect("a long log");
        drop(open(folder.path()).expect("it opens"));
        assert_eq!(fs::metadata(folder.path().join(NAME)).expect("a new log").len(), 0);
        assert_eq!(fs::metadata(folder.path().join(FORMER_NAME)).expect("the former log").len(), MAX_BYTES + 1);
    }
}
