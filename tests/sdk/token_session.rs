//! The SDK with refresh tokens, which is its default.

use color_eyre::eyre::{ensure, eyre};
use houseguest_journeys::live;
use serde_json::{Value, json};

use crate::world::{Kind, PASSWORD, World, is_server_error, who};

#[tokio::test]
async fn a_guest_is_the_same_one_every_time_and_signs_out() {
    live("sdk-token-guest", async |desktop| {
        let world = World::open(desktop, Kind::RefreshToken).await?;
        let World { app, server, .. } = &world;
        ensure!(app.changes().await? == ["NO_SESSION NO_TOKEN"]);
        // Asked before anybody is here, the SDK sends an empty token and wants to hear `invalid_grant`.
        let thrown = app.refused("fetchUserInfo").await?;
        ensure!(thrown.code.as_deref() == Some("invalid_grant"), "{thrown:?}");

        let (sub, is_anonymous) = who(&app.call("authenticateAnonymously").await?["userInfo"])?;
        ensure!(is_anonymous, "a new user is a guest");
        let changes = app.changes().await?;
        ensure!(changes.last().is_some_and(|last| last == "AUTHENTICATED AUTHENTICATED"), "{changes:?}");
        let again = who(&app.call("authenticateAnonymously").await?["userInfo"])?;
        ensure!(again == (sub.clone(), true), "the second call made {again:?} of {sub}");
        ensure!(app.user().await? == (sub.clone(), true));

        app.reload().await?;
        ensure!(app.changes().await? == ["AUTHENTICATED FOUND_TOKEN"]);
        let back = who(&app.call("authenticateAnonymously").await?["userInfo"])?;
        ensure!(back == (sub.clone(), true), "after a reload {back:?} came instead of {sub}");
        ensure!(server.identity_store().users()?.len() == 1, "only one user was made");

        let stored = app.stored("refreshToken").await?.ok_or_else(|| eyre!("no refresh token is kept"))?;
        world.log_out().await?;
        ensure!(app.changes().await?.last().is_some_and(|last| last == "NO_SESSION LOGOUT"));
        ensure!(app.stored("refreshToken").await?.is_none(), "the refresh token is still there");
        let refused = server.backend.refresh_as("sdk-plain", &stored).await?.err();
        ensure!(refused.is_some_and(|refusal| refusal.error == "invalid_grant"), "the server kept the session");
        let (other, _) = who(&app.call("authenticateAnonymously").await?["userInfo"])?;
        ensure!(other != sub, "a guest without a key cannot come back (section 8.2)");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_dead_stored_token_is_told_once_and_then_forgotten() {
    live("sdk-token-dead", async |desktop| {
        let World { app, server, .. } = &World::open(desktop, Kind::RefreshToken).await?;
        let (sub, _) = who(&app.call("authenticateAnonymously").await?["userInfo"])?;
        server.identity_store().delete_sessions()?;
        app.reload().await?;

        // The SDK sends the token it read before its refresh failed (section 11.2).
        let thrown = app.refused("authenticateAnonymously").await?;
        ensure!(is_server_error(&thrown, "Invalid", "invalid refresh token"), "{thrown:?}");
        ensure!(app.changes().await? == ["AUTHENTICATED FOUND_TOKEN", "NO_SESSION INVALID"]);
        let (other, is_anonymous) = who(&app.call("authenticateAnonymously").await?["userInfo"])?;
        ensure!(other != sub && is_anonymous, "a new guest comes instead of {sub}: {other}");

        // A session that dies while the page is open: userinfo says so, and the SDK forgets it.
        server.identity_store().delete_sessions()?;
        let thrown = app.refused("fetchUserInfo").await?;
        ensure!(thrown.code.as_deref() == Some("invalid_grant"), "{thrown:?}");
        ensure!(app.property("sessionState").await? == "NO_SESSION");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_guest_is_promoted_on_our_page_and_stays_the_same() {
    live("sdk-token-promotion", async |desktop| promotion(desktop, Kind::RefreshToken, "rowan").await).await;
}

#[tokio::test]
async fn a_guest_of_a_rotating_client_is_promoted_too() {
    live("sdk-token-rotating", async |desktop| promotion(desktop, Kind::RotatingRefreshToken, "wren").await).await;
}

/// Promotion, and what a member's session can do.
async fn promotion(desktop: &houseguest_journeys::Desktop, kind: Kind, name: &str) -> color_eyre::Result<()> {
    let world = World::open(desktop, kind).await?;
    let app = &world.app;
    let (sub, _) = who(&app.call("authenticateAnonymously").await?["userInfo"])?;
    let first = app.stored("refreshToken").await?.ok_or_else(|| eyre!("no refresh token is kept"))?;

    world.start_promotion("porch light").await?;
    app.page.sign_up(name, PASSWORD).await?;
    let answer = world.is_home().await?;
    ensure!(answer.iter().any(|(key, value)| key == "state" && value == "porch light"), "{answer:?}");
    let finished = app.call("finishPromoteAnonymousUser").await?;
    ensure!(who(&finished["userInfo"])? == (sub.clone(), false), "{finished} is not the member {sub}");
    ensure!(finished["state"] == "porch light", "{finished}");
    ensure!(finished["userInfo"]["preferredUsername"] == name, "{finished}");
    ensure!(app.property("sessionState").await? == "AUTHENTICATED");
    let second = app.stored("refreshToken").await?;
    ensure!(second.is_some() && second.as_ref() != Some(&first), "the member has a session of their own");

    // A reload loses the access token, so the next call refreshes.
    world.go_home().await?;
    ensure!(app.property("accessToken").await? == Value::Null);
    app.call("refreshAccessTokenIfNeeded").await?;
    let token = app.property("accessToken").await?;
    ensure!(token.as_str().is_some_and(|token| !token.is_empty()), "no access token after the refresh");
    let rotated = app.stored("refreshToken").await? != second;
    ensure!(rotated == matches!(kind, Kind::RotatingRefreshToken), "{kind:?} and rotated is {rotated}");
    app.call("refreshAccessTokenIfNeeded").await?;
    ensure!(app.property("accessToken").await? == token, "a fresh token needs no refresh");

    app.forget("idToken").await?;
    app.call("refreshIDToken").await?;
    ensure!(app.stored("idToken").await?.is_some(), "no fresh ID token");
    let reauthenticates = app.page.run("return app.sdk.canReauthenticate()", Vec::new()).await?;
    ensure!(reauthenticates == true, "a member has a password");
    ensure!(app.user().await? == (sub.clone(), false));

    let thrown = app.refused("authenticateAnonymously").await?;
    ensure!(is_server_error(&thrown, "Invalid", "user logged in as normal user"), "{thrown:?}");
    ensure!(app.user().await? == (sub, false), "the refused call changed nothing");
    let refused = world.server.backend.refresh_as(kind.client_id(), &first).await?.err();
    ensure!(refused.is_some_and(|refusal| refusal.error == "invalid_grant"), "the guest's session is over");

    world.log_out().await?;
    ensure!(app.property("sessionState").await? == "NO_SESSION");
    Ok(())
}

#[tokio::test]
async fn shared_sessions_end_together() {
    live("sdk-token-shared", async |desktop| {
        let world = World::open(desktop, Kind::SharedRefreshToken).await?;
        let World { app, server, .. } = &world;
        let (sub, _) = who(&app.call("authenticateAnonymously").await?["userInfo"])?;
        world.start_promotion("s").await?;
        app.page.sign_up("robin", PASSWORD).await?;
        world.is_home().await?;
        app.call("finishPromoteAnonymousUser").await?;
        let member = server.identity_store().only_user()?;
        ensure!((member.sessions, member.browser_sessions) == (1, 1), "{member:?}");

        // The page that says who is here, opened with the app's own session.
        app.leave_with("open", &[json!("/settings"), json!({"openInSameTab": true})]).await?;
        app.page.says("main", "robin").await?;
        desktop.keep_picture(&app.page, "settings").await?;
        world.go_home().await?;
        ensure!(app.user().await? == (sub, false));

        // Logging out of the browser's session is the end of the app's. Whoever types the address is believed.
        let stored = app.stored("refreshToken").await?.ok_or_else(|| eyre!("no refresh token is kept"))?;
        app.page.visit(&server.backend.origin.join("/oauth2/end_session")?).await?;
        app.page.says("h1", "You are logged out").await?;
        desktop.keep_picture(&app.page, "logged-out").await?;
        let refused = server.backend.refresh_as("sdk-plain", &stored).await?.err();
        ensure!(refused.is_some_and(|refusal| refusal.error == "invalid_grant"), "the app's session goes on");
        world.go_home().await?;
        let thrown = app.refused("fetchUserInfo").await?;
        ensure!(thrown.code.as_deref() == Some("invalid_grant"), "{thrown:?}");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn whoever_changes_their_mind_on_our_page_stays_a_guest() {
    live("sdk-token-cancel", async |desktop| {
        let world = World::open(desktop, Kind::RefreshToken).await?;
        let app = &world.app;
        let (sub, _) = who(&app.call("authenticateAnonymously").await?["userInfo"])?;
        world.start_promotion("later").await?;
        app.page.click("form[action$='/cancel'] button").await?;
        world.is_home().await?;
        let thrown = app.refused("finishPromoteAnonymousUser").await?;
        ensure!(thrown.code.as_deref() == Some("access_denied"), "{thrown:?}");
        ensure!(app.user().await? == (sub, true), "the guest is what it was");
        Ok(())
    })
    .await;
}
