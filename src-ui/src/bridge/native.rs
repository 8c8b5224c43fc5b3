//! In the app's window: commands to the Rust core, and the events it sends.

use std::rc::Rc;

use async_trait::async_trait;
use houseguest_protocol::{
    social::{
        Comment, IdempotencyKey, NewComment, Page, PageRequest, Post, PostId, ReactionSummary, SetReaction,
        StoredPreferences,
    },
    window::{
        CommandError, ErrorCode, PromotionState, Session, VaultState, commands, events,
        observed::{Break, Observed},
        social_commands,
    },
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use wasm_bindgen::prelude::*;

use super::{Bridge, Errand, Happening, PageLook, Place};
use crate::state::presence::Purpose;

/// A command of the app's own: it has a backend inside.
const SWITCH_BACKEND: &str = "switch_backend";

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["window", "__TAURI__", "core"], js_name = invoke, catch)]
    async fn tauri_invoke(command: &str, arguments: JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = ["window", "__TAURI__", "event"], js_name = listen, catch)]
    async fn tauri_listen(event: &str, handler: &Closure<dyn FnMut(JsValue)>) -> Result<JsValue, JsValue>;
}

/// Whether this page is inside the app's window.
#[must_use]
pub fn is_here() -> bool {
    web_sys::window().is_some_and(|window| js_sys::Reflect::has(&window, &"__TAURI__".into()).unwrap_or(false))
}

/// The bridge to the app's Rust core.
#[derive(Clone, Copy, Debug)]
pub struct Native;

async fn invoke<T: DeserializeOwned>(command: &str, arguments: Value) -> Errand<T> {
    let arguments = to_js(&arguments)?;
    match tauri_invoke(command, arguments).await {
        Ok(answer) => from_js(&answer),
        Err(refusal) => Err(from_js::<CommandError>(&refusal).unwrap_or_else(|_| {
            // Tauri itself refuses with a bare sentence: an unknown command, or one this window may not use.
            CommandError::new(ErrorCode::Internal, format!("{command}: {}", refusal.as_string().unwrap_or_default()))
        })),
    }
}

async fn ask<T: DeserializeOwned>(command: &str, arguments: Value) -> Errand<T> {
    invoke(&format!("plugin:houseguest|{command}"), arguments).await
}

// JSON text is the one form in which large numbers and absent fields surely survive both ways.
fn to_js(value: &impl Serialize) -> Errand<JsValue> {
    let text = serde_json::to_string(value).map_err(|error| internal(&error.to_string()))?;
    js_sys::JSON::parse(&text).map_err(|_| internal("the arguments are not JSON"))
}

fn from_js<T: DeserializeOwned>(value: &JsValue) -> Errand<T> {
    let text = js_sys::JSON::stringify(value).map_err(|_| internal("the answer is not JSON"))?;
    // `undefined` has no JSON text; a command that answers nothing answers `null`.
    let text = text.as_string().unwrap_or_else(|| "null".to_owned());
    serde_json::from_str(&text).map_err(|error| internal(&error.to_string()))
}

fn internal(detail: &str) -> CommandError {
    CommandError::new(ErrorCode::Internal, detail)
}

fn subscribe<T: DeserializeOwned>(event: &'static str, tell: impl Fn(T) + 'static) {
    let handler = Closure::<dyn FnMut(JsValue)>::new(move |event: JsValue| {
        let payload = js_sys::Reflect::get(&event, &"payload".into()).unwrap_or(JsValue::NULL);
        if let Ok(payload) = from_js(&payload) {
            tell(payload);
        }
    });
    wasm_bindgen_futures::spawn_local(async move {
        if tauri_listen(event, &handler).await.is_ok() {
            // The window listens for as long as it lives.
            handler.forget();
        }
    });
}

#[async_trait(?Send)]
impl Bridge for Native {
    fn place(&self) -> Place {
        Place::Window
    }

    fn listen(&self, listener: Rc<dyn Fn(Happening)>) {
        let tell = Rc::clone(&listener);
        subscribe(events::SESSION_CHANGED, move |session| tell(Happening::Session(session)));
        let seen = Rc::clone(&listener);
        subscribe(events::PROMOTION_CHANGED, move |promotion| listener(Happening::Promotion(promotion)));
        subscribe(events::OBSERVED, move |event| seen(Happening::Observed(event)));
    }

    async fn arrival(&self) -> Option<(Purpose, PromotionState)> {
        // The core receives whoever comes home, and sends an event.
        None
    }

    async fn session(&self) -> Errand<Session> {
        ask(commands::SESSION, json!({})).await
    }

    async fn ensure_guest(&self) -> Errand<Session> {
        ask(commands::ENSURE_GUEST, json!({})).await
    }

    async fn sign_out(&self) -> Errand<Session> {
        ask(commands::SIGN_OUT, json!({})).await
    }

    async fn start_promotion(&self, look: PageLook) -> Errand<PromotionState> {
        let arguments = json!({ "uiLocales": look.ui_locales, "colorScheme": look.color_scheme });
        ask(commands::START_PROMOTION, arguments).await
    }

    async fn start_log_in(&self, look: PageLook) -> Errand<PromotionState> {
        let arguments = json!({ "uiLocales": look.ui_locales, "colorScheme": look.color_scheme });
        ask(commands::START_LOG_IN, arguments).await
    }

    async fn cancel_promotion(&self) -> Errand<Session> {
        ask(commands::CANCEL_PROMOTION, json!({})).await
    }

    async fn vault_state(&self) -> Errand<VaultState> {
        ask(commands::VAULT_STATE, json!({})).await
    }

    async fn unlock_vault(&self, passphrase: String) -> Errand<VaultState> {
        ask(commands::UNLOCK_VAULT, json!({ "passphrase": passphrase })).await
    }

    async fn start_fresh(&self) -> Errand<Session> {
        ask(commands::START_FRESH, json!({})).await
    }

    async fn observed(&self) -> Errand<Vec<Observed>> {
        ask(commands::OBSERVED, json!({})).await
    }

    async fn break_something(&self, what: Break) -> Errand<Session> {
        ask(commands::BREAK_SOMETHING, json!({ "what": what })).await
    }

    async fn switch_backend(&self, runs: Option<bool>) -> Errand<Option<bool>> {
        invoke(SWITCH_BACKEND, json!({ "runs": runs })).await
    }

    async fn feed(&self, page: PageRequest) -> Errand<Page<Post>> {
        invoke(social_commands::FEED, json!({ "page": page })).await
    }

    async fn post(&self, id: PostId) -> Errand<Post> {
        invoke(social_commands::POST, json!({ "postId": id })).await
    }

    async fn comments(&self, id: PostId, page: PageRequest) -> Errand<Page<Comment>> {
        invoke(social_commands::COMMENTS, json!({ "postId": id, "page": page })).await
    }

    async fn write_comment(&self, id: PostId, comment: NewComment, key: IdempotencyKey) -> Errand<Comment> {
        let arguments = json!({ "postId": id, "comment": comment, "idempotencyKey": key });
        invoke(social_commands::WRITE_COMMENT, arguments).await
    }

    async fn react(&self, id: PostId, reaction: SetReaction, key: IdempotencyKey) -> Errand<ReactionSummary> {
        let arguments = json!({ "postId": id, "reaction": reaction, "idempotencyKey": key });
        invoke(social_commands::REACT, arguments).await
    }

    async fn preferences(&self) -> Errand<StoredPreferences> {
        invoke(social_commands::PREFERENCES, json!({})).await
    }

    async fn save_preferences(&self, stored: StoredPreferences, key: IdempotencyKey) -> Errand<StoredPreferences> {
        let arguments = json!({ "stored": stored, "idempotencyKey": key });
        invoke(social_commands::SAVE_PREFERENCES, arguments).await
    }
}
