//! Files that the person chooses.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use tauri::Runtime;
use tauri_plugin_dialog::DialogExt;

use crate::{Error, FileWish, Houseguest};

/// The end of a recovery kit's name.
pub(crate) const KIT_EXTENSION: &str = "kit";

impl<R: Runtime> Houseguest<R> {
    /// Asks the person where, proposing `name`, and saves `bytes` there: for what they take along. Answers the file's name,
    /// and `None` when they changed their mind.
    ///
    /// # Errors
    /// [`Error::File`] when it cannot be written.
    pub async fn save_file(&self, name: &str, bytes: Vec<u8>) -> Result<Option<String>, Error> {
        let Some(path) = self.choose_file(FileWish::SaveFile(name.to_owned())).await? else { return Ok(None) };
        let file_name = name_of(&path);
        blocking(move || std::fs::write(&path, bytes).map_err(|error| Error::File(Arc::new(error)))).await?;
        Ok(Some(file_name))
    }

    /// Asks the person for a file; waits as long as they take.
    pub(crate) async fn choose_file(&self, wish: FileWish) -> Result<Option<PathBuf>, Error> {
        if let Some(choose) = self.inner().config.choose_file.clone() {
            return blocking(move || Ok(choose(wish))).await;
        }
        let (tell, told) = tokio::sync::oneshot::channel();
        let dialog = self.app().dialog().file();
        let answer = move |file: Option<tauri_plugin_dialog::FilePath>| {
            // Whoever asked may be gone; then nobody wants to know.
            let _ = tell.send(file.and_then(|file| file.into_path().ok()));
        };
        match wish {
            FileWish::SaveKit(name) => {
                dialog.add_filter("Houseguest", &[KIT_EXTENSION]).set_file_name(name).save_file(answer);
            }
            FileWish::OpenKit => dialog.add_filter("Houseguest", &[KIT_EXTENSION]).pick_file(answer),
            FileWish::SaveFile(name) => dialog.set_file_name(name).save_file(answer),
        }
        Ok(told.await.unwrap_or(None))
    }
}

/// Runs what blocks, such as stretching a passphrase.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    tokio::task::spawn_blocking(work).await.unwrap_or(Err(Error::Closing))
}

/// The file's name, without its folder.
pub(crate) fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
