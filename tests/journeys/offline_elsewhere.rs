//! What waits for one house is told to no other, also when the app is pointed there.

use color_eyre::eyre::ensure;
use houseguest_journeys::live;
use houseguest_protocol::social::WELCOME_POST;

const FOR_THE_FIRST: &str = "Only for you.";

#[tokio::test]
async fn words_for_one_house_do_not_go_to_another() {
    live("offline-elsewhere", async |desktop| {
        let first = desktop.start_server().await?.stop().await?;
        let second = desktop.start_server().await?;
        desktop.point_app_at(&first.origin)?;
        let app = desktop.open_app().await?;
        app.page.shows("[data-nobody]").await?;
        app.page.say(FOR_THE_FIRST).await?;
        app.page.waits(1).await?;
        app.quit().await?;

        desktop.point_app_at(&second.backend.origin)?;
        let app = desktop.open_app().await?;
        app.page.shows("article[data-post]").await?;
        app.page.waits(0).await?;
        app.page.click(".waiting__line").await?;
        app.page.shows("[data-elsewhere='1']").await?;
        let port = first.origin.port().unwrap_or_default().to_string();
        app.page.says("[data-elsewhere]", &port).await?;
        desktop.keep_picture(&app.page, "it-waits-for-another-house").await?;
        ensure!(second.identity_store().users()?.is_empty(), "somebody came to be at the second house");
        app.quit().await?;

        let first = first.start_again(desktop).await?;
        desktop.point_app_at(&first.backend.origin)?;
        let app = desktop.open_app().await?;
        app.page.waits(0).await?;
        app.page.session_is("guest").await?;
        let guest = first.identity_store().only_user()?;
        ensure!(first.backend.said_by(&guest.sub, WELCOME_POST).await? == [FOR_THE_FIRST], "it was posted once");
        Ok(())
    })
    .await;
}
