//! The SDK with cookies: the app keeps nothing, the browser's session at the identity server is the session.

use color_eyre::eyre::ensure;
use houseguest_journeys::live;
use serde_json::{Value, json};

use crate::world::{Kind, PASSWORD, World, is_server_error, who};

#[tokio::test]
async fn a_guest_is_the_same_one_every_time() {
    live("sdk-cookie-guest", async |desktop| {
        let world = World::open(desktop, Kind::Cookie).await?;
        let World { app, server, .. } = &world;
        ensure!(app.changes().await? == ["UNKNOWN NO_TOKEN"]);
        let thrown = app.refused("fetchUserInfo").await?;
        ensure!(thrown.code.as_deref() == Some("invalid_grant"), "{thrown:?}");

        let (sub, is_anonymous) = who(&app.call("authenticateAnonymously").await?["userInfo"])?;
        ensure!(is_anonymous, "a new user is a guest");
        let again = who(&app.call("authenticateAnonymously").await?["userInfo"])?;
        ensure!(again == (sub.clone(), true), "the second call made {again:?} of {sub}");
        ensure!(app.user().await? == (sub.clone(), true));
        let read = app.page.run("return document.cookie", Vec::new()).await?;
        ensure!(read == "", "a script can read the cookie: {read}");
        let kept = app.page.run("return JSON.stringify(localStorage)", Vec::new()).await?;
        ensure!(!kept.to_string().contains("refreshToken"), "{kept}");

        app.reload().await?;
        let back = who(&app.call("authenticateAnonymously").await?["userInfo"])?;
        ensure!(back == (sub.clone(), true), "after a reload {back:?} came instead of {sub}");
        ensure!(server.identity_store().users()?.len() == 1, "only one user was made");

        // The session dies at the server: the next guest is another one.
        server.identity_store().delete_sessions()?;
        let thrown = app.refused("fetchUserInfo").await?;
        ensure!(thrown.code.as_deref() == Some("invalid_grant"), "{thrown:?}");
        let (other, is_anonymous) = who(&app.call("authenticateAnonymously").await?["userInfo"])?;
        ensure!(other != sub && is_anonymous, "a new guest comes instead of {sub}: {other}");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_guest_is_promoted_on_our_page_and_stays_the_same() {
    live("sdk-cookie-promotion", async |desktop| {
        let world = World::open(desktop, Kind::Cookie).await?;
        let app = &world.app;
        let (sub, _) = who(&app.call("authenticateAnonymously").await?["userInfo"])?;

        world.start_promotion("porch light").await?;
        app.page.sign_up("rowan", PASSWORD).await?;
        let answer = world.is_home().await?;
        ensure!(answer == [("state".to_owned(), "porch light".to_owned())], "the state and nothing else: {answer:?}");
        let finished = app.call("finishPromoteAnonymousUser").await?;
        ensure!(who(&finished["userInfo"])? == (sub.clone(), false), "{finished} is not the member {sub}");
        ensure!(finished["state"] == "porch light", "{finished}");
        ensure!(finished["userInfo"]["preferredUsername"] == "rowan", "{finished}");

        world.go_home().await?;
        ensure!(app.user().await? == (sub.clone(), false), "the member is here after a reload");
        app.call("refreshAccessTokenIfNeeded").await?;
        ensure!(app.property("accessToken").await? == Value::Null, "there is nothing to refresh");
        app.call("refreshIDToken").await?;
        ensure!(app.stored("idToken").await?.is_some(), "no ID token");
        let reauthenticates = app.page.run("return app.sdk.canReauthenticate()", Vec::new()).await?;
        ensure!(reauthenticates == true, "a member has a password");

        let thrown = app.refused("authenticateAnonymously").await?;
        ensure!(is_server_error(&thrown, "Invalid", "user logged in as normal user"), "{thrown:?}");
        ensure!(app.user().await? == (sub.clone(), false), "the refused call changed nothing");

        // The page that says who is here.
        app.leave_with("open", &[json!("/settings"), json!({"openInSameTab": true})]).await?;
        app.page.says("main", "rowan").await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn an_app_on_the_same_site_logs_out_at_once() {
    live("sdk-cookie-log-out", async |desktop| {
        let world = World::open(desktop, Kind::Cookie).await?;
        let World { app, server, .. } = &world;
        app.call("authenticateAnonymously").await?;
        app.leave("logout", &json!({"redirectURI": world.signed_out()})).await?;
        world.is_at("/signed-out").await?;
        let thrown = app.refused("fetchUserInfo").await?;
        ensure!(thrown.code.as_deref() == Some("invalid_grant"), "{thrown:?}");
        ensure!(server.identity_store().only_user()?.browser_sessions == 0, "the session ended at the server");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_page_of_another_site_cannot_log_anybody_out_without_asking() {
    live("sdk-cookie-confirmation", async |desktop| {
        let world = World::open(desktop, Kind::Cookie).await?;
        let app = &world.app;
        let (sub, _) = who(&app.call("authenticateAnonymously").await?["userInfo"])?;
        let elsewhere = world.elsewhere().await?;
        let mut end_session = world.server.backend.origin.join("/oauth2/end_session")?;
        end_session.query_pairs_mut().append_pair("post_logout_redirect_uri", world.signed_out().as_str());

        app.page.visit(&elsewhere.origin).await?;
        app.page.run("location.href = arguments[0]", vec![json!(end_session)]).await?;
        app.page.says("h1", "Log out?").await?;
        app.page.says("main", "nobody can be this guest again").await?;
        desktop.keep_picture(&app.page, "log-out-guest").await?;
        app.page.click(".elsewhere a").await?;
        world.is_at("/signed-out").await?;
        ensure!(app.user().await? == (sub.clone(), true), "whoever stays is who they were");

        world.go_home().await?;
        world.start_promotion("s").await?;
        app.page.sign_up("wren", PASSWORD).await?;
        world.is_home().await?;
        ensure!(app.user().await? == (sub, false));
        app.page.visit(&elsewhere.origin).await?;
        app.page.run("location.href = arguments[0]", vec![json!(end_session)]).await?;
        app.page.says("h1", "Log out?").await?;
        desktop.keep_picture(&app.page, "log-out-member").await?;
        app.page.click("form[action*='/logout'] button").await?;
        world.is_at("/signed-out").await?;
        let thrown = app.refused("fetchUserInfo").await?;
        ensure!(thrown.code.as_deref() == Some("invalid_grant"), "{thrown:?}");
        Ok(())
    })
    .await;
}
