//! Where one is: the keys and sessions of whoever is here, recovery kits, and a second device.

mod access;
mod joining;
mod kit_form;
mod numbers;
mod offering;
mod page;
mod restoring;

pub use page::DevicesPage;
