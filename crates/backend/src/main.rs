//! `houseguest-backend`: see `--help`.

use std::process::ExitCode;

use clap::Parser;
use houseguest_backend::commands::{Arguments, run};

fn main() -> ExitCode {
    run(Arguments::parse())
}
