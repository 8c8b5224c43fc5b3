//! The guest's story, lived in the app's real window and in a real browser.

mod window;
