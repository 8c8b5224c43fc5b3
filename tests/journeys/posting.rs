//! A guest writes a post with a picture.

use std::path::Path;

use color_eyre::eyre::ensure;
use houseguest_journeys::live;

/// Any picture will do.
const PICTURE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../assets/icons/128x128@2x.png");
const SHOWN: &str = "[...document.querySelectorAll('article[data-post]:not([data-state])')]
    .find((post) => post.textContent.includes('A lamp for everybody'))?.querySelector('img')?.naturalWidth > 0";

#[tokio::test]
async fn a_post_with_a_picture_is_there_for_whoever_comes_later() {
    live("posting", async |desktop| {
        let app = desktop.open_app().await?;
        app.page.click("[data-compose]").await?;
        app.page.fill("#post-title", "A lamp for everybody").await?;
        app.page.fill("#post-body", "I found it in the attic. It still works.").await?;
        app.page.choose_file("input[name=picture]", Path::new(PICTURE)).await?;
        app.page.fill("textarea[name=alt]", "A small house with a lit lamp").await?;
        app.page.click("form[data-composer=post] button[type=submit]").await?;
        app.page.until(SHOWN).await?;
        app.page.session_is("guest").await?;
        let user = desktop.identity_store().only_user()?;
        ensure!(user.is_anonymous && user.live_key.is_some(), "a post makes a guest like any other: {user:?}");
        app.quit().await?;

        let app = desktop.open_app().await?;
        app.page.until(SHOWN).await?;
        let alt = app.page.attribute("article[data-post]:not([data-state]) img", "alt").await?;
        ensure!(alt == "A small house with a lit lamp", "the picture is described as {alt:?}");
        app.quit().await
    })
    .await;
}
