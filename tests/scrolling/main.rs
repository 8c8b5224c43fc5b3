//! Measures a thread of ten thousand comments while somebody scrolls through it, beside a thread of six: how long the
//! browser takes from frame to frame, how much of the list is in the page, and what the browser holds in memory.
//! `./x bench` runs it on an interface as fast as a release.

use std::{env, io::Write, path::PathBuf};

use color_eyre::eyre::{Result, ensure, eyre};
use houseguest_journeys::gallery::{Looks, Room, SCREENS, Site, Size, Theme};
use serde::Deserialize;

/// How many frames are measured; at 60 a second, five seconds.
const FRAMES: usize = 300;
/// How far each frame goes, in CSS pixels: a phone's screen about four times a second, a determined thumb.
const STEP: usize = 60;

/// Scrolls a little with each frame, to and fro between the ends, and answers with what was seen.
const SCROLL: &str = "const [frames, step, done] = arguments;
    const page = document.documentElement, times = [];
    let before = performance.now(), down = true, most = 0;
    const next = (now) => {
        times.push(now - before);
        before = now;
        most = Math.max(most, document.querySelectorAll('[data-comment]').length);
        const top = window.scrollY, end = page.scrollHeight - window.innerHeight;
        if (top >= end - 1) down = false;
        if (top <= 0) down = true;
        window.scrollBy(0, down ? step : -step);
        if (times.length < frames) requestAnimationFrame(next);
        else done({ times: times.slice(1), most, height: page.scrollHeight });
    };
    requestAnimationFrame(next);";

/// What the page saw.
#[derive(Deserialize)]
struct Scrolled {
    /// From frame to frame, in milliseconds.
    times: Vec<f64>,
    /// How many comments were in the page at once, at most.
    most: usize,
    /// How high the page is, in CSS pixels.
    height: f64,
}

#[tokio::main]
async fn main() -> Result<()> {
    let root = env::args_os().nth(1).map(PathBuf::from);
    let root = root.ok_or_else(|| eyre!("usage: scrolling <folder of an interface with its stand-in worlds>"))?;
    let site = Site::serve(&root).await?;
    let logs = tempfile::tempdir()?;
    let mut out = std::io::stdout();
    for (name, screen) in [("six comments", "thread-guest"), ("ten thousand", "thread-crowd")] {
        let screen = SCREENS.iter().find(|one| one.name == screen).ok_or_else(|| eyre!("no screen {screen}"))?;
        let mut room = Room::open(&site.origin, Size::Phone, logs.path()).await?;
        room.show(*screen, Looks { theme: Theme::Light, language: "en" }).await?;
        room.page.until("document.querySelector('[data-comment]')").await?;
        let seen = room.page.run_until_done(SCROLL, vec![FRAMES.into(), STEP.into()]).await?;
        let Scrolled { mut times, most, height } = serde_json::from_value(seen)?;
        ensure!(times.len() == FRAMES - 1 && most > 0, "the page did not scroll");
        times.sort_unstable_by(f64::total_cmp);
        let at = |part: usize| times[(times.len() - 1) * part / 100];
        writeln!(
            out,
            "{name:13} frames {:5.1} ms (median), {:5.1} ms (95 of 100), {:5.1} ms (longest); {most:3} comments in the \
             page of {height:.0} px; {} MiB",
            at(50),
            at(95),
            at(100),
            room.memory()? / 1_024
        )?;
        room.leave().await?;
    }
    Ok(())
}
