//! What the backend answers to anybody who asks, by HTTP.

use color_eyre::eyre::{Result, WrapErr, ensure, eyre};
use houseguest_protocol::{
    identity::{Challenge, TokenRequest, TokenResponse, UserInfo},
    social,
};
use reqwest::{Client, Response, StatusCode};
use serde::Deserialize;
use serde_json::{Value, json};
use url::Url;

/// The client the app is registered as.
const CLIENT_ID: &str = "houseguest-app";

/// A backend at its address.
#[derive(Clone, Debug)]
pub struct Backend {
    /// Where it is: the issuer, and the base of the social API.
    pub origin: Url,
    http: Client,
}

/// A refused request: the status and the error's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The HTTP status.
    pub status: u16,
    /// `error` of the OAuth format, or nothing where another format answered.
    pub error: String,
}

/// Tokens or a refusal.
type Tokens = std::result::Result<TokenResponse, Refusal>;

impl Backend {
    pub(crate) fn at(origin: Url) -> Result<Self> {
        let mut http = Client::builder();
        if let Some(host) = origin.domain().filter(|host| host.ends_with(".localhost")) {
            // Browsers know that these names stay on the machine (RFC 6761, section 6.3); not every resolver does.
            http = http.resolve(host, ([127, 0, 0, 1], 0).into());
        }
        Ok(Self { origin, http: http.build()? })
    }

    /// A fresh challenge.
    pub async fn challenge(&self) -> Result<String> {
        #[derive(Deserialize)]
        struct Answer {
            result: Challenge,
        }
        let asked = self.http.post(self.at_path("/oauth2/challenge")?).json(&json!({"purpose": "anonymous_request"}));
        Ok(asked.send().await?.json::<Answer>().await?.result.token)
    }

    /// Presents a signed anonymous request.
    pub async fn present_key(&self, jwt: &str) -> Result<Tokens> {
        self.token(&TokenRequest::AnonymousRequest { client_id: CLIENT_ID.to_owned(), jwt: jwt.to_owned() }).await
    }

    /// Presents a refresh token of the app's.
    pub async fn refresh(&self, refresh_token: &str) -> Result<Tokens> {
        self.refresh_as(CLIENT_ID, refresh_token).await
    }

    /// Presents a refresh token of another client's.
    pub async fn refresh_as(&self, client_id: &str, refresh_token: &str) -> Result<Tokens> {
        let (client_id, refresh_token) = (client_id.to_owned(), refresh_token.to_owned());
        self.token(&TokenRequest::RefreshToken { client_id, refresh_token }).await
    }

    async fn token(&self, request: &TokenRequest) -> Result<Tokens> {
        let asked = self
            .http
            .post(self.at_path("/oauth2/token")?)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(request.to_form());
        let answer = asked.send().await?;
        if answer.status() == StatusCode::OK {
            return Ok(Ok(answer.json().await.wrap_err("tokens")?));
        }
        Ok(Err(refusal(answer).await?))
    }

    /// Asks who an access token belongs to.
    pub async fn user_info(&self, access_token: &str) -> Result<std::result::Result<UserInfo, Refusal>> {
        let answer = self.http.get(self.at_path("/oauth2/userinfo")?).bearer_auth(access_token).send().await?;
        if answer.status() == StatusCode::OK {
            return Ok(Ok(answer.json().await.wrap_err("userinfo")?));
        }
        Ok(Err(refusal(answer).await?))
    }

    /// The status with which the social API answers a reader who shows this access token.
    pub async fn social_status(&self, access_token: &str) -> Result<u16> {
        let answer = self.http.get(self.at_path(social::paths::PREFERENCES)?).bearer_auth(access_token).send().await?;
        Ok(answer.status().as_u16())
    }

    /// What a person wrote under a post, oldest first, as anybody may read it.
    pub async fn said_by(&self, sub: &str, post: social::PostId) -> Result<Vec<String>> {
        let mut said = Vec::new();
        let mut address = self.at_path(&social::paths::comments(post))?;
        loop {
            let page: social::Page<social::Comment> = self.http.get(address.clone()).send().await?.json().await?;
            let theirs = page.items.iter().filter(|comment| comment.author_sub().is_some_and(|it| it.as_str() == sub));
            said.extend(theirs.filter_map(|comment| Some(comment.content.as_ref()?.body.to_string())));
            let Some(next) = page.next else { return Ok(said) };
            address.query_pairs_mut().clear().append_pair("after", &next.0);
        }
    }

    /// The posts with this title, as anybody may read them.
    pub async fn posts_titled(&self, title: &str) -> Result<Vec<social::Post>> {
        let mut found = Vec::new();
        let mut address = self.at_path(social::paths::POSTS)?;
        loop {
            let page: social::Page<social::Post> = self.http.get(address.clone()).send().await?.json().await?;
            found.extend(page.items.into_iter().filter(|post| post.title.as_deref() == Some(title)));
            let Some(next) = page.next else { return Ok(found) };
            address.query_pairs_mut().clear().append_pair("after", &next.0);
        }
    }

    /// How people reacted to a post: each kind and its count.
    pub async fn reactions_to(&self, post: social::PostId) -> Result<Vec<(social::Reaction, u32)>> {
        let post: social::Post = self.http.get(self.at_path(&social::paths::post(post))?).send().await?.json().await?;
        Ok(post.reactions.counts.iter().map(|entry| (entry.reaction, entry.count)).collect())
    }

    fn at_path(&self, path: &str) -> Result<Url> {
        self.origin.join(path).wrap_err("a path below the origin")
    }
}

async fn refusal(answer: Response) -> Result<Refusal> {
    let status = answer.status().as_u16();
    ensure!((400..500).contains(&status), "a refusal is the client's fault, not {status}");
    let body: Value = serde_json::from_str(&answer.text().await?).unwrap_or_default();
    Ok(Refusal { status, error: body["error"].as_str().unwrap_or_default().to_owned() })
}

/// The claims of a JWT, unverified: its signature is not what is asked.
pub fn claims(jwt: &str) -> Result<Value> {
    let payload = jwt.split('.').nth(1).ok_or_else(|| eyre!("not a JWT: {} characters", jwt.len()))?;
    Ok(serde_json::from_slice(&houseguest_protocol::values::base64url_decode(payload)?)?)
}
