//! Who may look into the folder.

use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io,
    path::{Path, PathBuf},
};

use super::OURS;
use crate::VaultError;

/// Makes the folder if need be, lets only its owner in, and answers its canonical path.
///
/// A folder reached through a link is resolved once, here, so that everything later happens in one
/// real place. A link in place of one of the vault's own files is refused: writing replaces such a
/// link and would leave the file behind it stale.
///
/// # Errors
/// [`VaultError::SymbolicLink`], or what the system refused.
pub fn prepare_folder(folder: &Path) -> Result<PathBuf, VaultError> {
    private_folder_builder().create(folder).map_err(VaultError::io("make", folder))?;
    let folder = fs::canonicalize(folder).map_err(VaultError::io("find", folder))?;
    restrict_to(&folder, 0o700)?;
    for name in OURS {
        refuse_symbolic_link(&folder.join(name))?;
    }
    Ok(folder)
}

/// Refuses a link.
///
/// # Errors
/// [`VaultError::SymbolicLink`].
pub fn refuse_symbolic_link(path: &Path) -> Result<(), VaultError> {
    match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_symlink() => Err(VaultError::SymbolicLink { path: path.to_owned() }),
        Ok(_) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(VaultError::io("look at", path)(error)),
    }
}

/// Lets only the owner read and write a file. On Windows the folder's own access list already does.
///
/// # Errors
/// What the system refused.
pub fn restrict(path: &Path) -> Result<(), VaultError> {
    restrict_to(path, 0o600)
}

/// Opens a file for reading and writing, making it for its owner only; its content is kept.
///
/// # Errors
/// What the system refused.
pub fn open_private(path: &Path) -> io::Result<File> {
    private(OpenOptions::new().read(true).write(true).create(true).truncate(false)).open(path)
}

/// Makes a file for its owner only, which must not be there yet.
pub(super) fn create_private(path: &Path) -> io::Result<File> {
    private(OpenOptions::new().write(true).create_new(true)).open(path)
}

#[cfg(unix)]
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;
    options.mode(0o600)
}

#[cfg(not(unix))]
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}

#[cfg(unix)]
fn private_folder_builder() -> DirBuilder {
    use std::os::unix::fs::DirBuilderExt;
    let mut builder = DirBuilder::new();
    builder.recursive(true).mode(0o700);
    builder
}

#[cfg(not(unix))]
fn private_folder_builder() -> DirBuilder {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    builder
}

#[cfg(unix)]
fn restrict_to(path: &Path, mode: u32) -> Result<(), VaultError> {
    use std::os::unix::fs::PermissionsExt;
    let present = fs::metadata(path).map_err(VaultError::io("look at", path))?.permissions().mode();
    if present & 0o077 == 0 {
        return Ok(());
    }
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).map_err(VaultError::io("restrict", path))
}

#[cfg(not(unix))]
fn restrict_to(_path: &Path, _mode: u32) -> Result<(), VaultError> {
    Ok(())
}
