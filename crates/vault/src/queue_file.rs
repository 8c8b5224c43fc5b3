//! Writes that wait, in a file of the app's.

use std::{
    collections::HashSet,
    fs, io,
    path::{Path, PathBuf},
};

use async_trait::async_trait;
use houseguest_client::{
    Waiting,
    ports::{QueueStore, StoreError},
};
use houseguest_protocol::{
    social::{IdempotencyKey, MAX_IMAGE_BYTES},
    values::{base64url_encode, sha256},
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

    /// The name of the folder beside it that holds pictures of what waits.
    pub const PICTURES: &'static str = "waiting-pictures";

    /// The queue in `folder`, which is made with the first write that waits.
    #[must_use]
    pub fn within(folder: &Path) -> Self {
        Self { path: folder.join(Self::NAME) }
    }

    fn pictures(&self) -> PathBuf {
        self.path.with_file_name(Self::PICTURES)
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

/// A key may have any visible character, and a file's name may not.
fn file_name(key: &IdempotencyKey) -> String {
    base64url_encode(&sha256(key.as_str().as_bytes()))
}

fn keep_picture(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), VaultError> {
    if let Some(parent) = folder.parent() {
        prepare_folder(parent)?;
    }
    let path = prepare_folder(folder)?.join(name);
    refuse_symbolic_link(&path)?;
    write_safely(&path, bytes)
}

fn picture(path: &Path) -> Result<Option<Vec<u8>>, VaultError> {
    refuse_symbolic_link(path)?;
    match fs::metadata(path) {
        Ok(found) if found.len() > MAX_IMAGE_BYTES as u64 => Ok(None),
        Ok(_) => fs::read(path).map(Some).map_err(VaultError::io("read", path)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(VaultError::io("look at", path)(error)),
    }
}

fn keep_only(folder: &Path, names: &HashSet<String>) -> Result<(), VaultError> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(VaultError::io("list", folder)(error)),
    };
    for entry in entries {
        let path = entry.map_err(VaultError::io("list", folder))?.path();
        let stays = path.file_name().and_then(|name| name.to_str()).is_some_and(|name| names.contains(name));
        if !stays {
            fs::remove_file(&path).map_err(VaultError::io("remove", &path))?;
        }
    }
    Ok(())
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

    async fn keep_picture(&self, key: &IdempotencyKey, bytes: &[u8]) -> Result<(), StoreError> {
        let (folder, name, bytes) = (self.pictures(), file_name(key), bytes.to_vec());
        off_the_async_threads(move || keep_picture(&folder, &name, &bytes)).await
    }

    async fn picture(&self, key: &IdempotencyKey) -> Result<Option<Vec<u8>>, StoreError> {
        let path = self.pictures().join(file_name(key));
        off_the_async_threads(move || picture(&path)).await
    }

    async fn keep_only_pictures(&self, keys: &HashSet<IdempotencyKey>) -> Result<(), StoreError> {
        let (folder, names) = (self.pictures(), keys.iter().map(file_name).collect());
        off_the_async_threads(move || keep_only(&folder, &names)).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn pictures_are_private_stay_in_their_folder_and_go_when_nothing_is_left_of_their_posts() {
        let home = tempfile::tempdir().expect("a folder");
        let folder = home.path().join("not-yet");
        let queue = QueueFile::within(&folder);
        let key = |text: &str| IdempotencyKey::parse(text).expect("a key");
        let (one, two) = (key("../../../one"), key("/etc/picture-two"));
        queue.keep_only_pictures(&HashSet::new()).await.expect("nothing to remove");
        assert_eq!(queue.picture(&one).await.expect("looked"), None);
        queue.keep_picture(&one, b"one").await.expect("kept");
        queue.keep_picture(&two, b"two").await.expect("kept");
        let files =
            || fs::read_dir(folder.join(QueueFile::PICTURES)).expect("a folder").map(|entry| entry.expect("one"));
        assert_eq!(files().count(), 2);
        #[cfg(unix)]
        for file in files() {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(file.metadata().expect("a file").permissions().mode() & 0o777, 0o600);
        }
        assert_eq!(queue.picture(&one).await.expect("read").as_deref(), Some(&b"one"[..]));
        queue.keep_only_pictures(&HashSet::from([two.clone()])).await.expect("tidied");
        assert_eq!(queue.picture(&one).await.expect("looked"), None);
        assert_eq!(queue.picture(&two).await.expect("read").as_deref(), Some(&b"two"[..]));
    }

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
