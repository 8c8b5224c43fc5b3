//! The steps in which a schema grows.

use include_dir::Dir;

/// One step: its name, and the statements.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Migration {
    pub(crate) name: &'static str,
    pub(crate) sql: &'static str,
}

/// The steps in which a schema grows, for each engine, in the order of their names.
///
/// SQLite counts the steps it has taken, so that a new step comes last; PostgreSQL remembers them by name.
#[derive(Clone, Debug)]
pub struct Migrations {
    pub(crate) sqlite: Vec<Migration>,
    pub(crate) postgres: Vec<Migration>,
}

impl Migrations {
    /// Steps given as `(name, SQL)`.
    pub fn new(
        sqlite: impl IntoIterator<Item = (&'static str, &'static str)>,
        postgres: impl IntoIterator<Item = (&'static str, &'static str)>,
    ) -> Self {
        Self { sqlite: sorted(sqlite), postgres: sorted(postgres) }
    }

    /// Steps from folders such as `07-20261122_topic/up.sql`, embedded with `include_dir!`.
    ///
    /// # Panics
    /// When a folder has no readable `up.sql`. That is a mistake in the program, which every start finds.
    #[must_use]
    pub fn from_folders(sqlite: &'static Dir<'static>, postgres: &'static Dir<'static>) -> Self {
        Self::new(steps(sqlite), steps(postgres))
    }

    /// How many steps each engine has: SQLite, PostgreSQL.
    #[must_use]
    pub const fn counts(&self) -> (usize, usize) {
        (self.sqlite.len(), self.postgres.len())
    }
}

fn sorted(steps: impl IntoIterator<Item = (&'static str, &'static str)>) -> Vec<Migration> {
    let mut steps: Vec<_> = steps.into_iter().map(|(name, sql)| Migration { name, sql }).collect();
    steps.sort_by_key(|step| step.name);
    steps
}

fn steps(folder: &'static Dir<'static>) -> impl Iterator<Item = (&'static str, &'static str)> {
    folder.dirs().map(|step| {
        let name = step.path().file_name().and_then(|name| name.to_str()).expect("a folder with a name");
        let file = step.get_file(step.path().join("up.sql"));
        (name, file.and_then(|file| file.contents_utf8()).unwrap_or_else(|| panic!("{name} holds no up.sql")))
    })
}
