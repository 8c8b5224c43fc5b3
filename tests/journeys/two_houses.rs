//! An app that is pointed at another house is somebody else there, and the same as ever at home.

use color_eyre::eyre::{ensure, eyre};
use houseguest_journeys::live;

#[tokio::test]
async fn a_guest_of_one_house_is_not_shown_to_another_and_not_lost() {
    live("two-houses", async |desktop| {
        let (first, second) = (desktop.start_server().await?, desktop.start_server().await?);
        desktop.point_app_at(&first.backend.origin)?;
        let app = desktop.open_app().await?;
        app.page.open_first_thread().await?;
        app.page.write_comment("At home.").await?;
        let guest = first.identity_store().only_user()?;
        app.quit().await?;

        desktop.point_app_at(&second.backend.origin)?;
        let app = desktop.open_app().await?;
        app.page.shows("article[data-post]").await?;
        app.page.session_is("visitor").await?;
        app.page.open_first_thread().await?;
        app.page.write_comment("On a visit.").await?;
        let other = second.identity_store().only_user()?;
        ensure!(other.sub != guest.sub, "one name at two houses");
        let key = other.live_key.ok_or_else(|| eyre!("the second guest has no key"))?;
        ensure!(guest.live_key.as_ref().is_some_and(|known| *known != key), "one key at two houses");
        app.quit().await?;

        desktop.point_app_at(&first.backend.origin)?;
        let app = desktop.open_app().await?;
        app.page.session_is("guest").await?;
        ensure!(app.page.own_sub().await? == guest.sub, "somebody else came home");
        let again = first.identity_store().only_user()?;
        ensure!((again.live_key, again.sessions) == (guest.live_key, guest.sessions), "the session did not last");
        app.quit().await
    })
    .await;
}
