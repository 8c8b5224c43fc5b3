//! What only SQLite must prove.

use crate::support::{add, sqlite};

#[cfg(unix)]
#[tokio::test]
async fn the_files_are_private() {
    use std::os::unix::fs::PermissionsExt;
    let place = sqlite().expect("always there");
    let database = place.open();
    add(&database, "secret".to_owned()).await.expect("a good write");
    let file = database.path().expect("a file").to_owned();
    for path in [file.clone(), file.with_extension("sqlite-wal")] {
        let found = std::fs::metadata(&path).expect("the file exists");
        assert_eq!(found.permissions().mode() & 0o777, 0o600, "{}", path.display());
    }
}
