//! A guest brings their things along to an account they have shown to be theirs, and takes them out again.

use std::{
    collections::HashSet,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

use async_trait::async_trait;
use axum::http::StatusCode;
use houseguest_protocol::{
    identity::{CodeVerifier, PreferenceRule, paths},
    values::Subject,
};
use serde_json::json;

use super::{
    browser::{Form, PASSWORD, TestBrowser, between, code_of, promotion, request},
    forms::keeps_itself_to_itself,
    journey::{exchange, member, who},
};
use crate::{
    ContentError, MergePreview, PreferenceDifference, UserContent,
    http::tests::{Answer, TestGuest, TestServer},
    model::{SecretText, UserId},
    settings::ConflictPolicy,
};

const INES: &str = "ines@example.com";

/// A resource server where every guest has the same things, and which can be away.
#[derive(Default)]
struct Things {
    is_away: AtomicBool,
    differ: bool,
    /// How many comments were written beside the three that every guest has.
    written: AtomicU64,
}

#[async_trait]
impl UserContent for Things {
    async fn preview_merge(&self, _: &Subject, _: &Subject) -> Result<MergePreview, ContentError> {
        if self.is_away.load(Ordering::Relaxed) {
            return Err(ContentError("it is away".into()));
        }
        let theme = PreferenceDifference {
            field: "theme".to_owned(),
            guest: Some("dark".to_owned()),
            account: Some("<light>".to_owned()),
        };
        let preferences = if self.differ { vec![theme] } else { Vec::new() };
        let comments = 3 + self.written.load(Ordering::Relaxed);
        Ok(MergePreview { comments, reactions: 2, reactions_in_common: 1, preferences })
    }

    async fn owners_of_visible_content(&self, _: &[Subject]) -> Result<HashSet<Subject>, ContentError> {
        Ok(HashSet::new())
    }
}

async fn server(differ: bool) -> (TestServer, Arc<Things>) {
    server_with(differ, ConflictPolicy::Merge).await
}

async fn server_with(differ: bool, policy: ConflictPolicy) -> (TestServer, Arc<Things>) {
    let server = TestServer::with(|settings| settings.anonymous.on_conflict = policy).await;
    let things = Arc::new(Things { differ, ..Things::default() });
    server.identity.ask_about_content(Arc::clone(&things) as Arc<dyn UserContent>);
    (server, things)
}

/// A guest who has proven an address that has an account.
struct Choice<'a> {
    browser: TestBrowser<'a>,
    verifier: CodeVerifier,
    guest: TestGuest,
    sub: String,
    refresh_token: String,
    /// The page that says so.
    page: Answer,
}

impl<'a> Choice<'a> {
    async fn of(server: &'a TestServer) -> Self {
        let (guest, verifier) = (TestGuest::new(), CodeVerifier::random());
        let tokens = guest.sign_in(server).await;
        let (sub, _) = who(server, &tokens).await;
        let browser = TestBrowser::new(server);
        let (_, shown) = browser.begin(&promotion(server, &guest, &verifier).await).await;
        let sent = server.mailbox.count(INES);
        let waiting = browser.follow(&browser.fill_in(&Form::of(&shown, "/sign-up"), INES, PASSWORD).await).await;
        let code = server.mailbox.message(INES, sent + 1).await.code();
        let page = browser.follow(&browser.type_code(&waiting, &code).await).await;
        assert!(page.text.contains("You already have an account"), "{}", page.text);
        Self { browser, verifier, guest, sub, refresh_token: tokens.text_of("refresh_token"), page }
    }

    /// The address of another page of the interaction.
    fn place(&self, name: &str) -> String {
        let action = Form::of(&self.page, "/cancel").action;
        format!("{}/{name}", action.strip_suffix("/cancel").expect("the form's own page"))
    }

    async fn preview(&self) -> Answer {
        self.browser.get(&self.place("merge")).await
    }

    /// Brings the guest along, and answers the way to undo it that the mail names.
    async fn confirm_for_link(&self, server: &TestServer) -> String {
        let sent = server.mailbox.count(INES);
        self.confirm(&self.preview().await, None).await;
        server.mailbox.message(INES, sent + 1).await.link()
    }

    /// Sends the form of the page with the preview.
    async fn confirm(&self, preview: &Answer, preferences: Option<&str>) -> Answer {
        let form = Form::of(preview, "/merge");
        let account = between(&preview.text, "name=\"account\" value=\"", "\"");
        let mark = between(&preview.text, "name=\"preview\" value=\"", "\"");
        let mut fields = vec![("form_token", form.token.as_str()), ("account", account), ("preview", mark)];
        fields.extend(preferences.map(|rule| ("preferences", rule)));
        self.browser.post(&form.action, &fields).await
    }
}

/// A member into whose account a guest was merged a moment ago.
pub(crate) struct Merged {
    /// The member's `sub`.
    pub(crate) owner: String,
    /// The guest's.
    pub(crate) guest_sub: String,
    /// The guest, whose key does not work now.
    pub(crate) guest: TestGuest,
    /// Where the member can undo it.
    pub(crate) undo_link: String,
}

/// Makes them.
pub(crate) async fn merged(server: &TestServer) -> Merged {
    server.identity.ask_about_content(Arc::new(Things::default()));
    let owner = member(server, INES).await;
    let choice = Choice::of(server).await;
    let undo_link = choice.confirm_for_link(server).await;
    Merged { owner, guest_sub: choice.sub, guest: choice.guest, undo_link }
}

#[tokio::test]
async fn the_pages_of_a_merge_and_the_inbox_keep_themselves_to_themselves() {
    let (server, _) = server(true).await;
    member(&server, INES).await;
    let choice = Choice::of(&server).await;
    keeps_itself_to_itself(&choice.page);
    let preview = choice.preview().await;
    keeps_itself_to_itself(&preview);

    let demo = TestServer::demo().await;
    let browser = TestBrowser::new(&demo);
    let Merged { undo_link, .. } = merged(&demo).await;
    keeps_itself_to_itself(&browser.get(&undo_link).await);
    keeps_itself_to_itself(&browser.post(&undo_link, &[]).await);
    keeps_itself_to_itself(&browser.get("/merge/unknown").await);
    let inbox = browser.get("/demo/inbox").await;
    assert_eq!(inbox.status, StatusCode::OK);
    keeps_itself_to_itself(&inbox);
}

#[tokio::test]
async fn a_guest_brings_their_things_along_and_takes_them_out_again() {
    let (server, _) = server(false).await;
    let owner = member(&server, INES).await;
    let choice = Choice::of(&server).await;
    assert!(choice.page.text.contains("Bring my things along") && choice.page.text.contains("Go to that account"));
    let preview = choice.preview().await;
    assert_eq!(preview.status, StatusCode::OK);
    for words in ["3 comments move.", "2 reactions move.", "With one post, guest and account both did", INES] {
        assert!(preview.text.contains(words), "{words}: {}", preview.text);
    }
    let before = server.mailbox.count(INES);
    let home = choice.confirm(&preview, None).await;
    let tokens = exchange(&server, &code_of(&home), &choice.verifier).await;
    assert_eq!(who(&server, &tokens).await, (owner.clone(), false), "the member, signed in");
    let info = server.get(paths::USERINFO, Some(&tokens.text_of("access_token"))).await.json();
    assert_eq!(info["https://houseguest.dev/claims/user/aliases"], json!([choice.sub]));

    // Nothing of the guest's works any more.
    let refresh = [
        ("grant_type", "refresh_token"),
        ("client_id", "houseguest-app"),
        ("refresh_token", choice.refresh_token.as_str()),
    ];
    assert_eq!(server.post_form(paths::TOKEN, &refresh).await.json()["error"], "invalid_grant");
    let known = choice.guest.sign_in_with(&server, "houseguest-app", false).await;
    assert_eq!((known.status, &known.json()["error"]), (StatusCode::BAD_REQUEST, &json!("invalid_grant")));
    let with_key = choice.guest.sign_in_with(&server, "houseguest-app", true).await;
    assert_eq!(with_key.status, StatusCode::BAD_REQUEST, "nor does it make somebody new");

    // A second click, or the Back button.
    let again = choice.confirm(&preview, None).await;
    assert_eq!(again.status, StatusCode::GONE);
    assert!(again.text.contains("Already done"), "{}", again.text);

    // The account's owner is told, and may undo it in any browser.
    let link = server.mailbox.message(INES, before + 1).await.link();
    let elsewhere = TestBrowser::new(&server);
    let rows = server.rows();
    let shown = elsewhere.get(&link).await;
    assert!(shown.text.contains("Take the guest out again") && !shown.text.contains("no key"), "{}", shown.text);
    assert_eq!(server.rows(), rows, "programs that look into mails open links");
    let undone = elsewhere.post(&link, &[]).await;
    assert_eq!(undone.status, StatusCode::OK, "{}", undone.text);
    assert!(elsewhere.post(&link, &[]).await.text.contains("The guest is out again"), "a second click says the same");
    let back = choice.guest.sign_in(&server).await;
    assert_eq!(who(&server, &back).await, (choice.sub.clone(), true), "the same guest, with the same key");
    assert_eq!(who(&server, &tokens).await, (owner, false), "the member stays signed in");
    assert_eq!(server.post_form(paths::TOKEN, &refresh).await.json()["error"], "invalid_grant", "sessions stay ended");
}

#[tokio::test]
async fn a_merge_can_be_undone_for_seven_days() {
    let (server, _) = server(false).await;
    member(&server, INES).await;
    let choice = Choice::of(&server).await;
    let link = choice.confirm_for_link(&server).await;
    let elsewhere = TestBrowser::new(&server);
    server.clock.advance(Duration::from_secs(7 * 86_400 - 1));
    assert_eq!(elsewhere.get(&link).await.status, StatusCode::OK);
    server.clock.advance(Duration::from_secs(1));
    for late in [elsewhere.get(&link).await, elsewhere.post(&link, &[]).await] {
        assert_eq!(late.status, StatusCode::GONE);
        assert!(late.text.contains("The seven days are over"), "{}", late.text);
    }
    let unknown = link.rsplit_once('/').expect("a path").0.to_owned() + "/" + &"a".repeat(32);
    for nothing in [unknown.as_str(), "/merge/short"] {
        assert_eq!(elsewhere.post(nothing, &[]).await.status, StatusCode::NOT_FOUND, "{nothing}");
    }
}

#[tokio::test]
async fn a_guest_who_was_deleted_is_offered_to_nobody() {
    let (server, _) = server(false).await;
    member(&server, INES).await;
    let choice = Choice::of(&server).await;
    let link = choice.confirm_for_link(&server).await;
    let account = choice.browser.get("/settings").await;
    let place = format!("/settings/merges/{}", between(&account.text, "href=\"/settings/merges/", "\""));
    let form = Form::of(&choice.browser.get(&place).await, &place);
    let state = server.identity.state();
    let guest = UserId(choice.sub.parse().expect("a UUID"));
    assert!(state.store.delete_user(guest, state.now()).await.expect("deletes"));
    let rows = settled(&server);
    let elsewhere = TestBrowser::new(&server);
    let refused = [
        elsewhere.get(&link).await,
        elsewhere.post(&link, &[]).await,
        choice.browser.get(&place).await,
        choice.browser.press(&form).await,
    ];
    for refused in refused {
        assert_eq!(refused.status, StatusCode::GONE);
        assert!(refused.text.contains("The guest was deleted"), "{}", refused.text);
    }
    let account = choice.browser.get("/settings").await;
    assert!(account.text.contains("3 comments came along.") && !account.text.contains(&place), "{}", account.text);
    assert_eq!(settled(&server), rows, "and nobody is told of an undo");
}

#[tokio::test]
async fn settings_that_differ_are_shown_and_chosen() {
    for (chosen, rule) in [
        (Some("take_guest"), PreferenceRule::TakeGuest),
        (Some("keep_account"), PreferenceRule::KeepAccount),
        (None, PreferenceRule::Newer),
    ] {
        let (server, _) = server(true).await;
        member(&server, INES).await;
        let choice = Choice::of(&server).await;
        let preview = choice.preview().await;
        assert!(preview.text.contains("Which ones shall hold?"), "{}", preview.text);
        assert!(!preview.text.contains("<light>"), "a resource server's words are text: {}", preview.text);
        let odd = choice.confirm(&preview, Some("everything")).await;
        assert_eq!(odd.header("location"), Some(choice.place("merge").as_str()));
        let sent = server.mailbox.count(INES);
        let home = choice.confirm(&preview, chosen).await;
        code_of(&home);
        let link = server.mailbox.message(INES, sent + 1).await.link();
        let secret = SecretText::parse(link.rsplit('/').next().expect("a path")).expect("a secret");
        let found = server.identity.state().store.find_merge_by_link(secret.hash()).await.expect("reads");
        let told = found.map(|found| found.merge.rules.preferences);
        assert_eq!(told, Some(rule));
    }
}

#[tokio::test]
async fn nothing_moves_that_could_not_be_shown_before() {
    let (server, things) = server(false).await;
    member(&server, INES).await;
    let choice = Choice::of(&server).await;
    things.is_away.store(true, Ordering::Relaxed);
    let rows = server.rows();
    let unknown = choice.preview().await;
    assert_eq!(unknown.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(unknown.text.contains("cannot be found out at the moment"), "{}", unknown.text);
    assert!(unknown.text.contains(&choice.place("merge")), "with a way to try again");
    assert_eq!(server.rows(), rows);
    things.is_away.store(false, Ordering::Relaxed);
    assert_eq!(choice.preview().await.status, StatusCode::OK);
    code_of(&choice.confirm(&choice.preview().await, None).await);
}

#[tokio::test]
async fn only_where_the_operator_allows_it() {
    for (policy, goes) in [(ConflictPolicy::Login, true), (ConflictPolicy::Error, false)] {
        let (server, _) = server_with(false, policy).await;
        let owner = member(&server, INES).await;
        let choice = Choice::of(&server).await;
        assert!(!choice.page.text.contains("Bring my things along"), "{policy:?}");
        assert_eq!(choice.page.text.contains("Go to that account"), goes, "{policy:?}");
        assert_eq!(choice.preview().await.header("location"), Some(choice.place("finish").as_str()), "{policy:?}");
        let token = Form::of(&choice.page, "/cancel").token;
        let fields = [("form_token", token.as_str()), ("account", owner.as_str())];
        let forced = choice.browser.post(&choice.place("merge"), &fields).await;
        assert_eq!(forced.header("location"), Some(choice.place("finish").as_str()), "{policy:?}");
        assert_eq!(server.count("user_merge"), 0, "{policy:?}");
    }
}

#[tokio::test]
async fn only_the_account_that_was_shown_and_proven() {
    let (server, _) = server(false).await;
    member(&server, INES).await;
    let other = member(&server, "mara@example.com").await;
    let choice = Choice::of(&server).await;
    let preview = choice.preview().await;
    let form = Form::of(&preview, "/merge");
    let account = between(&preview.text, "name=\"account\" value=\"", "\"").to_owned();
    let rows = server.rows();
    for account in [other.as_str(), "", choice.sub.as_str()] {
        let fields = [("form_token", form.token.as_str()), ("account", account)];
        let refused = choice.browser.post(&form.action, &fields).await;
        assert_eq!(refused.header("location"), Some(choice.place("finish").as_str()), "{account}");
    }
    let forged = choice.browser.post(&form.action, &[("form_token", "x"), ("account", &account)]).await;
    assert_eq!(forged.status, StatusCode::FORBIDDEN);
    let stranger = TestBrowser::new(&server);
    assert_eq!(stranger.get(&form.action).await.status, StatusCode::FORBIDDEN, "another browser");
    assert_eq!(server.rows(), rows, "nothing was changed by any of these");
}

#[tokio::test]
async fn a_link_opened_elsewhere_does_not_let_a_guest_in() {
    let (server, _) = server(false).await;
    member(&server, INES).await;
    let (guest, verifier) = (TestGuest::new(), CodeVerifier::random());
    guest.sign_in(&server).await;
    let browser = TestBrowser::new(&server);
    let (_, shown) = browser.begin(&promotion(&server, &guest, &verifier).await).await;
    let sent = server.mailbox.count(INES);
    let waiting = browser.follow(&browser.fill_in(&Form::of(&shown, "/sign-up"), INES, PASSWORD).await).await;
    let link = server.mailbox.message(INES, sent + 1).await.link();
    TestBrowser::new(&server).post(&link, &[]).await;
    let place = Form::of(&waiting, "/verify").action;
    let place = |name: &str| place.replace("/verify", &format!("/{name}"));
    let exists = browser.get(&place("finish")).await;
    assert!(exists.text.contains("You already have an account"), "{}", exists.text);
    assert!(!exists.text.contains("Bring my things along"), "who clicked there need not be who sits here");
    assert_eq!(browser.get(&place("merge")).await.header("location"), Some(place("finish").as_str()));
}

#[tokio::test]
async fn what_changed_since_it_was_shown_is_shown_before_it_moves() {
    let (server, things) = server(true).await;
    let owner = member(&server, INES).await;
    let choice = Choice::of(&server).await;
    let old = choice.preview().await;
    assert!(old.text.contains("3 comments move.") && !old.text.contains("since you looked"), "{}", old.text);
    things.written.store(1, Ordering::Relaxed);
    let rows = server.rows();
    let asked = choice.confirm(&old, Some("take_guest")).await;
    assert_eq!(asked.status, StatusCode::CONFLICT);
    assert!(asked.text.contains("4 comments move.") && asked.text.contains("since you looked"), "{}", asked.text);
    assert!(asked.text.contains("value=\"take_guest\" checked"), "what was chosen stays chosen: {}", asked.text);
    assert_eq!(server.rows(), rows, "nothing was moved");
    let form = Form::of(&old, "/merge");
    let unmarked = [("form_token", form.token.as_str()), ("account", owner.as_str())];
    assert_eq!(choice.browser.post(&form.action, &unmarked).await.status, StatusCode::CONFLICT, "nor without a mark");
    things.is_away.store(true, Ordering::Relaxed);
    let unknown = choice.confirm(&asked, None).await;
    assert_eq!(unknown.status, StatusCode::SERVICE_UNAVAILABLE, "nor when it cannot be told any more");
    things.is_away.store(false, Ordering::Relaxed);
    assert_eq!(server.count("user_merge"), 0);
    code_of(&choice.confirm(&asked, Some("take_guest")).await);
    assert_eq!(server.count("user_merge"), 1);
}

/// Every row but the messages under way: those are carried off whenever the mail is ready.
fn settled(server: &TestServer) -> Vec<String> {
    server.rows().into_iter().filter(|row| !row.starts_with("message: ")).collect()
}

#[tokio::test]
async fn a_member_who_is_logged_in_takes_a_guest_out_at_their_account() {
    let (server, _) = server(false).await;
    member(&server, INES).await;
    let choice = Choice::of(&server).await;
    code_of(&choice.confirm(&choice.preview().await, None).await);
    let browser = &choice.browser;

    let account = browser.get("/settings").await;
    assert_eq!(account.status, StatusCode::OK);
    for words in [INES, "3 comments came along. 2 reactions, too.", "You can do this until"] {
        assert!(account.text.contains(words), "{words}: {}", account.text);
    }
    let place = format!("/settings/merges/{}", between(&account.text, "href=\"/settings/merges/", "\""));
    let rows = settled(&server);
    let asked = browser.get(&place).await;
    for words in ["3 comments leave with the guest.", "What was written in the account since stays in it.", "until"] {
        assert!(asked.text.contains(words), "{words}: {}", asked.text);
    }
    let form = Form::of(&asked, &place);
    let csp = asked.header("content-security-policy").expect("a policy");
    assert!(csp.contains("form-action 'self';") && csp.contains("frame-ancestors 'none'"), "{csp}");
    for forged in ["", "x", &choice.browser.get("/logout").await.text[..32]] {
        let refused = browser.post(&place, &[("form_token", forged)]).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{forged}");
    }
    let stranger = TestBrowser::new(&server);
    assert!(stranger.get(&place).await.text.contains("You are logged out"));
    let posted = stranger.post(&place, &[("form_token", &form.token)]).await;
    assert!(posted.text.contains("You are logged out"), "{}", posted.text);
    assert_eq!(settled(&server), rows, "nothing was changed by any of these");

    let done = browser.press(&form).await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.text);
    assert!(done.text.contains("The guest is out again") && done.text.contains("href=\"/settings\""), "{}", done.text);
    assert!(browser.press(&form).await.text.contains("The guest is out again"), "a second click says the same");
    let back = choice.guest.sign_in(&server).await;
    assert_eq!(who(&server, &back).await, (choice.sub.clone(), true), "the same guest, with the same key");
    let account = browser.get("/settings").await;
    assert!(account.text.contains("Taken out again on") && !account.text.contains("/settings/merges/"));
    assert!(browser.get(&place).await.text.contains("The guest is out again"));
}

#[tokio::test]
async fn another_members_merge_is_unknown_and_one_of_last_week_is_over() {
    let (server, _) = server(false).await;
    member(&server, INES).await;
    let choice = Choice::of(&server).await;
    code_of(&choice.confirm(&choice.preview().await, None).await);
    let account = choice.browser.get("/settings").await;
    let place = format!("/settings/merges/{}", between(&account.text, "href=\"/settings/merges/", "\""));
    let form = Form::of(&choice.browser.get(&place).await, &place);

    let verifier = CodeVerifier::random();
    let other = TestBrowser::new(&server);
    let (page, _) = other.begin(&request(&verifier)).await;
    let sign_up = other.get(&page.replace("/log-in", "/sign-up")).await;
    other.fill_in(&Form::of(&sign_up, "/sign-up"), "mara", PASSWORD).await;
    assert!(other.get("/settings").await.text.contains("mara"));
    let rows = settled(&server);
    assert_eq!(other.get(&place).await.status, StatusCode::NOT_FOUND);
    assert_eq!(other.post(&place, &[("form_token", &form.token)]).await.status, StatusCode::FORBIDDEN);
    assert_eq!(settled(&server), rows);

    server.clock.advance(Duration::from_secs(7 * 86_400 - 1));
    assert!(choice.browser.get("/settings").await.text.contains(&place));
    server.clock.advance(Duration::from_secs(1));
    assert!(!choice.browser.get("/settings").await.text.contains(&place), "the seven days are over");
    for late in [choice.browser.get(&place).await, choice.browser.press(&form).await] {
        assert_eq!(late.status, StatusCode::GONE);
        assert!(late.text.contains("The seven days are over"), "{}", late.text);
    }
}
