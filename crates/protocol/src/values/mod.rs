//! Ids and validated text, shared by every area of the protocol.

mod clock;
mod encoding;
mod key_id;
mod opaque;
mod subject;
mod timestamp;

pub use clock::{Clock, ManualClock, MovableClock, SystemClock};
pub use encoding::{base64url_decode, base64url_encode, sha256};
pub use key_id::{InvalidKeyId, KeyId};
pub use opaque::random_alphanumerics;
pub use subject::{InvalidSubject, Subject};
pub use timestamp::{Timestamp, rfc3339};
