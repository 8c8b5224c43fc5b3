//! The same story in a plain browser, where a guest has no key and lives as long as the session.

use color_eyre::eyre::ensure;
use houseguest_journeys::live;
use serde_json::json;

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

#[tokio::test]
async fn a_guest_in_a_cookie_survives_the_tab_and_becomes_a_member() {
    live("plain-browser-cookie", async |desktop| {
        let server = desktop.start_server().await?;
        let store = server.identity_store();
        let browser = desktop.open_browser().await?;
        let page = &browser.page;
        page.visit(&server.backend.origin).await?;
        page.go_to("preferences").await?;
        page.shows("[data-session-types=refresh_token]").await?;
        page.click("input[name=session-type][value=cookie]").await?;
        page.shows("[data-session-types=cookie]").await?;
        desktop.keep_picture(page, "session-types").await?;
        ensure!(store.users()?.is_empty(), "choosing made a user");

        page.go_to("feed").await?;
        page.open_first_thread().await?;
        page.write_comment("By cookie.").await?;
        page.session_is("guest").await?;
        let guest = store.only_user()?;
        ensure!(guest.is_anonymous && (guest.sessions, guest.browser_sessions) == (0, 1), "{guest:?}");
        let read = page.run("return document.cookie", Vec::new()).await?;
        ensure!(read == "", "a script can read the cookie: {read}");
        let kept = page.run("return JSON.parse(localStorage.getItem('houseguest'))", Vec::new()).await?;
        ensure!(kept["sub"] == guest.sub && kept["by_cookie"] == true, "{kept}");
        ensure!(kept["refresh_token"].is_null() && kept["to_revoke"] == json!([]), "a token is kept: {kept}");

        page.reload().await?;
        page.session_is("guest").await?;
        ensure!(page.own_sub().await? == guest.sub, "another sub after the reload");
        page.shows("[data-safety=cookie]").await?;
        desktop.keep_picture(page, "safety-cookie").await?;
        // The cookie is the session: what the page noted down is only a note.
        page.run("localStorage.removeItem('houseguest')", Vec::new()).await?;
        page.close_the_tab_and_open_another().await?;
        page.visit(&server.backend.origin).await?;
        page.session_is("guest").await?;
        ensure!(page.own_sub().await? == guest.sub, "another sub in another tab");

        page.click("[data-keep-account]").await?;
        page.sign_up("rowan@example.org", PASSWORD).await?;
        page.session_is("member").await?;
        let member = store.only_user()?;
        ensure!(member.sub == guest.sub && !member.is_anonymous, "{member:?} is not the member {}", guest.sub);
        let address = page.address().await?;
        ensure!(address.query().is_none(), "what the way home carried stays in the address: {address}");
        page.open_first_thread().await?;
        page.shows_comment("By cookie.").await?;
        page.write_comment("Still by cookie.").await?;

        page.go_to("you").await?;
        page.click("[data-sign-out]").await?;
        page.session_is("visitor").await?;
        ensure!(store.only_user()?.browser_sessions == 0, "the session ended at the server");
        page.reload().await?;
        page.session_is("visitor").await
    })
    .await;
}
