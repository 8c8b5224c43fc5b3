//! The API as a caller meets it: a real store, a real issuer on loopback, a clock that can be moved.

mod browsers;
mod cross_origin;
mod issuer;
mod keys;
mod leaving;
mod limits;
mod merging;
mod promotion;
mod reading;
mod replicas;
mod together;
mod tokens;
mod world;
mod writing;
