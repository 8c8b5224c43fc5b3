//! PostgreSQL: a few threads, each with a connection of its own.

pub(crate) mod config;
mod migrate;
mod session;
pub(crate) mod statements;
pub(crate) mod values;

use std::{
    convert::Infallible,
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{Receiver, Sender, channel},
    },
    thread,
};

use tokio::sync::{mpsc, oneshot};

use crate::{Connection, DatabaseError, Migrations, OpenError, PostgresLocation, database::Counters};
use config::Connector;
use session::{Kind, Session};

/// A job on its way; it answers its caller itself.
type Task = Box<dyn FnOnce(&mut Session) + Send>;

/// Held by every write under way; nothing is ever sent.
type UnderWay = mpsc::Sender<Infallible>;

/// The threads of one database. Clones share them; the last one dropped ends them.
#[derive(Clone)]
pub(crate) struct Postgres {
    tasks: Sender<Task>,
    /// Handed to each write; gone once the database is closed.
    writes: Arc<Mutex<Option<UnderWay>>>,
    /// Ends when the last write has ended.
    ended: Arc<tokio::sync::Mutex<mpsc::Receiver<Infallible>>>,
}

impl Postgres {
    /// Connects, brings the schema up to date and starts the threads.
    pub(crate) fn open(
        location: &PostgresLocation,
        migrations: &Migrations,
        counters: Arc<Counters>,
    ) -> Result<Self, OpenError> {
        let connector = Connector::new(location)?;
        let (tasks, queue) = channel::<Task>();
        let queue = Arc::new(Mutex::new(queue));
        let first = first_session(connector.clone(), migrations.clone(), Arc::clone(&counters))?;
        let rules = first.rules();
        spawn(0, first, Arc::clone(&queue))?;
        for number in 1..location.connections.max(1) {
            let session = Session::new(connector.clone(), Arc::clone(&rules), Arc::clone(&counters), None);
            spawn(number, session, Arc::clone(&queue))?;
        }
        let (under_way, ended) = mpsc::channel(1);
        let ended = Arc::new(tokio::sync::Mutex::new(ended));
        Ok(Self { tasks, writes: Arc::new(Mutex::new(Some(under_way))), ended })
    }

    /// See [`crate::Database::write`].
    pub(crate) async fn write<T, E, F>(&self, name: &'static str, job: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DatabaseError> + Send + 'static,
        F: Fn(&Connection<'_>) -> Result<T, E> + Send + 'static,
    {
        self.run(Kind::Write, name, job, Some(self.under_way()?)).await
    }

    /// See [`crate::Database::write_each`].
    pub(crate) async fn write_each<T, E, F>(&self, name: &'static str, job: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DatabaseError> + Send + 'static,
        F: Fn(&Connection<'_>) -> Result<T, E> + Send + 'static,
    {
        self.run(Kind::WriteEach, name, job, Some(self.under_way()?)).await
    }

    /// What a write holds while it is under way; none begins once the database is closed.
    fn under_way(&self) -> Result<UnderWay, DatabaseError> {
        let under_way = self.writes.lock().unwrap_or_else(PoisonError::into_inner).clone();
        under_way.ok_or(DatabaseError::Closed)
    }

    /// See [`crate::Database::read`].
    pub(crate) async fn read<T, E, F>(&self, name: &'static str, job: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DatabaseError> + Send + 'static,
        F: Fn(&Connection<'_>) -> Result<T, E> + Send + 'static,
    {
        self.run(Kind::Read, name, job, None).await
    }

    async fn run<T, E, F>(&self, kind: Kind, name: &'static str, job: F, under_way: Option<UnderWay>) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DatabaseError> + Send + 'static,
        F: Fn(&Connection<'_>) -> Result<T, E> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        let task: Task = Box::new(move |session| {
            // A caller that went away does not need the answer.
            let _ = answer.send(session.run(kind, name, &job));
            drop(under_way);
        });
        self.tasks.send(task).map_err(|_| DatabaseError::Closed)?;
        answered.await.map_err(|_| DatabaseError::Closed)?
    }

    /// See [`crate::Database::close`].
    pub(crate) async fn close(&self) {
        drop(self.writes.lock().unwrap_or_else(PoisonError::into_inner).take());
        // Nothing is ever sent: this returns when the last write has let go of its sender.
        let _ = self.ended.lock().await.recv().await;
    }
}

/// Makes the first connection and the schema. The client has a runtime of its own, so this needs a thread of
/// its own, wherever it is called from.
fn first_session(connector: Connector, migrations: Migrations, counters: Arc<Counters>) -> Result<Session, OpenError> {
    let open = move || {
        let mut client = connector.connect().map_err(OpenError::Connect)?;
        migrate::migrate(&mut client, connector.schema(), &migrations.postgres)?;
        let rules = migrate::unique_rules(&mut client, connector.schema()).map_err(OpenError::Connect)?;
        Ok(Session::new(connector, rules, counters, Some(client)))
    };
    let thread = thread::Builder::new().name("postgres-open".to_owned()).spawn(open).map_err(OpenError::Thread)?;
    thread.join().unwrap_or_else(|_| Err(OpenError::Thread(std::io::Error::other("it panicked"))))
}

fn spawn(number: usize, session: Session, queue: Arc<Mutex<Receiver<Task>>>) -> Result<(), OpenError> {
    let serve = move || {
        let mut session = session;
        loop {
            // The lock is held only while waiting for a job, never while running one.
            let next = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
            match next {
                Ok(task) => task(&mut session),
                Err(_) => return,
            }
        }
    };
    thread::Builder::new().name(format!("postgres-{number}")).spawn(serve).map(drop).map_err(OpenError::Thread)
}
