//! The story, in the order in which it happens.

use std::{error::Error, path::Path, sync::Arc, time::Duration};

use houseguest_client::{
    Client, Endpoints, StartPromotion,
    ports::{Body, Clock, GuestKey, HttpRequest, Memory, SystemClock, Transport},
    transport::Reqwest,
};
use houseguest_protocol::{
    identity::{
        Action, AnonymousRequest, AnonymousRequestClaims, ApiAnswer, Challenge, ChallengePurpose, ChallengeRequest,
        ProviderMetadata, TokenRequest, paths,
    },
    social::{
        CommentBody, Density, IdempotencyKey, NewComment, PageRequest, Preferences, StoredPreferences, Theme,
        paths as social_paths,
    },
    values::Subject,
    window::{PromotionState, Session, WhereKeyLives},
};
use houseguest_vault::{SnapshotKey, SnapshotKeySource, Vault, VaultOptions};
use secrecy::{ExposeSecret, SecretString};
use url::Url;

use crate::{
    browser,
    evidence::{claim, decode, difference, fact, step},
    way_home::WayHome,
};

/// Who fills in the sign-up page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Person {
    /// A browser in miniature, in this process.
    Rehearsed,
    /// Whoever reads the address on the screen.
    AtTheScreen,
}

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

struct Device {
    endpoints: Endpoints,
    options: VaultOptions,
}

impl Device {
    /// Opens the vault and starts the client, as a program does when it is launched.
    async fn launch(&self) -> Outcome<(Client, Vault)> {
        let options = self.options.clone();
        let vault = tokio::task::spawn_blocking(move || Vault::open(options)).await??;
        let (key, memory) = (Arc::new(vault.clone()), Arc::new(vault.clone()));
        let client = Client::builder(self.endpoints.clone()).key(key).memory(memory).build().await?;
        client.resume().await?;
        Ok((client, vault))
    }
}

/// Tells the whole story on one device.
pub(crate) async fn tell(endpoints: Endpoints, folder: &Path, person: Person) -> Outcome {
    let key = SnapshotKeySource::Fixed(SnapshotKey::random());
    let device = Device { endpoints, options: VaultOptions { folder: folder.join("vault"), key } };

    let (client, vault) = device.launch().await?;
    let post = visit(&client, &vault).await?;
    let (sub, comment) = first_comment(&client, post).await?;
    let saved = preferences(&client).await?;
    drop((client, vault));

    let (client, vault) = device.launch().await?;
    come_back(&client, &vault, &sub).await?;

    let old = Leftovers::collect(&client, &vault).await?;
    promote(&client, &sub, person).await?;
    after(&client, &vault, &sub, &old).await?;
    kept(&client, &sub, post, comment, &saved).await?;

    println!("\nOne sub from first to last: {sub}");
    Ok(())
}

async fn visit(client: &Client, vault: &Vault) -> Outcome<uuid::Uuid> {
    step("1. A visitor opens the app");
    let feed = client.feed(&PageRequest::default()).await?;
    fact("posts in the feed", feed.items.len());
    claim("browsing made nobody", client.session() == Session::Visitor)?;
    claim("the vault holds no key", vault.public_key().await?.is_none())?;
    Ok(feed.items.first().ok_or("the feed is empty")?.id)
}

async fn first_comment(client: &Client, post: uuid::Uuid) -> Outcome<(Subject, uuid::Uuid)> {
    step("2. They write a comment");
    let new = NewComment { body: CommentBody::parse("What a lovely house.")?, parent_id: None };
    let key = IdempotencyKey::random();
    let comment = client.write_comment(post, &new, &key).await?;
    let again = client.write_comment(post, &new, &key).await?;
    let Session::Guest { sub, key: WhereKeyLives::Vault { thumbprint }, .. } = client.session() else {
        return Err("the comment did not make a guest with a key in the vault".into());
    };
    fact("guest", &sub);
    fact("key in the vault", thumbprint);
    fact("comment", comment.id);
    claim("the comment is the guest's", comment.author_sub() == Some(&sub))?;
    claim("sent twice, the comment exists once", again.id == comment.id)?;
    Ok((sub, comment.id))
}

async fn preferences(client: &Client) -> Outcome<StoredPreferences> {
    step("3. They set preferences");
    let wanted = Preferences { theme: Theme::Dark, density: Density::Compact, ..Preferences::default() };
    let version = client.preferences().await?.version;
    let stored = StoredPreferences { version, preferences: wanted };
    let saved = client.save_preferences(&stored, &IdempotencyKey::random()).await?;
    fact("saved as version", saved.version);
    Ok(saved)
}

async fn come_back(client: &Client, vault: &Vault, sub: &Subject) -> Outcome {
    step("4. They close the app and come back");
    claim("the same guest is here", client.session().is_guest() && client.session().sub() == Some(sub))?;

    step("5. Their session is ended at the issuer");
    let issuer = Issuer::of(client).await?;
    let token = vault.load().await?.refresh_token.ok_or("the guest has no refresh token")?;
    issuer.revoke(&token).await?;
    claim("the refresh token is refused", issuer.refuses_refresh(&token).await?)?;
    client.refresh().await?;
    claim("the key brings back the same guest", client.session().sub() == Some(sub))?;
    claim("the issuer agrees", client.user_info().await?.sub == *sub)
}

/// What a guest has and a member must not.
struct Leftovers {
    access_token: SecretString,
    refresh_token: SecretString,
    /// A log-in signed with the guest's key, not yet sent.
    signed: SecretString,
}

impl Leftovers {
    async fn collect(client: &Client, vault: &Vault) -> Outcome<Self> {
        let issuer = Issuer::of(client).await?;
        let control = issuer.signed_log_in(vault).await?;
        claim("a log-in signed with the key is accepted", !issuer.refuses_key(&control).await?)?;
        Ok(Self {
            access_token: client.access_token().await?,
            refresh_token: vault.load().await?.refresh_token.ok_or("the guest has no refresh token")?,
            signed: issuer.signed_log_in(vault).await?,
        })
    }
}

async fn promote(client: &Client, sub: &Subject, person: Person) -> Outcome {
    step("6. They keep their account");
    let home = WayHome::open().await?;
    let start = StartPromotion { redirect_uri: home.redirect_uri.clone(), ..StartPromotion::default() };
    let page = client.start_promotion(start).await?;
    let arrival = match person {
        Person::AtTheScreen => {
            println!("  Open this address in a browser, within five minutes:\n\n{page}\n");
            tokio::time::timeout(Duration::from_secs(300), home.arrival()).await??
        }
        Person::Rehearsed => {
            let login = format!("guest-{}@example.com", uuid::Uuid::new_v4().simple());
            let password = uuid::Uuid::new_v4().to_string();
            fact("signing up as", &login);
            let arrival = browser::fill_in(&page, &home.redirect_uri, &login, &password).await?;
            // The browser's last step: the redirect reaches the app over loopback.
            let (sent, arrival) =
                tokio::join!(reqwest::Client::builder().no_proxy().build()?.get(arrival).send(), home.arrival());
            sent?.error_for_status()?;
            arrival?
        }
    };
    let state = client.finish_promotion(&arrival).await?;
    claim("promoted under the same sub", state == PromotionState::Promoted { sub: sub.clone() })?;
    claim("arriving twice is harmless", client.finish_promotion(&arrival).await.is_err())?;
    match client.session() {
        Session::Member { sub: member, login, .. } if member == *sub => {
            fact("member", format!("{member} ({})", login.as_deref().unwrap_or("no login named")));
            Ok(())
        }
        other => Err(format!("not a member of that sub: {other:?}").into()),
    }
}

async fn after(client: &Client, vault: &Vault, sub: &Subject, old: &Leftovers) -> Outcome {
    step("7. What the issuer says now");
    let info = client.user_info().await?;
    claim("userinfo names the same sub", info.sub == *sub)?;
    claim("userinfo says that this is no guest", !info.user.is_anonymous)?;
    let token = client.access_token().await?;
    difference(&old.access_token, &token);
    if let Some(claims) = decode(&token) {
        claim("the new token says the same", claims["https://authgear.com/claims/user/is_anonymous"] == false)?;
    }

    step("8. What the guest had is dead");
    let issuer = Issuer::of(client).await?;
    claim("the old refresh token is refused", issuer.refuses_refresh(&old.refresh_token).await?)?;
    claim("the old key no longer logs in", issuer.refuses_key(&old.signed).await?)?;
    let url = social_address(client, social_paths::PREFERENCES)?;
    let answer = issuer.transport.send(HttpRequest::get(url).with_bearer(&old.access_token)).await?;
    claim("the social API refuses the old access token", answer.status == 401)?;
    claim("the vault holds no key any more", vault.public_key().await?.is_none())
}

async fn kept(
    client: &Client,
    sub: &Subject,
    post: uuid::Uuid,
    comment: uuid::Uuid,
    saved: &StoredPreferences,
) -> Outcome {
    step("9. Everything is still theirs");
    let mine = client.my_comments(&PageRequest::default()).await?;
    let found = mine.items.iter().find(|one| one.id == comment);
    claim("the comment is there, under the same sub", found.is_some_and(|one| one.author_sub() == Some(sub)))?;
    claim("on the same post", found.is_some_and(|one| one.post_id == post))?;
    claim("the preferences are there", client.preferences().await? == *saved)
}

fn social_address(client: &Client, path: &str) -> Outcome<Url> {
    Ok(client.endpoints().social.join(path)?)
}

/// The issuer, asked directly, past the client.
struct Issuer {
    transport: Reqwest,
    metadata: ProviderMetadata,
    client_id: String,
}

impl Issuer {
    async fn of(client: &Client) -> Outcome<Self> {
        let transport = Reqwest::new()?;
        let endpoints = client.endpoints();
        let address = endpoints.issuer.join(paths::OPENID_CONFIGURATION)?;
        let metadata = serde_json::from_slice(&transport.send(HttpRequest::get(address)).await?.body)?;
        Ok(Self { transport, metadata, client_id: endpoints.client_id.clone() })
    }

    async fn revoke(&self, token: &SecretString) -> Outcome {
        let form = format!("token={}", token.expose_secret());
        let request = HttpRequest::post(self.metadata.revocation_endpoint.clone(), Body::Form(form.into()));
        claim("the issuer revokes it", self.transport.send(request).await?.status == 200)
    }

    /// Whether a token request is answered with `invalid_grant`, which says that the credential is dead.
    async fn refuses(&self, request: &TokenRequest) -> Outcome<bool> {
        let form = Body::Form(request.to_form().into());
        let answer = self.transport.send(HttpRequest::post(self.metadata.token_endpoint.clone(), form)).await?;
        let body: serde_json::Value = serde_json::from_slice(&answer.body)?;
        Ok(answer.status == 400 && body["error"] == "invalid_grant")
    }

    async fn refuses_refresh(&self, token: &SecretString) -> Outcome<bool> {
        let refresh_token = token.expose_secret().to_owned();
        self.refuses(&TokenRequest::RefreshToken { client_id: self.client_id.clone(), refresh_token }).await
    }

    async fn refuses_key(&self, signed: &SecretString) -> Outcome<bool> {
        let jwt = signed.expose_secret().to_owned();
        self.refuses(&TokenRequest::AnonymousRequest { client_id: self.client_id.clone(), jwt }).await
    }

    /// A log-in with the key in the vault, signed now.
    async fn signed_log_in(&self, vault: &Vault) -> Outcome<SecretString> {
        let purpose = ChallengePurpose::AnonymousRequest.as_str().to_owned();
        let body = serde_json::to_string(&ChallengeRequest { purpose })?;
        let request = HttpRequest::post(self.metadata.challenge_endpoint(), Body::Json(body.into()));
        let answer = self.transport.send(request).await?;
        let ApiAnswer::<Challenge>::Result(challenge) = serde_json::from_slice(&answer.body)? else {
            return Err("the issuer gives no challenge".into());
        };
        let public = vault.public_key().await?.ok_or("the vault holds no key")?;
        let iat = SystemClock.now();
        let exp = iat + Duration::from_secs(AnonymousRequest::LIFETIME_SECONDS);
        let claims = AnonymousRequestClaims { challenge: challenge.token, action: Action::Auth, iat, exp };
        let request = AnonymousRequest::new(&public, false, &claims);
        let signature = vault.sign(request.signing_input()).await?;
        Ok(request.with_signature(&signature).into())
    }
}
