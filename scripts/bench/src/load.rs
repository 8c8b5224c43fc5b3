//! Guests arriving, as many at a time as there are connections.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard},
    time::{Duration, Instant},
};

use color_eyre::eyre::{Result, ensure};
use tokio::task::JoinSet;

use crate::{connection::Connection, guest, guest::Guest};

/// Sign-ups that were answered, and how long each took.
#[derive(Debug, Default)]
struct Welcomed {
    guests: Vec<Guest>,
    times: Vec<Duration>,
    /// What ended the arrivals; a backend that was not killed should end none.
    ends: Vec<String>,
}

/// A load under way.
#[derive(Debug)]
pub(crate) struct Load {
    welcomed: Arc<Mutex<Welcomed>>,
    arrivals: JoinSet<()>,
}

/// What happened between two instants.
#[derive(Debug)]
pub(crate) struct Measured {
    /// Every sign-up's time, from asking for the challenge to the tokens; shortest first.
    pub(crate) times: Vec<Duration>,
    /// Between the two instants.
    pub(crate) elapsed: Duration,
}

impl Load {
    /// Opens the connections and lets guests arrive until the backend is gone.
    pub(crate) async fn start(address: SocketAddr, connections: usize) -> Result<Self> {
        let welcomed = Arc::new(Mutex::new(Welcomed::default()));
        let mut arrivals = JoinSet::new();
        for _ in 0..connections {
            let mut connection = Connection::open(address).await?;
            let welcomed = Arc::clone(&welcomed);
            arrivals.spawn(async move {
                loop {
                    let began = Instant::now();
                    let outcome = guest::sign_up(&mut connection).await;
                    let mut welcomed = lock(&welcomed);
                    match outcome {
                        Ok(guest) => {
                            welcomed.guests.push(guest);
                            welcomed.times.push(began.elapsed());
                        }
                        Err(end) => return welcomed.ends.push(format!("{end:#}")),
                    }
                }
            });
        }
        Ok(Self { welcomed, arrivals })
    }

    /// Watches for a while.
    pub(crate) async fn measure(&self, span: Duration) -> Measured {
        let already = lock(&self.welcomed).times.len();
        let began = Instant::now();
        tokio::time::sleep(span).await;
        let elapsed = began.elapsed();
        let mut times = lock(&self.welcomed).times[already..].to_vec();
        times.sort_unstable();
        Measured { times, elapsed }
    }

    /// What stopped guests from arriving so far.
    pub(crate) fn ends(&self) -> Vec<String> {
        lock(&self.welcomed).ends.clone()
    }

    /// Waits until every connection has noticed that the backend is gone; answers all guests it had welcomed.
    pub(crate) async fn guests_after_the_crash(mut self) -> Result<Vec<Guest>> {
        while let Some(done) = self.arrivals.join_next().await {
            done?;
        }
        let guests = std::mem::take(&mut lock(&self.welcomed).guests);
        ensure!(!guests.is_empty(), "nobody was welcomed: {:?}", self.ends());
        Ok(guests)
    }
}

fn lock(welcomed: &Mutex<Welcomed>) -> MutexGuard<'_, Welcomed> {
    welcomed.lock().expect("nothing panics while holding this")
}
