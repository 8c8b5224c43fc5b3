//! The credential store of each system, one function each.
//!
//! The crate `keyring` is not used: without features it keeps keys in memory only and loses them.

use std::sync::Arc;

use keyring_core::{CredentialStore, Result};

/// Connects to the Secret Service (GNOME Keyring, KWallet) over D-Bus.
#[cfg(target_os = "linux")]
pub(super) fn store() -> Result<Arc<CredentialStore>> {
    Ok(zbus_secret_service_keyring_store::Store::new()?)
}

/// The login keychain, which unsigned programs may use as well.
#[cfg(target_os = "macos")]
pub(super) fn store() -> Result<Arc<CredentialStore>> {
    Ok(apple_native_keyring_store::keychain::Store::new()?)
}

/// The data-protection keychain.
#[cfg(target_os = "ios")]
pub(super) fn store() -> Result<Arc<CredentialStore>> {
    Ok(apple_native_keyring_store::protected::Store::new()?)
}

/// The Credential Manager.
#[cfg(target_os = "windows")]
pub(super) fn store() -> Result<Arc<CredentialStore>> {
    Ok(windows_native_keyring_store::Store::new()?)
}

/// Preferences encrypted by the Android Keystore.
#[cfg(target_os = "android")]
pub(super) fn store() -> Result<Arc<CredentialStore>> {
    Ok(android_native_keyring_store::Store::new()?)
}

/// No store is known: a passphrase has to do.
#[cfg(not(any(
    target_os = "linux",
    target_os = "macos",
    target_os = "ios",
    target_os = "windows",
    target_os = "android"
)))]
pub(super) fn store() -> Result<Arc<CredentialStore>> {
    Err(keyring_core::Error::NoDefaultStore)
}
