//! What holds on both engines.

use houseguest_sql::{Connection, DatabaseError, Value, params, schema};
use uuid::Uuid;

use crate::support::{Failed, Place, add, amount, count, raise};

macro_rules! on_both {
    ($($case:ident)+) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
            async fn $case() {
                if let Some(place) = crate::support::sqlite() { super::$case(place).await }
            })+
        }
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
            async fn $case() {
                if let Some(place) = crate::support::postgres() { super::$case(place).await }
            })+
        }
    };
}

on_both! {
    a_failed_write_undoes_itself_and_nobody_else
    a_failed_statement_fails_its_job_whatever_the_job_says
    a_broken_unique_rule_is_told_by_its_columns
    five_hundred_concurrent_writes_are_all_there_after_reopening
    a_hundred_writers_of_one_row_lose_nothing
    each_statement_by_itself_is_in_nobodys_way
    one_of_many_takes_what_is_there_once
    readers_cannot_write
    every_kind_of_value_comes_back
    a_write_goes_on_when_its_caller_has_gone
    rows_that_must_be_there_are_missed
    columns_are_listed
}

async fn a_failed_write_undoes_itself_and_nobody_else(place: Place) {
    let database = place.open();
    let refused = database.write("item.refuse", |tx: &Connection<'_>| {
        tx.execute("insert into item (word) values ('half')", params![])?;
        Err::<(), _>(Failed::Refused)
    });
    let panicking = database.write("item.panic", |tx: &Connection<'_>| {
        tx.execute("insert into item (word) values ('other half')", params![])?;
        if tx.exists("select 1 from item where word = 'nothing'", params![])? {
            return Ok::<(), Failed>(());
        }
        panic!("this job panics on purpose")
    });
    let (one, two, three) = tokio::join!(refused, add(&database, "whole".to_owned()), panicking);
    assert!(matches!(one, Err(Failed::Refused)));
    two.expect("a good write beside bad ones");
    assert!(matches!(three, Err(Failed::Database(DatabaseError::Panicked("item.panic")))));
    assert_eq!(count(&database).await, 1);
}

async fn a_failed_statement_fails_its_job_whatever_the_job_says(place: Place) {
    let database = place.open();
    add(&database, "once".to_owned()).await.expect("the first");
    let stubborn = database.write("item.stubborn", |tx: &Connection<'_>| {
        tx.execute("insert into item (word) values ('beside')", params![])?;
        let _ = tx.execute("insert into item (word) values ('once')", params![]);
        Ok::<(), Failed>(())
    });
    let Err(Failed::Database(error)) = stubborn.await else { panic!("a failed statement was swallowed") };
    assert_eq!(error.violated_unique(), Some("item.word"));
    assert_eq!(count(&database).await, 1, "nothing of it stays");
}

async fn a_broken_unique_rule_is_told_by_its_columns(place: Place) {
    let database = place.open();
    add(&database, "once".to_owned()).await.expect("the first");
    let error = add(&database, "once".to_owned()).await.expect_err("the second");
    let Failed::Database(error) = error else { panic!("an error of the database, got {error}") };
    assert_eq!(error.violated_unique(), Some("item.word"));
    assert!(!format!("{error:?} {error}").contains("once"), "values stay out of messages: {error:?}");
}

async fn five_hundred_concurrent_writes_are_all_there_after_reopening(place: Place) {
    let database = place.open();
    let writes: Vec<_> = (0..500)
        .map(|number| {
            let database = database.clone();
            tokio::spawn(async move { add(&database, format!("word {number}")).await })
        })
        .collect();
    for write in writes {
        write.await.expect("no panic").expect("a good write");
    }
    database.close().await;
    assert!(matches!(add(&database, "late".to_owned()).await, Err(Failed::Database(DatabaseError::Closed))));
    drop(database);
    assert_eq!(count(&place.open()).await, 500);
}

async fn a_hundred_writers_of_one_row_lose_nothing(place: Place) {
    // Two replicas where the engine can have them; on SQLite the one.
    let replicas = if place.schema.is_some() { 2 } else { 1 };
    let databases: Vec<_> = (0..replicas).map(|_| place.open()).collect();
    add(&databases[0], "counter".to_owned()).await.expect("a counter");
    let writes: Vec<_> = (0..100)
        .map(|number| {
            let database = databases[number % replicas].clone();
            tokio::spawn(async move { raise(&database).await })
        })
        .collect();
    for write in writes {
        write.await.expect("no panic").expect("every writer has its turn");
    }
    assert_eq!(amount(&databases[0]).await, 100);
    let retries: u64 = databases.iter().map(|database| database.figures().retries).sum();
    assert!(place.schema.is_some() || retries == 0, "the only writer is never in anybody's way");
}

async fn each_statement_by_itself_is_in_nobodys_way(place: Place) {
    let replicas = if place.schema.is_some() { 2 } else { 1 };
    let databases: Vec<_> = (0..replicas).map(|_| place.open()).collect();
    assert_eq!(databases[0].is_shared(), place.schema.is_some());
    add(&databases[0], "counter".to_owned()).await.expect("a counter");
    let writes: Vec<_> = (0..100)
        .map(|number| {
            let database = databases[number % replicas].clone();
            tokio::spawn(async move {
                let sql = "update item set amount = amount + 1 where word = ?1 and amount < 60";
                database.write_each("item.draw", |tx| tx.execute(sql, params!["counter"])).await
            })
        })
        .collect();
    let mut drawn = 0;
    for write in writes {
        let changed: Result<u64, DatabaseError> = write.await.expect("no panic");
        drawn += changed.expect("waiting is no failure");
    }
    assert_eq!((drawn, amount(&databases[0]).await), (60, 60));
    assert_eq!(databases.iter().map(|database| database.figures().retries).sum::<u64>(), 0);
    databases[0].close().await;
    let late = databases[0].write_each("item.late", |tx| tx.execute("delete from item", params![])).await;
    assert!(matches!(late, Err(DatabaseError::Closed)));
}

async fn one_of_many_takes_what_is_there_once(place: Place) {
    let database = place.open();
    add(&database, "once".to_owned()).await.expect("it is there");
    let takers: Vec<_> = (0..50)
        .map(|_| {
            let database = database.clone();
            tokio::spawn(async move {
                let job = |tx: &Connection<'_>| {
                    if !tx.exists("select 1 from item where word = 'once'", params![])? {
                        return Ok(false);
                    }
                    tx.execute("delete from item where word = 'once'", params![])?;
                    Ok::<_, Failed>(true)
                };
                database.write("item.take", job).await
            })
        })
        .collect();
    let mut taken = 0;
    for taker in takers {
        taken += usize::from(taker.await.expect("no panic").expect("an answer"));
    }
    assert_eq!(taken, 1);
}

async fn readers_cannot_write(place: Place) {
    let database = place.open();
    let job = |c: &Connection<'_>| c.execute("insert into item (word) values ('no')", params![]);
    database.read::<_, DatabaseError, _>("item.cheat", job).await.expect_err("a reader is read-only");
    assert_eq!(count(&database).await, 0);
}

async fn every_kind_of_value_comes_back(place: Place) {
    let database = place.open();
    let id = Uuid::now_v7();
    let job = move |tx: &Connection<'_>| {
        let blob = if tx.is_postgres() { "bytea" } else { "blob" };
        tx.execute(&format!("create table thing (id {blob} primary key, b {blob}, t text, n integer)"), params![])?;
        let sql = "insert into thing (id, b, t, n) values (?1, ?2, ?3, ?4)";
        tx.execute(sql, params![id, vec![1_u8, 2], "what?1", u32::from(u16::MAX)])?;
        tx.execute(sql, params![[7_u8; 16], None::<Vec<u8>>, None::<&str>, Value::Null])?;
        let found = tx.query_one(
            "select id, b, t, n from thing where id = ?1 and t = 'what?1' and n = ?2",
            params![id, 65_535],
            |row| Ok((row.get::<Uuid>(0)?, row.get::<Vec<u8>>(1)?, row.get::<String>(2)?, row.get::<u16>(3)?)),
        )?;
        assert_eq!(found, (id, vec![1, 2], "what?1".to_owned(), u16::MAX));
        let rows = tx.query_all("select b, t, n from thing order by n", params![], |row| {
            Ok((row.get::<Option<Vec<u8>>>(0)?, row.get::<Option<String>>(1)?, row.get::<Option<bool>>(2).is_err()))
        })?;
        assert_eq!(rows.len(), 2);
        assert!(rows.contains(&(None, None, false)), "{rows:?}");
        assert!(rows.contains(&(Some(vec![1, 2]), Some("what?1".to_owned()), true)), "{rows:?}");
        Ok::<_, Failed>(())
    };
    database.write("thing.try", job).await.expect("all kinds fit");
}

async fn a_write_goes_on_when_its_caller_has_gone(place: Place) {
    let database = place.open();
    {
        let mut write = Box::pin(add(&database, "left behind".to_owned()));
        // Polled once, so that it is on its way.
        let once = std::future::poll_fn(|context| {
            let _ = write.as_mut().poll(context);
            std::task::Poll::Ready(())
        });
        once.await;
    }
    database.close().await;
    assert_eq!(count(&database).await, 1);
}

async fn rows_that_must_be_there_are_missed(place: Place) {
    let database = place.open();
    let job = |c: &Connection<'_>| {
        let sql = "select word from item where id = ?1";
        assert_eq!(c.query_optional(sql, params![1], |row| row.get::<String>(0))?, None);
        assert!(c.query_all(sql, params![1], |row| row.get::<String>(0))?.is_empty());
        c.query_one(sql, params![1], |row| row.get::<String>(0))
    };
    let missed = database.read::<_, DatabaseError, _>("item.miss", job).await;
    assert!(matches!(missed, Err(DatabaseError::NoRow)));
}

async fn columns_are_listed(place: Place) {
    let database = place.open();
    let columns = database.read::<_, DatabaseError, _>("schema", schema::columns).await.expect("a catalogue");
    let told: Vec<_> = columns.iter().map(|c| format!("{}.{} {} {}", c.table, c.name, c.kind, c.nullable)).collect();
    assert_eq!(told, ["item.amount integer true", "item.id integer false", "item.word text false"]);
}
