//! An inspector's eyes: what a client does, told as it happens, without a secret.
//!
//! Without an observer nothing of this exists at run time: [`ClientBuilder::observer`](crate::ClientBuilder::observer)
//! puts decorators around transport, key and memory, and the client itself knows next to nothing of them.
//!
//! Redaction is by construction. A call is not copied and then cleaned; it is described anew from what the endpoint's
//! lists in `redact` allow to be shown. A field nobody listed is hidden, and so is a field of an endpoint nobody
//! listed. To let something be seen, add its name to the list of its step.
//!
//! * `watch`: describes and tells. * `decorators`: transport, key and memory. * `redact`: what may be shown.
//! * `claims`: what tokens say. * `step`: which step of the story a request is. * `errand`: what belongs together.
//! * `ring`: keeps the latest. * `breaking`: things to break on purpose.

mod breaking;
mod claims;
mod decorators;
mod errand;
mod redact;
mod ring;
mod step;
mod watch;

pub(crate) use breaking::{Breaker, DroppingTransport, SkewedClock};
pub(crate) use decorators::{WatchedKey, WatchedMemory, WatchedTransport};
pub use errand::errand;
pub use ring::Ring;
pub(crate) use watch::Watch;
