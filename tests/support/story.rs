//! Living a story, and leaving pictures behind when it goes wrong.

use std::{
    panic::{AssertUnwindSafe, resume_unwind},
    time::Duration,
};

use color_eyre::eyre::{Result, eyre};
use futures::FutureExt;

use crate::Desktop;

/// No story takes this long, however busy the machine.
const LONGEST: Duration = Duration::from_secs(300);

/// Lives `story` on a desktop of its own.
///
/// # Panics
/// When the story fails. Before that, every open page is pictured in `target/journeys/<story>/`.
#[expect(clippy::print_stderr, reason = "a failed journey says where its pictures are")]
pub async fn live(story: &str, body: impl AsyncFnOnce(&Desktop) -> Result<()>) {
    let desktop = Desktop::start(story).await.expect("a desktop: ./x setup installs what it takes");
    let lived = async {
        let told = tokio::time::timeout(LONGEST, body(&desktop)).await;
        told.unwrap_or_else(|_| Err(eyre!("the story did not end within {} s", LONGEST.as_secs())))
    };
    let outcome = AssertUnwindSafe(lived).catch_unwind().await;
    if !matches!(outcome, Ok(Ok(()))) {
        let pictures = desktop.take_pictures().await;
        eprintln!("{story}: pictures and logs are in {}: {}", desktop.pictures().display(), pictures.join(", "));
    }
    desktop.close().await;
    match outcome {
        Ok(Ok(())) => {}
        Ok(Err(report)) => panic!("{story}: {report:?}"),
        Err(panic) => resume_unwind(panic),
    }
}
