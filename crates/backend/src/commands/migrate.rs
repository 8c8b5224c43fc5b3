//! `migrate`: the databases, brought up to date.

use std::io::Write;

use super::{Outcome, runtime};
use crate::{Settings, stores::migrate, telemetry};

pub(super) fn run(settings: Settings) -> Outcome {
    telemetry::start_logging(&settings.telemetry)?;
    let migrated = runtime()?.block_on(migrate(&settings))?;
    for database in migrated {
        writeln!(std::io::stdout(), "up to date: {}", database)?;
    }
    Ok(())
}
