//! What only PostgreSQL must prove.

use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use houseguest_sql::{Connection, Database, DatabaseError, Location, Migrations, OpenError, PostgresLocation, params};

use crate::support::{Failed, add, count, migrations, postgres};

/// Cuts every connection to the schema's database that last spoke in the schema, except the one that asks.
const CUT: &str = "select pg_terminate_backend(a.pid) from pg_stat_activity a where a.pid <> pg_backend_pid() \
                   and a.application_name = 'houseguest' and a.query like '%marked%'";

#[tokio::test]
async fn replicas_that_start_together_make_the_schema_once() {
    let Some(place) = postgres() else { return };
    let opened: Vec<_> = std::thread::scope(|scope| {
        let openers: Vec<_> = (0..8).map(|_| scope.spawn(|| Database::open(&place.location, &migrations()))).collect();
        openers.into_iter().map(|opener| opener.join().expect("no panic")).collect()
    });
    for database in opened {
        assert_eq!(count(&database.expect("each of them opens")).await, 0);
    }
}

#[tokio::test]
async fn a_new_step_is_taken_and_an_older_program_refuses_the_newer_schema() {
    let Some(place) = postgres() else { return };
    add(&place.open(), "kept".to_owned()).await.expect("a good write");
    let first = ("01-item", "never run again");
    let step = ("07-more", "alter table item add column more text");
    let grown = Database::open(&place.location, &Migrations::new([], [first, step])).expect("grows");
    assert_eq!(count(&grown).await, 1);
    let older = Database::open(&place.location, &migrations());
    assert!(matches!(older, Err(OpenError::TooNew(step)) if step == "07-more"));
    let broken = ("08-broken", "create table half (id bigint); alter table nothing add column more text");
    let refused = Database::open(&place.location, &Migrations::new([], [first, step, broken]));
    assert!(matches!(refused, Err(OpenError::PostgresMigration { step, .. }) if step == "08-broken"));
    let half = ("08-half", "create table half (id bigint)");
    Database::open(&place.location, &Migrations::new([], [first, step, half])).expect("nothing half was left");
}

#[tokio::test]
async fn a_lost_connection_is_made_again_and_its_job_run_again() {
    let Some(place) = postgres() else { return };
    let database = place.open();
    let schema = Arc::new(place.schema.expect("a schema"));
    add(&database, "before".to_owned()).await.expect("a good write");
    let (tries, outside) = (Arc::new(AtomicU32::new(0)), Arc::clone(&schema));
    let counted = Arc::clone(&tries);
    let job = move |tx: &Connection<'_>| {
        // A mark of its own, so that only this connection is cut.
        let mark = format!("select 1 as marked_{}", outside.schema());
        tx.execute(&mark, params![])?;
        if counted.fetch_add(1, Ordering::Relaxed) == 0 {
            outside.run(&CUT.replace("%marked%", &format!("%marked_{}%", outside.schema())));
        }
        tx.execute("insert into item (word) values ('again')", params![])?;
        Ok::<_, Failed>(())
    };
    database.write("item.cut", job).await.expect("the second try");
    assert_eq!((tries.load(Ordering::Relaxed), count(&database).await), (2, 2));
    assert_eq!(database.figures().reconnects, 1);
}

#[tokio::test]
async fn a_job_whose_connection_always_goes_says_so() {
    let Some(place) = postgres() else { return };
    let database = place.open();
    let schema = place.schema.expect("a schema");
    let job = move |tx: &Connection<'_>| {
        tx.execute(&format!("select 1 as marked_{}", schema.schema()), params![])?;
        schema.run(&CUT.replace("%marked%", &format!("%marked_{}%", schema.schema())));
        tx.execute("insert into item (word) values ('never')", params![])?;
        Ok::<_, Failed>(())
    };
    let cut = database.write("item.cut", job).await;
    assert!(matches!(cut, Err(Failed::Database(DatabaseError::Postgres(_)))), "{cut:?}");
}

#[tokio::test]
async fn a_plan_that_outlived_its_schema_is_made_again() {
    let Some(place) = postgres() else { return };
    let database = place.open();
    add(&database, "one".to_owned()).await.expect("a good write");
    let job = |c: &Connection<'_>| c.query_all("select * from item", params![], |row| row.get::<String>(1));
    let look = async || database.read::<_, DatabaseError, _>("item.all", job).await;
    for _ in 0..8 {
        look().await.expect("each connection has its plan");
    }
    place.schema.as_ref().expect("a schema").run("alter table item add column more text");
    for _ in 0..8 {
        assert_eq!(look().await.expect("a new plan"), ["one"]);
    }
}

#[tokio::test]
async fn a_server_that_is_not_there_is_told_without_the_password() {
    let location = Location::Postgres(PostgresLocation {
        // Nothing listens on the port of the discard service of a loopback address of nobody's.
        url: "postgres://somebody:hunter2@127.0.0.254:9/nothing".into(),
        schema: "public".to_owned(),
        connections: 1,
    });
    let error = Database::open(&location, &migrations()).expect_err("nobody listens");
    assert!(matches!(error, OpenError::Connect(_)));
    assert!(!format!("{error:?} {location:?}").contains("hunter2"));
}
