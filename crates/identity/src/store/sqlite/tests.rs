//! The contract suite on SQLite, and what only SQLite must prove.

use futures::future::join_all;
use houseguest_protocol::{identity::PublicKey, samples::NOW};
use houseguest_sqlite::Options;
use tempfile::TempDir;

use super::{MIGRATIONS, SqliteStore, migrations};
use crate::{
    model::{GuestKey, NewSession, Scopes, SecretText, SessionId, SpentChallenge, UserId},
    store::{GuestStore, SignInGuest, UpkeepStore, contract::store_contract},
};

fn open() -> (SqliteStore, TempDir) {
    let folder = TempDir::new().expect("a temporary folder");
    let store = SqliteStore::open(&Options::at(folder.path().join("identity.sqlite"))).expect("opens");
    (store, folder)
}

store_contract!(open);

#[test]
fn every_migration_folder_is_taken_up_and_the_schema_grows_from_nothing() {
    migrations().validate().expect("migrates from empty");
    let mut connection = rusqlite::Connection::open_in_memory().expect("a database");
    migrations().to_latest(&mut connection).expect("migrates");
    let version: isize = connection.pragma_query_value(None, "user_version", |row| row.get(0)).expect("a version");
    assert_eq!(usize::try_from(version), Ok(MIGRATIONS.dirs().count()));
    migrations().to_latest(&mut connection).expect("nothing is left to do");
}

fn random_guest() -> SignInGuest {
    let mut bytes = [0; 42];
    getrandom::fill(&mut bytes).expect("randomness");
    let public = PublicKey::Ed25519(bytes[..32].try_into().expect("32 bytes"));
    SignInGuest {
        challenge: SpentChallenge { unique: bytes[32..].try_into().expect("10 bytes") },
        key: GuestKey::new(public.thumbprint().to_key_id(), public),
        new_user: Some(UserId::random()),
        admission: None,
        session: NewSession {
            id: SessionId::random(),
            client_id: "houseguest-app".to_owned(),
            scopes: Scopes::ANONYMOUS,
            refresh: SecretText::random().hash(),
            access: None,
        },
        now: NOW,
    }
}

/// The promise of the design: a guest with a key and a session fits into 1,000 bytes.
#[tokio::test]
async fn a_guest_with_key_and_session_fits_into_1000_bytes() {
    const GUESTS: u64 = 5_000;
    let (store, folder) = open();
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
