//! Theme, language, density.

mod page;

pub use page::PreferencesPage;
