//! Tests of reading anonymous requests.
