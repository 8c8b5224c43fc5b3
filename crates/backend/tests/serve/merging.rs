//! A guest comments, claims an address that has an account, brings their things along, and takes them out again.

use houseguest_backend::{Backend, Settings};
use houseguest_protocol::{
    identity::{AuthorizeRequest, CodeVerifier, TokenRequest, TokenResponse, UserInfo, paths},
    social::{Comment, paths as social},
};

use super::{
    browser::{Browser, Page},
    guest::{Guest, http},
};

const INES: &str = "ines@example.com";
const PASSWORD: &str = "lantern otter gravel";
const REDIRECT_URI: &str = "http://127.0.0.1:49152/callback";

fn request(verifier: &CodeVerifier, login_hint: Option<String>) -> AuthorizeRequest {
    let text = |text: &str| Some(text.to_owned());
    AuthorizeRequest {
        response_type: text("code"),
        code_challenge_method: text("S256"),
        code_challenge: Some(verifier.challenge().0),
        scope: text("openid offline_access https://authgear.com/scopes/full-access"),
        client_id: text("houseguest-app"),
        redirect_uri: text(REDIRECT_URI),
        state: text("state"),
        prompt: text("login"),
        login_hint,
        x_suppress_idp_session_cookie: text("true"),
        x_sso_enabled: text("false"),
        ..AuthorizeRequest::default()
    }
}

/// Sends the sign-up form with the address and types the code that arrives in the demo's inbox.
async fn prove_address(browser: &Browser, sign_up: &Page) -> Page {
    let known = browser.codes_of(INES).await.len();
    let waiting = browser.submit(sign_up, "/sign-up", &[("login", INES), ("password", PASSWORD)]).await;
    let codes = browser.codes_of(INES).await;
    assert_eq!(codes.len(), known + 1, "one more message");
    browser.submit(&waiting, "/verify", &[("code", &codes[0])]).await
}

/// Trades the code that the page brought home.
async fn exchange(base: &str, home: &Page, verifier: &CodeVerifier) -> TokenResponse {
    let address: url::Url = home.address.parse().expect("the way home is an address");
    assert!(home.address.starts_with(REDIRECT_URI), "{}", home.address);
    let code = address.query_pairs().find(|(name, _)| name == "code").expect("a code").1.into_owned();
    let form = TokenRequest::AuthorizationCode {
        client_id: "houseguest-app".to_owned(),
        code,
        redirect_uri: REDIRECT_URI.to_owned(),
        code_verifier: verifier.as_str().to_owned(),
    };
    let sent = http()
        .post(format!("{base}{}", paths::TOKEN))
        .header("content-type", "application/x-www-form-urlencoded")
        .body(form.to_form());
    sent.send().await.expect("an answer").json().await.expect("tokens")
}

async fn sub_of(person: &Guest) -> houseguest_protocol::values::Subject {
    let info: UserInfo = person.get(paths::USERINFO).await.json().await.expect("userinfo");
    info.sub
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_guest_s_comments_become_the_member_s_and_the_guest_s_again() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let running = Backend::start(Settings::embedded(folder.path().to_owned())).await.expect("starts");
    let base = running.origin().as_str().trim_end_matches('/').to_owned();

    // Somebody has an account.
    let (browser, verifier) = (Browser::new(&base), CodeVerifier::random());
    let log_in = browser.open(&request(&verifier, None)).await;
    let sign_up = browser.get(&log_in.address.replace("/log-in", "/sign-up")).await;
    let home = prove_address(&browser, &sign_up).await;
    let member = Guest::with_token(&base, exchange(&base, &home, &verifier).await);
    let account = sub_of(&member).await;

    // The same person is a guest elsewhere, and comments; the answer to one comment is lost.
    let guest = Guest::arrive(&base, 7).await;
    let written: Comment = guest.comment("comment-1", "Hello").await.json().await.expect("a comment");
    guest.comment("comment-2", "Anybody in?").await;
    let both = guest.my_comments().await;
    assert_eq!(both.len(), 2);

    // They claim the address.
    let (browser, verifier) = (Browser::new(&base), CodeVerifier::random());
    let sign_up = browser.open(&request(&verifier, Some(guest.promotion_hint().await))).await;
    let exists = prove_address(&browser, &sign_up).await;
    assert!(exists.text.contains("You already have an account"), "{}", exists.text);
    let preview = browser.get(&exists.link_to("/merge")).await;
    assert!(preview.text.contains("2 comments move."), "{}", preview.text);
    let (shown, mark) = (preview.field("account"), preview.field("preview"));
    let home = browser.submit(&preview, "/merge", &[("account", &shown), ("preview", &mark)]).await;
    let again = Guest::with_token(&base, exchange(&base, &home, &verifier).await);
    assert_eq!(sub_of(&again).await, account);

    // The guest's comments are the account's; the guest's token, though it has not expired, is of no use.
    let mine = member.my_comments().await;
    assert_eq!(
        mine.iter().map(|comment| comment.id).collect::<Vec<_>>(),
        both.iter().map(|c| c.id).collect::<Vec<_>>()
    );
    assert!(mine.iter().all(|comment| comment.is_mine() && comment.author_sub() == Some(&account)));
    assert_eq!(guest.get(social::MY_COMMENTS).await.status(), 401);
    // What the app had queued goes out under the account's name, and nothing of it twice.
    let late: Comment = again.comment("comment-1", "Hello").await.json().await.expect("the first answer");
    assert_eq!(late.id, written.id);
    assert_eq!(again.comment("comment-3", "Too late").await.status(), 201);
    assert_eq!(member.my_comments().await.len(), 3);

    // The way back is in the account's mail, and works in any browser.
    let elsewhere = Browser::new(&base);
    let link = elsewhere.links_of(INES).await.into_iter().find(|link| link.contains("/merge/")).expect("a way back");
    let ask = elsewhere.get(&link).await;
    assert!(ask.text.contains("Take the guest out again"), "{}", ask.text);
    let done = elsewhere.post(&link, &[]).await;
    assert!(done.text.contains("The guest is out again"), "{}", done.text);
    let guest = Guest::arrive(&base, 7).await;
    assert_eq!(guest.my_comments().await, both, "the same guest, by the same key, with all that was theirs");
    let left = member.my_comments().await;
    assert_eq!(left.len(), 1, "what was written as the member stays");
    assert_eq!(&**left[0].body().expect("it is there"), "Too late");
    running.shutdown().await;
}
