//! `rotate-keys`: new keys sign tokens from now on.

use std::{io::Write, sync::Arc};

use houseguest_identity::Identity;
use houseguest_protocol::values::SystemClock;

use super::{Outcome, runtime};
use crate::{
    Settings, StartError,
    stores::{identity_settings, placeholder_origin},
    telemetry,
};

pub(super) fn run(settings: Settings) -> Outcome {
    telemetry::start_logging(&settings.telemetry)?;
    let names = runtime()?.block_on(rotate(&settings))?;
    for name in names {
        writeln!(std::io::stdout(), "signs from now on: {name}")?;
    }
    Ok(())
}

/// Replaces the keys in the database; backends that serve from it take them up within a second.
async fn rotate(settings: &Settings) -> Result<Vec<String>, StartError> {
    let told = identity_settings(settings, &placeholder_origin(settings));
    let identity = Identity::open(told, Arc::new(SystemClock)).await?;
    let replaced = identity.replace_signing_keys().await;
    identity.close().await.map_err(StartError::close)?;
    Ok(replaced?)
}
