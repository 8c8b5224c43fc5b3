//! Evidence from outside the app.
