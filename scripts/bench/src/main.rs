//! Measures sign-ups: guests with fresh keys, over keep-alive connections, against a backend of its own.
//!
//! One sign-up is what a new guest's app does: ask for a challenge, sign it with a key nobody has seen,
//! trade it for tokens. Only a complete answer counts. While the load still runs the backend is killed;
//! then it is started again, and every guest it had answered must be there.

mod connection;
mod figures;
mod guest;
mod load;
mod server;

use std::{path::PathBuf, time::Duration};

use clap::Parser;
use color_eyre::eyre::{Result, ensure};

use crate::{figures::Figures, server::Server};

/// Measures how many guests a backend can welcome.
#[derive(Debug, Parser)]
struct Arguments {
    /// The backend's program, built for release.
    #[arg(long)]
    backend: PathBuf,
    /// Connections, each with one sign-up under way.
    #[arg(long, default_value_t = 16)]
    connections: usize,
    /// Seconds before measuring begins.
    #[arg(long, default_value_t = 3)]
    warm_up: u64,
    /// Seconds of measuring.
    #[arg(long, default_value_t = 20)]
    seconds: u64,
    /// How often the start is measured, on the full database.
    #[arg(long, default_value_t = 5)]
    starts: usize,
    /// Fails when the figures are worse than those promised in docs/architecture.md.
    #[arg(long)]
    strict: bool,
}

fn main() -> Result<()> {
    color_eyre::install()?;
    // One thread, so that the backend has the other core and what it shares of this one.
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(measure(&Arguments::parse()))
}

async fn measure(arguments: &Arguments) -> Result<()> {
    let mut server = Server::in_new_folder(arguments.backend.clone())?;
    server.start().await?;
    let load = load::Load::start(server.address(), arguments.connections).await?;
    tokio::time::sleep(Duration::from_secs(arguments.warm_up)).await;
    let cpu_before = server.cpu_time()?;
    let measured = load.measure(Duration::from_secs(arguments.seconds)).await;
    let cpu = server.cpu_time()? - cpu_before;
    let resident_bytes = server.resident_bytes()?;
    ensure!(load.ends().is_empty(), "sign-ups were refused under load: {:?}", load.ends());

    server.kill().await?;
    let welcomed = load.guests_after_the_crash().await?;
    server.start().await?;
    guest::all_are_back(&welcomed, server.address()).await?;
    say(&format!("killed under load: all {} guests it had answered are back after the restart", welcomed.len()));
    server.stop().await?;

    let mut starts = Vec::with_capacity(arguments.starts);
    for _ in 0..arguments.starts {
        starts.push(server.start().await?);
        server.stop().await?;
    }
    let figures = Figures::new(&measured, cpu, resident_bytes, server.database_bytes()?, welcomed.len(), &starts);
    say(&figures.to_string());
    ensure!(!arguments.strict || figures.keep_their_promises(), "worse than promised");
    Ok(())
}

#[expect(clippy::print_stdout, reason = "the answer to the person who started the tool")]
fn say(text: &str) {
    println!("{text}");
}
