//! The desktop program. Everything is in the library, which phones start in their own way.

// A release on Windows opens no console beside its window.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() {
    houseguest_app::run();
}
