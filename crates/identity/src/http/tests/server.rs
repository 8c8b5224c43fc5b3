//! A server without a network: requests go straight into the router.

use std::{net::SocketAddr, sync::Arc};

use axum::{
    Router,
    body::Body,
    extract::ConnectInfo,
    http::{HeaderMap, Request, StatusCode, header},
};
use houseguest_protocol::{
    identity::{Algorithm, paths},
    samples::NOW,
    values::{Clock, ManualClock, MovableClock},
};
use houseguest_test_postgres::TestSchema;
use http_body_util::BodyExt;
use serde_json::{Value, json};
use tempfile::TempDir;
use tower::ServiceExt;
use url::Url;

use crate::{
    Identity,
    messages::{Messenger, Messengers},
    settings::{ApplicationType, ClientSettings, IdentitySettings},
};

use super::mailbox::Mailbox;

/// The client of most tests: rotating, with JWT access tokens.
pub(crate) const CLIENT: &str = "houseguest-app";

/// A server on a database of its own. Its clock stands still until a test moves it.
pub(crate) struct TestServer {
    pub(crate) identity: Identity,
    pub(crate) clock: ManualClock,
    pub(crate) router: Router,
    place: Arc<Place>,
    /// Where everything sent arrives.
    pub(crate) mailbox: Mailbox,
}

/// Where a test's database is. `HOUSEGUEST_TEST_ENGINE=postgres` runs every test on PostgreSQL; otherwise it is a file.
pub(crate) enum Place {
    File(TempDir),
    Schema(TestSchema),
}

impl Place {
    fn new() -> Self {
        match std::env::var("HOUSEGUEST_TEST_ENGINE").as_deref() {
            Err(_) | Ok("sqlite") => Self::File(TempDir::new().expect("a temporary folder")),
            Ok("postgres") => Self::Schema(TestSchema::new().expect("tests on PostgreSQL cannot do without it")),
            Ok(other) => panic!("HOUSEGUEST_TEST_ENGINE is {other}: use sqlite or postgres"),
        }
    }

    fn database(&self) -> Value {
        match self {
            Self::File(folder) => json!({"path": folder.path().join("identity.sqlite")}),
            Self::Schema(schema) => json!({"url": schema.url(), "schema": schema.schema(), "connections": 4}),
        }
    }
}

/// A whole answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Answer {
    /// The body as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("JSON, not {:?}", self.text))
    }

    /// A text member of the body.
    pub(crate) fn text_of(&self, member: &str) -> String {
        let value = self.json()[member].clone();
        value.as_str().unwrap_or_else(|| panic!("{member} in {}", self.text)).to_owned()
    }

    /// A header's value.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }
}

impl TestServer {
    /// A server with the usual settings.
    pub(crate) async fn start() -> Self {
        Self::with(|_| {}).await
    }

    /// A server whose settings were changed.
    pub(crate) async fn with(change: impl FnOnce(&mut IdentitySettings)) -> Self {
        Self::open(Arc::new(Place::new()), ManualClock::starting_at(NOW), change, everything).await
    }

    /// A server whose settings were changed, with other messengers than one for everything.
    pub(crate) async fn with_messengers(
        change: impl FnOnce(&mut IdentitySettings),
        messengers: impl FnOnce(&Mailbox) -> Messengers,
    ) -> Self {
        Self::open(Arc::new(Place::new()), ManualClock::starting_at(NOW), change, messengers).await
    }

    /// Several servers that start at the same moment on one new PostgreSQL database, as replicas do. `None` only where
    /// the developer has said that tests may do without PostgreSQL.
    pub(crate) async fn replicas(count: usize, change: impl Fn(&mut IdentitySettings)) -> Option<Vec<Self>> {
        let place = Arc::new(Place::Schema(TestSchema::new()?));
        let clock = ManualClock::starting_at(NOW);
        let open = |_| Self::open(Arc::clone(&place), clock.clone(), &change, everything);
        Some(futures::future::join_all((0..count).map(open)).await)
    }

    async fn open(
        place: Arc<Place>,
        clock: ManualClock,
        change: impl FnOnce(&mut IdentitySettings),
        messengers: impl FnOnce(&Mailbox) -> Messengers,
    ) -> Self {
        let mailbox = Mailbox::new();
        let mut settings = settings(&place);
        change(&mut settings);
        let identity = Identity::open_with(settings, Arc::new(clock.clone()), messengers(&mailbox)).await;
        let identity = identity.expect("opens");
        let router = identity.router();
        Self { identity, clock, router, place, mailbox }
    }

    /// A demo, whose clock can be moved in the Portal.
    pub(crate) async fn demo() -> Self {
        let place = Arc::new(Place::new());
        let clock = ManualClock::starting_at(NOW);
        let movable = MovableClock::following(Arc::new(clock.clone()));
        let mailbox = Mailbox::new();
        let opened = Identity::open_with(settings(&place), movable, everything(&mailbox)).await;
        let identity = opened.expect("opens");
        let router = identity.router();
        Self { identity, clock, router, place, mailbox }
    }

    /// The same server, stopped and started again.
    pub(crate) async fn restart(self) -> Self {
        let Self { identity, clock, place, mailbox, .. } = self;
        identity.close().await.expect("closes");
        let identity = Identity::open(settings(&place), Arc::new(clock.clone())).await.expect("opens again");
        let router = identity.router();
        Self { identity, clock, router, place, mailbox }
    }

    /// The present instant, for tokens.
    pub(crate) fn now(&self) -> houseguest_protocol::values::Timestamp {
        self.clock.now()
    }

    /// Sends a request as from 192.0.2.1.
    pub(crate) async fn send(&self, mut request: Request<Body>) -> Answer {
        let address = ConnectInfo(SocketAddr::from(([192, 0, 2, 1], 50_000)));
        request.extensions_mut().insert(address);
        let response = self.router.clone().oneshot(request).await.expect("a router answers");
        let (status, headers) = (response.status(), response.headers().clone());
        let body = response.into_body().collect().await.expect("a body").to_bytes();
        Answer { status, headers, text: String::from_utf8(body.to_vec()).expect("answers are text") }
    }

    /// GET, perhaps with a bearer token.
    pub(crate) async fn get(&self, path: &str, token: Option<&str>) -> Answer {
        let mut request = Request::get(path);
        if let Some(token) = token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        self.send(request.body(Body::empty()).expect("a request")).await
    }

    /// POST of a form.
    /// Trades an authorization code of [`CLIENT`]'s for tokens.
    pub(crate) async fn exchange(&self, code: &str, verifier: &str, redirect_uri: &str) -> Answer {
        let form = [
            ("grant_type", "authorization_code"),
            ("client_id", CLIENT),
            ("code", code),
            ("code_verifier", verifier),
            ("redirect_uri", redirect_uri),
        ];
        self.post_form(paths::TOKEN, &form).await
    }

    pub(crate) async fn post_form(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        let body = serde_urlencoded::to_string(form).expect("a form");
        self.post(path, "application/x-www-form-urlencoded", body).await
    }

    /// POST of JSON.
    pub(crate) async fn post_json(&self, path: &str, body: &Value) -> Answer {
        self.post(path, "application/json", body.to_string()).await
    }

    /// POST of anything.
    pub(crate) async fn post(&self, path: &str, content_type: &str, body: impl Into<Body>) -> Answer {
        let request = Request::post(path).header(header::CONTENT_TYPE, content_type);
        self.send(request.body(body.into()).expect("a request")).await
    }

    /// A fresh challenge.
    pub(crate) async fn challenge(&self) -> String {
        let answer = self.post_json(paths::CHALLENGE, &json!({"purpose": "anonymous_request"})).await;
        answer.json()["result"]["token"].as_str().expect("a challenge").to_owned()
    }

    /// Breaks the database under the server's feet. `false` on SQLite, whose limits are not there.
    pub(crate) fn lose_the_limits(&self) -> bool {
        let Place::Schema(schema) = &*self.place else { return false };
        schema.run("drop table limit_bucket");
        true
    }

    /// Every row of every table, so that a test can show that nothing changed.
    pub(crate) fn rows(&self) -> Vec<String> {
        let path = match &*self.place {
            Place::File(folder) => folder.path().join("identity.sqlite"),
            Place::Schema(schema) => return schema.rows(),
        };
        let connection = rusqlite::Connection::open(path).expect("the database");
        let names = "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name";
        let mut statement = connection.prepare(names).expect("a query");
        let tables = statement.query_map([], |row| row.get::<_, String>(0)).expect("tables");
        let mut rows = Vec::new();
        for table in tables {
            let table = table.expect("a name");
            let mut statement = connection.prepare(&format!("select * from \"{table}\"")).expect("a query");
            let width = statement.column_count();
            let mut found = statement.query([]).expect("rows");
            while let Some(row) = found.next().expect("a row") {
                let cells = (0..width).map(|n| format!("{:?}", row.get_ref(n).expect("a cell")));
                rows.push(format!("{table}: {}", cells.collect::<Vec<_>>().join(", ")));
            }
        }
        rows
    }

    /// How many rows a table has.
    pub(crate) fn count(&self, table: &str) -> usize {
        self.rows().iter().filter(|row| row.starts_with(&format!("{table}: "))).count()
    }
}

/// One mailbox for mails and text messages.
fn everything(mailbox: &Mailbox) -> Messengers {
    let messenger = || Some(Arc::new(mailbox.clone()) as Arc<dyn Messenger>);
    Messengers { mail: messenger(), sms: messenger() }
}

/// The usual settings: every kind of client once.
pub(crate) fn settings(place: &Place) -> IdentitySettings {
    let uri = |text| Url::parse(text).expect("a URL");
    let app = ClientSettings {
        refresh_token_rotation_enabled: true,
        issue_jwt_access_token: true,
        ..ClientSettings::new(CLIENT, ApplicationType::Native, vec![uri("http://127.0.0.1/callback")])
    };
    let web = ClientSettings::new("houseguest-web", ApplicationType::Spa, vec![uri("https://app.example/")]);
    let other = ClientSettings::new("third-party", ApplicationType::ThirdPartyApp, vec![uri("https://other.example/")]);
    let machine = ClientSettings::new("machine", ApplicationType::M2m, Vec::new());
    let mut settings: IdentitySettings = serde_json::from_value(json!({
        "public_origin": "https://id.example",
        "database": place.database(),
        "clients": [],
        "limits": {"danger_disabled": true},
    }))
    .expect("settings");
    settings.clients = vec![app, web, other, machine];
    // RS256 is the protocol's, but its keys take a tenth of a second to make: the tests of tokens ask for it.
    for client in &mut settings.clients {
        client.signing_algorithm = Algorithm::Es256;
    }
    settings
}
