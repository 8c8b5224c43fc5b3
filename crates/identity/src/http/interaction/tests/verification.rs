//! Showing that a message was read, and what nobody learns before.

use std::time::Duration;

use axum::http::StatusCode;
use houseguest_protocol::identity::{CodeVerifier, paths};

use super::{
    browser::{Form, PASSWORD, TestBrowser, code_of, lasting, promotion, request},
    journey::{exchange, member, who},
};
use crate::{
    http::tests::{Answer, TestGuest, TestServer},
    messages::Messengers,
    settings::ConflictPolicy,
};

const INES: &str = "ines@example.com";

/// A guest whose form was sent with an address: their browser, and the page that waits.
struct Waiting<'a> {
    browser: TestBrowser<'a>,
    verifier: CodeVerifier,
    sub: String,
    page: Answer,
}

impl<'a> Waiting<'a> {
    async fn begin(server: &'a TestServer, login: &str) -> Self {
        let (guest, verifier) = (TestGuest::new(), CodeVerifier::random());
        let (sub, _) = who(server, &guest.sign_in(server).await).await;
        let browser = TestBrowser::new(server);
        let (_, shown) = browser.begin(&promotion(server, &guest, &verifier).await).await;
        let sent = browser.fill_in(&Form::of(&shown, "/sign-up"), login, PASSWORD).await;
        let page = browser.follow(&sent).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        Self { browser, verifier, sub, page }
    }

    /// The address of another page of the interaction.
    fn place(&self, name: &str) -> String {
        let action = Form::of(&self.page, "/verify").action;
        format!("{}/{name}", action.strip_suffix("/verify").expect("the form's own page"))
    }

    /// Who signed in, and whether as the guest they were.
    async fn arrived(&self, home: &Answer) -> (String, bool) {
        let tokens = exchange(self.browser.server, &code_of(home), &self.verifier).await;
        let (sub, is_guest) = who(self.browser.server, &tokens).await;
        assert!(!is_guest);
        let same = sub == self.sub;
        (sub, same)
    }
}

#[tokio::test]
async fn a_code_typed_where_one_began_keeps_the_guest_and_verifies_the_address() {
    let server = TestServer::start().await;
    let waiting = Waiting::begin(&server, INES).await;
    assert!(waiting.page.text.contains(INES) && !waiting.page.text.contains("demo"), "{}", waiting.page.text);
    assert_eq!(server.count("login_identity"), 0, "nothing is kept of an account before");
    let code = server.mailbox.message(INES, 1).await.code();
    let right = waiting.browser.type_code(&waiting.page, &format!(" {} {} ", &code[..3], &code[3..])).await;
    let home = waiting.browser.follow(&right).await;
    let tokens = exchange(&server, &code_of(&home), &waiting.verifier).await;
    let info = server.get(paths::USERINFO, Some(&tokens.text_of("access_token"))).await.json();
    assert_eq!(info["sub"], waiting.sub.as_str());
    assert_eq!((info["email"].as_str(), info["email_verified"].as_bool()), (Some(INES), Some(true)));
    assert_eq!(info["https://authgear.com/claims/user/is_verified"], true);
    assert_eq!(server.count("verification"), 0, "it ends with its interaction");
    let late = waiting.browser.get(&waiting.place("finish")).await;
    assert_eq!(late.status, StatusCode::GONE);
    assert!(late.text.contains("Already done"), "the Back button finds the way home: {}", late.text);
}

#[tokio::test]
async fn a_telephone_number_is_verified_by_a_text_message() {
    let server = TestServer::with(|settings| settings.default_region = Some("CH".to_owned())).await;
    let waiting = Waiting::begin(&server, "044 668 18 00").await;
    assert!(waiting.page.text.contains("+41 44 668 18 00"), "{}", waiting.page.text);
    let code = server.mailbox.message("+41446681800", 1).await.code();
    let home = waiting.browser.follow(&waiting.browser.type_code(&waiting.page, &code).await).await;
    let tokens = exchange(&server, &code_of(&home), &waiting.verifier).await;
    let info = server.get(paths::USERINFO, Some(&tokens.text_of("access_token"))).await.json();
    assert_eq!(info["phone_number"], "+41446681800");
    assert_eq!((&info["phone_number_verified"], info.get("email")), (&serde_json::json!(true), None));
}

#[tokio::test]
async fn wrong_codes_are_counted_and_five_of_them_end_the_code() {
    let server = TestServer::start().await;
    let waiting = Waiting::begin(&server, INES).await;
    let code = server.mailbox.message(INES, 1).await.code();
    let wrong = if code == "000000" { "000001" } else { "000000" };
    for left in ["4 tries are left", "3 tries are left", "2 tries are left", "One try is left"] {
        let refused = waiting.browser.type_code(&waiting.page, wrong).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains(left) && !refused.text.contains(wrong), "{}", refused.text);
    }
    assert!(waiting.browser.type_code(&waiting.page, "nonsense").await.text.contains("mistyped too often"));
    let right = waiting.browser.type_code(&waiting.page, &code).await;
    assert_eq!(right.status, StatusCode::UNPROCESSABLE_ENTITY, "too late for the right one");
    // Another message helps, after a while.
    let resend = Form::of(&waiting.page, "/verify/resend");
    let early = waiting.browser.press(&resend).await;
    assert_eq!(early.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(early.text.contains("in 30 seconds"), "{}", early.text);
    server.clock.advance(Duration::from_secs(30));
    let again = waiting.browser.follow(&waiting.browser.press(&resend).await).await;
    assert!(again.text.contains("We sent another message."), "{}", again.text);
    let newest = server.mailbox.message(INES, 2).await.code();
    assert_ne!(newest, code, "a million to one");
    let home = waiting.browser.follow(&waiting.browser.type_code(&again, &newest).await).await;
    assert!(waiting.arrived(&home).await.1);
}

#[tokio::test]
async fn a_code_of_another_interaction_is_as_wrong_as_any() {
    let server = TestServer::start().await;
    let (one, other) = (Waiting::begin(&server, INES).await, Waiting::begin(&server, "mara@example.com").await);
    let code = server.mailbox.message("mara@example.com", 1).await.code();
    let own = server.mailbox.message(INES, 1).await.code();
    assert_ne!(code, own, "a million to one");
    assert_eq!(one.browser.type_code(&one.page, &code).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mixed = Form { token: Form::of(&other.page, "/verify").token, ..Form::of(&one.page, "/verify") };
    let forged = one.browser.post(&mixed.action, &[("form_token", &mixed.token), ("code", &own)]).await;
    assert_eq!(forged.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_link_opened_elsewhere_changes_nothing_until_its_button_does_and_the_waiting_page_goes_on() {
    let server = TestServer::start().await;
    let waiting = Waiting::begin(&server, INES).await;
    let link = server.mailbox.message(INES, 1).await.link();
    let (elsewhere, before) = (TestBrowser::new(&server), lasting(&server));
    for _ in 0..3 {
        let opened = elsewhere.get(&link).await;
        assert_eq!(opened.status, StatusCode::OK);
        assert!(opened.text.contains("another browser or on another device"), "{}", opened.text);
    }
    assert_eq!(lasting(&server), before, "programs that look into mails open links");
    let wait = waiting.place("verify/wait");
    let still = waiting.browser.get(&wait).await;
    assert_eq!((still.status, still.header("refresh")), (StatusCode::OK, Some("5")), "it works without scripts");

    let confirmed = elsewhere.post(&link, &[]).await;
    assert_eq!(confirmed.status, StatusCode::OK);
    assert!(confirmed.text.contains("goes on by itself"), "{}", confirmed.text);
    assert!(elsewhere.post(&link, &[]).await.text.contains("Confirmed"), "a second click says the same");
    let finish = waiting.browser.get(&wait).await;
    assert_eq!(finish.header("location"), Some(waiting.place("finish").as_str()));
    assert_eq!(server.count("login_identity"), 0, "looking is not finishing: a script looks, too");
    let home = waiting.browser.follow(&finish).await;
    assert!(waiting.arrived(&home).await.1);
    assert_eq!(elsewhere.get(&link).await.status, StatusCode::GONE, "a link ends with what it was for");
}

#[tokio::test]
async fn a_link_opened_in_the_same_browser_goes_on_there_even_when_the_page_was_closed() {
    let server = TestServer::start().await;
    let waiting = Waiting::begin(&server, INES).await;
    let link = server.mailbox.message(INES, 1).await.link();
    let opened = waiting.browser.get(&link).await;
    assert!(!opened.text.contains("another browser"), "{}", opened.text);
    let confirmed = waiting.browser.post(&link, &[]).await;
    assert_eq!(confirmed.header("location"), Some(waiting.place("finish").as_str()));
    let home = waiting.browser.follow(&confirmed).await;
    assert!(waiting.arrived(&home).await.1);
}

#[tokio::test]
async fn known_and_unknown_addresses_get_the_same_answers_until_one_is_proven() {
    let server = TestServer::start().await;
    member(&server, INES).await;
    let sent = server.mailbox.count(INES);
    let (known, unknown) = (Waiting::begin(&server, INES).await, Waiting::begin(&server, "mara@example.com").await);
    let neutral = |page: &Answer, login: &str, own: &str| {
        let text = page.text.replace(login, "LOGIN").replace(&login.replace('@', "%40"), "LOGIN");
        let token = Form::of(page, "/verify").token;
        text.replace(own, "/interaction/X").replace(&token, "TOKEN")
    };
    let (one, other) = (known.place(""), unknown.place(""));
    let (one, other) = (one.trim_end_matches('/'), other.trim_end_matches('/'));
    assert_eq!(neutral(&known.page, INES, one), neutral(&unknown.page, "mara@example.com", other));
    let (first, second) =
        (server.mailbox.message(INES, sent + 1).await, server.mailbox.message("mara@example.com", 1).await);
    let without = |message: &crate::http::tests::mailbox::Arrived| {
        message.text.replace(&message.code(), "CODE").replace(&message.link(), "LINK")
    };
    assert_eq!((&first.subject, without(&first)), (&second.subject, without(&second)));
}

#[tokio::test]
async fn whoever_proves_a_known_address_may_go_to_that_account_and_the_guest_stays() {
    let server = TestServer::start().await;
    let owner = member(&server, INES).await;
    let sent = server.mailbox.count(INES);
    let waiting = Waiting::begin(&server, INES).await;
    let code = server.mailbox.message(INES, sent + 1).await.code();
    let users = server.count("users");
    let exists = waiting.browser.follow(&waiting.browser.type_code(&waiting.page, &code).await).await;
    assert_eq!(exists.status, StatusCode::OK);
    assert!(exists.text.contains("You already have an account") && exists.text.contains(INES), "{}", exists.text);
    assert_eq!(server.count("users"), users, "nothing was changed");
    let again = waiting.browser.get(&waiting.place("finish")).await;
    assert!(again.text.contains("You already have an account"), "loading the page again is harmless");
    let home = waiting.browser.press(&Form::of(&exists, "/account")).await;
    assert_eq!(waiting.arrived(&home).await, (owner, false));
    assert_eq!(server.count("users"), users);
}

#[tokio::test]
async fn another_address_works_after_a_known_one() {
    let server = TestServer::start().await;
    member(&server, INES).await;
    let sent = server.mailbox.count(INES);
    let waiting = Waiting::begin(&server, INES).await;
    let code = server.mailbox.message(INES, sent + 1).await.code();
    waiting.browser.follow(&waiting.browser.type_code(&waiting.page, &code).await).await;
    let sign_up = waiting.browser.get(&waiting.place("sign-up")).await;
    let home = waiting.browser.sign_up(&Form::of(&sign_up, "/sign-up"), "other@example.com", PASSWORD).await;
    assert!(waiting.arrived(&home).await.1);
}

#[tokio::test]
async fn a_link_confirmed_elsewhere_lets_nobody_into_an_account_that_exists() {
    let server = TestServer::start().await;
    let owner = member(&server, INES).await;
    let sent = server.mailbox.count(INES);
    // Somebody else begins with the owner's address, and the owner presses the button in their mail.
    let waiting = Waiting::begin(&server, INES).await;
    let link = server.mailbox.message(INES, sent + 1).await.link();
    TestBrowser::new(&server).post(&link, &[]).await;
    let exists = waiting.browser.get(&waiting.place("finish")).await;
    let refused = waiting.browser.press(&Form::of(&exists, "/account")).await;
    assert_eq!(refused.header("location"), Some(waiting.place("log-in").as_str()), "the password decides");
    let log_in = waiting.browser.follow(&refused).await;
    assert!(log_in.text.contains(&format!("value=\"{INES}\"")), "{}", log_in.text);
    let home = waiting.browser.fill_in(&Form::of(&log_in, "/log-in"), INES, PASSWORD).await;
    assert_eq!(waiting.arrived(&home).await, (owner, false));
}

#[tokio::test]
async fn an_operator_may_forbid_guests_to_leave_for_another_account() {
    let server = TestServer::with(|settings| settings.anonymous.on_conflict = ConflictPolicy::Error).await;
    member(&server, INES).await;
    let sent = server.mailbox.count(INES);
    let waiting = Waiting::begin(&server, INES).await;
    let code = server.mailbox.message(INES, sent + 1).await.code();
    let exists = waiting.browser.follow(&waiting.browser.type_code(&waiting.page, &code).await).await;
    assert!(!exists.text.contains("Go to that account") && exists.text.contains("Use another address"));
    let token = Form::of(&exists, "/cancel").token;
    let forced = Form { action: waiting.place("account"), token };
    let refused = waiting.browser.press(&forced).await;
    assert_eq!(refused.header("location"), Some(waiting.place("finish").as_str()));
}

#[tokio::test]
async fn a_mistyped_address_is_corrected_on_the_page_that_waits() {
    let server = TestServer::start().await;
    let waiting = Waiting::begin(&server, "ines@example.con").await;
    let form = Form::of(&waiting.page, "/verify/address");
    let correct =
        async |login: &str| waiting.browser.post(&form.action, &[("form_token", &form.token), ("login", login)]).await;
    for (login, reason) in [("ines@", "does not look like"), ("ines", "cannot be sent to a username")] {
        let refused = correct(login).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains(reason) && refused.text.contains("<details class=\"more\" open"), "{login}");
    }
    let page = waiting.browser.follow(&correct(INES).await).await;
    assert!(page.text.contains(INES), "{}", page.text);
    let stale = server.mailbox.message("ines@example.con", 1).await;
    assert_eq!(waiting.browser.get(&stale.link()).await.status, StatusCode::GONE, "the first link ended");
    let code = server.mailbox.message(INES, 1).await.code();
    let home = waiting.browser.follow(&waiting.browser.type_code(&page, &code).await).await;
    assert!(waiting.arrived(&home).await.1);
}

#[tokio::test]
async fn a_form_sent_twice_sends_one_message_and_one_answer() {
    let server = TestServer::start().await;
    let (browser, verifier) = (TestBrowser::new(&server), CodeVerifier::random());
    let (page, _) = browser.begin(&request(&verifier)).await;
    let sign_up = browser.get(&page.replace("/log-in", "/sign-up")).await;
    let form = Form::of(&sign_up, "/sign-up");
    let (one, other) = futures::join!(browser.fill_in(&form, INES, PASSWORD), browser.fill_in(&form, INES, PASSWORD));
    assert_eq!(one.header("location"), other.header("location"));
    let code = server.mailbox.message(INES, 1).await.code();
    let waiting = browser.follow(&one).await;
    let (first, second) = futures::join!(browser.type_code(&waiting, &code), browser.type_code(&waiting, &code));
    assert_eq!((first.status, second.status), (StatusCode::SEE_OTHER, StatusCode::SEE_OTHER));
    let (one, other) = futures::join!(browser.follow(&first), browser.follow(&second));
    let homes = [&one, &other].into_iter().filter(|answer| answer.status == StatusCode::SEE_OTHER).count();
    assert_eq!(homes, 1, "{} {}", one.text, other.text);
    assert_eq!((server.mailbox.count(INES), server.count("login_identity")), (1, 1));
}

#[tokio::test]
async fn a_slow_person_finishes_within_twenty_five_minutes() {
    let server = TestServer::start().await;
    let (guest, verifier) = (TestGuest::new(), CodeVerifier::random());
    let (sub, _) = who(&server, &guest.sign_in(&server).await).await;
    let browser = TestBrowser::new(&server);
    let (_, shown) = browser.begin(&promotion(&server, &guest, &verifier).await).await;
    // Challenge and proof inside the hint would be dead twice over by now.
    server.clock.advance(Duration::from_secs(9 * 60));
    let sent = browser.fill_in(&Form::of(&shown, "/sign-up"), INES, PASSWORD).await;
    let waiting = browser.follow(&sent).await;
    let code = server.mailbox.message(INES, 1).await.code();
    server.clock.advance(Duration::from_secs(15 * 60 - 1));
    let home = browser.follow(&browser.type_code(&waiting, &code).await).await;
    let tokens = exchange(&server, &code_of(&home), &verifier).await;
    assert_eq!(who(&server, &tokens).await, (sub, false));
}

#[tokio::test]
async fn a_code_that_is_too_old_says_so_and_another_message_helps() {
    let server = TestServer::start().await;
    let waiting = Waiting::begin(&server, INES).await;
    let first = server.mailbox.message(INES, 1).await;
    server.clock.advance(Duration::from_secs(15 * 60));
    let refused = waiting.browser.type_code(&waiting.page, &first.code()).await;
    assert!(refused.text.contains("This code is too old."), "{}", refused.text);
    assert_eq!(waiting.browser.get(&first.link()).await.status, StatusCode::GONE);
    assert_eq!(waiting.browser.post(&first.link(), &[]).await.status, StatusCode::GONE);
    let again = waiting.browser.follow(&waiting.browser.press(&Form::of(&refused, "/verify/resend")).await).await;
    let code = server.mailbox.message(INES, 2).await.code();
    let home = waiting.browser.follow(&waiting.browser.type_code(&again, &code).await).await;
    assert!(waiting.arrived(&home).await.1);
}

#[tokio::test]
async fn two_tabs_of_one_interaction_wait_for_the_newest_address() {
    let server = TestServer::start().await;
    let waiting = Waiting::begin(&server, INES).await;
    let sign_up = waiting.browser.get(&waiting.place("sign-up")).await;
    let sent = waiting.browser.fill_in(&Form::of(&sign_up, "/sign-up"), "mara@example.com", PASSWORD).await;
    let other = waiting.browser.follow(&sent).await;
    let (old, new) = (server.mailbox.message(INES, 1).await, server.mailbox.message("mara@example.com", 1).await);
    let refused = waiting.browser.type_code(&waiting.page, &old.code()).await;
    assert!(refused.text.contains("mara@example.com"), "the first tab says where the code went: {}", refused.text);
    let home = waiting.browser.follow(&waiting.browser.type_code(&other, &new.code()).await).await;
    assert!(waiting.arrived(&home).await.1);
}

#[tokio::test]
async fn one_interaction_and_one_address_get_only_so_many_messages() {
    let server = TestServer::start().await;
    let waiting = Waiting::begin(&server, INES).await;
    let resend = Form::of(&waiting.page, "/verify/resend");
    for wait in [30, 60, 120, 240] {
        server.clock.advance(Duration::from_secs(wait));
        assert_eq!(waiting.browser.press(&resend).await.status, StatusCode::SEE_OTHER, "after {wait} s");
    }
    server.clock.advance(Duration::from_secs(600));
    let never = waiting.browser.press(&resend).await;
    assert_eq!(never.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(never.text.contains("as many messages as we can"), "{}", never.text);
    server.mailbox.message(INES, 5).await;
    assert_eq!(server.mailbox.count(INES), 5);
}

#[tokio::test]
async fn an_address_is_not_flooded_and_may_be_used_again_the_next_day() {
    let server = TestServer::with(|settings| {
        settings.limits.danger_disabled = false;
        settings.limits.message_per_account.enabled = false;
        settings.limits.message_per_ip.enabled = false;
        settings.limits.log_in_per_ip.enabled = false;
        settings.limits.new_guests_per_ip.enabled = false;
    })
    .await;
    for _ in 0..24 {
        Waiting::begin(&server, INES).await;
    }
    let (browser, verifier) = (TestBrowser::new(&server), CodeVerifier::random());
    let sign_up = async || {
        let (page, _) = browser.begin(&request(&verifier)).await;
        let shown = browser.get(&page.replace("/log-in", "/sign-up")).await;
        browser.fill_in(&Form::of(&shown, "/sign-up"), INES, PASSWORD).await
    };
    let refused = sign_up().await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(refused.text.contains("Many messages were sent there"), "{}", refused.text);
    server.clock.advance(Duration::from_secs(86_400));
    assert_eq!(sign_up().await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn what_cannot_be_sent_is_not_offered() {
    let server = TestServer::with_messengers(|_| {}, |_| Messengers::default()).await;
    let browser = TestBrowser::new(&server);
    let (page, shown) = browser.begin(&request(&CodeVerifier::random())).await;
    assert!(!shown.text.contains("I forgot my password"), "{}", shown.text);
    let sign_up = browser.get(&page.replace("/log-in", "/sign-up")).await;
    assert!(sign_up.text.contains(">Username</label>"), "{}", sign_up.text);
    for (login, reason) in [(INES, "E-mail addresses cannot be used"), ("+41446681800", "Telephone numbers cannot")] {
        let refused = browser.fill_in(&Form::of(&sign_up, "/sign-up"), login, PASSWORD).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains(reason), "{}", refused.text);
    }
    assert_eq!(server.get("/demo/inbox", None).await.status, StatusCode::NOT_FOUND, "not outside a demo");
}

#[tokio::test]
async fn a_link_that_is_none_is_turned_away() {
    let server = TestServer::start().await;
    for link in ["/verify/x", "/verify/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "/verify/%00"] {
        let gone = server.get(link, None).await;
        assert_eq!(gone.status, StatusCode::GONE, "{link}");
        assert!(gone.header("content-security-policy").is_some(), "it is a page like the others");
    }
}
