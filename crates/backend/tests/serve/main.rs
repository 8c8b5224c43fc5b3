//! The whole backend, spoken to over HTTP.

mod front_end;
mod guest;
mod program;
mod replicas;
mod surroundings;
mod together;
