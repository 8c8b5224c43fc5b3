//! The page of clean-up: the rule, a rehearsal, the run.

use std::{collections::HashSet, sync::Arc, time::Duration};

use async_trait::async_trait;
use axum::http::StatusCode;
use houseguest_protocol::values::Subject;

use super::{
    browser::{Form, OperatorBrowser},
    settings::native,
};
use crate::{
    ContentError, UserContent, clean_up,
    http::tests::{Answer, TestGuest, TestServer},
};

/// A resource server where nobody owns anything.
struct NobodyOwnsAnything;

#[async_trait]
impl UserContent for NobodyOwnsAnything {
    async fn owners_of_visible_content(&self, _: &[Subject]) -> Result<HashSet<Subject>, ContentError> {
        Ok(HashSet::new())
    }
}

async fn press(browser: &OperatorBrowser<'_>, action: &str) -> Answer {
    let form = Form::of(&browser.page("/portal/clean-up").await, action);
    browser.send_form(&form, &[]).await
}

#[tokio::test]
async fn a_rule_is_saved_rehearsed_and_run() {
    let server = TestServer::start().await;
    server.identity.ask_about_content(Arc::new(NobodyOwnsAnything));
    TestGuest::new().sign_in(&server).await;
    server.clock.advance(Duration::from_secs(86_400 * 32));
    let browser = OperatorBrowser::logged_in(&server).await;
    let page = browser.page("/portal/clean-up").await.text;
    assert!(page.contains("There was no run yet.") && !page.contains("Remove them now"), "{page}");
    let saved = browser.save("/portal/clean-up", &[("idle_days", "30"), ("hour_utc", "3"), ("grace_hours", "0")]).await;
    assert!(saved.text.contains("Clean-up: saved."), "{}", saved.text);
    assert_eq!(server.identity.state().settings().cleanup.idle_days, 30);
    let rehearsed = press(&browser, "/portal/clean-up/rehearse").await;
    assert!(rehearsed.text.contains("1 would be removed, 0 kept"), "{}", rehearsed.text);
    assert_eq!(server.count("users"), 1, "a rehearsal removes nobody");
    let begun = browser.send_form(&Form::of(&rehearsed, "/portal/clean-up/run"), &[]).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER);
    // Beside the one in the background, which holds the same lease.
    clean_up::carry_on(server.identity.state()).await.expect("is done");
    let page = browser.page("/portal/clean-up").await.text;
    assert!(server.count("users") == 0 && page.contains("Ines"), "{page}");
}

#[tokio::test]
async fn a_rule_that_cannot_be_is_refused_beside_its_field() {
    let server = TestServer::start().await;
    let browser = OperatorBrowser::logged_in(&server).await;
    let form = Form::of(&browser.page("/portal/clean-up").await, "/portal/clean-up");
    let refused = browser.send_form(&form, &[("idle_days", "0"), ("hour_utc", "24"), ("grace_hours", "x")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("use a whole number from 1 to 3650"), "{}", refused.text);
    for field in ["idle_days", "hour_utc", "grace_hours"] {
        assert!(refused.text.contains(&format!("id=\"{field}-said\"")), "{field}: {}", refused.text);
    }
    let app = "/portal/applications/houseguest-app";
    browser.save(app, &native(&[("access_token_lifetime_seconds", "604800")])).await;
    let refused = browser.send_form(&form, &[("idle_days", "6"), ("hour_utc", "3"), ("grace_hours", "0")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("id=\"idle_days-said\"") && refused.text.contains("live 7 days"), "{}", refused.text);
    let nobody = press(&browser, "/portal/clean-up/rehearse").await;
    assert_eq!(nobody.status, StatusCode::CONFLICT);
    assert!(nobody.text.contains("so nobody is removed"), "{}", nobody.text);
}
