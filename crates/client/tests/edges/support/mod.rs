//! A house to test in: an issuer with real signature checks, a social API, stores, and failures on demand.

mod fuse;
mod issuer;
mod stores;

use std::sync::Arc;

pub(crate) use fuse::{Failure, Fuse};
use houseguest_client::{Client, ClientError, Endpoints, StartPromotion, ports::Clock};
use houseguest_protocol::{
    samples,
    social::{Comment, CommentBody, IdempotencyKey, NewComment},
    values::ManualClock,
};
pub(crate) use issuer::{Choice, Jar, Server, TYPED_CODE, World};
pub(crate) use stores::Disk;
use url::Url;

pub(crate) struct House {
    pub(crate) server: Arc<Server>,
    pub(crate) disk: Arc<Disk>,
    pub(crate) fuse: Arc<Fuse>,
    pub(crate) clock: ManualClock,
}

impl House {
    pub(crate) fn new() -> Self {
        let fuse = Arc::new(Fuse::default());
        let clock = ManualClock::starting_at(samples::NOW);
        let server = Arc::new(Server::new(&fuse, Arc::new(clock.clone())));
        Self { server, disk: Disk::with_fuse(&fuse), fuse, clock }
    }

    pub(crate) fn world(&self) -> std::sync::MutexGuard<'_, World> {
        self.server.world()
    }

    pub(crate) fn builder(&self) -> houseguest_client::ClientBuilder {
        self.builder_at("https://social.test/")
    }

    /// As [`Self::builder`], for a house whose social API is elsewhere.
    pub(crate) fn builder_at(&self, social: &str) -> houseguest_client::ClientBuilder {
        let url = |text| Url::parse(text).expect("a URL");
        let endpoints =
            Endpoints { issuer: url("https://id.test"), social: url(social), client_id: "houseguest-app".into() };
        let transport = Arc::clone(&self.server);
        let memory = Arc::clone(&self.disk);
        let queue = Arc::clone(&self.disk);
        Client::builder(endpoints).transport(transport).memory(memory).queue(queue).clock(Arc::new(self.clock.clone()))
    }

    /// Starts the program.
    pub(crate) async fn start(&self) -> Result<Client, ClientError> {
        self.builder().key(Arc::clone(&self.disk) as _).build().await
    }

    /// Starts the program with a clock of its own.
    pub(crate) async fn start_with_clock(&self, clock: Arc<dyn Clock>) -> Result<Client, ClientError> {
        self.builder().key(Arc::clone(&self.disk) as _).clock(clock).build().await
    }

    /// Starts the program in a browser whose cookie is the session.
    pub(crate) async fn start_with_cookie(&self) -> Result<Client, ClientError> {
        self.builder().cookie_session().build().await
    }

    /// Starts the program in a browser, where there is no key.
    pub(crate) async fn start_keyless(&self) -> Result<Client, ClientError> {
        self.builder().keyless().build().await
    }
}

pub(crate) async fn comment(client: &Client, key: &str) -> Result<Comment, ClientError> {
    let new = NewComment { body: CommentBody::parse("Hello!").expect("a body"), parent_id: None };
    client.write_comment(samples::post().id, &new, &IdempotencyKey::parse(key).expect("a key")).await
}

pub(crate) fn promotion() -> StartPromotion {
    StartPromotion { redirect_uri: "http://127.0.0.1:4711/callback".into(), ..StartPromotion::default() }
}
