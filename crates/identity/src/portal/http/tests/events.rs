//! The page of events: webhooks come and go, and what was given up is sent again.

use axum::http::StatusCode;
use houseguest_protocol::identity::EventType;

use super::browser::{Form, OperatorBrowser};
use crate::http::tests::{TestGuest, TestServer};

const PAGE: &str = "/portal/events";

#[tokio::test]
async fn a_webhook_is_added_its_secret_shown_once_and_what_it_misses_is_sent_again() {
    let server = TestServer::with(|settings| settings.delivery.max_attempts = 1).await;
    let browser = OperatorBrowser::logged_in(&server).await;
    let form = Form::of(&browser.page(PAGE).await, "/portal/events/webhooks");
    let typed = [("id", "crm"), ("url", "http://127.0.0.1:9/?token=tell-nobody"), ("user.created", "on")];
    let added = browser.send_form(&form, &typed).await;
    let state = server.identity.state();
    let secret = state.settings().webhooks[0].secret.expose().to_owned();
    assert!(added.status == StatusCode::OK && added.text.contains(&secret), "{}", added.text);
    assert!(state.settings().is_told_of(EventType::UserCreated));
    TestGuest::new().sign_in(&server).await;
    state.outbox.deliver_everything().await;
    let page = browser.page(PAGE).await;
    assert!(!page.text.contains(&secret) && !page.text.contains("tell-nobody"), "{}", page.text);
    assert!(page.text.contains("the address is not public"), "the cause is said: {}", page.text);
    let again = browser.send_form(&Form::of(&page, "/portal/events/send-again"), &[]).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
    assert!(state.store.list_given_up(9).await.expect("lists").is_empty(), "it is tried again");
    let page = browser.page(PAGE).await;
    browser.send_form(&Form::of(&page, "/portal/events/webhooks/crm/switch"), &[]).await;
    assert!(!state.settings().webhooks[0].enabled);
    let page = browser.page(PAGE).await;
    browser.send_form(&Form::of(&page, "/portal/events/webhooks/crm/remove"), &[]).await;
    assert!(state.settings().webhooks.is_empty());
}

#[tokio::test]
async fn a_webhook_that_cannot_be_is_refused() {
    let server = TestServer::start().await;
    let browser = OperatorBrowser::logged_in(&server).await;
    let form = Form::of(&browser.page(PAGE).await, "/portal/events/webhooks");
    for typed in [
        [("id", "crm"), ("url", "nowhere"), ("user.created", "on")],
        [("id", "crm"), ("url", "http://crm.example/"), ("user.created", "on")],
        [("id", "CRM"), ("url", "https://crm.example/"), ("user.created", "on")],
        [("id", "crm"), ("url", "https://crm.example/"), ("user.unknown", "on")],
    ] {
        let refused = browser.send_form(&form, &typed).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed:?}");
    }
    assert!(server.identity.state().settings().webhooks.is_empty());
}
