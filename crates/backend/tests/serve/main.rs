//! The whole backend, spoken to over HTTP.

mod browser;
mod front_end;
mod guest;
mod merging;
mod program;
mod replicas;
mod surroundings;
mod together;
