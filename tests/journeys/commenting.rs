//! The first comment makes a guest, and puts the guest's key into the vault.

use color_eyre::eyre::{ensure, eyre};
use houseguest_journeys::live;

#[tokio::test]
async fn a_comment_makes_exactly_one_guest_whose_key_is_in_the_vault() {
    live("commenting", async |desktop| {
        let app = desktop.open_app().await?;
        app.page.open_first_thread().await?;
        app.page.write_comment("What a warm welcome!").await?;
        app.page.session_is("guest").await?;

        let user = desktop.identity_store().only_user()?;
        ensure!(user.is_anonymous && user.logins.is_empty(), "a guest has nothing but a key: {user:?}");
        ensure!(app.page.own_sub().await? == user.sub, "the window shows another sub than the server has");
        let key = user.live_key.ok_or_else(|| eyre!("the guest has no key"))?.to_string();
        ensure!(app.page.text("[data-thumbprint]").await? == key, "the window shows another key than the server has");

        let vault = desktop.vault_files();
        let refresh_token = vault.copy(desktop)?.refresh_token(desktop).await?;
        vault.hide(&[&user.sub, &key, &refresh_token, "refresh_token", "houseguest"])?;
        let seen = app.page.all_text().await?;
        ensure!(!seen.contains(&refresh_token), "the window shows the refresh token");

        // A second comment is the same guest's.
        app.page.open_first_thread().await?;
        app.page.write_comment("And a second thought.").await?;
        ensure!(desktop.identity_store().only_user()?.sub == user.sub, "another guest was made");
        app.quit().await
    })
    .await;
}
