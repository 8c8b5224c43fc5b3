//! The vault on real files, real processes and a real credential store.

mod credential_store;
mod doctor;
mod folder;
mod key_and_memory;
mod kill;
mod kit;
mod one_user;
mod passphrase;
mod support;
