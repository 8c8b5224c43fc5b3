//! The contract suite on both engines, and what only they must prove.

use houseguest_sql::{DatabaseError, Location, PostgresLocation, schema};
use houseguest_test_postgres::TestSchema;
use tempfile::TempDir;

use super::Store;

mod sqlite {
    use crate::store::{
        contract::store_contract, deletion_contract::deletion_contract, limit_contract::limit_contract,
        long_thread_contract::long_thread_contract, merge_contract::merge_contract,
        together_contract::together_contract,
    };
    store_contract!(super::on_sqlite);
    deletion_contract!(super::on_sqlite);
    limit_contract!(super::on_sqlite);
    long_thread_contract!(super::on_sqlite);
    together_contract!(super::on_sqlite);
    merge_contract!(super::on_sqlite, 400);
}

mod postgres {
    use crate::store::{
        contract::store_contract, deletion_contract::deletion_contract, limit_contract::limit_contract,
        long_thread_contract::long_thread_contract, merge_contract::merge_contract,
        together_contract::together_contract,
    };
    store_contract!(super::on_postgres);
    deletion_contract!(super::on_postgres);
    limit_contract!(super::on_postgres);
    long_thread_contract!(super::on_postgres);
    together_contract!(super::on_postgres);
    merge_contract!(super::on_postgres, 24);
}

pub(super) fn on_sqlite() -> Option<(Store, TempDir)> {
    let folder = TempDir::new().expect("a temporary folder");
    let store = Store::open(&Location::sqlite(folder.path().join("social.sqlite"))).expect("opens");
    Some((store, folder))
}

pub(super) fn on_postgres() -> Option<(Store, TestSchema)> {
    let schema = TestSchema::new()?;
    let (url, name) = (schema.url().into(), schema.schema().to_owned());
    let location = Location::Postgres(PostgresLocation { url, schema: name, connections: 4 });
    Some((Store::open(&location).expect("opens"), schema))
}

#[test]
fn every_migration_folder_is_taken_up() {
    let folders = |engine: &str| {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(engine);
        std::fs::read_dir(path).expect("a folder").count()
    };
    assert_eq!(Store::migrations().counts(), (folders("sqlite"), folders("postgres")));
}

#[tokio::test]
async fn both_engines_have_the_same_tables_and_columns() {
    let (sqlite, _folder) = on_sqlite().expect("always there");
    let Some((postgres, _schema)) = on_postgres() else { return };
    let columns = async |store: &Store| {
        store.database.read::<_, DatabaseError, _>("schema", schema::columns).await.expect("a catalogue")
    };
    let (sqlite, postgres) = (columns(&sqlite).await, columns(&postgres).await);
    assert!(!sqlite.is_empty());
    let postgres: Vec<_> = postgres.into_iter().filter(|column| column.table != "limit_bucket").collect();
    assert_eq!(sqlite, postgres, "but for the limits, which one process counts in memory");
}
