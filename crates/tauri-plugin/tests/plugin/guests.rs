//! A guest's life through the plugin's commands, against a real backend.

use std::sync::{Arc, Mutex};

use houseguest_backend::{Backend, Running, Settings};
use houseguest_client::ports::Memory;
use houseguest_protocol::{
    identity::UserInfo,
    window::{ByHand, ErrorCode, PromotionState, Session, TypedCodeProblem, commands},
};
use secrecy::ExposeSecret;
use serde_json::json;
use tauri_plugin_houseguest::{Endpoints, HouseguestExt, PluginConfig};
use tempfile::TempDir;
use url::Url;

use crate::{
    browser::Browser,
    support::{TestApp, get, vault_in, wait_until},
};

struct Scene {
    backend: Running,
    home: TempDir,
    app: TestApp,
    /// Every address the app opened in the system browser.
    opened: Arc<Mutex<Vec<Url>>>,
}

fn config(home: &TempDir, opened: &Arc<Mutex<Vec<Url>>>) -> PluginConfig {
    let opened = Arc::clone(opened);
    vault_in(&home.path().join("vault")).open_browser(move |url| {
        opened.lock().expect("no test panics while it holds this").push(url.clone());
        Ok(())
    })
}

impl Scene {
    fn start() -> Self {
        let home = tempfile::tempdir().expect("a temporary folder");
        let settings = Settings::embedded(home.path().join("databases"));
        let backend = tauri::async_runtime::block_on(Backend::start(settings)).expect("the backend starts");
        let opened = Arc::new(Mutex::new(Vec::new()));
        let app = TestApp::start(config(&home, &opened));
        let scene = Self { backend, home, app, opened };
        // The backend of an app may be ready after the plugin is.
        scene.app.app.houseguest().set_endpoints(scene.endpoints());
        scene
    }

    fn endpoints(&self) -> Endpoints {
        let issuer = self.backend.issuer().clone();
        Endpoints { social: issuer.clone(), issuer, client_id: "houseguest-app".to_owned() }
    }

    /// The sign-up page's address, as the browser got it, and where it is to come home.
    fn page(&self) -> (Url, Url, String) {
        let opened = self.opened.lock().expect("no test panics while it holds this");
        let page = opened.last().expect("the browser was opened").clone();
        let find = |name: &str| page.query_pairs().find(|(key, _)| key == name).expect("a parameter").1.into_owned();
        let home = find("redirect_uri").parse().expect("a redirect URI");
        let state = find("state");
        (page, home, state)
    }

    fn start_promotion(&self) -> PromotionState {
        let wishes = json!({ "uiLocales": "en", "colorScheme": "dark" });
        self.app.invoke(commands::START_PROMOTION, wishes).expect("the page opens")
    }

    fn end(self) {
        tauri::async_runtime::block_on(self.backend.shutdown());
    }
}

#[test]
fn a_guest_keeps_the_account_under_the_same_sub() {
    let scene = Scene::start();
    assert_eq!(scene.app.ask::<Session>(commands::SESSION), Session::Visitor);
    let guest: Session = scene.app.ask(commands::ENSURE_GUEST);
    assert!(guest.is_guest(), "{guest:?}");
    scene.app.wait_to_see(r#""state":"guest""#);
    let sub = guest.sub().expect("a guest has a sub").clone();
    let info: UserInfo = scene.app.ask(commands::USER_INFO);
    assert_eq!(info.sub, sub);

    let state = scene.start_promotion();
    let (page, home, _) = scene.page();
    assert_eq!(
        state,
        PromotionState::Waiting { url: page.to_string(), by_hand: None },
        "the address can be opened by hand, too"
    );
    assert_eq!((home.scheme(), home.host_str(), home.path()), ("http", Some("127.0.0.1"), "/callback"));
    let mut browser = Browser::new();
    let form = browser.open(&page);
    let end = browser.sign_up(&form, "porch.lamp", "violet kettle under seven stairs");
    assert!(end.text.contains("You can return to the app"), "{} {}: {}", end.status, end.address, end.text);
    scene.app.wait_to_see(&format!(r#"{{"state":"promoted","sub":"{}"}}"#, sub.as_str()));
    let member: Session = scene.app.ask(commands::SESSION);
    assert!(matches!(&member, Session::Member { sub: now, .. } if *now == sub), "{member:?}");
    wait_until("the listener is gone: a duplicate finds nobody", || get(home.as_str()).is_none());
    let refused = scene.app.invoke::<PromotionState>(commands::START_PROMOTION, json!({})).expect_err("once is enough");
    assert_eq!(refused.code, ErrorCode::PromotionState);
    scene.end();
}

#[test]
fn a_code_that_is_typed_by_hand_ends_the_errand_like_any_arrival() {
    let scene = Scene::start();
    let guest: Session = scene.app.ask(commands::ENSURE_GUEST);
    let sub = guest.sub().expect("a guest has a sub").clone();
    let start = || scene.app.invoke::<ByHand>(commands::START_BY_HAND, json!({ "uiLocales": "en" }));
    let finish = |code: &str| scene.app.invoke::<PromotionState>(commands::FINISH_BY_HAND, json!({ "code": code }));
    assert_eq!(start().expect_err("nobody is awaited").code, ErrorCode::PromotionState);

    scene.start_promotion();
    let (_, home, state) = scene.page();
    let offered = start().expect("an address");
    assert!(offered.picture.is_some() && offered.address.len() < 40, "{offered:?}");
    let mut browser = Browser::new();
    let form = browser.open_short(&offered.address.parse().expect("a URL"));
    let end = browser.sign_up(&form, "porch.lamp", "violet kettle under seven stairs");
    let shown = end.text.split("way-home-code__text").nth(1).and_then(|rest| rest.split(['>', '<']).nth(1));
    let code = shown.unwrap_or_else(|| panic!("a code: {} {}", end.status, end.text));

    let wrong = finish("0000-0000").expect_err("another code");
    assert_eq!(wrong.code, ErrorCode::TypedCode(TypedCodeProblem::Wrong));
    assert!(get(home.as_str()).is_some(), "the wait goes on, by the other way as well");
    assert_eq!(finish(&code.to_lowercase()).expect("home"), PromotionState::Promoted { sub: sub.clone() });
    scene.app.wait_to_see(&format!(r#"{{"state":"promoted","sub":"{}"}}"#, sub.as_str()));
    let member: Session = scene.app.ask(commands::SESSION);
    assert!(matches!(&member, Session::Member { sub: now, .. } if *now == sub), "{member:?}");
    wait_until("the listener is gone: who comes late finds nobody", || {
        get(&format!("{home}?code=c&state={state}")).is_none()
    });
    assert_eq!(finish(code).expect_err("a duplicate").code, ErrorCode::PromotionState);
    scene.end();
}

#[test]
fn cancelled_replaced_and_refused_errands_leave_the_guest_as_it_was() {
    let scene = Scene::start();
    let guest: Session = scene.app.ask(commands::ENSURE_GUEST);

    scene.start_promotion();
    let (_, first_home, first_state) = scene.page();
    scene.start_promotion();
    let (_, second_home, second_state) = scene.page();
    wait_until("the replaced errand's listener is gone", || get(first_home.as_str()).is_none());
    let (status, _) = get(&format!("{second_home}?code=c&state={first_state}")).expect("someone answers");
    assert_eq!(status, 400, "the replaced errand's state opens nothing");
    let (status, page) =
        get(&format!("{second_home}?error=access_denied&state={second_state}")).expect("someone answers");
    assert!(status == 200 && page.contains("Nothing was changed"), "{status}: {page}");
    assert_eq!(scene.app.ask::<Session>(commands::SESSION), guest);

    scene.start_promotion();
    let (_, third_home, _) = scene.page();
    assert_eq!(scene.app.ask::<Session>(commands::CANCEL_PROMOTION), guest);
    wait_until("the cancelled errand's listener is gone", || get(third_home.as_str()).is_none());
    // Late, by the other way home.
    let (_, _, third_state) = scene.page();
    let late: Url = format!("houseguest://callback?code=c&state={third_state}").parse().expect("a URL");
    let client = tauri::async_runtime::block_on(scene.app.app.houseguest().client()).expect("a client");
    tauri::async_runtime::block_on(client.finish_promotion(&late)).expect_err("late arrivals are nobody's");
    assert_eq!(scene.app.ask::<Session>(commands::SESSION), guest);
    scene.end();
}

#[test]
fn signing_out_keeps_the_key_and_brings_the_same_guest_back() {
    let scene = Scene::start();
    let guest: Session = scene.app.ask(commands::ENSURE_GUEST);
    let out: Session = scene.app.ask(commands::SIGN_OUT);
    assert!(matches!(&out, Session::SignedOut { .. }), "{out:?}");
    let again: Session = scene.app.ask(commands::ENSURE_GUEST);
    assert_eq!(again.sub(), guest.sub());
    scene.end();
}

#[test]
fn no_answer_and_no_event_holds_a_token_or_a_verifier() {
    let Scene { backend, home, app, opened } = Scene::start();
    app.ask::<Session>(commands::ENSURE_GUEST);
    app.ask::<UserInfo>(commands::USER_INFO);
    let state: PromotionState = app.ask(commands::START_PROMOTION);
    assert!(matches!(state, PromotionState::Waiting { .. }));
    let client = tauri::async_runtime::block_on(app.app.houseguest().client()).expect("a client");
    let access = tauri::async_runtime::block_on(client.access_token()).expect("a token");

    // What the vault holds, read as nobody but the core can.
    drop(client);
    app.ask::<serde_json::Value>(commands::VAULT_STATE);
    let verifier_and_token = {
        let houseguest = app.app.houseguest().clone();
        let vault = tauri::async_runtime::block_on(houseguest.vault()).expect("the vault is open");
        let remembered = tauri::async_runtime::block_on(vault.load()).expect("it can be read");
        let pending = remembered.pending_promotion.expect("an errand is out");
        let refresh = remembered.refresh_token.expect("a guest has one");
        (pending.code_verifier.expect("a code comes home").as_str().to_owned(), refresh.expose_secret().to_owned())
    };
    app.ask::<Session>(commands::CANCEL_PROMOTION);
    app.ask::<Session>(commands::SIGN_OUT);
    let seen = app.seen.lock().expect("no test panics while it holds this").join("\n");
    assert!(seen.contains("guest"), "the window saw something: {seen}");
    let (verifier, refresh) = verifier_and_token;
    for (name, secret) in
        [("access token", access.expose_secret()), ("refresh token", &refresh), ("verifier", &verifier)]
    {
        assert!(secret.len() > 20, "{name}");
        assert!(!seen.contains(secret), "the window saw the {name}");
    }
    drop((home, opened));
    tauri::async_runtime::block_on(backend.shutdown());
}
