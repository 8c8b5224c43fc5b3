//! The API: one file per endpoint, plus what they share.
//!
//! A handler reads top to bottom: who asks, what is looked up, the domain step, the answer. To add
//! an endpoint, give it a file with its description, and name it in [`router`] and in `openapi.rs`.

mod body;
mod caller;
mod change_profile;
mod delete_comment;
mod edit_comment;
mod error;
mod follow;
mod hide_comment;
mod hide_post;
mod list_activity;
mod list_comments;
mod list_my_comments;
mod list_notifications;
mod list_posts;
mod openapi;
mod page;
mod path;
mod read_notifications;
mod report_comment;
mod report_post;
mod restore_comment;
mod save_preferences;
mod set_comment_reaction;
mod set_reaction;
mod show_comment;
mod show_image;
mod show_my_profile;
mod show_person;
mod show_post;
mod show_preferences;
mod upload_image;
mod write_comment;
mod write_post;
mod writing;

use std::{
    sync::{Arc, OnceLock},
    time::Duration,
};

use axum::{
    Router,
    extract::DefaultBodyLimit,
    http::{HeaderName, HeaderValue, Method, header},
    middleware,
    routing::{self, any, get, put},
};
use houseguest_protocol::{
    social::{IDEMPOTENCY_KEY, MAX_IMAGE_BYTES, paths},
    values::Clock,
};
use tokio::sync::Semaphore;
use tower_http::cors::CorsLayer;

use crate::{browser::BrowserTrust, live::Live, store::Store, tokens::Tokens};

pub use error::REQUEST_ID;
pub use openapi::openapi_json;

/// How large a body may be: the longest comment fits many times, whatever its characters.
const MAX_BODY_BYTES: usize = 64 * 1024;

/// What every handler works with.
#[derive(Debug)]
pub(crate) struct App {
    pub(crate) store: Store,
    pub(crate) tokens: Tokens,
    /// Unset: cookies count for nothing.
    pub(crate) browser: OnceLock<BrowserTrust>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) live: Live,
    /// Whoever decodes a picture waits for a turn.
    pub(crate) decoding: Semaphore,
}

/// All endpoints. Pages of `allowed_origins` may call them from a browser.
pub(crate) fn router(app: Arc<App>, allowed_origins: Vec<HeaderValue>) -> Router {
    let post = format!("{}/{{post}}", paths::POSTS);
    let comment = format!("{}/{{comment}}", paths::COMMENTS);
    let person = format!("{}/{{person}}", paths::PEOPLE);
    Router::new()
        .route(paths::POSTS, get(list_posts::handler).post(write_post::handler))
        .route(&post, get(show_post::handler))
        .route(&format!("{post}/comments"), get(list_comments::handler).post(write_comment::handler))
        .route(&format!("{post}/reaction"), put(set_reaction::handler))
        .route(&format!("{post}/hidden"), put(hide_post::handler))
        .route(&format!("{post}/report"), routing::post(report_post::handler))
        .route(&comment, get(show_comment::handler).patch(edit_comment::handler).delete(delete_comment::handler))
        .route(&format!("{comment}/restore"), routing::post(restore_comment::handler))
        .route(&format!("{comment}/reaction"), put(set_comment_reaction::handler))
        .route(&format!("{comment}/hidden"), put(hide_comment::handler))
        .route(&format!("{comment}/report"), routing::post(report_comment::handler))
        .route(paths::IMAGES, routing::post(upload_image::handler).layer(DefaultBodyLimit::max(MAX_IMAGE_BYTES)))
        .route(&format!("{}/{{image}}", paths::IMAGES), get(show_image::handler))
        .route(&person, get(show_person::handler))
        .route(&format!("{person}/activity"), get(list_activity::handler))
        .route(paths::PREFERENCES, get(show_preferences::handler).put(save_preferences::handler))
        .route(paths::MY_PROFILE, get(show_my_profile::handler).patch(change_profile::handler))
        .route(paths::MY_COMMENTS, get(list_my_comments::handler))
        .route(paths::NOTIFICATIONS, get(list_notifications::handler))
        .route(paths::NOTIFICATIONS_READ, routing::post(read_notifications::handler))
        .route(paths::EVENTS, get(follow::handler))
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
        .allow_methods([Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE])
        .allow_headers([header::AUTHORIZATION, header::CONTENT_TYPE, HeaderName::from_static(IDEMPOTENCY_KEY)])
        .expose_headers([REQUEST_ID, header::RETRY_AFTER])
        .max_age(Duration::from_secs(900))
}
