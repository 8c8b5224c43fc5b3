//! A post with a picture is written while nobody answers: both wait, and are there once when somebody does.

use color_eyre::eyre::{Result, ensure};
use houseguest_journeys::{Page, live};

const TITLE: &str = "The porch at night";
const TEXT: &str = "Somebody left the lamp on.";
const ALT: &str = "One small lamp";
/// One pixel.
const PICTURE: &str =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";

#[tokio::test]
async fn a_post_with_a_picture_waits_in_the_app_also_after_its_sudden_death() {
    live("offline-post", async |desktop| {
        let server = desktop.start_server().await?;
        desktop.point_app_at(&server.backend.origin)?;
        let app = desktop.open_app().await?;
        app.page.shows("article[data-post]").await?;
        let server = server.stop().await?;

        write(&app.page).await?;
        app.page.waits(1).await?;
        // Taken back, it is in its form as it was.
        app.page.click(".waiting__list--here [data-waits] button").await?;
        app.page.waits(0).await?;
        app.page.shows("form[data-composer=post] .picture-field__preview").await?;
        let alt =
            app.page.until("document.querySelector('form[data-composer=post] textarea[name=alt]')?.value").await?;
        ensure!(alt == ALT, "{alt} is said of the picture that came back");
        app.page.click("form[data-composer=post] button[type=submit]").await?;
        app.page.waits(1).await?;
        app.page.shows(".waiting__list--here img.waits__picture").await?;
        desktop.keep_picture(&app.page, "a-post-waits").await?;
        app.kill().await?;

        let app = desktop.open_app().await?;
        app.page.waits(1).await?;
        app.page.says("[data-waits]", TITLE).await?;
        app.page.shows(".waiting__list--here img.waits__picture").await?;
        let server = server.start_again(desktop).await?;
        app.page.waits(0).await?;
        app.page.session_is("guest").await?;
        is_posted_once(&server.backend.posts_titled(TITLE).await?)?;
        app.page.says("article[data-post] .post-card__title", TITLE).await?;
        let left = std::fs::read_dir(desktop.home().join("vault/waiting-pictures"))?.count();
        ensure!(left == 0, "{left} pictures are still on this device");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_post_with_a_picture_waits_in_a_browser() {
    live("offline-post-browser", async |desktop| {
        let server = desktop.start_server().await?;
        let browser = desktop.open_browser().await?;
        browser.page.visit(&server.backend.origin).await?;
        browser.page.shows("article[data-post]").await?;
        browser.page.block(&["*/social/*"]).await?;
        write(&browser.page).await?;
        browser.page.waits(1).await?;
        browser.page.reload().await?;
        browser.page.waits(1).await?;
        browser.page.shows(".waiting__list--here img.waits__picture").await?;
        browser.page.block(&[]).await?;
        browser.page.waits(0).await?;
        is_posted_once(&server.backend.posts_titled(TITLE).await?)
    })
    .await;
}

async fn write(page: &Page) -> Result<()> {
    page.click("[data-compose]").await?;
    page.fill("form[data-composer=post] input[name=title]", TITLE).await?;
    page.fill("form[data-composer=post] textarea[name=body]", TEXT).await?;
    page.give_picture("form[data-composer=post] input[name=picture]", PICTURE).await?;
    page.fill("form[data-composer=post] textarea[name=alt]", ALT).await?;
    page.click("form[data-composer=post] button[type=submit]").await
}

fn is_posted_once(posts: &[houseguest_protocol::social::Post]) -> Result<()> {
    let [post] = posts else { color_eyre::eyre::bail!("{} posts instead of one", posts.len()) };
    ensure!(&*post.body == TEXT, "{post:?} says something else");
    ensure!(post.image.as_ref().is_some_and(|image| image.alt == ALT), "{post:?} has another picture");
    Ok(())
}
