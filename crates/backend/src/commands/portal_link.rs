//! `portal-link`: a way into the Portal for somebody who cannot log in.

use std::io::Write;

use super::{Outcome, runtime};
use crate::{Settings, stores::portal_link, telemetry};

pub(super) fn run(settings: Settings, operator: Option<String>, is_new: bool) -> Outcome {
    telemetry::start_logging(&settings.telemetry)?;
    let link = runtime()?.block_on(portal_link(&settings, operator.as_deref(), is_new))?;
    writeln!(std::io::stdout(), "{link}")?;
    Ok(())
}
