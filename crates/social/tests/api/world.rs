//! Social with everything around it.

use std::sync::Arc;

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Method, Request, StatusCode},
};
use houseguest_protocol::{
    samples::{NOW, subject},
    social::{Page, Post, PostId, paths},
    values::ManualClock,
};
use houseguest_social::{IssuerSettings, Social, SocialSettings};
use houseguest_sql::{Location, PostgresLocation};
use houseguest_test_postgres::TestSchema;
use http_body_util::BodyExt;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tempfile::TempDir;
use tower::ServiceExt;

use super::{issuer::Issuer, keys::SigningKey};

/// Social, an issuer it trusts, and the time.
pub(crate) struct World {
    pub(crate) issuer: Issuer,
    pub(crate) key: SigningKey,
    pub(crate) clock: ManualClock,
    pub(crate) social: Social,
    pub(crate) router: Router,
    place: Place,
}

/// A database of a test's own. `HOUSEGUEST_TEST_ENGINE=postgres` runs all these tests on PostgreSQL.
enum Place {
    Folder(TempDir),
    Schema(TestSchema),
}

impl Place {
    fn new() -> Self {
        match std::env::var("HOUSEGUEST_TEST_ENGINE").as_deref() {
            Ok("postgres") => Self::Schema(TestSchema::new().expect("a PostgreSQL to test with")),
            Ok("sqlite") | Err(_) => Self::Folder(tempfile::tempdir().expect("a temporary folder")),
            Ok(other) => panic!("HOUSEGUEST_TEST_ENGINE is `sqlite` or `postgres`, not `{other}`"),
        }
    }

    fn location(&self) -> Location {
        match self {
            Self::Folder(folder) => Location::sqlite(folder.path().join("social.sqlite")),
            Self::Schema(schema) => Location::Postgres(PostgresLocation {
                url: schema.url().into(),
                schema: schema.schema().to_owned(),
                connections: 4,
            }),
        }
    }
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Value,
}

impl Answer {
    /// The body, which must be of this type.
    pub(crate) fn read<T: DeserializeOwned>(&self) -> T {
        serde_json::from_value(self.body.clone()).unwrap_or_else(|error| panic!("{error} in {self:?}"))
    }

    /// The status and the code of a refusal.
    pub(crate) fn refusal(&self) -> (u16, &str) {
        (self.status.as_u16(), self.body["code"].as_str().unwrap_or("no code"))
    }
}

/// Settings that trust one issuer as strictly as our own is trusted.
pub(crate) fn trusting(issuer: &Issuer) -> IssuerSettings {
    IssuerSettings { audience: Some(issuer.name()), ..IssuerSettings::new("demo", issuer.url.clone()) }
}

impl World {
    pub(crate) async fn new() -> Self {
        Self::with(|_| {}).await
    }

    /// A world whose settings were changed.
    pub(crate) async fn with(change: impl FnOnce(&mut SocialSettings)) -> Self {
        let issuer = Issuer::start().await;
        let key = SigningKey::ed25519("first");
        issuer.publish(&[&key]);
        let place = Place::new();
        let mut settings = SocialSettings::at(place.location());
        settings.issuers = vec![trusting(&issuer)];
        settings.events_from = Some("demo".to_owned());
        settings.allowed_origins = vec!["https://demo.example.com".parse().expect("a URL")];
        change(&mut settings);
        let clock = ManualClock::starting_at(NOW);
        let social = Social::open(settings, Arc::new(clock.clone())).await.expect("opens in a fresh folder");
        Self { issuer, key, clock, router: social.router(), social, place }
    }

    /// Where its database is.
    pub(crate) fn location(&self) -> Location {
        self.place.location()
    }

    /// The claims of a good token of a guest.
    pub(crate) fn claims(&self, n: u128, is_anonymous: bool) -> Value {
        json!({
            "iss": self.issuer.name(),
            "aud": [self.issuer.name()],
            "iat": NOW.unix_seconds(),
            "exp": NOW.unix_seconds() + 1_800,
            "client_id": "houseguest-app",
            "scope": "openid",
            "jti": "one",
            "sub": subject(n),
            "https://authgear.com/claims/user/is_anonymous": is_anonymous,
        })
    }

    pub(crate) fn guest(&self, n: u128) -> String {
        self.key.jwt(&self.key.header(), &self.claims(n, true))
    }

    pub(crate) fn member(&self, n: u128) -> String {
        self.key.jwt(&self.key.header(), &self.claims(n, false))
    }

    /// Sends a request as it stands.
    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let answer = self.router.clone().oneshot(request).await.expect("a router always answers");
        let (parts, body) = answer.into_parts();
        let bytes = body.collect().await.expect("a whole body").to_bytes();
        let body = if bytes.is_empty() { Value::Null } else { serde_json::from_slice(&bytes).expect("JSON") };
        Answer { status: parts.status, headers: parts.headers, body }
    }

    pub(crate) async fn get(&self, path: &str, token: Option<&str>) -> Answer {
        let mut request = Request::get(path);
        if let Some(token) = token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        self.send(request.body(Body::empty()).expect("a request")).await
    }

    pub(crate) async fn write(&self, method: Method, path: &str, token: &str, key: &str, body: &Value) -> Answer {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("authorization", format!("Bearer {token}"))
            .header("content-type", "application/json")
            .header("idempotency-key", key)
            .body(Body::from(body.to_string()))
            .expect("a request");
        self.send(request).await
    }

    pub(crate) async fn comment(&self, token: &str, key: &str, text: &str) -> Answer {
        let path = paths::comments(self.first_post().await);
        self.write(Method::POST, &path, token, key, &json!({"body": text})).await
    }

    /// The newest post of the feed.
    pub(crate) async fn first_post(&self) -> PostId {
        self.get(paths::POSTS, None).await.read::<Page<Post>>().items[0].id
    }
}
