//! Logs and metrics of the process.

use std::{
    io::{self, IsTerminal},
    sync::OnceLock,
    time::Duration,
};

use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tracing_subscriber::{EnvFilter, layer::SubscriberExt, util::SubscriberInitExt};

use crate::config::{LogFormat, TelemetrySettings};

/// Logs cannot be started.
#[derive(Debug, thiserror::Error)]
pub enum LoggingError {
    /// The filter cannot be read; settings are checked before.
    #[error("the log filter cannot be read")]
    Filter(#[from] tracing_subscriber::filter::ParseError),
    /// Something else logs in this process already.
    #[error("this process logs already")]
    Twice(#[from] tracing_subscriber::util::TryInitError),
}

/// Sends log lines to the error stream, for the whole process. A library never does this.
///
/// # Errors
/// [`LoggingError`].
pub fn start_logging(settings: &TelemetrySettings) -> Result<(), LoggingError> {
    let lines = tracing_subscriber::registry().with(EnvFilter::try_new(&settings.log)?);
    let output = tracing_subscriber::fmt::layer().with_writer(io::stderr).with_ansi(io::stderr().is_terminal());
    match settings.format {
        LogFormat::Human => lines.with(output).try_init()?,
        LogFormat::Json => lines.with(output.json().flatten_event(true)).try_init()?,
    }
    Ok(())
}

/// Seconds, from quick to slow, for the histogram of requests.
const BUCKETS: [f64; 11] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0];

/// The recorder of this process, installed at first use. A program that embeds us and has a recorder
/// of its own keeps it; ours then stays empty.
pub(crate) fn metrics() -> &'static PrometheusHandle {
    static HANDLE: OnceLock<PrometheusHandle> = OnceLock::new();
    HANDLE.get_or_init(|| {
        let builder = PrometheusBuilder::new().set_buckets(&BUCKETS).expect("there are buckets");
        let recorder = builder.build_recorder();
        let handle = recorder.handle();
        if metrics::set_global_recorder(recorder).is_err() {
            tracing::warn!("this process has a metrics recorder already; /metrics stays empty");
        }
        handle
    })
}

/// Moves collected samples into their buckets, so that memory does not grow while nobody asks.
pub(crate) async fn keep_metrics_small() {
    let mut ticks = tokio::time::interval(Duration::from_secs(5));
    loop {
        ticks.tick().await;
        metrics().run_upkeep();
    }
}
