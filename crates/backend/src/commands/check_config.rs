//! `check-config`: whether the settings would be accepted.

use std::io::Write;

use super::Outcome;
use crate::Settings;

pub(super) fn run(settings: Settings) -> Outcome {
    // Loading has checked everything already.
    let mut out = std::io::stdout();
    writeln!(out, "the settings are fine")?;
    writeln!(out, "  listens at {}", settings.server.listen)?;
    if settings.identity.enabled {
        writeln!(out, "  identity in {}", settings.identity_database().location())?;
    }
    if settings.social.enabled {
        writeln!(out, "  social in {}", settings.social_database())?;
    }
    Ok(())
}
