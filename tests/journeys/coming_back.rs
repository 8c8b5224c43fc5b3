//! A guest who comes back is the same guest.

use color_eyre::eyre::ensure;
use houseguest_journeys::live;

#[tokio::test]
async fn a_guest_comes_back_as_the_same_guest_even_after_the_session_died() {
    live("coming-back", async |desktop| {
        let app = desktop.open_app().await?;
        app.page.open_first_thread().await?;
        app.page.write_comment("I shall be back.").await?;
        let guest = desktop.identity_store().only_user()?;
        app.quit().await?;

        // The session is alive.
        let app = desktop.open_app().await?;
        app.page.session_is("guest").await?;
        ensure!(app.page.own_sub().await? == guest.sub, "another sub after the first return");
        app.page.open_first_thread().await?;
        app.page.shows_comment("I shall be back.").await?;
        app.quit().await?;

        // The session is dead: only the key is left.
        ensure!(desktop.identity_store().delete_sessions()? > 0, "there was no session to delete");
        let app = desktop.open_app().await?;
        app.page.session_is("guest").await?;
        app.page.open_first_thread().await?;
        app.page.write_comment("As promised.").await?;
        ensure!(app.page.own_sub().await? == guest.sub, "another sub after the session died");

        let again = desktop.identity_store().only_user()?;
        ensure!((&again.sub, again.live_key) == (&guest.sub, guest.live_key), "{again:?} is not {guest:?}");
        ensure!(again.sessions == 1, "the key made one new session, not {}", again.sessions);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_guest_survives_the_apps_sudden_death() {
    live("sudden-death", async |desktop| {
        let app = desktop.open_app().await?;
        app.page.open_first_thread().await?;
        app.page.write_comment("Before the lights went out.").await?;
        let guest = desktop.identity_store().only_user()?;
        app.kill().await?;

        let app = desktop.open_app().await?;
        app.page.session_is("guest").await?;
        app.page.open_first_thread().await?;
        app.page.shows_comment("Before the lights went out.").await?;
        app.page.write_comment("And after.").await?;
        ensure!(desktop.identity_store().only_user()?.sub == guest.sub, "another guest was made");
        Ok(())
    })
    .await;
}
