//! In the app's window: commands to the Rust core, and the events it sends.

use std::rc::Rc;

use async_trait::async_trait;
use houseguest_protocol::{
    identity::{EndSessionRequest, KeyList, Thumbprint},
    json,
    social::{
        Activity, Comment, CommentId, DeletedComment, EditComment, IDEMPOTENCY_KEY, IdempotencyKey, ImageFormat,
        LiveConnection, NewComment, NewPost, NewReport, NotificationId, NotificationPage, Page, PageRequest, Post,
        PostId, PostImage, Profile, ProfileChange, ReactionSummary, Reported, SetHidden, SetReaction,
        StoredPreferences, Unread, UploadedImage,
    },
    values::Subject,
    window::{
        ByHand, CommandError, ErrorCode, IMAGE_PROTOCOL, IMAGE_TYPE, KeptAccount, KitSaved, KitSummary, Outcome,
        Pairing, PassphraseStrength, PromotionState, QueueState, Session, VaultState, WaitingPicture, commands, events,
        observed::{Break, Observed},
        social_commands,
    },
};
use js_sys::Uint8Array;
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

    #[wasm_bindgen(js_namespace = ["window", "__TAURI__", "core"], js_name = invoke, catch)]
    async fn tauri_invoke_raw(command: &str, body: &Uint8Array, options: JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = ["window", "__TAURI__", "core"], js_name = convertFileSrc)]
    fn convert_file_src(path: &str, protocol: &str) -> String;

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
    read_answer(command, tauri_invoke(command, arguments).await)
}

fn read_answer<T: DeserializeOwned>(command: &str, answer: Result<JsValue, JsValue>) -> Errand<T> {
    match answer {
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
    json::read(&text).map_err(|error| internal(&error.to_string()))
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
        subscribe(events::OBSERVED, move |event| seen(Happening::Observed(event)));
        let tell_promotion = Rc::clone(&listener);
        subscribe(events::PROMOTION_CHANGED, move |promotion| tell_promotion(Happening::Promotion(promotion)));
        let tell_queue = Rc::clone(&listener);
        subscribe(events::QUEUE_CHANGED, move |news| tell_queue(Happening::Queue(news)));
        let tell_change = Rc::clone(&listener);
        subscribe(events::LIVE_CHANGE, move |change| tell_change(Happening::Live(change)));
        subscribe(events::LIVE_CONNECTION, move |connection| listener(Happening::LiveConnection(connection)));
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

    async fn start_by_hand(&self, look: PageLook) -> Errand<ByHand> {
        let arguments = json!({ "uiLocales": look.ui_locales, "colorScheme": look.color_scheme });
        ask(commands::START_BY_HAND, arguments).await
    }

    async fn finish_by_hand(&self, code: String) -> Errand<PromotionState> {
        ask(commands::FINISH_BY_HAND, json!({ "code": code })).await
    }

    async fn cancel_promotion(&self) -> Errand<Session> {
        ask(commands::CANCEL_PROMOTION, json!({})).await
    }

    async fn kept_accounts(&self) -> Errand<Vec<KeptAccount>> {
        ask(commands::KEPT_ACCOUNTS, json!({})).await
    }

    async fn switch_account(&self) -> Errand<Session> {
        ask(commands::SWITCH_ACCOUNT, json!({})).await
    }

    async fn erase_guest(&self) -> Errand<Session> {
        ask(commands::ERASE_GUEST, json!({})).await
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

    async fn keys(&self) -> Errand<KeyList> {
        ask(commands::KEYS, json!({})).await
    }

    async fn revoke_key(&self, key: Thumbprint, even_the_last: bool) -> Errand<KeyList> {
        ask(commands::REVOKE_KEY, json!({ "thumbprint": key, "evenTheLast": even_the_last })).await
    }

    async fn end_session(&self, session: EndSessionRequest) -> Errand<KeyList> {
        ask(commands::END_SESSION, json!(session)).await
    }

    async fn judge_passphrase(&self, passphrase: String) -> Errand<PassphraseStrength> {
        ask(commands::JUDGE_PASSPHRASE, json!({ "passphrase": passphrase })).await
    }

    async fn save_recovery_kit(&self, passphrase: String) -> Errand<Option<KitSaved>> {
        ask(commands::SAVE_RECOVERY_KIT, json!({ "passphrase": passphrase })).await
    }

    async fn choose_recovery_kit(&self) -> Errand<Option<KitSummary>> {
        ask(commands::CHOOSE_RECOVERY_KIT, json!({})).await
    }

    async fn restore(&self, passphrase: String) -> Errand<Session> {
        ask(commands::RESTORE, json!({ "passphrase": passphrase })).await
    }

    async fn offer_device(&self) -> Errand<Pairing> {
        ask(commands::OFFER_DEVICE, json!({})).await
    }

    async fn join_device(&self, code: String) -> Errand<Pairing> {
        ask(commands::JOIN_DEVICE, json!({ "code": code })).await
    }

    async fn pairing(&self) -> Errand<Pairing> {
        ask(commands::PAIRING, json!({})).await
    }

    async fn confirm_pairing(&self) -> Errand<Pairing> {
        ask(commands::CONFIRM_PAIRING, json!({})).await
    }

    async fn cancel_pairing(&self) -> Errand<Pairing> {
        ask(commands::CANCEL_PAIRING, json!({})).await
    }

    async fn queue(&self) -> Errand<QueueState> {
        ask(commands::QUEUE, json!({})).await
    }

    async fn take_back(&self, key: IdempotencyKey) -> Errand<bool> {
        ask(commands::TAKE_BACK, json!({ "key": key })).await
    }

    async fn send_queued(&self) -> Errand<QueueState> {
        ask(commands::SEND_QUEUED, json!({})).await
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

    async fn write_comment(&self, id: PostId, comment: NewComment, key: IdempotencyKey) -> Errand<Outcome<Comment>> {
        let arguments = json!({ "postId": id, "comment": comment, "idempotencyKey": key });
        invoke(social_commands::WRITE_COMMENT, arguments).await
    }

    async fn react(&self, id: PostId, reaction: SetReaction, key: IdempotencyKey) -> Errand<Outcome<ReactionSummary>> {
        let arguments = json!({ "postId": id, "reaction": reaction, "idempotencyKey": key });
        invoke(social_commands::REACT, arguments).await
    }

    async fn comment(&self, id: CommentId) -> Errand<Comment> {
        let arguments = json!({ "commentId": id });
        invoke(social_commands::COMMENT, arguments).await
    }

    async fn profile(&self, sub: Subject) -> Errand<Profile> {
        let arguments = json!({ "sub": sub });
        invoke(social_commands::PROFILE, arguments).await
    }

    async fn activity(&self, sub: Subject, page: PageRequest) -> Errand<Page<Activity>> {
        let arguments = json!({ "sub": sub, "page": page });
        invoke(social_commands::ACTIVITY, arguments).await
    }

    async fn my_profile(&self) -> Errand<Option<Profile>> {
        let arguments = json!({});
        invoke(social_commands::MY_PROFILE, arguments).await
    }

    async fn notifications(&self, page: PageRequest) -> Errand<NotificationPage> {
        let arguments = json!({ "page": page });
        invoke(social_commands::NOTIFICATIONS, arguments).await
    }

    async fn write_post(
        &self,
        post: NewPost,
        picture: Option<WaitingPicture>,
        key: IdempotencyKey,
    ) -> Errand<Outcome<Post>> {
        let arguments = json!({ "post": post, "picture": picture, "idempotencyKey": key });
        invoke(social_commands::WRITE_POST, arguments).await
    }

    async fn keep_picture(&self, key: IdempotencyKey, bytes: Vec<u8>) -> Errand<()> {
        let options = to_js(&json!({ "headers": { IDEMPOTENCY_KEY: key } }))?;
        let answer =
            tauri_invoke_raw(social_commands::KEEP_PICTURE, &Uint8Array::from(bytes.as_slice()), options).await;
        read_answer(social_commands::KEEP_PICTURE, answer)
    }

    async fn kept_picture(&self, key: IdempotencyKey) -> Errand<Option<String>> {
        invoke(social_commands::KEPT_PICTURE, json!({ "key": key })).await
    }

    async fn edit_comment(&self, id: CommentId, edit: EditComment, key: IdempotencyKey) -> Errand<Outcome<Comment>> {
        let arguments = json!({ "commentId": id, "edit": edit, "idempotencyKey": key });
        invoke(social_commands::EDIT_COMMENT, arguments).await
    }

    async fn delete_comment(&self, id: CommentId, key: IdempotencyKey) -> Errand<Outcome<DeletedComment>> {
        let arguments = json!({ "commentId": id, "idempotencyKey": key });
        invoke(social_commands::DELETE_COMMENT, arguments).await
    }

    async fn restore_comment(&self, id: CommentId, key: IdempotencyKey) -> Errand<Comment> {
        let arguments = json!({ "commentId": id, "idempotencyKey": key });
        invoke(social_commands::RESTORE_COMMENT, arguments).await
    }

    async fn react_to_comment(
        &self,
        id: CommentId,
        reaction: SetReaction,
        key: IdempotencyKey,
    ) -> Errand<Outcome<ReactionSummary>> {
        let arguments = json!({ "commentId": id, "reaction": reaction, "idempotencyKey": key });
        invoke(social_commands::REACT_TO_COMMENT, arguments).await
    }

    async fn report_post(&self, id: PostId, report: NewReport, key: IdempotencyKey) -> Errand<Reported> {
        let arguments = json!({ "postId": id, "report": report, "idempotencyKey": key });
        invoke(social_commands::REPORT_POST, arguments).await
    }

    async fn report_comment(&self, id: CommentId, report: NewReport, key: IdempotencyKey) -> Errand<Reported> {
        let arguments = json!({ "commentId": id, "report": report, "idempotencyKey": key });
        invoke(social_commands::REPORT_COMMENT, arguments).await
    }

    async fn hide_post(&self, id: PostId, hidden: SetHidden, key: IdempotencyKey) -> Errand<SetHidden> {
        let arguments = json!({ "postId": id, "hidden": hidden, "idempotencyKey": key });
        invoke(social_commands::HIDE_POST, arguments).await
    }

    async fn hide_comment(&self, id: CommentId, hidden: SetHidden, key: IdempotencyKey) -> Errand<SetHidden> {
        let arguments = json!({ "commentId": id, "hidden": hidden, "idempotencyKey": key });
        invoke(social_commands::HIDE_COMMENT, arguments).await
    }

    async fn change_profile(&self, change: ProfileChange, key: IdempotencyKey) -> Errand<Profile> {
        let arguments = json!({ "change": change, "idempotencyKey": key });
        invoke(social_commands::CHANGE_PROFILE, arguments).await
    }

    async fn read_notifications(&self, up_to: NotificationId, key: IdempotencyKey) -> Errand<Unread> {
        let arguments = json!({ "upTo": up_to, "idempotencyKey": key });
        invoke(social_commands::READ_NOTIFICATIONS, arguments).await
    }

    async fn upload_image(&self, format: ImageFormat, bytes: Vec<u8>, key: IdempotencyKey) -> Errand<UploadedImage> {
        let headers = json!({ IMAGE_TYPE: format.media_type(), IDEMPOTENCY_KEY: key });
        let options = to_js(&json!({ "headers": headers }))?;
        let answer =
            tauri_invoke_raw(social_commands::UPLOAD_IMAGE, &Uint8Array::from(bytes.as_slice()), options).await;
        read_answer(social_commands::UPLOAD_IMAGE, answer)
    }

    fn image_address(&self, image: &PostImage) -> String {
        // The last part of the path is its name; the core knows where the rest is.
        let name = image.url.rsplit('/').next().unwrap_or_default();
        convert_file_src(name, IMAGE_PROTOCOL)
    }

    fn follow(&self) {
        wasm_bindgen_futures::spawn_local(async {
            // How it stands is told by events; a core that cannot follow says so in its log.
            let _ = invoke::<LiveConnection>(social_commands::FOLLOW, json!({})).await;
        });
    }

    async fn preferences(&self) -> Errand<StoredPreferences> {
        invoke(social_commands::PREFERENCES, json!({})).await
    }

    async fn save_preferences(
        &self,
        stored: StoredPreferences,
        key: IdempotencyKey,
    ) -> Errand<Outcome<StoredPreferences>> {
        let arguments = json!({ "stored": stored, "idempotencyKey": key });
        invoke(social_commands::SAVE_PREFERENCES, arguments).await
    }

    async fn save_export(&self) -> Errand<Option<String>> {
        invoke(social_commands::SAVE_EXPORT, json!({})).await
    }
}
