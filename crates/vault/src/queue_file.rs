//! Writes that wait, in a file of the app's.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use async_trait::async_trait;
use houseguest_client::{
    Waiting,
    ports::{QueueStore, StoreError},
};

use crate::{
    VaultError,
    files::{move_aside, prepare_folder, refuse_symbolic_link, write_safely},
};

/// The largest file that is read: far more than a full queue of the longest comments.
const LIMIT_BYTES: u64 = 64 * 1024 * 1024;

/// Lets writes wait in a JSON file that only its owner can read, replaced whole.
///
/// It is not encrypted: it holds words that are about to be public, and no token. It lies beside the vault rather than
/// in it, so that somebody can write while the vault is locked. A file that cannot be read is moved aside, not deleted,
/// and nothing waits then: a hurt queue must not keep people from writing.
#[derive(Clone, Debug)]
pub struct QueueFile {
    path: PathBuf,
}

impl QueueFile {
    /// The file's name in its folder.
    pub const NAME: &'static str = "waiting.json";

    /// The queue in `folder`, which is made with the first write that waits.
    #[must_use]
    pub fn within(folder: &Path) -> Self {
        Self { path: folder.join(Self::NAME) }
    }
}

fn read(path: &Path) -> Result<Waiting, VaultError> {
    refuse_symbolic_link(path)?;
    let text = match fs::metadata(path) {
        Ok(found) if found.len() > LIMIT_BYTES => Vec::new(),
        Ok(_) => fs::read(path).map_err(VaultError::io("read", path))?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Waiting::default()),
        Err(error) => return Err(VaultError::io("look at", path)(error)),
    };
    if let Ok(waiting) = serde_json::from_slice(&text) {
        return Ok(waiting);
    }
    let moved = move_aside(path, "damaged")?;
    tracing::warn!(file = %moved.display(), "what waited could not be read and was moved aside");
    Ok(Waiting::default())
}

fn write(path: &Path, waiting: &Waiting) -> Result<(), VaultError> {
    let folder = prepare_folder(path.parent().unwrap_or(Path::new(".")))?;
    let text = serde_json::to_vec(waiting).map_err(|error| VaultError::io("write", path)(error.into()))?;
    refuse_symbolic_link(path)?;
    write_safely(&folder.join(QueueFile::NAME), &text)
}

async fn off_the_async_threads<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, VaultError> + Send + 'static,
) -> Result<T, StoreError> {
    match tokio::task::spawn_blocking(work).await {
        Ok(outcome) => outcome.map_err(|error| StoreError::Failed(error.to_string())),
        Err(_) => Err(StoreError::Failed("the program is ending".to_owned())),
    }
}

#[async_trait]
impl QueueStore for QueueFile {
    async fn load(&self) -> Result<Waiting, StoreError> {
        let path = self.path.clone();
        off_the_async_threads(move || read(&path)).await
    }

    async fn save(&self, waiting: &Waiting) -> Result<(), StoreError> {
        let (path, waiting) = (self.path.clone(), waiting.clone());
        off_the_async_threads(move || write(&path, &waiting)).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn it_is_private_reads_back_and_a_hurt_one_is_moved_aside() {
        let home = tempfile::tempdir().expect("a folder");
        let folder = home.path().join("not-yet");
        let queue = QueueFile::within(&folder);
        assert_eq!(queue.load().await.expect("nothing yet"), Waiting::default());
        queue.save(&Waiting::default()).await.expect("saved");
        let file = folder.join(QueueFile::NAME);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(&file).expect("a file").permissions().mode() & 0o777, 0o600);
        }
        assert_eq!(queue.load().await.expect("readable"), Waiting::default());
        fs::write(&file, "{\"writes\": [").expect("hurt");
        assert_eq!(queue.load().await.expect("goes on"), Waiting::default());
        let names: Vec<_> = fs::read_dir(&folder)
            .expect("a folder")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        assert!(matches!(&names[..], [name] if name.starts_with("waiting.json.damaged-")), "{names:?}");
    }
}
