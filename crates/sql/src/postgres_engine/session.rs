//! One connection and the thread that owns it: runs jobs as transactions, again where others were in the way.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use postgres::{Client, IsolationLevel};

use super::{
    config::Connector,
    statements::{Statements, UniqueRules},
};
use crate::{Connection, DatabaseError, PostgresError, database::Counters};

/// What a job may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Read,
    Write,
    /// Each statement sees what was committed before it; none fails because others were in the way.
    WriteEach,
}

/// How often a job is run before it is said to be overtaken too often.
const MOST_TRIES: u32 = 24;

/// After so many tries, a job waits for its turn among all that were overtaken, in every process.
const TRIES_BEFORE_QUEUEING: u32 = 3;

/// How often a job is run again because its connection was lost before it could commit.
const MOST_LOSSES: u32 = 2;

/// How long a job waits for a server that was there a moment ago, as when it restarts.
const PATIENCE: Duration = Duration::from_secs(2);

/// One connection, made when it is needed.
pub(crate) struct Session {
    connector: Connector,
    rules: UniqueRules,
    counters: Arc<Counters>,
    live: Option<Live>,
    /// Whether the last attempt to connect worked: only then is it worth waiting for the server.
    was_reached: bool,
    /// Whether there ever was a connection, so that the next one is another.
    had_one: bool,
}

struct Live {
    client: Client,
    statements: Statements,
}

/// How one try ended.
enum Try<T, E> {
    Done(Result<T, E>),
    /// Others were in the way, or a rule was broken that a fresh look may see coming.
    Overtaken,
    /// The connection went, and the transaction with it.
    Lost(DatabaseError),
}

impl Session {
    pub(crate) fn new(
        connector: Connector,
        rules: UniqueRules,
        counters: Arc<Counters>,
        client: Option<Client>,
    ) -> Self {
        let live = client.map(|client| Live { client, statements: Statements::new(Arc::clone(&rules)) });
        let had_one = live.is_some();
        Self { connector, rules, counters, live, was_reached: true, had_one }
    }

    /// The unique rules it explains failures by.
    pub(crate) fn rules(&self) -> UniqueRules {
        Arc::clone(&self.rules)
    }

    /// Runs a job until it is done, or was in others' way too often.
    pub(crate) fn run<T, E: From<DatabaseError>>(
        &mut self,
        kind: Kind,
        name: &'static str,
        job: &impl Fn(&Connection<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let (mut tries, mut losses, mut rules_broken) = (0, 0, 0);
        loop {
            match self.attempt(kind, name, job, tries >= TRIES_BEFORE_QUEUEING, &mut rules_broken) {
                Try::Done(outcome) => return outcome,
                Try::Overtaken => {
                    tries += 1;
                    self.counters.retried(name);
                    if tries >= MOST_TRIES {
                        tracing::warn!(job = name, tries, "a job was overtaken too often");
                        return Err(DatabaseError::Contended(name).into());
                    }
                    thread::sleep(pause(tries));
                }
                Try::Lost(error) => {
                    self.live = None;
                    losses += 1;
                    if losses > MOST_LOSSES {
                        return Err(error.into());
                    }
                }
            }
        }
    }

    /// Runs a job once.
    fn attempt<T, E: From<DatabaseError>>(
        &mut self,
        kind: Kind,
        name: &'static str,
        job: &impl Fn(&Connection<'_>) -> Result<T, E>,
        queue: bool,
        rules_broken: &mut u32,
    ) -> Try<T, E> {
        let lane = format!("houseguest: overtaken jobs of {}", self.connector.schema());
        let counters = Arc::clone(&self.counters);
        let live = match self.connected() {
            Ok(live) => live,
            Err(error) => return Try::Done(Err(DatabaseError::Unreachable(Arc::new(error)).into())),
        };
        if queue && let Err(error) = wait_for_turn(&mut live.client, &lane) {
            return if error.is_lost() { Try::Lost(told(error)) } else { Try::Overtaken };
        }
        let outcome = live.transact(kind, name, job, &counters, rules_broken);
        // A session that cannot give its turn back is closed, which gives it back.
        if queue && live.client.execute("select pg_advisory_unlock(hashtextextended($1, 0))", &[&lane]).is_err() {
            self.live = None;
        }
        outcome
    }

    /// The connection, made (again) if need be.
    fn connected(&mut self) -> Result<&mut Live, PostgresError> {
        if self.live.as_ref().is_some_and(|live| live.client.is_closed()) {
            self.live = None;
        }
        if self.live.is_none() {
            let client = self.connect()?;
            if self.had_one {
                tracing::info!("connected to PostgreSQL again");
                self.counters.reconnected();
            }
            self.had_one = true;
            self.live = Some(Live { client, statements: Statements::new(Arc::clone(&self.rules)) });
        }
        Ok(self.live.as_mut().expect("made just now"))
    }

    /// Connects, with patience where the server was there a moment ago.
    fn connect(&mut self) -> Result<Client, PostgresError> {
        let began = Instant::now();
        let patience = if self.was_reached { PATIENCE } else { Duration::ZERO };
        for tries in 1.. {
            match self.connector.connect() {
                Ok(client) => {
                    self.was_reached = true;
                    return Ok(client);
                }
                Err(error) if began.elapsed() < patience => {
                    tracing::debug!(%error, "PostgreSQL cannot be reached; trying again");
                    thread::sleep(pause(tries + 3));
                }
                Err(error) => {
                    self.was_reached = false;
                    tracing::error!(%error, "PostgreSQL cannot be reached");
                    return Err(error);
                }
            }
        }
        unreachable!("the loop ends only by returning")
    }
}

impl Live {
    fn transact<T, E: From<DatabaseError>>(
        &mut self,
        kind: Kind,
        name: &'static str,
        job: &impl Fn(&Connection<'_>) -> Result<T, E>,
        counters: &Counters,
        rules_broken: &mut u32,
    ) -> Try<T, E> {
        let settings = self.client.build_transaction();
        // A read sees one snapshot. A write must come out as if it had been alone.
        let settings = match kind {
            Kind::Read => settings.isolation_level(IsolationLevel::RepeatableRead).read_only(true),
            Kind::Write => settings.isolation_level(IsolationLevel::Serializable),
            Kind::WriteEach => settings.isolation_level(IsolationLevel::ReadCommitted),
        };
        let transaction = match settings.start().map_err(PostgresError::from) {
            Ok(transaction) => transaction,
            Err(error) if error.is_lost() => return Try::Lost(told(error)),
            Err(error) => return Try::Done(Err(told(error).into())),
        };
        let running = Connection::postgres(transaction, &mut self.statements);
        let outcome = catch_unwind(AssertUnwindSafe(|| job(&running))).unwrap_or_else(|_| {
            tracing::error!(job = name, "a database job panicked");
            Err(DatabaseError::Panicked(name).into())
        });
        counters.ran(running.statements());
        let failure = running.take_failure();
        let Some(transaction) = running.into_transaction() else { return Try::Done(outcome) };
        if let Some(failure) = failure {
            // What the job made of it does not count. Dropping the transaction rolls it back.
            drop(transaction);
            return self.judge(failure, outcome, rules_broken);
        }
        let value = match outcome {
            Ok(value) => value,
            Err(error) => {
                if let Err(error) = transaction.rollback() {
                    // The server undoes it as soon as it notices that we are gone.
                    tracing::debug!(error = %PostgresError::from(error), "a roll-back was not heard");
                }
                return Try::Done(Err(error));
            }
        };
        match transaction.commit().map_err(PostgresError::from) {
            Ok(()) => Try::Done(Ok(value)),
            Err(error) if error.is_overtaken() => Try::Overtaken,
            Err(_) if kind == Kind::Read => Try::Done(Ok(value)),
            Err(error) if error.is_lost() => Try::Done(Err(DatabaseError::OutcomeUnknown(Arc::new(error)).into())),
            Err(error) => Try::Done(Err(told(error).into())),
        }
    }

    /// What a failed statement means for the job.
    fn judge<T, E: From<DatabaseError>>(
        &mut self,
        failure: DatabaseError,
        outcome: Result<T, E>,
        rules_broken: &mut u32,
    ) -> Try<T, E> {
        let Some(said) = failure.postgres() else { return Try::Done(outcome.and_then(|_| Err(failure.into()))) };
        if said.is_overtaken() {
            return Try::Overtaken;
        }
        if said.is_stale_plan() {
            self.statements.clear();
            return Try::Overtaken;
        }
        if said.unique.is_some() && *rules_broken == 0 {
            // The row in the way may have come after this job looked. On a new snapshot it finds out.
            *rules_broken += 1;
            return Try::Overtaken;
        }
        if said.is_lost() || self.client.is_closed() {
            return Try::Lost(failure);
        }
        Try::Done(outcome.and_then(|_| Err(failure.into())))
    }
}

fn told(error: PostgresError) -> DatabaseError {
    DatabaseError::Postgres(Arc::new(error))
}

fn wait_for_turn(client: &mut Client, lane: &String) -> Result<(), PostgresError> {
    client.execute("select pg_advisory_lock(hashtextextended($1, 0))", &[lane])?;
    Ok(())
}

/// How long to wait before another try: 1 to 64 milliseconds, never in step with others.
fn pause(tries: u32) -> Duration {
    let longest = 1_000_u64 << tries.min(6);
    let random = getrandom::u64().unwrap_or(u64::from(tries) * 7919);
    Duration::from_micros(longest / 2 + random % (longest / 2))
}
