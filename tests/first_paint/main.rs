//! Measures how long the app's window takes from its start to its first content, beside a window of the same Tauri with
//! one line of text in it, and what both hold in memory then. `./x bench` runs it on release builds.
//!
//! Starts take turns, so that whatever else the machine does meets both alike.

use std::{
    io::Write,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use color_eyre::eyre::{Result, WrapErr, eyre};
use houseguest_journeys::{Desktop, live};

const ROUNDS: usize = 9;

/// One start.
#[derive(Clone, Copy, Debug)]
struct Start {
    /// From asking the driver for the program to the first text or picture on the screen.
    first_content: Duration,
    /// Resident memory of the program and its web processes, in KiB; pages that they share count once for each.
    memory: u64,
}

#[tokio::main]
async fn main() -> Result<()> {
    let (mut app, mut bare) = (Vec::new(), Vec::new());
    live("first_paint", async |desktop| {
        for round in 0..=ROUNDS {
            let (one, other) = (start(desktop, Program::App).await?, start(desktop, Program::Bare).await?);
            // The first start of each fills the caches of the system.
            if round > 0 {
                app.push(one);
                bare.push(other);
            }
        }
        Ok(())
    })
    .await;
    let mut out = std::io::stdout();
    for (name, starts) in [("the app", &app), ("a bare window", &bare)] {
        let (paint, memory) = (median(starts, |start| start.first_content), median(starts, |start| start.memory));
        writeln!(out, "{name:14} first content after {paint:6.0?}, {} MiB in all its processes", memory / 1_024)?;
    }
    let (one, other) = (median(&app, |start| start.first_content), median(&bare, |start| start.first_content));
    let difference = one.as_secs_f64() - other.as_secs_f64();
    writeln!(out, "difference     {:.0} ms ({ROUNDS} starts of each, medians)", difference * 1_000.0)?;
    Ok(())
}

#[derive(Clone, Copy)]
enum Program {
    App,
    Bare,
}

async fn start(desktop: &Desktop, program: Program) -> Result<Start> {
    let asked = SystemTime::now();
    let app = match program {
        Program::App => desktop.open_app().await?,
        Program::Bare => desktop.open_bare_window().await?,
    };
    let painted = app
        .page
        .until(
            "performance.getEntriesByName('first-contentful-paint').length > 0 \
             && performance.timeOrigin + performance.getEntriesByName('first-contentful-paint')[0].startTime",
        )
        .await?;
    let painted = painted.as_f64().ok_or_else(|| eyre!("{painted} is no time"))?;
    let painted = UNIX_EPOCH + Duration::from_secs_f64(painted / 1_000.0);
    let first_content = painted.duration_since(asked).wrap_err("the clocks of page and system agree")?;
    let memory = app.memory()?;
    app.kill().await?;
    Ok(Start { first_content, memory })
}

fn median<T: Ord + Copy>(starts: &[Start], of: impl Fn(&Start) -> T) -> T {
    let mut values: Vec<T> = starts.iter().map(of).collect();
    values.sort_unstable();
    values[values.len() / 2]
}
