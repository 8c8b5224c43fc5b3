//! A guest keeps the account: the same `sub`, everything in place, and nothing of the guest's still works.

use color_eyre::eyre::{ensure, eyre};
use houseguest_journeys::{evidence::claims, live};
use houseguest_protocol::identity::TokenResponse;

use crate::PASSWORD;

/// What a token says of its user being a guest.
const IS_ANONYMOUS: &str = "https://authgear.com/claims/user/is_anonymous";

#[tokio::test]
async fn a_promoted_guest_keeps_the_same_sub_and_everything_else() {
    live("keeping-the-account", async |desktop| {
        let app = desktop.open_app().await?;
        app.page.open_first_thread().await?;
        app.page.write_comment("Mine before, mine after.").await?;
        app.page.choose_theme("dark").await?;
        let guest = desktop.identity_store().only_user()?;
        let backend = desktop.embedded_backend().await?;

        // What the guest holds: the vault as it is now, and a second session made with its key.
        let old_vault = desktop.vault_files().copy(desktop)?;
        let old_refresh_token = old_vault.refresh_token(desktop).await?;
        let challenge = backend.challenge().await?;
        let second = backend.present_key(&old_vault.sign(desktop, &challenge).await?).await?;
        let second = second.map_err(|refusal| eyre!("the guest's key must log in before: {refusal:?}"))?;
        let (old_access, second_refresh) = (access(&second)?, refresh(&second)?);
        ensure!(claims(&old_access)?[IS_ANONYMOUS] == true, "the guest's token says so");
        ensure!(backend.social_status(&old_access).await? == 200, "the guest's token opens the social API before");

        // Keep the account.
        app.page.go_to("you").await?;
        app.page.click("[data-keep-account]").await?;
        let page = desktop.opened_in_system_browser(1).await?;
        let browser = desktop.open_browser().await?;
        browser.page.visit(&page).await?;
        browser.page.sign_up("ines@example.org", PASSWORD).await?;
        app.page.session_is("member").await?;
        app.page.shows("[data-promotion=promoted]").await?;

        // The same person.
        let member = desktop.identity_store().only_user()?;
        ensure!(member.sub == guest.sub, "the sub changed from {} to {}", guest.sub, member.sub);
        ensure!(!member.is_anonymous && member.logins == ["ines@example.org"], "{member:?} is a member by mail");
        ensure!(member.live_key.is_none(), "the guest's key is retired");
        ensure!(member.sessions == 1, "every other session ended, {} are left", member.sessions);
        ensure!(app.page.own_sub().await? == guest.sub, "the window shows another sub");

        // Nothing of the guest's works any more.
        for token in [&old_refresh_token, &second_refresh] {
            let refused = backend.refresh(token).await?.err().ok_or_else(|| eyre!("a guest's refresh token works"))?;
            ensure!(refused.error == "invalid_grant", "{refused:?}");
        }
        let refused =
            backend.user_info(&old_access).await?.err().ok_or_else(|| eyre!("userinfo took the old token"))?;
        ensure!(refused.status == 401, "{refused:?}");
        ensure!(backend.social_status(&old_access).await? == 401, "the social API took the old token");
        let challenge = backend.challenge().await?;
        let refused = backend.present_key(&old_vault.sign(desktop, &challenge).await?).await?;
        ensure!(
            refused.as_ref().is_err_and(|refusal| refusal.status == 400),
            "the old key was not refused: {refused:?}"
        );
        ensure!(desktop.identity_store().only_user()?.sessions == 1, "a refused key left a session behind");

        // Everything is there, and is so after the next launch.
        app.page.open_first_thread().await?;
        app.page.shows_comment("Mine before, mine after.").await?;
        ensure!(app.page.theme().await? == "dark", "the preference is gone");
        app.quit().await?;
        let app = desktop.open_app().await?;
        app.page.session_is("member").await?;
        ensure!(app.page.own_sub().await? == guest.sub, "another sub after the next launch");
        ensure!(app.page.theme().await? == "dark", "the preference is gone after the next launch");
        app.page.open_first_thread().await?;
        app.page.shows_comment("Mine before, mine after.").await?;
        app.page.write_comment("As a member now.").await?;
        app.quit().await?;

        // The member's own tokens say what they are. Asked last: it takes the app's session further.
        let app = desktop.open_app().await?;
        app.page.session_is("member").await?;
        let backend = desktop.embedded_backend().await?;
        let token = desktop.vault_files().copy(desktop)?.refresh_token(desktop).await?;
        let fresh = backend.refresh(&token).await?.map_err(|refusal| eyre!("the member's session: {refusal:?}"))?;
        let fresh = access(&fresh)?;
        ensure!(claims(&fresh)?[IS_ANONYMOUS] == false, "the member's token says so");
        let info = backend.user_info(&fresh).await?.map_err(|refusal| eyre!("userinfo: {refusal:?}"))?;
        ensure!(info.sub.as_str() == guest.sub && !info.user.is_anonymous, "{info:?}");
        Ok(())
    })
    .await;
}

fn access(tokens: &TokenResponse) -> color_eyre::Result<String> {
    tokens.access_token.clone().ok_or_else(|| eyre!("no access token in the answer"))
}

fn refresh(tokens: &TokenResponse) -> color_eyre::Result<String> {
    tokens.refresh_token.clone().ok_or_else(|| eyre!("no refresh token in the answer"))
}
