//! Story mode performs the story in the real app; here somebody presses its buttons, in the window and in a browser.
//!
//! The script is the interface's own (`src-ui/src/features/story/script.rs`): what it ticks is read from the page and compared with
//! what the server holds.

use color_eyre::eyre::{Result, ensure, eyre};
use houseguest_journeys::{Page, live};

use crate::PASSWORD;

/// The sentences that can be ticked, in their order, and whether somebody has to press a button.
const SENTENCES: [(&str, bool); 10] = [
    ("arrive", false),
    ("comment", true),
    ("key", false),
    ("unasked", false),
    ("preference", true),
    ("return", true),
    ("keep", true),
    ("same", false),
    ("retired", false),
    ("ended", false),
];

#[tokio::test]
async fn the_story_is_performed_in_the_window_and_every_sentence_is_seen_to_be_true() {
    live("story-mode", async |desktop| {
        let app = desktop.open_app().await?;
        app.page.session_is("visitor").await?;
        begin(&app.page).await?;
        perform_until_keep(&app.page).await?;
        let guest = desktop.identity_store().only_user()?;
        let key = guest.live_key.ok_or_else(|| eyre!("the guest has no key"))?.to_string();
        ensure!(evidence(&app.page, "key").await?.contains(&key), "another key is told of");

        app.page.click("[data-story-do=keep]").await?;
        let page = desktop.opened_in_system_browser(1).await?;
        let browser = desktop.open_browser().await?;
        browser.page.visit(&page).await?;
        browser.page.sign_up("ines@example.org", PASSWORD).await?;
        all_ticked(&app.page).await?;
        desktop.keep_picture(&app.page, "story-told").await?;

        let member = desktop.identity_store().only_user()?;
        ensure!(member.sub == guest.sub && !member.is_anonymous && member.live_key.is_none(), "{member:?}");
        ensure!(evidence(&app.page, "same").await?.contains(&guest.sub), "another sub is told of");
        ensure!(evidence(&app.page, "retired").await?.contains(&key), "another key was retired");

        // What promotion changed is shown beside what it was.
        app.page.click("[data-scenes-tab=tokens]").await?;
        app.page.shows("[data-comparison=promotion]").await?;
        app.page.shows("[data-claim='https://authgear.com/claims/user/is_anonymous'][data-differs]").await?;
        ensure!(app.page.count("[data-claim=sub][data-differs]").await? == 0, "the sub differs");
        // And nothing that is shown, opened in full, is a secret.
        let token = desktop.vault_files().copy(desktop)?.refresh_token(desktop).await?;
        app.page.click("[data-scenes-tab=timeline]").await?;
        app.page
            .run("document.querySelectorAll('details[data-event]').forEach((event) => { event.open = true; })", vec![])
            .await?;
        app.page.shows(".seen__detail").await?;
        ensure!(!app.page.all_text().await?.contains(&token), "the refresh token is shown");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn what_is_broken_on_purpose_is_recovered_from_in_the_window() {
    live("breaking-it", async |desktop| {
        let app = desktop.open_app().await?;
        app.page.open_first_thread().await?;
        app.page.write_comment("Before anything broke.").await?;
        let guest = desktop.identity_store().only_user()?;
        app.page.click("[data-scenes]").await?;
        app.page.click("[data-scenes-tab=break]").await?;
        for what in ["expire_access", "revoke_session", "skew_clock", "right_clock", "stop_backend", "start_backend"] {
            app.page.click(&format!("[data-break={what}] button")).await?;
            app.page.shows(&format!("[data-broken={what}]")).await?;
            app.page.shows("[data-outcome=done]").await?;
        }
        app.page.click("[data-scenes-close]").await?;
        app.page.session_is("guest").await?;
        app.page.open_first_thread().await?;
        app.page.write_comment("And after everything did.").await?;
        let again = desktop.identity_store().only_user()?;
        ensure!((&again.sub, again.live_key) == (&guest.sub, guest.live_key), "{again:?} is not {guest:?}");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn the_story_is_performed_in_a_plain_browser() {
    live("story-mode-browser", async |desktop| {
        let server = desktop.start_server().await?;
        let browser = desktop.open_browser().await?;
        browser.page.visit(&server.backend.origin).await?;
        browser.page.session_is("visitor").await?;
        begin(&browser.page).await?;
        perform_until_keep(&browser.page).await?;
        let guest = server.identity_store().only_user()?;
        browser.page.click("[data-story-do=keep]").await?;
        // The page is left for the sign-up page, and comes home by itself.
        browser.page.sign_up("rowan@example.org", PASSWORD).await?;
        browser.page.session_is("member").await?;
        all_ticked(&browser.page).await?;
        ensure!(server.identity_store().only_user()?.sub == guest.sub, "the sub changed");
        Ok(())
    })
    .await;
}

async fn begin(page: &Page) -> Result<()> {
    page.shows("article[data-post]").await?;
    page.click("[data-scenes]").await?;
    page.click("[data-scenes-tab=story]").await?;
    page.click("[data-story-begin]").await
}

async fn perform_until_keep(page: &Page) -> Result<()> {
    for (sentence, is_done_by_button) in SENTENCES.into_iter().take_while(|(sentence, _)| *sentence != "keep") {
        if is_done_by_button {
            page.click(&format!("[data-story-do={sentence}]")).await?;
        }
        ticked(page, sentence).await?;
    }
    page.shows("[data-story-do=keep]").await.map(drop)
}

async fn all_ticked(page: &Page) -> Result<()> {
    for (sentence, _) in SENTENCES {
        ticked(page, sentence).await?;
    }
    page.shows("[data-story=over]").await.map(drop)
}

/// Waits until a sentence had its turn, and fails with what was seen if it is not ticked.
async fn ticked(page: &Page, sentence: &str) -> Result<()> {
    let step = format!("[data-story-step={sentence}]");
    page.shows(&format!("{step}:not([data-state=now]):not([data-state=later])")).await?;
    let state = page.attribute(&step, "data-state").await?;
    ensure!(state == "done", "{sentence} is {state}: {}", page.text(&step).await?);
    Ok(())
}

async fn evidence(page: &Page, sentence: &str) -> Result<String> {
    page.text(&format!("[data-story-evidence={sentence}]")).await
}
