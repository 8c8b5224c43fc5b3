//! What the endpoint tests share.
