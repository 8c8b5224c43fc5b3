//! A guest: a key, and the user the backend made for it.

use std::net::SocketAddr;

use color_eyre::eyre::{Result, WrapErr, ensure, eyre};
use ed25519_dalek::{Signer, SigningKey};
use houseguest_protocol::{
    identity::{
        Action, AnonymousRequest, AnonymousRequestClaims, Challenge, ChallengePurpose, PublicKey, TokenRequest,
        TokenResponse,
    },
    values::{Clock, Subject, SystemClock, Timestamp, base64url_decode},
};
use serde::Deserialize;

use crate::connection::Connection;

const CLIENT_ID: &str = "houseguest-app";
/// How many guests prove themselves again at the same time when they come back.
const RETURNING_AT_ONCE: usize = 16;

/// A guest the backend has answered.
#[derive(Clone, Debug)]
pub(crate) struct Guest {
    key: SigningKey,
    sub: Subject,
}

/// Whether the key is new to the backend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Acquaintance {
    New,
    Returning,
}

/// Signs up with a fresh key.
pub(crate) async fn sign_up(connection: &mut Connection) -> Result<Guest> {
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).map_err(|error| eyre!("no randomness: {error}"))?;
    let key = SigningKey::from_bytes(&seed);
    let sub = prove(connection, &key, Acquaintance::New).await?;
    Ok(Guest { key, sub })
}

/// Checks that each guest's key opens the user it opened before.
pub(crate) async fn all_are_back(guests: &[Guest], address: SocketAddr) -> Result<()> {
    let share = guests.len().div_ceil(RETURNING_AT_ONCE).max(1);
    let mut tasks = tokio::task::JoinSet::new();
    for share in guests.chunks(share) {
        let share = share.to_vec();
        tasks.spawn(async move {
            let mut connection = Connection::open(address).await?;
            for guest in share {
                let sub = prove(&mut connection, &guest.key, Acquaintance::Returning).await;
                let sub = sub.wrap_err_with(|| format!("{} was answered and is gone", guest.sub))?;
                ensure!(sub == guest.sub, "the key of {} opens {sub}", guest.sub);
            }
            Ok(())
        });
    }
    while let Some(done) = tasks.join_next().await {
        done??;
    }
    Ok(())
}

/// Answers a challenge with the key; answers who the backend says that is.
async fn prove(connection: &mut Connection, key: &SigningKey, acquaintance: Acquaintance) -> Result<Subject> {
    #[derive(Deserialize)]
    struct Answer {
        result: Challenge,
    }
    let purpose = ChallengePurpose::AnonymousRequest.as_str();
    let body = format!(r#"{{"purpose":"{purpose}"}}"#);
    let answer = connection.post("/oauth2/challenge", "application/json", body).await?;
    let challenge = serde_json::from_slice::<Answer>(&answer)?.result.token;

    let now = SystemClock.now().unix_seconds();
    let lifetime = i64::try_from(AnonymousRequest::LIFETIME_SECONDS)?;
    let claims = AnonymousRequestClaims {
        challenge,
        action: Action::Auth,
        iat: Timestamp::from_unix_seconds(now),
        exp: Timestamp::from_unix_seconds(now + lifetime),
    };
    let public = PublicKey::Ed25519(key.verifying_key().to_bytes());
    let request = AnonymousRequest::new(&public, acquaintance == Acquaintance::New, &claims);
    let signature = key.sign(request.signing_input());
    let jwt = request.with_signature(&signature.to_bytes());
    let form = TokenRequest::AnonymousRequest { client_id: CLIENT_ID.to_owned(), jwt }.to_form();
    let answer = connection.post("/oauth2/token", "application/x-www-form-urlencoded", form).await?;
    let answer: TokenResponse = serde_json::from_slice(&answer)?;
    ensure!(answer.refresh_token.is_some() && answer.access_token.is_some(), "the answer lacks a token");
    subject(answer.id_token.as_deref().ok_or_else(|| eyre!("the answer lacks an id token"))?)
}

/// The `sub` of a JWT whose signature is the backend's own business.
fn subject(jwt: &str) -> Result<Subject> {
    #[derive(Deserialize)]
    struct Claims {
        sub: Subject,
    }
    let payload = jwt.split('.').nth(1).ok_or_else(|| eyre!("not a JWT"))?;
    Ok(serde_json::from_slice::<Claims>(&base64url_decode(payload)?)?.sub)
}
