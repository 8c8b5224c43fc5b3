//! The whole backend, spoken to over HTTP.

mod browser;
mod front_end;
mod guest;
mod in_browser;
mod leaving;
mod merging;
mod portal_link;
mod program;
mod replicas;
mod surroundings;
mod together;
