//! What holds on both engines, and what only one must prove.

mod both;
mod postgres;
mod sqlite;
mod support;
