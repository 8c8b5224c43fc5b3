//! The client against faked ports: concurrency, lost messages, kills, hurt stores, and an issuer that misbehaves.

mod cookies;
mod guests;
mod keyless;
mod kills;
mod observed;
mod promotions;
mod queue;
mod sequences;
mod sessions;
mod support;
mod switching;
