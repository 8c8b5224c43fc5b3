//! The house does not answer: one writes all the same, and everything is posted once and in order when it does.

use color_eyre::eyre::ensure;
use houseguest_journeys::live;
use houseguest_protocol::social::WELCOME_POST;

const FIRST: [&str; 2] = ["Knock, knock.", "I will wait on the porch."];
const LATER: &str = "Is the lamp still on?";

#[tokio::test]
async fn what_is_written_before_the_house_ever_answered_is_posted_once_and_in_order() {
    live("offline", async |desktop| {
        // A backend whose address is known, and which is away before the app is opened for the first time.
        let server = desktop.start_server().await?.stop().await?;
        desktop.point_app_at(&server.origin)?;

        let app = desktop.open_app().await?;
        app.page.shows("[data-nobody]").await?;
        for (number, text) in FIRST.into_iter().enumerate() {
            app.page.say(text).await?;
            app.page.waits(number + 1).await?;
        }
        app.page.says("[data-waits]", FIRST[1]).await?;
        app.page.session_is("visitor").await?;
        desktop.keep_picture(&app.page, "first-launch").await?;
        ensure!(desktop.home().join("vault/vault.stronghold").exists(), "the key is made at once");
        app.quit().await?;

        // It survives a restart, and the app's sudden death.
        let app = desktop.open_app().await?;
        app.page.waits(FIRST.len()).await?;
        app.kill().await?;
        let app = desktop.open_app().await?;
        app.page.waits(FIRST.len()).await?;

        // Nobody presses anything: the house answers, and it is posted.
        let server = server.start_again(desktop).await?;
        app.page.waits(0).await?;
        app.page.session_is("guest").await?;
        app.page.shows("article[data-post]").await?;
        let guest = server.identity_store().only_user()?;
        let said = server.backend.said_by(&guest.sub, WELCOME_POST).await?;
        ensure!(said == FIRST, "{said:?} was posted");

        // The same guest, while the house is away again: the feed is remembered, and one writes below a post of it.
        let server = server.stop().await?;
        app.quit().await?;
        let app = desktop.open_app().await?;
        app.page.shows("[data-as-of]").await?;
        let first = app.page.attribute("article[data-post]", "data-post").await?.parse()?;
        app.page.open_first_thread().await?;
        app.page.say(LATER).await?;
        app.page.waits(1).await?;
        desktop.keep_picture(&app.page, "away").await?;
        let server = server.start_again(desktop).await?;
        app.page.waits(0).await?;
        app.page.shows_comment(LATER).await?;
        let said = server.backend.said_by(&guest.sub, first).await?;
        ensure!(said == [LATER], "{said:?} was posted");
        ensure!(server.backend.said_by(&guest.sub, WELCOME_POST).await? == FIRST, "something was posted twice");
        ensure!(server.identity_store().only_user()?.sub == guest.sub, "another guest was made");
        Ok(())
    })
    .await;
}
