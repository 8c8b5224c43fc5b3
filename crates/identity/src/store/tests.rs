//! The contract suite on both engines, and what only one of them must prove.

use futures::future::join_all;
use houseguest_protocol::{identity::PublicKey, samples::NOW};
use houseguest_sql::{DatabaseError, Location, PostgresLocation, schema};
use houseguest_test_postgres::TestSchema;
use tempfile::TempDir;

use super::{Store, migrations};
use crate::{
    model::{GuestKey, NewSession, Scopes, SecretText, SessionId, SpentChallenge, UserId},
    store::SignInGuest,
};

mod sqlite {
    use crate::store::contract::store_contract;
    store_contract!(super::on_sqlite);
}

mod postgres {
    use crate::store::contract::store_contract;
    store_contract!(super::on_postgres);
}

pub(crate) fn on_sqlite() -> Option<(Store, TempDir)> {
    let folder = TempDir::new().expect("a temporary folder");
    let store = Store::open(&Location::sqlite(folder.path().join("identity.sqlite"))).expect("opens");
    Some((store, folder))
}

pub(crate) fn on_postgres() -> Option<(Store, TestSchema)> {
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
    assert_eq!(migrations().counts(), (folders("sqlite"), folders("postgres")));
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

/// A file of version 5, as the first release made it, with a guest in it.
#[tokio::test]
async fn a_file_of_the_first_release_goes_on_working() {
    let folder = TempDir::new().expect("a temporary folder");
    let path = folder.path().join("identity.sqlite");
    let guest = random_guest();
    {
        let connection = rusqlite::Connection::open(&path).expect("a file");
        for step in ["01", "02", "03", "04", "05"] {
            let step = super::SQLITE.dirs().find(|dir| dir.path().to_string_lossy().starts_with(step)).expect("a step");
            let sql = step.get_file(step.path().join("up.sql")).and_then(|file| file.contents_utf8()).expect("SQL");
            connection.execute_batch(sql).expect("runs");
        }
        connection.pragma_update(None, "user_version", 5).expect("a version");
        let user = UserId::random().0;
        let public = super::rows::key_bytes(&guest.key.public);
        connection
            .execute("insert into user values (?1, 1, 1, 1)", rusqlite::params![user.as_bytes()])
            .and_then(|_| {
                let key = (guest.key.thumbprint.as_bytes(), user.as_bytes(), public);
                connection.execute("insert into anonymous_key values (?1, ?2, null, ?3, null)", key)
            })
            .expect("a guest");
    }
    let store = Store::open(&Location::sqlite(path)).expect("grows");
    let again = store.sign_in_guest(guest).await.expect("signs in");
    assert!(!again.is_new, "the guest of then");
}

fn random_guest() -> SignInGuest {
    let mut bytes = [0; 42];
    getrandom::fill(&mut bytes).expect("randomness");
    let public = PublicKey::Ed25519(bytes[..32].try_into().expect("32 bytes"));
    SignInGuest {
        challenge: SpentChallenge { unique: bytes[32..].try_into().expect("10 bytes") },
        key: GuestKey::new(public.thumbprint().to_key_id(), public),
        new_user: Some(UserId::random()),
        announce: None,
        admission: None,
        allowance: None,
        session: NewSession {
            id: SessionId::random(),
            client_id: "houseguest-app".to_owned(),
            scopes: Scopes::ANONYMOUS,
            refresh: SecretText::random().hash(),
            access: None,
            device: None,
            sso: None,
            is_only_one: false,
            bound_to: None,
        },
        now: NOW,
    }
}

/// Each statement is a journey to the server and back.
#[tokio::test]
async fn a_guests_sign_up_is_eight_statements_in_one_transaction() {
    let Some((store, _schema)) = on_postgres() else { return };
    let before = store.figures();
    store.sign_in_guest(random_guest()).await.expect("signs up");
    let after = store.figures();
    // Spend the challenge; look for the key, for its name, and among the removed ones; add user, key and session, and
    // count.
    assert_eq!((after.runs - before.runs, after.statements - before.statements), (1, 8));
}

/// Guests who arrive together look for keys that are not there, on the same few pages of a new index. That is the
/// worst case, and still not every transaction is run twice.
#[tokio::test(flavor = "multi_thread")]
async fn guests_who_arrive_together_are_seldom_in_each_others_way() {
    let Some((store, _schema)) = on_postgres() else { return };
    for signed_in in join_all((0..400).map(|_| store.sign_in_guest(random_guest()))).await {
        assert!(signed_in.expect("signs up").is_new);
    }
    let retries = store.figures().retries;
    assert!(retries < 400, "{retries} retries for 400 guests");
}

/// The promise of the design: a guest with a key and a session fits into 1,000 bytes.
#[tokio::test]
async fn a_guest_with_key_and_session_fits_into_1000_bytes() {
    const GUESTS: u64 = 5_000;
    let (store, folder) = on_sqlite().expect("always there");
    let size = || std::fs::metadata(folder.path().join("identity.sqlite")).expect("a file").len();
    store.prune(NOW).await.expect("the schema is on the disk");
    for _ in 0..GUESTS / 500 {
        for signed_in in join_all((0..500).map(|_| store.sign_in_guest(random_guest()))).await {
            assert!(signed_in.expect("signs up").is_new);
        }
    }
    store.close().await.expect("closes");
    // The few pages of the empty schema are counted too.
    let bytes_per_guest = size() / GUESTS;
    assert!(bytes_per_guest <= 1_000, "{bytes_per_guest} bytes for each guest");
}
