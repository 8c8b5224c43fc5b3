//! The way home by hand.

use std::time::Duration;

use houseguest_protocol::{identity::CodeVerifier, samples::NOW};

use super::fixtures::{CLIENT, LATER, code, guest_at_the_page, new_session, promotion};
use crate::{
    jose::dpop::Presented,
    model::{AuthorizationCode, Sealed, ShownCode, TokenHash},
    store::{ExchangeCode, Store, Typed},
};

const PAGE: &str = "https://id.example/way-home";

fn hash(n: u8) -> TokenHash {
    TokenHash::from_bytes([n; 32])
}

/// The code `n`, shown to an errand.
fn shown(n: u8, errand: u8) -> ShownCode {
    let sealed = Sealed::from_bytes(vec![n; 40]);
    ShownCode { stands_for: hash(n), sealed, code: hash(100 + n), errand: hash(errand) }
}

/// Somebody has signed up at the page `n`, and the code `n` is on its way home by hand.
async fn signed_up(store: &Store, n: u8, verifier: &CodeVerifier) {
    guest_at_the_page(store, n).await;
    let code = AuthorizationCode { redirect_uri: PAGE.to_owned(), ..code(n, verifier) };
    store.promote(promotion(n, &format!("ines{n}"), Some(code))).await.expect("promotes");
}

async fn typed(store: &Store, errand: u8, code: u8) -> Typed {
    store.redeem_code(CLIENT.to_owned(), hash(errand), hash(code), NOW + LATER).await.expect("weighs")
}

fn exchange(n: u8, verifier: &CodeVerifier) -> ExchangeCode {
    ExchangeCode {
        code: hash(n),
        client_id: CLIENT.to_owned(),
        redirect_uri: PAGE.to_owned(),
        verifier: verifier.clone(),
        session: new_session().0,
        proof: Presented::Nothing,
        allowance: None,
        now: NOW + LATER,
    }
}

pub(crate) async fn a_short_address_finds_its_request_while_it_lives(store: &Store) {
    let request = Sealed::from_bytes(vec![7; 50]);
    store.keep_address(hash(1), request.clone(), NOW + LATER).await.expect("keeps");
    for _ in 0..2 {
        assert_eq!(
            store.find_address(hash(1), NOW).await.expect("finds"),
            Some(request.clone()),
            "opening it ends nothing"
        );
    }
    assert_eq!(store.find_address(hash(2), NOW).await.expect("looks"), None);
    assert_eq!(store.find_address(hash(1), NOW + LATER).await.expect("looks"), None, "it has ended");
    assert_eq!(store.prune(NOW + LATER).await.expect("prunes"), 1);
}

pub(crate) async fn a_typed_code_stands_for_its_code_until_that_is_used(store: &Store) {
    let verifier = CodeVerifier::random();
    signed_up(store, 7, &verifier).await;
    assert!(matches!(typed(store, 50, 107).await, Typed::Wrong), "nothing is shown yet");
    let show = |shown, uri: &str| store.show_code(shown, uri.to_owned(), NOW);
    assert!(show(shown(8, 50), PAGE).await.expect("looks").is_none(), "there is no such code");
    assert!(show(shown(7, 50), "http://127.0.0.1/callback").await.expect("looks").is_none(), "it was sent elsewhere");
    let told = show(shown(7, 50), PAGE).await.expect("shows").expect("it is there");
    assert_eq!((told.client_id.as_str(), told.expires_at), (CLIENT, NOW + AuthorizationCode::LIFETIME));
    for _ in 0..2 {
        let Typed::Right(sealed) = typed(store, 50, 107).await else {
            panic!("it is the code, and may be typed again")
        };
        assert_eq!(sealed.as_bytes(), [7; 40]);
    }
    assert!(matches!(typed(store, 51, 107).await, Typed::Wrong), "another errand");
    let elsewhere = store.redeem_code("other".to_owned(), hash(50), hash(107), NOW).await.expect("weighs");
    assert!(matches!(elsewhere, Typed::Wrong), "another application");
    let too_late = NOW + AuthorizationCode::LIFETIME;
    let late = store.redeem_code(CLIENT.to_owned(), hash(50), hash(107), too_late).await.expect("weighs");
    assert!(matches!(late, Typed::Ended));
    store.exchange_code(exchange(7, &verifier)).await.expect("trades");
    assert!(matches!(typed(store, 50, 107).await, Typed::Ended), "once");
    assert!(show(shown(7, 50), PAGE).await.expect("looks").is_none());
    assert!(store.prune(too_late + Duration::from_secs(60)).await.expect("prunes") > 0);
    assert!(matches!(typed(store, 50, 107).await, Typed::Ended), "who is late is told so");
    store.prune(too_late + ShownCode::REMEMBERED).await.expect("prunes");
    assert!(matches!(typed(store, 50, 107).await, Typed::Wrong), "forgotten");
}

pub(crate) async fn a_shown_code_ends_after_five_wrong_ones(store: &Store) {
    let verifier = CodeVerifier::random();
    signed_up(store, 7, &verifier).await;
    signed_up(store, 9, &verifier).await;
    let show = |n, errand| store.show_code(shown(n, errand), PAGE.to_owned(), NOW);
    show(7, 50).await.expect("shows").expect("it is there");
    for _ in 0..ShownCode::MOST_WRONG_CODES - 1 {
        assert!(matches!(typed(store, 50, 99).await, Typed::Wrong));
        show(7, 50).await.expect("shows").expect("it is there");
    }
    assert!(matches!(typed(store, 50, 99).await, Typed::Ended), "loading the page again forgave nothing");
    assert!(matches!(typed(store, 50, 107).await, Typed::Ended), "the right one comes too late");
    // The same errand begun anew, with another authorization code.
    show(9, 50).await.expect("shows").expect("it is there");
    assert!(matches!(typed(store, 50, 107).await, Typed::Wrong), "the former code");
    assert!(matches!(typed(store, 50, 109).await, Typed::Right(_)));
}
