//! What every store must do, whatever its engine.
