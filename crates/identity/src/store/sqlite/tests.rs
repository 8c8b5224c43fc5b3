//! The contract suite on SQLite, and what only SQLite must prove.
