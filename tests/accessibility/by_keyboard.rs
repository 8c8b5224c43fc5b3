//! The whole way by keyboard alone: reading, writing, choosing, and the way to keep the account.

use color_eyre::eyre::{Result, ensure, eyre};
use houseguest_journeys::gallery::{Looks, Room, SCREENS, Site, Size, Theme};
use serde_json::Value;

const TAB: &str = "\u{e004}";
const ENTER: &str = "\u{e007}";
const DOWN: &str = "\u{e015}";

/// Presses Tab until what has the focus matches, as a person without a mouse does.
async fn tab_to(room: &Room, selector: &str) -> Result<()> {
    for _ in 0..80 {
        let here = format!("return !!document.activeElement?.matches({})", Value::from(selector));
        if room.page.run(&here, Vec::new()).await? == Value::Bool(true) {
            let outlined = "const style = getComputedStyle(document.activeElement);
                return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2";
            let outlined = room.page.run(outlined, Vec::new()).await?;
            ensure!(outlined == Value::Bool(true), "{selector} has the focus and does not show it");
            return Ok(());
        }
        room.page.press(TAB).await?;
    }
    Err(eyre!("Tab does not lead to {selector}"))
}

#[tokio::test]
async fn the_whole_way_by_keyboard_alone() -> Result<()> {
    let site = Site::serve(&super::interface()?).await?;
    let mut room = Room::open(&site.origin, Size::Desk, &super::logs("keyboard")?).await?;
    let screen = SCREENS.iter().find(|screen| screen.name == "feed-visitor").ok_or_else(|| eyre!("the feed"))?;
    room.show(*screen, Looks { theme: Theme::Light, language: "en" }).await?;
    let page = &room.page;

    // The first stop jumps over the navigation.
    page.press(TAB).await?;
    tab_to(&room, ".skip-link").await?;
    page.press(ENTER).await?;
    page.until("document.activeElement?.id === 'content'").await?;

    // Reading.
    tab_to(&room, ".post-card__link").await?;
    page.press(ENTER).await?;
    page.shows("form[data-composer=comment]").await?;
    page.until("document.activeElement?.tagName === 'H1'").await?;

    // Writing makes a guest.
    tab_to(&room, "textarea[name=body]").await?;
    page.press("By keyboard.").await?;
    tab_to(&room, "form[data-composer=comment] button[type=submit]").await?;
    page.press(ENTER).await?;
    page.until("document.documentElement.dataset.session === 'guest'").await?;
    page.says("[data-comment]", "By keyboard.").await?;

    // Mentioning somebody: the list is walked and left without leaving the field.
    tab_to(&room, "textarea[name=body]").await?;
    page.press("Thanks, @").await?;
    page.shows("[data-mentions] [role=option]").await?;
    page.press(DOWN).await?;
    page.until("document.querySelector('[role=option]:nth-child(2)')?.getAttribute('aria-selected') === 'true'")
        .await?;
    let pointed =
        "document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))?.dataset.handle";
    let handle = page.until(pointed).await?;
    page.press(ENTER).await?;
    page.until(&format!("document.activeElement.value === 'Thanks, @' + {handle} + ' '")).await?;
    page.lacks("[data-mentions]").await?;

    // A post of one's own.
    tab_to(&room, "[data-nav=feed]").await?;
    page.press(ENTER).await?;
    tab_to(&room, "[data-compose]").await?;
    page.press(ENTER).await?;
    page.until("document.activeElement?.id === 'post-body'").await?;
    page.press("A post by keyboard.").await?;
    tab_to(&room, "form[data-composer=post] button[type=submit]").await?;
    page.press(ENTER).await?;
    page.says("article[data-post]:not([data-state=sending])", "A post by keyboard.").await?;
    page.until("document.activeElement?.hasAttribute('data-compose')").await?;

    // Choosing.
    tab_to(&room, "[data-nav=preferences]").await?;
    page.press(ENTER).await?;
    page.shows("select[name=theme]").await?;
    tab_to(&room, "select[name=theme]").await?;
    page.press(DOWN).await?;
    page.until("document.documentElement.dataset.theme === 'dark'").await?;
    page.shows("[data-keeping=kept]").await?;

    // Keeping the account, and thinking better of it.
    tab_to(&room, "[data-nav=you]").await?;
    page.press(ENTER).await?;
    page.shows("[data-keep-account]").await?;
    tab_to(&room, "[data-keep-account]").await?;
    page.press(ENTER).await?;
    page.shows("[data-promotion=waiting]").await?;
    tab_to(&room, "[data-cancel-promotion]").await?;
    page.press(ENTER).await?;
    page.lacks("[data-promotion=waiting]").await?;
    room.leave().await
}
