//! Tasks too fiddly for a shell script. `./x` and `scripts/` call them.

mod links;

use clap::{Parser, Subcommand};
use color_eyre::eyre::Result;

#[derive(Debug, Parser)]
#[command(about)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Checks that every link between the project's documents and files leads somewhere.
    Links,
}

fn main() -> Result<()> {
    color_eyre::install()?;
    match Arguments::parse().task {
        Task::Links => links::check(&project_folder()),
    }
}

/// The folder of the workspace, wherever the task was started.
fn project_folder() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}
