//! A guest who became part of an account: told on both users' pages, and undone by an operator.

use std::time::Duration;

use axum::http::StatusCode;

use super::browser::{Form, OperatorBrowser};
use crate::http::{
    interaction::tests::merge::{Merged, merged},
    tests::{TestGuest, TestServer, subject},
};

const SEVEN_DAYS: Duration = Duration::from_secs(7 * 86_400);

fn page_of(user: &str) -> String {
    format!("/portal/users/{user}")
}

/// The form by which a user's page undoes a merge.
async fn undo_form(browser: &OperatorBrowser<'_>, user: &str) -> Form {
    Form::of(&browser.page(&page_of(user)).await, &format!("{}/undo-merge", page_of(user)))
}

#[tokio::test]
async fn a_merge_is_told_on_both_pages_and_undone_from_either() {
    for from_the_guests_page in [false, true] {
        let server = TestServer::start().await;
        let browser = OperatorBrowser::logged_in(&server).await;
        let Merged { owner, guest_sub, guest, .. } = merged(&server).await;
        let member = browser.page(&page_of(&owner)).await.text;
        for words in ["Aliases", &page_of(&guest_sub), "in houseguest-app", "Undo the merge", ">verified<"] {
            assert!(member.contains(words), "{words}: {member}");
        }
        let merged = browser.page(&page_of(&guest_sub)).await.text;
        assert!(merged.contains(">merged<") && merged.contains(&page_of(&owner)), "{merged}");
        assert!(browser.page("/portal/users?kind=guests").await.text.contains(">merged<"));

        let of = if from_the_guests_page { &guest_sub } else { &owner };
        let form = undo_form(&browser, of).await;
        let undone = browser.send_form(&form, &[]).await;
        assert_eq!(undone.header("location"), Some(page_of(of).as_str()));
        assert!(browser.page(&page_of(of)).await.text.contains("The merge was undone"));
        let member = browser.page(&page_of(&owner)).await.text;
        assert!(member.contains("by an operator") && !member.contains("Undo the merge"), "{member}");
        assert!(!browser.page(&page_of(&guest_sub)).await.text.contains(">merged<"));
        let back = guest.sign_in(&server).await;
        assert_eq!(subject(&server, &back.text_of("access_token")).await, guest_sub, "with the same key");
        assert_eq!(browser.send_form(&form, &[]).await.status, StatusCode::SEE_OTHER, "a second click says the same");
    }
}

#[tokio::test]
async fn an_operator_has_seven_days_too() {
    let server = TestServer::start().await;
    let Merged { owner, .. } = merged(&server).await;
    server.clock.advance(SEVEN_DAYS - Duration::from_secs(1));
    let browser = OperatorBrowser::logged_in(&server).await;
    let form = undo_form(&browser, &owner).await;
    server.clock.advance(Duration::from_secs(1));
    let late = browser.send_form(&form, &[]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.text.contains("The seven days in which"), "{}", late.text);
    let page = browser.page(&page_of(&owner)).await.text;
    assert!(page.contains("For good") && !page.contains("Undo the merge"), "{page}");
}

#[tokio::test]
async fn one_users_form_undoes_no_merge_of_another() {
    let server = TestServer::start().await;
    let browser = OperatorBrowser::logged_in(&server).await;
    let Merged { owner, .. } = merged(&server).await;
    let other = TestGuest::new().sign_in(&server).await;
    let other = subject(&server, &other.text_of("access_token")).await;
    let form = undo_form(&browser, &owner).await;
    let elsewhere = Form { action: format!("{}/undo-merge", page_of(&other)), ..form };
    let rows = server.rows();
    assert_eq!(browser.send_form(&elsewhere, &[]).await.status, StatusCode::NOT_FOUND);
    let nonsense = elsewhere.with("merge", "none");
    assert_eq!(browser.send_form(&nonsense, &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(server.rows(), rows);
}

#[tokio::test]
async fn a_disabled_user_is_plainly_so() {
    let server = TestServer::start().await;
    let browser = OperatorBrowser::logged_in(&server).await;
    let answer = TestGuest::new().sign_in(&server).await;
    let path = page_of(&subject(&server, &answer.text_of("access_token")).await);
    let page = browser.page(&path).await;
    assert!(page.text.contains(">guest<") && !page.text.contains("Disabled since"), "{}", page.text);
    browser.send_form(&Form::of(&page, &format!("{path}/disable")), &[]).await;
    let page = browser.page(&path).await.text;
    assert!(page.contains(">guest<") && page.contains(">disabled<") && page.contains("Disabled since"), "{page}");
}
