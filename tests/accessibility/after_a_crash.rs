//! A browser that crashes in the middle must not turn into a verdict about the screen it happened on.

use color_eyre::eyre::{Result, ensure, eyre};
use houseguest_journeys::gallery::{Looks, Room, SCREENS, Site, Size, Theme};
use url::Url;

#[tokio::test]
async fn another_browser_is_opened() -> Result<()> {
    let site = Site::serve(&super::interface()?).await?;
    let mut room = Room::open(&site.origin, Size::Phone, &super::logs("accessibility-crash")?).await?;
    // The driver may say that the page is gone, which is what was wanted.
    let _ = room.page.visit(&Url::parse("chrome://crash")?).await;
    ensure!(!room.page.answers().await, "the browser goes on as if nothing had happened");
    let screen = SCREENS.first().ok_or_else(|| eyre!("there are screens"))?;
    room.show(*screen, Looks { theme: Theme::Light, language: "en" }).await?;
    ensure!(room.page.answers().await, "there is a page again");
    room.leave().await
}
