//! The API: one file per endpoint, plus what they share.
//!
//! A handler reads top to bottom: who asks, what is looked up, the domain step, the answer. To add
//! an endpoint, give it a file with its description, and name it in [`router`] and in `openapi.rs`.

mod body;
mod caller;
mod error;
mod list_comments;
mod list_my_comments;
mod list_posts;
mod openapi;
mod page;
mod path;
mod save_preferences;
mod set_reaction;
mod show_post;
mod show_preferences;
mod write_comment;
mod writing;

use std::{sync::Arc, time::Duration};

use axum::{
    Router,
    extract::DefaultBodyLimit,
    http::{HeaderName, HeaderValue, Method, header},
    middleware,
    routing::{any, get, put},
};
use houseguest_protocol::{
    social::{IDEMPOTENCY_KEY, paths},
    values::Clock,
};
use tower_http::cors::CorsLayer;

use crate::{store::Store, tokens::Tokens};

pub use error::REQUEST_ID;
pub use openapi::openapi_json;

/// How large a body may be: the longest comment fits many times, whatever its characters.
const MAX_BODY_BYTES: usize = 64 * 1024;

/// What every handler works with.
#[derive(Debug)]
pub(crate) struct App {
    pub(crate) store: Store,
    pub(crate) tokens: Tokens,
    pub(crate) clock: Arc<dyn Clock>,
}

/// All endpoints. Pages of `allowed_origins` may call them from a browser.
pub(crate) fn router(app: Arc<App>, allowed_origins: Vec<HeaderValue>) -> Router {
    let post = format!("{}/{{post}}", paths::POSTS);
    Router::new()
        .route(paths::POSTS, get(list_posts::handler))
        .route(&post, get(show_post::handler))
        .route(&format!("{post}/comments"), get(list_comments::handler).post(write_comment::handler))
        .route(&format!("{post}/reaction"), put(set_reaction::handler))
        .route(paths::PREFERENCES, get(show_preferences::handler).put(save_preferences::handler))
        .route(paths::MY_COMMENTS, get(list_my_comments::handler))
        .route(paths::OPENAPI, get(openapi::handler))
        .route("/social/{*rest}", any(error::no_such_path))
        .method_not_allowed_fallback(error::no_such_method)
        .with_state(app)
        .layer(DefaultBodyLimit::max(MAX_BODY_BYTES))
        .layer(middleware::from_fn(error::finish))
        .layer(cors(allowed_origins))
}

fn cors(allowed_origins: Vec<HeaderValue>) -> CorsLayer {
    CorsLayer::new()
        .allow_origin(allowed_origins)
        .allow_methods([Method::GET, Method::POST, Method::PUT])
        .allow_headers([header::AUTHORIZATION, header::CONTENT_TYPE, HeaderName::from_static(IDEMPOTENCY_KEY)])
        .expose_headers([REQUEST_ID])
        .max_age(Duration::from_secs(900))
}
