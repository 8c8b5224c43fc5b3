//! Authorization codes.

use houseguest_protocol::{
    identity::{CodeVerifier, Thumbprint},
    samples::NOW,
};

use super::fixtures::{CLIENT, attempt, code, guest_at_the_page, key, new_session, promotion, sign_in};
use crate::{
    jose::dpop::{InvalidProof, Presented},
    model::{AuthorizationCode, NewSession, ProvenBy, Scopes, TokenHash},
    store::{ExchangeCode, ExchangeError, RefreshAttempt, RefreshError, SignInGuest, Store},
};

pub(crate) async fn a_code_is_traded_once(store: &Store) {
    let verifier = CodeVerifier::random();
    let signed_in = guest_at_the_page(store, 1).await;
    store.promote(promotion(1, "ines", Some(code(7, &verifier)))).await.expect("promotes");
    let exchange = || ExchangeCode {
        code: TokenHash::from_bytes([7; 32]),
        client_id: CLIENT.to_owned(),
        redirect_uri: "http://127.0.0.1/callback".to_owned(),
        verifier: verifier.clone(),
        session: new_session().0,
        proof: Presented::Nothing,
        allowance: None,
        now: NOW,
    };
    let invalid = [
        ExchangeCode { code: TokenHash::from_bytes([8; 32]), ..exchange() },
        ExchangeCode { client_id: "other".to_owned(), ..exchange() },
        ExchangeCode { verifier: CodeVerifier::random(), ..exchange() },
        ExchangeCode { now: NOW + AuthorizationCode::LIFETIME, ..exchange() },
    ];
    for wrong in invalid {
        assert!(matches!(store.exchange_code(wrong).await, Err(ExchangeError::InvalidCode)));
    }
    let elsewhere = ExchangeCode { redirect_uri: "http://127.0.0.1/other".to_owned(), ..exchange() };
    assert!(matches!(store.exchange_code(elsewhere).await, Err(ExchangeError::RedirectUriMismatch)));
    let (of, traded) = store.exchange_code(exchange()).await.expect("none of these burnt it");
    assert_eq!((of.user.id, of.session.scopes), (signed_in.session.user.id, Scopes::OPENID));
    assert_eq!((of.session.proven_by, traded.nonce.as_deref()), (ProvenBy::Password, Some("nonce")));
    assert!(matches!(store.exchange_code(exchange()).await, Err(ExchangeError::InvalidCode)), "once");
}

pub(crate) async fn what_is_bound_opens_to_its_key_alone(store: &Store) {
    let (own, other) = (Thumbprint::from_bytes([1; 32]), Thumbprint::from_bytes([2; 32]));
    let (session, secret) = new_session();
    let (session, id) = (NewSession { bound_to: Some(own), ..session.clone() }, session.id);
    let begun = store.sign_in_guest(SignInGuest { session, ..sign_in(1, key(1)) }).await.expect("signs in");
    assert_eq!(begun.session.session.bound_to, Some(own));
    let with = |proof| RefreshAttempt { proof, ..attempt(id, &secret, 1) };
    for wrong in [Presented::Nothing, Presented::Key(other), Presented::Unusable(InvalidProof::Expired)] {
        assert!(matches!(store.refresh(with(wrong)).await, Err(RefreshError::ProofMismatch)), "{wrong:?}");
    }
    let refreshed = store.refresh(with(Presented::Key(own))).await.expect("nothing was rotated by the refusals");
    assert_eq!(refreshed.session.session.bound_to, Some(own), "its successor is bound as well");

    let verifier = CodeVerifier::random();
    guest_at_the_page(store, 2).await;
    let bound = AuthorizationCode { bound_to: Some(own), ..code(7, &verifier) };
    store.promote(promotion(2, "ines", Some(bound))).await.expect("promotes");
    let exchange = |proof| ExchangeCode {
        code: TokenHash::from_bytes([7; 32]),
        client_id: CLIENT.to_owned(),
        redirect_uri: "http://127.0.0.1/callback".to_owned(),
        verifier: verifier.clone(),
        session: new_session().0,
        proof,
        allowance: None,
        now: NOW,
    };
    for wrong in [Presented::Nothing, Presented::Key(other)] {
        assert!(matches!(store.exchange_code(exchange(wrong)).await, Err(ExchangeError::ProofMismatch)), "{wrong:?}");
    }
    let (_, code) = store.exchange_code(exchange(Presented::Key(own))).await.expect("the refusals burnt nothing");
    assert_eq!(code.bound_to, Some(own));
}
