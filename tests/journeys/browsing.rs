//! Browsing needs no account and makes none.

use color_eyre::eyre::ensure;
use houseguest_journeys::live;

#[tokio::test]
async fn browsing_makes_nobody_a_guest() {
    live("browsing", async |desktop| {
        let app = desktop.open_app().await?;
        app.page.shows("article[data-post]").await?;
        app.page.session_is("visitor").await?;

        app.page.run("window.scrollTo(0, document.body.scrollHeight)", vec![]).await?;
        app.page.until("window.scrollY > 0").await?;
        app.page.open_first_thread().await?;
        app.page.go_to("preferences").await?;
        app.page.go_to("you").await?;
        app.page.session_is("visitor").await?;

        ensure!(desktop.identity_store().users()?.is_empty(), "browsing made a user");
        ensure!(!desktop.vault_files().exists(), "browsing made a vault");
        app.quit().await
    })
    .await;
}

#[tokio::test]
async fn the_window_is_usable_from_phone_to_desktop() {
    live("widths", async |desktop| {
        let app = desktop.open_app().await?;
        for width in [360, 768, 1280] {
            app.page.resize(width, 800).await?;
            app.page.until(&format!("window.innerWidth === {width}")).await?;
            for place in ["preferences", "you", "feed"] {
                app.page.go_to(place).await?;
                let overflow = "document.documentElement.scrollWidth <= window.innerWidth";
                app.page.until(overflow).await?;
                desktop.keep_picture(&app.page, &format!("{place}-{width}")).await?;
            }
        }
        Ok(())
    })
    .await;
}
