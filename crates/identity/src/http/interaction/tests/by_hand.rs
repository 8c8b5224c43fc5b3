//! The way home by hand: an address carried to another browser, a code carried back.

use axum::http::StatusCode;
use houseguest_protocol::identity::{AuthorizeRequest, CodeVerifier, SHORT_ADDRESS_LIFETIME, ShortCode, paths};
use serde_json::json;

use super::{
    browser::{Form, PASSWORD, TestBrowser, between, path_of, promotion, request},
    journey::{member, who},
};
use crate::{
    http::tests::{Answer, CLIENT, TestGuest, TestServer},
    model::AuthorizationCode,
    settings::RateLimit,
};

const WAY_HOME: &str = "https://id.example/way-home";
const STATE: &str = "s t&a=te";

fn by_hand(request: AuthorizeRequest) -> AuthorizeRequest {
    AuthorizeRequest { redirect_uri: Some(WAY_HOME.to_owned()), ..request }
}

async fn open(server: &TestServer, request: &AuthorizeRequest) -> Answer {
    let path = path_of(request);
    let query = path.split_once('?').expect("a query").1;
    server.post_json(paths::OPEN_BY_HAND, &json!({"request": query})).await
}

/// The path of the short address for a request.
async fn short_address(server: &TestServer, request: &AuthorizeRequest) -> String {
    let opened = open(server, request).await;
    assert_eq!(opened.status, StatusCode::OK, "{}", opened.text);
    let address = opened.json()["result"]["address"].as_str().expect("an address").to_owned();
    assert!(address.len() <= "https://id.example/go/K7QF-2M9X".len(), "short enough to type: {address}");
    address.strip_prefix("https://id.example").expect("on the issuer").to_owned()
}

/// Goes through the short address to the first page of the errand.
async fn first_page(browser: &TestBrowser<'_>, address: &str) -> Answer {
    let asked = browser.get(address).await;
    assert_eq!(asked.status, StatusCode::OK, "{}", asked.text);
    assert!(asked.text.contains("If somebody sent it to you, close this page"), "{}", asked.text);
    let authorize = browser.post(between(&asked.text, "method=\"post\" action=\"", "\""), &[]).await;
    let begun = browser.follow(&authorize).await;
    browser.follow(&begun).await
}

/// The address of the page with the code, and the code that it shows.
async fn shown(browser: &TestBrowser<'_>, done: &Answer) -> (String, String) {
    let location = done.header("location").expect("a location").to_owned();
    assert!(location.starts_with(WAY_HOME), "{location}");
    let path = location.strip_prefix("https://id.example").expect("on the issuer").to_owned();
    let page = browser.get(&path).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    (path, between(&page.text, "way-home-code__text\" dir=\"ltr\">", "<").to_owned())
}

async fn redeem(server: &TestServer, client_id: &str, state: &str, code: &str) -> Answer {
    server.post_json(paths::REDEEM_WAY_HOME, &json!({"client_id": client_id, "state": state, "code": code})).await
}

fn reason(answer: &Answer) -> String {
    answer.json()["error"]["reason"].as_str().unwrap_or_else(|| panic!("a reason in {}", answer.text)).to_owned()
}

async fn exchange(server: &TestServer, code: &str, verifier: &CodeVerifier) -> Answer {
    server.exchange(code, verifier.as_str(), WAY_HOME).await
}

#[tokio::test]
async fn a_guest_keeps_the_account_in_a_browser_that_cannot_reach_the_app() {
    let server = TestServer::start().await;
    let (guest, verifier) = (TestGuest::new(), CodeVerifier::random());
    let (sub, _) = who(&server, &guest.sign_in(&server).await).await;
    let address = short_address(&server, &by_hand(promotion(&server, &guest, &verifier).await)).await;

    // A program that shows what is behind addresses opens it as well: nothing is spent by that.
    assert_eq!(TestBrowser::new(&server).get(&address).await.status, StatusCode::OK);
    let browser = TestBrowser::new(&server);
    let page = first_page(&browser, &address).await;
    let done = browser.sign_up(&Form::of(&page, "/sign-up"), "ines", PASSWORD).await;
    let (path, typed) = shown(&browser, &done).await;
    assert_eq!(shown(&browser, &done).await.1, typed, "the page may be loaded again");
    let page = browser.get(&path).await;
    assert!(
        page.text.contains("good for 5 more minutes") && page.text.contains("will ever ask you for it"),
        "{}",
        page.text
    );

    let sloppy = typed.to_lowercase().replace('-', " ");
    let redeemed = redeem(&server, CLIENT, STATE, &sloppy).await;
    let code = redeemed.json()["result"]["code"].as_str().expect("a code").to_owned();
    let again = redeem(&server, CLIENT, STATE, &typed).await;
    assert_eq!(again.json()["result"]["code"], json!(code), "an answer that was lost can be had again");
    let stolen = exchange(&server, &code, &CodeVerifier::random()).await;
    assert_eq!(stolen.text_of("error"), "invalid_grant", "without the verifier it is of no use");
    assert_eq!(who(&server, &exchange(&server, &code, &verifier).await).await, (sub, false));

    assert_eq!(reason(&redeem(&server, CLIENT, STATE, &typed).await), "CodeEnded", "once");
    assert_eq!(browser.get(&path).await.status, StatusCode::GONE);
    let nothing = server.rows().into_iter().filter(|row| row.contains(&typed) || row.contains(&code)).count();
    assert_eq!(nothing, 0, "the database knows neither code");
}

#[tokio::test]
async fn somebody_logs_in_by_hand() {
    let server = TestServer::start().await;
    let sub = member(&server, "mara").await;
    let verifier = CodeVerifier::random();
    let address = short_address(&server, &by_hand(request(&verifier))).await;
    let browser = TestBrowser::new(&server);
    let page = first_page(&browser, &address).await;
    let done = browser.fill_in(&Form::of(&page, "/log-in"), "mara", PASSWORD).await;
    let (_, typed) = shown(&browser, &done).await;
    let redeemed = redeem(&server, CLIENT, STATE, &typed).await;
    let code = redeemed.json()["result"]["code"].as_str().expect("a code").to_owned();
    assert_eq!(who(&server, &exchange(&server, &code, &verifier).await).await, (sub, false));
}

#[tokio::test]
async fn a_code_is_of_one_errand_and_ends_by_time_and_by_guessing() {
    let server = TestServer::start().await;
    member(&server, "mara").await;
    let begin = async |state: &str| {
        let request = AuthorizeRequest { state: Some(state.to_owned()), ..by_hand(request(&CodeVerifier::random())) };
        let browser = TestBrowser::new(&server);
        let page = first_page(&browser, &short_address(&server, &request).await).await;
        let done = browser.fill_in(&Form::of(&page, "/log-in"), "mara", PASSWORD).await;
        shown(&browser, &done).await
    };
    let ((path, mine), (_, theirs)) = (begin("mine").await, begin("theirs").await);
    for (client, state, code) in
        [(CLIENT, "mine", &theirs), (CLIENT, "nobody's", &mine), ("houseguest-web", "mine", &mine)]
    {
        let refused = redeem(&server, client, state, code).await;
        assert_eq!(
            (refused.status, reason(&refused)),
            (StatusCode::FORBIDDEN, "WrongCode".to_owned()),
            "{client} {state}"
        );
    }
    for _ in 0..3 {
        assert_eq!(reason(&redeem(&server, CLIENT, "mine", "0000-0000").await), "WrongCode");
    }
    let ended = redeem(&server, CLIENT, "mine", "0000-0000").await;
    assert_eq!((ended.status, reason(&ended)), (StatusCode::NOT_FOUND, "CodeEnded".to_owned()));
    assert_eq!(reason(&redeem(&server, CLIENT, "mine", &mine).await), "CodeEnded", "too late");

    assert_eq!(redeem(&server, CLIENT, "theirs", &theirs).await.status, StatusCode::OK, "others are not affected");
    server.clock.advance(AuthorizationCode::LIFETIME);
    assert_eq!(reason(&redeem(&server, CLIENT, "theirs", &theirs).await), "CodeEnded");
    let page = TestBrowser::new(&server).get(&path).await;
    assert_eq!(page.status, StatusCode::GONE);
    assert!(page.text.contains("This code has ended"), "{}", page.text);
}

#[tokio::test]
async fn an_address_ends_and_cannot_be_guessed_at() {
    let server = TestServer::with(|settings| {
        settings.limits.danger_disabled = false;
        settings.limits.code_per_ip = RateLimit::new(5, 60);
    })
    .await;
    let browser = TestBrowser::new(&server);
    let address = short_address(&server, &by_hand(request(&CodeVerifier::random()))).await;
    assert_eq!(browser.get(&address).await.status, StatusCode::OK);
    server.clock.advance(SHORT_ADDRESS_LIFETIME);
    for other in [address.clone(), format!("/go/{}", ShortCode::random()), "/go/nonsense".to_owned()] {
        let gone = browser.get(&other).await;
        assert_eq!(gone.status, StatusCode::GONE, "{other}");
        assert!(gone.text.contains("Ask the app for a new one"), "{}", gone.text);
    }
    for _ in 0..2 {
        browser.post(&address, &[]).await;
    }
    let stopped = browser.get("/go/0000-0000").await;
    assert_eq!(stopped.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(stopped.header("retry-after").is_some());
    assert_eq!(redeem(&server, CLIENT, STATE, "0000-0000").await.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(open(&server, &by_hand(request(&CodeVerifier::random()))).await.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn only_an_app_s_whole_request_gets_a_short_address() {
    let server = TestServer::start().await;
    let verifier = CodeVerifier::random();
    let good = by_hand(request(&verifier));
    let text = |text: &str| Some(text.to_owned());
    let refused = [
        (request(&verifier), "the redirect URI is not the way home by hand"),
        (AuthorizeRequest { client_id: text("nobody"), ..good.clone() }, "invalid client ID"),
        // A page in a browser needs no way home by hand, and machines have no pages.
        (AuthorizeRequest { client_id: text("houseguest-web"), ..good.clone() }, "redirect URI is not allowed"),
        (
            AuthorizeRequest { redirect_uri: text("https://id.example/way-home/"), ..good.clone() },
            "redirect URI is not allowed",
        ),
        (
            AuthorizeRequest { state: None, ..good.clone() },
            "the way home by hand takes a code, a state, and the response mode query",
        ),
        (
            AuthorizeRequest { response_mode: text("fragment"), ..good.clone() },
            "the way home by hand takes a code, a state, and the response mode query",
        ),
        (
            AuthorizeRequest { code_challenge: None, ..good.clone() },
            "PKCE code challenge is required for public clients",
        ),
    ];
    for (request, why) in refused {
        let answer = open(&server, &request).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{why}");
        assert_eq!(answer.json()["error"]["message"], json!(why));
    }
    assert_eq!(server.count("short_address"), 0);
}

#[tokio::test]
async fn what_went_otherwise_is_said_in_words() {
    let server = TestServer::start().await;
    let (guest, verifier) = (TestGuest::new(), CodeVerifier::random());
    let old = guest.sign_in(&server).await;
    let browser = TestBrowser::new(&server);
    let address = short_address(&server, &by_hand(promotion(&server, &guest, &verifier).await)).await;
    let page = first_page(&browser, &address).await;
    let cancelled = browser.press(&Form::of(&page, "/cancel")).await;
    let location = cancelled.header("location").expect("a location").replace("https://id.example", "");
    let told = browser.get(&location).await;
    assert_eq!(told.status, StatusCode::OK);
    assert!(told.text.contains("in the app, choose to stop waiting"), "{}", told.text);
    assert!(who(&server, &old).await.1, "still a guest");
    let failed = browser.get("/way-home?error=server_error&error_description=%3Cscript%3E&state=s").await;
    assert!(failed.text.contains("begin again there") && !failed.text.contains("<script>"), "{}", failed.text);
    for nonsense in ["/way-home", "/way-home?code=x&state=s", "/way-home?code=&state=", "/way-home?%ff"] {
        assert_eq!(browser.get(nonsense).await.status, StatusCode::GONE, "{nonsense}");
    }
    assert_eq!(server.count("shown_code"), 0);

    // The page looks as the app asked, although it is another address.
    let look = AuthorizeRequest {
        ui_locales: Some("en".to_owned()),
        x_color_scheme: Some("dark".to_owned()),
        ..by_hand(request(&verifier))
    };
    let page = first_page(&browser, &short_address(&server, &look).await).await;
    let cancelled = browser.press(&Form::of(&page, "/cancel")).await;
    let location = cancelled.header("location").expect("a location").replace("https://id.example", "");
    assert!(browser.get(&location).await.text.contains("data-theme=\"dark\""));
}
