//! `serve`: until somebody says stop.

use std::io::Write;

use super::{Outcome, runtime};
use crate::{Backend, Settings, telemetry};

pub(super) fn run(settings: Settings) -> Outcome {
    telemetry::start_logging(&settings.telemetry)?;
    runtime()?.block_on(async {
        let stop = stop_signal()?;
        let running = Backend::start(settings).await?;
        // One line for people and for tools that wait for it; logs go to the error stream. The link is a secret,
        // so it goes to whoever started the program, and into no log. One write: a tool may read the first line only.
        let portal = running.portal_link().await?.map(|link| format!("Portal: {link}\n")).unwrap_or_default();
        let said = format!("listening on http://{}\n{portal}", running.address());
        std::io::stdout().write_all(said.as_bytes())?;
        stop.await;
        tracing::info!("stopping: no new connections, finishing what is under way");
        running.shutdown().await;
        Ok(())
    })
}

/// Resolves when the process is asked to stop: Ctrl-C anywhere, SIGTERM too where there are signals.
#[cfg(unix)]
fn stop_signal() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Resolves when the process is asked to stop.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "the same shape as where signals can fail")]
fn stop_signal() -> std::io::Result<impl Future<Output = ()>> {
    Ok(async {
        if let Err(error) = tokio::signal::ctrl_c().await {
            tracing::error!(%error, "cannot wait for Ctrl-C; end the process to stop");
            std::future::pending::<()>().await;
        }
    })
}
