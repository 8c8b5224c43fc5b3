//! Several backends on one PostgreSQL behind a balancer: one after another is replaced, and nobody notices.

use std::{
    net::SocketAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
};

use houseguest_backend::{Backend, Running, Settings};
use houseguest_protocol::identity::paths;
use houseguest_test_postgres::TestDatabase;
use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, TcpStream},
    sync::Notify,
    task::JoinHandle,
};

use crate::guest::{Guest, http};

/// Hands each connection to the next replica that says it is ready, as balancers do.
struct Balancer {
    address: SocketAddr,
    replicas: Arc<Mutex<Vec<SocketAddr>>>,
    accepting: JoinHandle<()>,
}

impl Drop for Balancer {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

impl Balancer {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let replicas = Arc::new(Mutex::new(Vec::new()));
        let accepting = tokio::spawn(accept(listener, Arc::clone(&replicas)));
        Self { address, replicas, accepting }
    }

    fn add(&self, replica: &Running) {
        self.replicas.lock().expect("no panic").push(replica.address());
    }

    fn forget(&self, replica: &Running) {
        self.replicas.lock().expect("no panic").retain(|known| *known != replica.address());
    }
}

async fn accept(listener: TcpListener, replicas: Arc<Mutex<Vec<SocketAddr>>>) {
    let asking = http();
    for turn in 0.. {
        let Ok((mut client, _)) = listener.accept().await else { return };
        let (asking, replicas) = (asking.clone(), Arc::clone(&replicas));
        tokio::spawn(async move {
            let known = replicas.lock().expect("no panic").clone();
            for replica in known.iter().cycle().skip(turn % known.len()).take(known.len()) {
                let health = asking.get(format!("http://{replica}/healthz")).send().await;
                if health.is_ok_and(|health| health.status().is_success())
                    && let Ok(mut server) = TcpStream::connect(replica).await
                {
                    // However it ends, both ends notice.
                    let _ = copy_bidirectional(&mut client, &mut server).await;
                    return;
                }
            }
        });
    }
}

/// Guests who keep coming, and what they have seen.
struct Load {
    arrived: Arc<AtomicUsize>,
    progress: Arc<Notify>,
    over: Arc<AtomicBool>,
    people: Vec<JoinHandle<()>>,
}

/// Wakes whoever waits for progress, also when a person meets with a failure.
struct ToldAtTheEnd(Arc<Notify>);

impl Drop for ToldAtTheEnd {
    fn drop(&mut self) {
        self.0.notify_one();
    }
}

impl Load {
    fn start(base: &str, people: u8) -> Self {
        let (arrived, progress) = (Arc::new(AtomicUsize::new(0)), Arc::new(Notify::new()));
        let over = Arc::new(AtomicBool::new(false));
        let people = (0..people)
            .map(|seed| {
                let (base, arrived, progress) = (base.to_owned(), Arc::clone(&arrived), Arc::clone(&progress));
                let over = Arc::clone(&over);
                tokio::spawn(async move {
                    let _told = ToldAtTheEnd(Arc::clone(&progress));
                    while !over.load(Ordering::Relaxed) {
                        // It panics at the first answer that is not what it should be, or that does not come.
                        let guest = Guest::arrive(&base, seed).await;
                        assert_eq!(guest.get(paths::USERINFO).await.status(), 200);
                        let number = arrived.fetch_add(1, Ordering::Relaxed);
                        assert_eq!(guest.comment(&format!("comment-number-{number:06}"), "again").await.status(), 201);
                        progress.notify_one();
                    }
                })
            })
            .collect();
        Self { arrived, progress, over, people }
    }

    /// Waits until `more` arrivals have gone well from now.
    async fn go_on(&self, more: usize) {
        let goal = self.arrived.load(Ordering::Relaxed) + more;
        while self.arrived.load(Ordering::Relaxed) < goal {
            self.progress.notified().await;
            assert!(!self.people.iter().any(JoinHandle::is_finished), "somebody has met with a failure");
        }
    }

    /// Ends it; answers how many arrivals there were, each of which has left a comment.
    async fn end(self) -> usize {
        self.over.store(true, Ordering::Relaxed);
        for person in self.people {
            person.await.expect("nobody met with a failure");
        }
        self.arrived.load(Ordering::Relaxed)
    }
}

async fn replica(database: &TestDatabase, folder: &std::path::Path, balancer: &Balancer) -> Running {
    let mut settings = Settings::embedded(folder.to_owned());
    settings.data.url = Some(database.url().into());
    settings.data.connections = 3;
    settings.server.public_origin = Some(format!("http://{}", balancer.address).parse().expect("a URL"));
    settings.server.drain_seconds = 1;
    settings.identity.limits.danger_disabled = true;
    settings.social.limits.danger_disabled = true;
    let running = Backend::start(settings).await.expect("starts");
    balancer.add(&running);
    running
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn replicas_are_replaced_one_after_another_and_no_request_is_dropped() {
    let Some(database) = TestDatabase::new() else { return };
    let folder = tempfile::tempdir().expect("a temporary folder");
    let balancer = Balancer::start().await;
    let base = format!("http://{}", balancer.address);
    let (one, other) =
        tokio::join!(replica(&database, folder.path(), &balancer), replica(&database, folder.path(), &balancer));
    let early = Guest::arrive(&base, 200).await;
    // What a demo begins with.
    let planted = database.count("social.comments");
    let load = Load::start(&base, 6);
    load.go_on(20).await;
    let mut new = Vec::new();
    for old in [one, other] {
        new.push(replica(&database, folder.path(), &balancer).await);
        old.shutdown().await;
        balancer.forget(&old);
        load.go_on(20).await;
    }
    let arrivals = load.end().await;
    assert_eq!(database.count("social.comments"), planted + arrivals, "every comment that was answered is there, once");
    assert_eq!(early.get(paths::USERINFO).await.status(), 200, "what the first ones signed, the last ones believe");
    for running in new {
        running.shutdown().await;
    }
}
