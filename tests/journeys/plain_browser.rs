//! The same story in a plain browser, where a guest has no key and lives as long as the session.

use color_eyre::eyre::ensure;
use houseguest_journeys::live;

use crate::PASSWORD;

#[tokio::test]
async fn a_guest_in_a_browser_survives_a_reload_and_becomes_a_member() {
    live("plain-browser", async |desktop| {
        let server = desktop.start_server().await?;
        let store = server.identity_store();
        let browser = desktop.open_browser().await?;
        browser.page.visit(&server.backend.origin).await?;
        browser.page.shows("article[data-post]").await?;
        browser.page.session_is("visitor").await?;
        browser.page.open_first_thread().await?;
        ensure!(store.users()?.is_empty(), "browsing made a user");

        browser.page.write_comment("Without an app.").await?;
        browser.page.session_is("guest").await?;
        let guest = store.only_user()?;
        ensure!(guest.is_anonymous && guest.live_key.is_none(), "a guest in a browser has no key: {guest:?}");

        browser.page.reload().await?;
        browser.page.session_is("guest").await?;
        ensure!(browser.page.own_sub().await? == guest.sub, "another sub after the reload");

        browser.page.click("[data-keep-account]").await?;
        browser.page.sign_up("rowan@example.org", PASSWORD).await?;
        browser.page.session_is("member").await?;
        let member = store.only_user()?;
        ensure!(member.sub == guest.sub && !member.is_anonymous, "{member:?} is not the member {}", guest.sub);
        let address = browser.page.address().await?;
        ensure!(address.query().is_none(), "what the way home carried stays in the address: {address}");
        browser.page.open_first_thread().await?;
        browser.page.shows_comment("Without an app.").await
    })
    .await;
}
