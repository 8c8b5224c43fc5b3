//! A guest's whole life as a few async calls, for any program.
//!
//! Somebody opens your program: they are a visitor, and no account exists. They write something: a guest comes to be,
//! with a key-pair of its own. They come back: the key proves who they are. They decide to stay: the guest becomes a
//! member, under the same `sub`, with everything they made.
//!
//! ```no_run
//! use std::sync::Arc;
//!
//! use houseguest_client::{
//!     Client, Endpoints, StartPromotion,
//!     ports::{GuestKey, Memory},
//! };
//! use houseguest_protocol::{
//!     social::{CommentBody, IdempotencyKey, NewComment, PageRequest},
//!     window::PromotionState,
//! };
//! use url::Url;
//!
//! # async fn open_in_browser(page: &Url) -> Result<Url, Box<dyn std::error::Error>> { Ok(page.clone()) }
//! async fn first_comment_to_member(
//!     key: Arc<dyn GuestKey>,
//!     memory: Arc<dyn Memory>,
//! ) -> Result<(), Box<dyn std::error::Error>> {
//!     let endpoints = Endpoints {
//!         issuer: Url::parse("https://id.example.com")?,
//!         social: Url::parse("https://social.example.com")?,
//!         client_id: "your-app".to_owned(),
//!     };
//!     let client = Client::builder(endpoints).key(key).memory(memory).build().await?;
//!     client.resume().await?; // takes up what the last run left unfinished
//!
//!     // Browsing makes nobody.
//!     let feed = client.feed(&PageRequest::default()).await?;
//!     let post = feed.items.first().ok_or("an empty feed")?;
//!
//!     // The first comment makes a guest. Repeated under the same key, it is written once.
//!     let comment = NewComment { body: CommentBody::parse("What a welcome!")?, parent_id: None };
//!     let written = client.write_comment(post.id, &comment, &IdempotencyKey::random()).await?;
//!     assert!(client.session().is_guest());
//!
//!     // "Keep your account": a page in the system browser, and the address it comes home to.
//!     let redirect_uri = "http://127.0.0.1:49152/callback".to_owned();
//!     let page = client.start_promotion(StartPromotion { redirect_uri, ..Default::default() }).await?;
//!     let arrival = open_in_browser(&page).await?;
//!     match client.finish_promotion(&arrival).await? {
//!         PromotionState::Promoted { sub } => assert_eq!(Some(&sub), written.author_sub()),
//!         PromotionState::Merged { sub, .. } => println!("{sub} has everything now"),
//!         PromotionState::SignedInElsewhere { guest, .. } => println!("{guest} waits until sign-out"),
//!         other => println!("still the same guest: {other:?}"),
//!     }
//!     Ok(())
//! }
//! ```
//!
//! # What it needs
//!
//! A transport, a key, a memory and a clock: the traits in [`ports`]. Ready-made are [`transport`] (reqwest, and `fetch`
//! in a browser) and [`memory`] (until the program ends, and a browser's `localStorage`); `houseguest-vault` keeps key and
//! memory in an encrypted file. The crate knows no interface toolkit and no file, and builds for WebAssembly, where its
//! futures stay on one thread.
//!
//! # What it promises
//!
//! * One guest a device: the key is durable before the first request, the issuer knows users by their key, and a
//!   remembered guest is never replaced, only reported ([`ClientError::GuestLost`]).
//! * One change at a time: sign-up, refresh and promotion take turns, and what they reach is durable before the next
//!   request depends on it. Any call may be repeated after any error, and dropped at any point.
//! * Nothing a person wrote is lost to a bad connection: what [`Client::submit`] takes is durable first, and goes out once
//!   and in order, under its author's name alone ([`Client::keep_sending`]).
//! * A browser's guest has no key ([`ClientBuilder::keyless`]): it lasts as long as its session.
//!
//! To add a call to the issuer, put the step on `flow::Flow`, save before you depend on it, and let `tests/edges/kills.rs`
//! stop it half-way. To add a social call, put it in the file of its subject under `social/`.

#![warn(missing_docs)]

mod builder;
mod claims;
mod client;
mod cookie;
mod core;
mod discovery;
mod endpoints;
mod error;
mod flow;
mod guest;
mod keyless;
mod keys;
#[cfg(not(target_arch = "wasm32"))]
mod live;
pub mod memory;
pub mod observe;
mod pairing;
pub mod ports;
mod present;
mod promotion;
mod queue;
mod recovery;
mod refresh;
mod sign_out;
mod social;
mod switch;
pub mod transport;
mod user_info;
mod wire;

pub use builder::ClientBuilder;
pub use client::Client;
pub use endpoints::Endpoints;
pub use error::{ClientError, Remedy};
#[cfg(not(target_arch = "wasm32"))]
pub use houseguest_protocol::social::LiveNews;
pub use present::{Listener, Subscription};
pub use promotion::{ColorScheme, StartPromotion};
pub use queue::{QueueListener, Sending, Waiting};
pub use social::Picture;
