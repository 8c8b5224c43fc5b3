//! What the interface knows. Reducers and plain functions, all of which a native test can call.

pub mod drafts;
pub mod feed;
pub mod live;
pub mod look;
pub mod me;
pub mod mention;
pub mod new_post;
pub mod notices;
pub mod observed;
pub mod picture;
pub mod preferences;
pub mod presence;
pub mod queue;
pub mod reactions;
pub mod remote;
pub mod thread;
pub mod timeline;
pub mod window;
