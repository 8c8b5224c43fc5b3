//! A hand that opens a copy of the app's vault outside the app, on the same desktop: what somebody could do
//! who took the folder and sat at the unlocked machine.
//!
//! `vault-hand SERVICE FOLDER COPY sign CHALLENGE` prints an anonymous request signed with the key inside;
//! `vault-hand SERVICE FOLDER COPY refresh-token` prints the refresh token inside. `FOLDER` is the vault's
//! own place, by which the credential store knows its key.

use std::path::{Path, PathBuf};

use color_eyre::eyre::{Result, bail, eyre};
use houseguest_client::ports::{GuestKey, Memory};
use houseguest_protocol::{
    identity::{Action, AnonymousRequest, AnonymousRequestClaims},
    values::{Clock, SystemClock, Timestamp},
};
use houseguest_vault::{SnapshotKeySource, Vault, VaultOptions};
use secrecy::ExposeSecret;

#[tokio::main(flavor = "current_thread")]
#[expect(clippy::print_stdout, reason = "the answer, read by the journey that asked")]
async fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let [service, folder, copy, question @ ..] = arguments.as_slice() else {
        bail!("usage: vault-hand SERVICE FOLDER COPY (sign CHALLENGE | refresh-token)")
    };
    let key = SnapshotKeySource::credential_store_for(*service, Path::new(folder));
    let options = VaultOptions { folder: PathBuf::from(copy), key };
    let vault = tokio::task::spawn_blocking(|| Vault::open(options)).await??;
    let answer = match question {
        ["sign", challenge] => sign(&vault, challenge).await?,
        ["refresh-token"] => {
            let token = vault.load().await?.refresh_token.ok_or_else(|| eyre!("the vault holds no refresh token"))?;
            token.expose_secret().to_owned()
        }
        other => bail!("no such question: {other:?}"),
    };
    println!("{answer}");
    Ok(())
}

/// Signs as the app would, without the public key: this guest must be known already.
async fn sign(vault: &Vault, challenge: &str) -> Result<String> {
    let key = vault.public_key().await?.ok_or_else(|| eyre!("the vault holds no key"))?;
    let now = SystemClock.now().unix_seconds();
    let claims = AnonymousRequestClaims {
        challenge: challenge.to_owned(),
        action: Action::Auth,
        iat: Timestamp::from_unix_seconds(now),
        exp: Timestamp::from_unix_seconds(now + 60),
    };
    let request = AnonymousRequest::new(&key, false, &claims);
    let signature = vault.sign(request.signing_input()).await?;
    Ok(request.with_signature(&signature))
}
