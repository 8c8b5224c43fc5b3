//! Whoever wants to see what a client does.

use houseguest_protocol::window::observed::Observed;

/// Is told of each call, of the vault's work and of what tokens say; see [`crate::observe`].
///
/// It is called in the middle of things: it should note what it hears and return.
pub trait Observer: Send + Sync {
    /// Something happened. Its `number` is 0: whoever keeps it counts.
    fn observed(&self, event: Observed);
}
