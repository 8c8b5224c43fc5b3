//! Something waits for the social API while its author becomes a member: it goes out once, under the same name.

use color_eyre::eyre::ensure;
use houseguest_journeys::{Gate, live};

use crate::PASSWORD;

const BEFORE: &str = "Said while everybody was there.";
const WAITED: [&str; 2] = ["Said into the dark.", "And one more, before I unpack."];

#[tokio::test]
async fn what_waits_while_a_guest_becomes_a_member_goes_out_once_as_the_member() {
    live("offline-promotion", async |desktop| {
        // The identity server answers all the time; the way to the social API can be shut.
        let server = desktop.start_server().await?;
        let mut gate = Gate::to(&server.backend.origin).await?;
        desktop.point_app_at_two(&server.backend.origin, &gate.origin)?;

        let app = desktop.open_app().await?;
        app.page.shows("article[data-post]").await?;
        let post = app.page.attribute("article[data-post]", "data-post").await?.parse()?;
        app.page.open_first_thread().await?;
        app.page.write_comment(BEFORE).await?;
        app.page.session_is("guest").await?;
        let guest = server.identity_store().only_user()?;

        gate.shut().await?;
        for (number, text) in WAITED.into_iter().enumerate() {
            app.page.say(text).await?;
            app.page.waits(number + 1).await?;
        }

        app.page.go_to("you").await?;
        app.page.click("[data-keep-account]").await?;
        let page = desktop.opened_in_system_browser(1).await?;
        let browser = desktop.open_browser().await?;
        browser.page.visit(&page).await?;
        browser.page.sign_up("ines@example.org", PASSWORD).await?;
        app.page.session_is("member").await?;
        app.page.waits(WAITED.len()).await?;
        desktop.keep_picture(&app.page, "a-member-whose-words-wait").await?;
        let member = server.identity_store().only_user()?;
        ensure!(member.sub == guest.sub && !member.is_anonymous, "{member:?} is not the member {}", guest.sub);
        ensure!(server.backend.said_by(&guest.sub, post).await? == [BEFORE], "nothing went out meanwhile");

        // It survives the restart of a member as well as that of a guest.
        app.quit().await?;
        let app = desktop.open_app().await?;
        app.page.session_is("member").await?;
        app.page.waits(WAITED.len()).await?;

        gate.open().await?;
        app.page.waits(0).await?;
        // The guest's tokens are refused since the promotion, so it can only have been the member's.
        let said = server.backend.said_by(&guest.sub, post).await?;
        ensure!(said == [BEFORE, WAITED[0], WAITED[1]], "{said:?} was posted");
        app.page.open_first_thread().await?;
        app.page.shows_comment(WAITED[1]).await?;
        ensure!(server.identity_store().only_user()?.sub == guest.sub, "another user was made");
        Ok(())
    })
    .await;
}
