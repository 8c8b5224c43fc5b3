//! The only code that reaches outside: to the app's core, to the backend, to the page around us.
//!
//! * [`native`]: in the app's window; asks the Rust core, which alone holds keys and tokens.
//! * [`browser`]: in a plain browser; asks the backend through `houseguest-client`.
//! * [`stand_in`]: a made-up world, for tests and for looking at each screen.
//! * [`page`]: the document, the address bar, the clipboard, what this browser remembers of its looks.

#[cfg(target_arch = "wasm32")]
pub mod browser;
#[cfg(target_arch = "wasm32")]
pub mod native;
pub mod page;
#[cfg(any(test, feature = "stand-in"))]
pub mod stand_in;

use std::rc::Rc;

use async_trait::async_trait;
use houseguest_protocol::{
    social::{
        Comment, IdempotencyKey, NewComment, Page, PageRequest, Post, PostId, ReactionSummary, SetReaction,
        StoredPreferences,
    },
    window::{
        CommandError, PromotionState, Session, VaultState,
        observed::{Break, Observed},
    },
};

use crate::state::presence::Purpose;

/// What an errand outside brings back.
pub type Errand<T> = Result<T, CommandError>;

/// How the sign-up page should look, so that it feels like the same house.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageLook {
    /// A BCP 47 language tag.
    pub ui_locales: Option<String>,
    /// `light` or `dark`.
    pub color_scheme: Option<String>,
}

/// Something that happened outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Happening {
    /// Somebody came or left, or a guest became a member.
    Session(Session),
    /// A promotion moved on.
    Promotion(PromotionState),
    /// Something was seen behind the scenes.
    Observed(Box<Observed>),
}

/// Where the interface runs: it changes what can honestly be said about keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The app's window, with a vault.
    Window,
    /// A plain browser, without one.
    Browser,
}

/// Everything the interface can ask of the outside. Calls that write make a guest first, if nobody is here.
#[async_trait(?Send)]
pub trait Bridge {
    /// Where this runs.
    fn place(&self) -> Place;
    /// Tells `listener` what happens outside, from now on.
    fn listen(&self, listener: Rc<dyn Fn(Happening)>);
    /// Whether this very page load is somebody coming home from the sign-up page; at most once `Some`.
    async fn arrival(&self) -> Option<(Purpose, PromotionState)>;

    /// Who is here.
    async fn session(&self) -> Errand<Session>;
    /// Brings a signed-out guest back through the key.
    async fn ensure_guest(&self) -> Errand<Session>;
    /// Ends the session and keeps the key.
    async fn sign_out(&self) -> Errand<Session>;
    /// Opens the sign-up page.
    async fn start_promotion(&self, look: PageLook) -> Errand<PromotionState>;
    /// Opens the page on which one signs in to an account that exists.
    async fn start_log_in(&self, look: PageLook) -> Errand<PromotionState>;
    /// Gives up waiting for the sign-up page.
    async fn cancel_promotion(&self) -> Errand<Session>;

    /// How the vault is; [`VaultState::Absent`] where there never is one.
    async fn vault_state(&self) -> Errand<VaultState>;
    /// Opens the vault with a passphrase.
    async fn unlock_vault(&self, passphrase: String) -> Errand<VaultState>;
    /// Starts anew after the vault was lost.
    async fn start_fresh(&self) -> Errand<Session>;

    /// What was seen behind the scenes so far, oldest first; refused where there is no inspector.
    async fn observed(&self) -> Errand<Vec<Observed>>;
    /// Breaks something on purpose; answers who is here after the recovery.
    async fn break_something(&self, what: Break) -> Errand<Session>;
    /// Stops or starts the backend, or only looks; answers whether it runs, and nothing where it is somebody else's.
    async fn switch_backend(&self, runs: Option<bool>) -> Errand<Option<bool>>;

    /// A part of the feed.
    async fn feed(&self, page: PageRequest) -> Errand<Page<Post>>;
    /// One post.
    async fn post(&self, id: PostId) -> Errand<Post>;
    /// A part of a post's comments.
    async fn comments(&self, id: PostId, page: PageRequest) -> Errand<Page<Comment>>;
    /// Writes a comment.
    async fn write_comment(&self, id: PostId, comment: NewComment, key: IdempotencyKey) -> Errand<Comment>;
    /// Sets the caller's reaction, or takes it back.
    async fn react(&self, id: PostId, reaction: SetReaction, key: IdempotencyKey) -> Errand<ReactionSummary>;
    /// What the caller prefers.
    async fn preferences(&self) -> Errand<StoredPreferences>;
    /// Saves what the caller prefers.
    async fn save_preferences(&self, stored: StoredPreferences, key: IdempotencyKey) -> Errand<StoredPreferences>;
}

/// A shared [`Bridge`], as a Yew context.
#[derive(Clone)]
pub struct BridgeHandle(Rc<dyn Bridge>);

impl BridgeHandle {
    /// Shares a bridge.
    pub fn new(bridge: impl Bridge + 'static) -> Self {
        Self(Rc::new(bridge))
    }
}

impl std::ops::Deref for BridgeHandle {
    type Target = dyn Bridge;
    fn deref(&self) -> &Self::Target {
        &*self.0
    }
}

impl PartialEq for BridgeHandle {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl std::fmt::Debug for BridgeHandle {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "BridgeHandle({:?})", self.place())
    }
}

/// Builds the bridge that fits where the interface runs.
#[cfg(target_arch = "wasm32")]
pub async fn connect() -> Errand<BridgeHandle> {
    #[cfg(feature = "stand-in")]
    if let Some(scene) = page::query_value("stand-in") {
        return Ok(BridgeHandle::new(stand_in::StandIn::new(stand_in::Scene::named(&scene))));
    }
    if native::is_here() {
        return Ok(BridgeHandle::new(native::Native));
    }
    browser::Browser::connect().await.map(BridgeHandle::new)
}
