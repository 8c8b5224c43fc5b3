//! What the journeys stand on: a desktop nobody sees, the app in it, a browser, and evidence.
//!
//! A [`Desktop`] is a whole machine in small: its own screen, session bus, credential store, home and
//! "system browser". Every journey has one to itself, so journeys know nothing of each other. All it
//! starts belongs to it and ends with it, by process id.
//!
//! A journey reads like this:
//!
//! ```ignore
//! #[tokio::test]
//! async fn browsing_makes_nobody_a_guest() {
//!     live("browsing", async |desktop| {
//!         let app = desktop.open_app().await?;
//!         app.page.shows("article[data-post]").await?;
//!         Ok(())
//!     })
//!     .await;
//! }
//! ```
//!
//! When one fails, pictures of every open page lie in `target/journeys/<story>/`, beside the logs.

mod app;
mod browser;
mod desktop;
pub mod evidence;
pub mod gallery;
mod gate;
mod page;
mod process;
mod programs;
mod server;
mod story;
mod verbs;
mod waiting;

pub use app::App;
pub use browser::Browser;
pub use desktop::Desktop;
pub use gate::Gate;
pub use page::Page;
pub use server::{Server, StoppedServer};
pub use story::live;
pub use waiting::{PATIENCE, eventually};
