//! The whole story against a real issuer, step by step, with the evidence for each claim.
//!
//! `cargo run -p houseguest-client --example journey` starts a backend of its own.
//! `… --example journey -- --issuer URL --social URL --client-id ID` uses another one; the person then finishes the
//! sign-up page in a browser.
#![expect(clippy::print_stdout, reason = "this program exists to tell a story")]

#[path = "../../tests/browser/mod.rs"]
#[expect(dead_code, reason = "the tests' browser can do more than this story asks of it")]
mod browser;
mod evidence;
mod story;
mod way_home;

use std::{error::Error, process::ExitCode};

use clap::Parser;
use houseguest_backend::{Backend, Settings};
use houseguest_client::Endpoints;
use url::Url;

/// A guest's journey from the first comment to the kept account.
#[derive(Debug, Parser)]
struct Arguments {
    /// The issuer's public origin; without it, a backend of its own is started.
    #[arg(long, requires = "social")]
    issuer: Option<Url>,
    /// The base address of the social API, which has to trust the issuer.
    #[arg(long, requires = "issuer")]
    social: Option<Url>,
    /// The client, as registered at the issuer, with the redirect URI `http://127.0.0.1/callback` on any port.
    #[arg(long, default_value = "houseguest-app")]
    client_id: String,
}

#[tokio::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt().with_max_level(tracing::Level::ERROR).init();
    match run(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("\nThe journey ended early: {error}");
            let mut cause = error.source();
            while let Some(error) = cause {
                println!("  because: {error}");
                cause = error.source();
            }
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let client_id = arguments.client_id;
    let (Some(issuer), Some(social)) = (arguments.issuer, arguments.social) else {
        let running = Backend::start(Settings::embedded(folder.path().join("backend"))).await?;
        let endpoints = Endpoints { issuer: running.issuer().clone(), social: running.origin().clone(), client_id };
        println!("A backend of its own answers at {}", running.origin());
        let outcome = story::tell(endpoints, folder.path(), story::Person::Rehearsed).await;
        running.shutdown().await;
        return outcome;
    };
    let endpoints = Endpoints { issuer, social, client_id };
    story::tell(endpoints, folder.path(), story::Person::AtTheScreen).await
}
