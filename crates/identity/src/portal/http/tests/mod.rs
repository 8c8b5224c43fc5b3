//! The Portal, visited as an operator's browser visits it.

mod access;
mod browser;
mod changes;
mod clean_up;
mod events;
mod injection;
mod merges;
mod people;
mod settings;
