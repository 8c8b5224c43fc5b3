//! The sign-up is finished in a browser that never reaches the app: a code, typed by hand, brings the person home.

use color_eyre::eyre::ensure;
use houseguest_journeys::live;

use crate::PASSWORD;

#[tokio::test]
async fn a_code_that_is_typed_by_hand_keeps_the_same_guest() {
    live("typed-code", async |desktop| {
        let app = desktop.open_app().await?;
        app.page.open_first_thread().await?;
        app.page.write_comment("Before the code and after it.").await?;
        let guest = desktop.identity_store().only_user()?;

        app.page.go_to("you").await?;
        app.page.click("[data-keep-account]").await?;
        // What opened in the system's browser is left alone.
        desktop.opened_in_system_browser(1).await?;
        app.page.click("[data-by-hand]").await?;
        let address = app.page.text("[data-by-hand-address]").await?;
        let focus = "document.activeElement?.id === 'by-hand-heading'";
        app.page.until(focus).await?;

        let browser = desktop.open_browser().await?;
        browser.page.visit(&address.parse()?).await?;
        browser.page.click("form.form button[type=submit]").await?;
        browser.page.sign_up("ines", PASSWORD).await?;
        let code = browser.page.text(".way-home-code__text").await?;
        desktop.keep_picture(&browser.page, "code").await?;
        ensure!(desktop.identity_store().only_user()?.sub == guest.sub, "the page made another user");

        // A slip of the finger is said beside the field, and costs nothing.
        let slip = if code.starts_with('0') { "1111-1111" } else { "0000-0000" };
        app.page.fill("input[name=typed-code]", slip).await?;
        app.page.click("form[data-by-hand-form] button[type=submit]").await?;
        app.page.shows("input[name=typed-code][aria-invalid=true]").await?;
        desktop.keep_picture(&app.page, "slip").await?;
        app.page.fill("input[name=typed-code]", &code.to_lowercase().replace('-', " ")).await?;
        app.page.click("form[data-by-hand-form] button[type=submit]").await?;

        app.page.session_is("member").await?;
        app.page.shows("[data-promotion=promoted]").await?;
        let member = desktop.identity_store().only_user()?;
        ensure!(member.sub == guest.sub && !member.is_anonymous, "{member:?} is the same person, as a member");
        ensure!(member.sessions == 1 && member.live_key.is_none(), "{member:?} has one session and no guest's key");
        ensure!(app.page.own_sub().await? == guest.sub, "the window shows another sub");
        app.page.open_first_thread().await?;
        app.page.shows_comment("Before the code and after it.").await?;

        // The code was used: whoever looks over a shoulder, and reloads the page, finds nothing.
        browser.page.reload().await?;
        browser.page.lacks(".way-home-code__text").await
    })
    .await;
}
