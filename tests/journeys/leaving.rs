//! Leaving has different forms: a lock keeps the key, erasing destroys it.

use color_eyre::eyre::{ensure, eyre};
use houseguest_journeys::live;

#[tokio::test]
async fn a_locked_guest_waits_behind_the_key_and_comes_back() {
    live("locking", async |desktop| {
        let app = desktop.open_app().await?;
        app.page.open_first_thread().await?;
        app.page.write_comment("Out for a walk.").await?;
        let guest = desktop.identity_store().only_user()?;
        app.page.go_to("you").await?;
        app.page.click("[data-sign-out]").await?;
        app.page.session_is("signed_out").await?;
        ensure!(desktop.identity_store().only_user()?.sessions == 0, "the session goes on at the issuer");
        app.quit().await?;

        // Nobody is taken in by merely opening the app.
        let app = desktop.open_app().await?;
        app.page.session_is("signed_out").await?;
        app.page.go_to("you").await?;
        app.page.click("[data-come-back]").await?;
        app.page.session_is("guest").await?;
        ensure!(app.page.own_sub().await? == guest.sub, "somebody else came back");
        let again = desktop.identity_store().only_user()?;
        ensure!((&again.sub, again.live_key) == (&guest.sub, guest.live_key), "{again:?} is not {guest:?}");
        app.quit().await
    })
    .await;
}

#[tokio::test]
async fn an_erased_guest_is_nobody_any_more_and_the_next_one_is_somebody_else() {
    live("erasing", async |desktop| {
        let app = desktop.open_app().await?;
        app.page.open_first_thread().await?;
        app.page.write_comment("I was never here.").await?;
        let guest = desktop.identity_store().only_user()?;
        app.page.go_to("you").await?;
        app.page.click("[data-erase-guest]").await?;
        app.page.fill("input[name=erase]", "yes").await?;
        app.page.click("[data-erase-form] button[type=submit]").await?;
        app.page.shows("#erase-problem").await?;
        app.page.session_is("guest").await?;
        app.page.fill("input[name=erase]", "erase").await?;
        app.page.click("[data-erase-form] button[type=submit]").await?;
        app.page.session_is("visitor").await?;
        app.quit().await?;

        let app = desktop.open_app().await?;
        app.page.session_is("visitor").await?;
        app.page.open_first_thread().await?;
        // The words stay, as the page said before.
        app.page.shows_comment("I was never here.").await?;
        app.page.write_comment("A fresh start.").await?;
        app.page.session_is("guest").await?;
        let users = desktop.identity_store().users()?;
        ensure!(users.len() == 2, "two guests, one after the other: {users:?}");
        let erased = users.iter().find(|user| user.sub == guest.sub).ok_or_else(|| eyre!("the first guest"))?;
        let fresh = users.iter().find(|user| user.sub != guest.sub).ok_or_else(|| eyre!("the second guest"))?;
        ensure!(erased.sessions == 0, "the erased guest's session goes on at the issuer");
        ensure!(fresh.live_key.is_some() && fresh.live_key != guest.live_key, "the erased guest's key is used again");
        ensure!(app.page.own_sub().await? == fresh.sub, "the window shows another sub than the server has");
        app.quit().await
    })
    .await;
}
