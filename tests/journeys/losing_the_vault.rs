//! Without the vault a guest is gone for good, and the app says so.

use std::fs;

use color_eyre::eyre::ensure;
use houseguest_journeys::live;

#[tokio::test]
async fn a_removed_vault_is_told_plainly_and_the_app_starts_with_a_visitor() {
    live("losing-the-vault", async |desktop| {
        let app = desktop.open_app().await?;
        app.page.open_first_thread().await?;
        app.page.write_comment("Nobody will be me again.").await?;
        let lost = desktop.identity_store().only_user()?;
        app.quit().await?;

        fs::remove_file(desktop.vault_files().file())?;
        let app = desktop.open_app().await?;
        app.page.session_is("lost").await?;
        app.page.shows("[data-vault=gone][role=alert]").await?;
        let shown = app.page.attribute("[data-vault=gone] [data-sub]", "data-sub").await?;
        ensure!(shown == lost.sub, "the panel names {shown}, the lost guest is {}", lost.sub);
        ensure!(desktop.identity_store().only_user()?.sub == lost.sub, "a new guest was made unasked");

        app.page.click("[data-start-fresh]").await?;
        app.page.session_is("visitor").await?;
        app.page.lacks("[data-vault=gone]").await?;
        ensure!(desktop.identity_store().only_user()?.sub == lost.sub, "starting afresh made a guest");
        app.page.open_first_thread().await?;
        app.page.shows_comment("Nobody will be me again.").await?;
        app.page.write_comment("A new face.").await?;
        app.page.session_is("guest").await?;
        let users = desktop.identity_store().users()?;
        ensure!(users.len() == 2 && users[1].sub != lost.sub, "the new guest is another one: {users:?}");
        app.quit().await
    })
    .await;
}
