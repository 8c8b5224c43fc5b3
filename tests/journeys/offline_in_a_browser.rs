//! The house goes away while a plain browser has it open: the tab goes on, what is done there waits, and is carried out
//! once and in order. Without the house there is no page to load, so nothing is promised to a tab that is opened then.

use color_eyre::eyre::ensure;
use houseguest_journeys::live;
use houseguest_protocol::social::Reaction;

const WAITED: [&str; 2] = ["Are you still there?", "I will stay a little."];

#[tokio::test]
async fn an_open_tab_goes_on_and_what_was_done_there_is_carried_out_once_and_in_order() {
    live("offline-browser", async |desktop| {
        let server = desktop.start_server().await?;
        let browser = desktop.open_browser().await?;
        let page = &browser.page;
        page.visit(&server.backend.origin).await?;
        page.shows("article[data-post]").await?;
        let post = page.attribute("article[data-post]", "data-post").await?.parse()?;
        page.open_first_thread().await?;
        let before = server.backend.reactions_to(post).await?;

        let server = server.stop().await?;
        page.say(WAITED[0]).await?;
        page.waits(1).await?;
        page.click("article.post [data-reaction=cheer]").await?;
        page.waits(2).await?;
        page.shows("article.post [data-reaction=cheer][aria-pressed=true]").await?;
        page.say(WAITED[1]).await?;
        page.waits(3).await?;
        page.go_to("preferences").await?;
        page.choose("theme", "dark").await?;
        page.shows("[data-keeping=waits]").await?;
        page.waits(4).await?;
        page.session_is("visitor").await?;
        desktop.keep_picture(page, "everything-waits").await?;

        // Nobody presses anything.
        let server = server.start_again(desktop).await?;
        page.waits(0).await?;
        page.session_is("guest").await?;
        let guest = server.identity_store().only_user()?;
        let said = server.backend.said_by(&guest.sub, post).await?;
        ensure!(said == WAITED, "{said:?} was posted");
        let count = |reactions: &[(Reaction, u32)]| {
            reactions.iter().find(|(kind, _)| *kind == Reaction::Cheer).map_or(0, |(_, count)| *count)
        };
        let after = server.backend.reactions_to(post).await?;
        ensure!(count(&after) == count(&before) + 1, "{after:?} are the reactions after {before:?}");
        page.reload().await?;
        page.session_is("guest").await?;
        ensure!(page.theme().await? == "dark", "the preference is gone");
        ensure!(server.identity_store().only_user()?.sub == guest.sub, "another guest was made");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn what_waits_survives_a_reload_and_what_is_taken_back_is_seen_no_more() {
    live("offline-browser-reload", async |desktop| {
        let server = desktop.start_server().await?;
        let browser = desktop.open_browser().await?;
        let page = &browser.page;
        page.visit(&server.backend.origin).await?;
        let post = page.attribute("article[data-post]", "data-post").await?.parse()?;

        // The page can be loaded and people can be vouched for, but nothing leads to the social API.
        page.block(&["*/social/*"]).await?;
        page.click("article[data-post] [data-reaction=love]").await?;
        page.waits(1).await?;
        page.shows("article[data-post] [data-reaction=love][aria-pressed=true]").await?;
        page.click(".waiting__line").await?;
        page.click("[data-waits] button").await?;
        page.waits(0).await?;
        page.shows("article[data-post] [data-reaction=love][aria-pressed=false]").await?;

        page.open_first_thread().await?;
        for (number, text) in WAITED.into_iter().enumerate() {
            page.say(text).await?;
            page.waits(number + 1).await?;
        }
        page.reload().await?;
        page.waits(WAITED.len()).await?;
        page.says("[data-waits]", WAITED[0]).await?;
        desktop.keep_picture(page, "after-the-reload").await?;

        page.block(&[]).await?;
        page.waits(0).await?;
        let guest = server.identity_store().only_user()?;
        let said = server.backend.said_by(&guest.sub, post).await?;
        ensure!(said == WAITED, "{said:?} was posted");
        Ok(())
    })
    .await;
}
