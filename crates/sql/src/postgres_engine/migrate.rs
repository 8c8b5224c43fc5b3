//! Bringing a schema up to date, by one process at a time.

use std::collections::{BTreeSet, HashMap};

use postgres::{Client, Transaction};

use super::statements::UniqueRules;
use crate::{OpenError, PostgresError, migrations::Migration};

/// Takes the steps that the schema has not taken yet, all or none. Replicas that start together wait here for
/// each other.
pub(crate) fn migrate(client: &mut Client, schema: &str, steps: &[Migration]) -> Result<(), OpenError> {
    let failed = |step: &str| {
        let step = step.to_owned();
        move |error: postgres::Error| OpenError::PostgresMigration { step, source: error.into() }
    };
    let mut transaction = client.transaction().map_err(failed("begin"))?;
    let taken = prepare(&mut transaction, schema).map_err(failed("the list of steps taken"))?;
    if let Some(unknown) = taken.iter().find(|name| !steps.iter().any(|step| step.name == **name)) {
        return Err(OpenError::TooNew(unknown.clone()));
    }
    for step in steps.iter().filter(|step| !taken.contains(step.name)) {
        transaction.batch_execute(step.sql).map_err(failed(step.name))?;
        transaction
            .execute("insert into schema_migration (name) values ($1)", &[&step.name])
            .map_err(failed(step.name))?;
        tracing::info!(schema, step = step.name, "the schema has grown");
    }
    transaction.commit().map_err(failed("commit"))
}

/// Waits for its turn, makes the schema if need be, and answers the steps taken so far.
fn prepare(transaction: &mut Transaction<'_>, schema: &str) -> Result<BTreeSet<String>, postgres::Error> {
    transaction.batch_execute("set local statement_timeout = 0; set local lock_timeout = 0")?;
    let lock = format!("houseguest: migrations of {schema}");
    transaction.execute("select pg_advisory_xact_lock(hashtextextended($1, 0))", &[&lock])?;
    // Asked first: "if not exists" wants the right to make schemas even where there is nothing to make.
    if transaction.query_opt("select 1 from pg_namespace where nspname = $1", &[&schema])?.is_none() {
        transaction.batch_execute(&format!("create schema \"{schema}\""))?;
    }
    let lists = "select 1 from pg_tables where schemaname = $1 and tablename = 'schema_migration'";
    if transaction.query_opt(lists, &[&schema])?.is_none() {
        transaction.batch_execute(
            "create table schema_migration (
               name     text not null,
               taken_at timestamptz not null default now(),
               constraint schema_migration_pkey primary key (name)
             )",
        )?;
    }
    let taken = transaction.query("select name from schema_migration", &[])?;
    taken.iter().map(|row| row.try_get(0)).collect()
}

/// Lists the unique rules of the schema.
pub(crate) fn unique_rules(client: &mut Client, schema: &str) -> Result<UniqueRules, PostgresError> {
    let rows = client.query(
        "select i.relname::text, string_agg(t.relname || '.' || a.attname, ', ' order by k.place) \
         from pg_index x \
         join pg_class i on i.oid = x.indexrelid \
         join pg_class t on t.oid = x.indrelid \
         join pg_namespace n on n.oid = t.relnamespace \
         cross join lateral unnest(x.indkey) with ordinality as k (number, place) \
         join pg_attribute a on a.attrelid = t.oid and a.attnum = k.number \
         where n.nspname = $1 and x.indisunique group by i.relname",
        &[&schema],
    )?;
    let rule = |row: &postgres::Row| Ok((row.try_get(0)?, row.try_get(1)?));
    Ok(rows.iter().map(rule).collect::<Result<HashMap<_, _>, postgres::Error>>()?.into())
}
