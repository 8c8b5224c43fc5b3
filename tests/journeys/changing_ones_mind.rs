//! However a promotion ends short of its end, the guest is what it was.

use color_eyre::eyre::{Result, ensure};
use houseguest_journeys::{App, Browser, Desktop, evidence::StoredUser, live};
use url::Url;

use crate::PASSWORD;

const COMMENT: &str = "Still me.";

#[tokio::test]
async fn a_cancelled_promotion_leaves_the_guest_as_it_was() {
    live("cancelling", async |desktop| {
        let (app, guest) = a_guest(desktop).await?;
        let browser = desktop.open_browser().await?;

        // On the page.
        let page = start(desktop, &app, 1).await?;
        browser.page.visit(&page).await?;
        browser.page.click("form.cancel button[type=submit]").await?;
        app.page.lacks("[data-promotion=waiting]").await?;
        unchanged(desktop, &app, &guest).await?;

        // In the app, while the page is open; what is done on the page afterwards is too late.
        let page = start(desktop, &app, 2).await?;
        browser.page.visit(&page).await?;
        browser.page.shows("input[name=login]").await?;
        app.page.click("[data-cancel-promotion]").await?;
        app.page.lacks("[data-promotion=waiting]").await?;
        unchanged(desktop, &app, &guest).await
    })
    .await;
}

#[tokio::test]
async fn an_app_killed_in_the_middle_of_a_promotion_finds_its_guest_again() {
    live("killed-while-promoting", async |desktop| {
        let (app, guest) = a_guest(desktop).await?;
        let page = start(desktop, &app, 1).await?;
        let browser = desktop.open_browser().await?;
        browser.page.visit(&page).await?;
        browser.page.shows("input[name=login]").await?;
        app.kill().await?;

        let app = desktop.open_app().await?;
        unchanged(desktop, &app, &guest).await?;

        // And the next attempt succeeds.
        let page = start(desktop, &app, 2).await?;
        browser.page.visit(&page).await?;
        browser.page.sign_up("second.attempt", PASSWORD).await?;
        app.page.session_is("member").await?;
        ensure!(desktop.identity_store().only_user()?.sub == guest.sub, "the sub changed");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn an_address_that_is_taken_leaves_the_guest_as_it_was() {
    live("taken-address", async |desktop| {
        let (app, guest) = a_guest(desktop).await?;
        let browser = desktop.open_browser().await?;
        somebody_else_signs_up(desktop, &browser).await?;

        let page = start(desktop, &app, 1).await?;
        browser.page.visit(&page).await?;
        browser.page.sign_up("taken@example.org", PASSWORD).await?;
        browser.page.says("h1", "You already have an account").await?;
        app.page.session_is("guest").await?;
        ensure!(desktop.identity_store().users()?.contains(&guest), "the guest changed when the address was refused");

        // Another address, in the same visit.
        browser.page.click("a.button[href$='/sign-up']").await?;
        browser.page.sign_up("free@example.org", PASSWORD).await?;
        app.page.session_is("member").await?;
        let members = desktop.identity_store().users()?;
        let member = members.iter().find(|user| user.sub == guest.sub);
        ensure!(member.is_some_and(|member| member.logins == ["free@example.org"]), "{members:?}");
        app.page.open_first_thread().await?;
        app.page.shows_comment(COMMENT).await
    })
    .await;
}

/// An app with a guest in it who has written something.
async fn a_guest(desktop: &Desktop) -> Result<(App, StoredUser)> {
    let app = desktop.open_app().await?;
    app.page.open_first_thread().await?;
    app.page.write_comment(COMMENT).await?;
    let guest = desktop.identity_store().only_user()?;
    Ok((app, guest))
}

/// Starts a promotion, the `count`th on this desktop; answers the page's address.
async fn start(desktop: &Desktop, app: &App, count: usize) -> Result<Url> {
    app.page.go_to("you").await?;
    app.page.click("[data-keep-account]").await?;
    desktop.opened_in_system_browser(count).await
}

/// The same guest, on the server and in the window, with what they wrote, and still able to write.
async fn unchanged(desktop: &Desktop, app: &App, guest: &StoredUser) -> Result<()> {
    app.page.session_is("guest").await?;
    let now = desktop.identity_store().only_user()?;
    ensure!(
        (&now.sub, now.live_key, now.is_anonymous) == (&guest.sub, guest.live_key, true),
        "{now:?}, once {guest:?}"
    );
    ensure!(app.page.own_sub().await? == guest.sub, "the window shows another sub");
    app.page.open_first_thread().await?;
    app.page.shows_comment(COMMENT).await?;
    app.page.write_comment("And still writing.").await
}

/// Another person takes an address, through the same sign-up page.
async fn somebody_else_signs_up(desktop: &Desktop, browser: &Browser) -> Result<()> {
    let mut page = desktop.embedded_backend().await?.origin.join("/oauth2/authorize")?;
    page.query_pairs_mut().extend_pairs([
        ("client_id", "houseguest-app"),
        ("response_type", "code"),
        // Nobody listens there: this person's app is not part of the story.
        ("redirect_uri", "http://127.0.0.1:9/callback"),
        ("scope", "openid offline_access https://authgear.com/scopes/full-access"),
        ("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"),
        ("code_challenge_method", "S256"),
    ]);
    browser.page.visit(&page).await?;
    if browser.page.count("input[autocomplete=new-password]").await? == 0 {
        browser.page.click("a.elsewhere__link[href$='/sign-up']").await?;
        browser.page.shows("input[autocomplete=new-password]").await?;
    }
    browser.page.sign_up("taken@example.org", PASSWORD).await?;
    houseguest_journeys::eventually("the other person has an account", async || {
        let users = desktop.identity_store().users()?;
        Ok(users.iter().any(|user| user.logins == ["taken@example.org"]).then_some(()))
    })
    .await
}
