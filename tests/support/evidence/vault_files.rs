//! What the vault's files show to somebody who only has the files.

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

use color_eyre::eyre::{Result, ensure};

use crate::{Desktop, programs};

/// By which the credential store knows the app.
const SERVICE: &str = "dev.houseguest.client";
/// The vault file, and its previous copy begins with the same.
const FILE: &str = "vault.stronghold";

/// The folder of the app's vault.
#[derive(Debug)]
pub struct VaultFiles {
    folder: PathBuf,
}

impl VaultFiles {
    pub(crate) fn in_folder(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// The vault file itself.
    #[must_use]
    pub fn file(&self) -> PathBuf {
        self.folder.join(FILE)
    }

    /// Whether there is a vault.
    #[must_use]
    pub fn exists(&self) -> bool {
        self.file().exists()
    }

    /// Checks that no file of the vault holds any of these texts, and that nobody else may open one.
    pub fn hide(&self, secrets: &[&str]) -> Result<()> {
        let mut seen = 0;
        for entry in fs::read_dir(&self.folder)? {
            let path = entry?.path();
            if !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(FILE)) {
                continue;
            }
            seen += 1;
            let bytes = fs::read(&path)?;
            ensure!(bytes.len() > 200, "{} is too small to hold a key", path.display());
            for secret in secrets {
                let found = bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
                ensure!(!found, "{} shows {secret:?}", path.display());
            }
            let words = longest_word(sealed(&bytes));
            ensure!(words.len() < 16, "{} has readable text: {words:?}", path.display());
            let mode = fs::metadata(&path)?.permissions().mode() & 0o777;
            ensure!(mode == 0o600, "{} has mode {mode:o}", path.display());
        }
        ensure!(seen > 0, "there is no vault in {}", self.folder.display());
        Ok(())
    }

    /// Copies the vault as a thief would, while the app runs.
    pub fn copy(&self, desktop: &Desktop) -> Result<VaultCopy> {
        let copy = desktop.new_folder("vault-copy")?;
        for entry in fs::read_dir(&self.folder)? {
            let path = entry?.path();
            // The lock belongs to the running app.
            if path.is_file() && path.extension().is_none_or(|extension| extension != "lock") {
                fs::copy(&path, copy.join(path.file_name().unwrap_or_default()))?;
            }
        }
        Ok(VaultCopy { original: self.folder.clone(), copy })
    }
}

/// A copy of the vault at one moment, and the hand that opens it on the same unlocked desktop.
#[derive(Debug)]
pub struct VaultCopy {
    original: PathBuf,
    copy: PathBuf,
}

impl VaultCopy {
    /// An anonymous request signed by the key inside.
    pub async fn sign(&self, desktop: &Desktop, challenge: &str) -> Result<String> {
        self.ask(desktop, &["sign", challenge]).await
    }

    /// The refresh token inside.
    pub async fn refresh_token(&self, desktop: &Desktop) -> Result<String> {
        self.ask(desktop, &["refresh-token"]).await
    }

    async fn ask(&self, desktop: &Desktop, question: &[&str]) -> Result<String> {
        let (original, copy) = (text(&self.original), text(&self.copy));
        let arguments = [&[SERVICE, &original, &copy], question].concat();
        let answer = desktop.ask(&programs::vault_hand()?, &arguments).await?;
        Ok(answer.trim().to_owned())
    }
}

fn text(path: &Path) -> String {
    path.display().to_string()
}

/// What follows the file's header. The header is text by its format (age-encryption.org/v1) and says how the
/// rest is encrypted; its last line begins with three hyphens.
fn sealed(bytes: &[u8]) -> &[u8] {
    let mut lines = bytes.split_inclusive(|byte| *byte == b'\n');
    let mut header = 0;
    for line in lines.by_ref() {
        header += line.len();
        if line.starts_with(b"--- ") {
            return &bytes[header..];
        }
    }
    bytes
}

/// The longest run of letters and digits.
fn longest_word(bytes: &[u8]) -> String {
    let words = bytes.split(|byte| !byte.is_ascii_alphanumeric());
    words.max_by_key(|word| word.len()).map(|word| String::from_utf8_lossy(word).into_owned()).unwrap_or_default()
}
