//! The schema, file by file, oldest first. Applied files stay as they are.

use rusqlite_migration::{M, Migrations};

macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        /// Every migration's file name and text, in the order in which they are applied.
        const FILES: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../../../migrations/sqlite/", $name)))),+];
    };
}

files![
    "2026-11-22-people.sql",
    "2026-11-22-posts-and-comments.sql",
    "2026-11-22-reactions.sql",
    "2026-11-22-preferences.sql",
    "2026-11-22-answered-writes.sql",
];

/// All migrations.
pub(super) fn all() -> Migrations<'static> {
    Migrations::new(FILES.iter().map(|(name, sql)| M::up(sql).comment(name)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_in_the_folder_is_taken_up() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations/sqlite");
        let mut on_disk: Vec<_> = std::fs::read_dir(folder)
            .expect("the folder of migrations")
            .map(|entry| entry.expect("an entry").file_name().into_string().expect("a UTF-8 name"))
            .collect();
        let mut taken_up: Vec<_> = FILES.iter().map(|(name, _)| (*name).to_owned()).collect();
        on_disk.sort();
        taken_up.sort();
        assert_eq!(on_disk, taken_up);
    }

    #[test]
    fn an_empty_file_becomes_the_present_schema() {
        all().validate().expect("every migration applies");
    }
}
