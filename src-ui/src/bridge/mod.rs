//! The only code that reaches outside: to the app's core, to the backend, to the page around us.
//!
//! * [`native`]: in the app's window; asks the Rust core, which alone holds keys and tokens.
//! * [`browser`]: in a plain browser; asks the backend through `houseguest-client`.
//! * [`stand_in`]: a made-up world, for tests and for looking at each screen.
//! * [`files`]: files that the person chooses, drops or pastes.
//! * [`page`]: the document, the address bar, the clipboard, what this browser remembers of its looks.

#[cfg(target_arch = "wasm32")]
pub mod browser;
#[cfg(target_arch = "wasm32")]
mod event_source;
pub mod files;
#[cfg(target_arch = "wasm32")]
pub mod native;
pub mod page;
#[cfg(any(test, feature = "stand-in"))]
pub mod stand_in;

use std::rc::Rc;

use async_trait::async_trait;
use houseguest_protocol::{
    identity::{EndSessionRequest, KeyList, SessionType, Thumbprint},
    social::{
        Activity, Comment, CommentId, DeletedComment, EditComment, IdempotencyKey, ImageFormat, LiveChange,
        LiveConnection, NewComment, NewPost, NewReport, NotificationId, NotificationPage, Page, PageRequest, Post,
        PostId, PostImage, Profile, ProfileChange, ReactionSummary, Reported, SetHidden, SetReaction,
        StoredPreferences, Unread, UploadedImage,
    },
    values::{Clock, Subject, SystemClock, Timestamp},
    window::{
        ByHand, CommandError, ErrorCode, KeptAccount, KitSaved, KitSummary, Outcome, Pairing, PassphraseStrength,
        PromotionState, QueueNews, QueueState, Session, VaultState, WaitingPicture,
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
    /// Something waits, was sent after it had waited, or was refused then.
    Queue(Box<QueueNews>),
    /// Something was seen behind the scenes.
    Observed(Box<Observed>),
    /// Something in the house changed. May be told more than once.
    Live(LiveChange),
    /// The live updates began, broke off or pause.
    LiveConnection(LiveConnection),
}

/// Where the interface runs: it changes what can honestly be said about keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The app's window, with a vault.
    Window,
    /// A plain browser, without one.
    Browser,
}

/// How people without a key are remembered, and what there is to choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionTypes {
    /// How whoever is here is remembered, or whoever comes next.
    pub in_use: SessionType,
    /// What holds for whoever comes next.
    pub chosen: SessionType,
    /// What holds where nobody chose.
    pub usual: SessionType,
    /// How long a cookie would last; none where no cookie can be had.
    pub cookie: Option<CookieRules>,
}

/// How long a session in a cookie lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
pub struct CookieRules {
    /// Whether the browser forgets it when it is closed.
    pub ends_with_browser: bool,
    /// After how many seconds without use it ends; none when that ends nothing.
    pub idle_seconds: Option<u64>,
}

impl CookieRules {
    /// The same in whole days; none for less than one, of which nobody should think as of days.
    #[must_use]
    pub fn idle_days(self) -> Option<u64> {
        self.idle_seconds.map(|seconds| seconds / 86_400).filter(|days| *days > 0)
    }
}

/// Everything the interface can ask of the outside. Calls that write make a guest first, if nobody is here.
#[async_trait(?Send)]
pub trait Bridge {
    /// Where this runs.
    fn place(&self) -> Place;
    /// The present instant.
    fn now(&self) -> Timestamp {
        SystemClock.now()
    }
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
    /// Offers the way home by hand while a browser is waited for. In a plain browser the page itself is the way home.
    async fn start_by_hand(&self, _look: PageLook) -> Errand<ByHand> {
        Err(needs_the_app())
    }
    /// Takes in the code that the page in the browser shows.
    async fn finish_by_hand(&self, _code: String) -> Errand<PromotionState> {
        Err(needs_the_app())
    }
    /// Gives up waiting for the sign-up page.
    async fn cancel_promotion(&self) -> Errand<Session>;

    /// Who else is kept on this device.
    async fn kept_accounts(&self) -> Errand<Vec<KeptAccount>>;
    /// Lets whoever waits come here, and whoever is here wait.
    async fn switch_account(&self) -> Errand<Session>;
    /// Removes the guest who is here from this device for good.
    async fn erase_guest(&self) -> Errand<Session>;

    /// How people without a key are remembered; none where they have one.
    fn session_types(&self) -> Option<SessionTypes> {
        None
    }
    /// Decides how whoever comes next is remembered. Whoever is here stays as they are.
    fn choose_session_type(&self, _chosen: SessionType) {}

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

    /// The keys and sessions of whoever is here.
    async fn keys(&self) -> Errand<KeyList> {
        Err(needs_the_app())
    }
    /// Revokes a key of the guest who is here.
    async fn revoke_key(&self, _key: Thumbprint, _even_the_last: bool) -> Errand<KeyList> {
        Err(needs_the_app())
    }
    /// Ends a session of whoever is here.
    async fn end_session(&self, _session: EndSessionRequest) -> Errand<KeyList> {
        Err(needs_the_app())
    }
    /// Estimates a passphrase.
    async fn judge_passphrase(&self, _passphrase: String) -> Errand<PassphraseStrength> {
        Err(needs_the_app())
    }
    /// Asks where to, and saves a recovery kit; nothing when the person changed their mind.
    async fn save_recovery_kit(&self, _passphrase: String) -> Errand<Option<KitSaved>> {
        Err(needs_the_app())
    }
    /// Asks for a recovery kit; nothing when the person changed their mind.
    async fn choose_recovery_kit(&self) -> Errand<Option<KitSummary>> {
        Err(needs_the_app())
    }
    /// Restores from the kit that was chosen.
    async fn restore(&self, _passphrase: String) -> Errand<Session> {
        Err(needs_the_app())
    }
    /// Offers this device to a guest who is elsewhere.
    async fn offer_device(&self) -> Errand<Pairing> {
        Err(needs_the_app())
    }
    /// Lets the device that shows a code join the guest who is here.
    async fn join_device(&self, _code: String) -> Errand<Pairing> {
        Err(needs_the_app())
    }
    /// Goes on with the pairing.
    async fn pairing(&self) -> Errand<Pairing> {
        Ok(Pairing::None)
    }
    /// The person says that the numbers are the same.
    async fn confirm_pairing(&self) -> Errand<Pairing> {
        Ok(Pairing::None)
    }
    /// Gives the pairing up.
    async fn cancel_pairing(&self) -> Errand<Pairing> {
        Ok(Pairing::None)
    }

    /// What waits until the backend answers.
    async fn queue(&self) -> Errand<QueueState>;
    /// Takes a write back that waits, or puts a refused one away; whether it was still there.
    async fn take_back(&self, key: IdempotencyKey) -> Errand<bool>;
    /// Tries at once to send what waits; answers what still does.
    async fn send_queued(&self) -> Errand<QueueState>;
    /// How the feed was when it was last seen, as it was given to [`Self::remember_feed`].
    fn remembered_feed(&self) -> Option<String> {
        page::remembered_feed()
    }
    /// Keeps how the feed is.
    fn remember_feed(&self, feed: &str) {
        page::remember_feed(feed);
    }

    /// A part of the feed.
    async fn feed(&self, page: PageRequest) -> Errand<Page<Post>>;
    /// One post.
    async fn post(&self, id: PostId) -> Errand<Post>;
    /// A part of a post's comments.
    async fn comments(&self, id: PostId, page: PageRequest) -> Errand<Page<Comment>>;
    /// Writes a comment. This and whatever else answers an [`Outcome`] waits while the backend does not answer.
    async fn write_comment(&self, id: PostId, comment: NewComment, key: IdempotencyKey) -> Errand<Outcome<Comment>>;
    /// Sets the caller's reaction, or takes it back.
    async fn react(&self, id: PostId, reaction: SetReaction, key: IdempotencyKey) -> Errand<Outcome<ReactionSummary>>;
    /// One comment.
    async fn comment(&self, id: CommentId) -> Errand<Comment>;
    /// Somebody's page.
    async fn profile(&self, sub: Subject) -> Errand<Profile>;
    /// A part of what somebody wrote, latest first.
    async fn activity(&self, sub: Subject, page: PageRequest) -> Errand<Page<Activity>>;
    /// The caller's own page; `None` for a visitor.
    async fn my_profile(&self) -> Errand<Option<Profile>>;
    /// A part of the caller's news, latest first, and how many are unread.
    async fn notifications(&self, page: PageRequest) -> Errand<NotificationPage>;
    /// Writes a post. Its picture is one that was kept, or part of the post if the server has it already.
    async fn write_post(
        &self,
        post: NewPost,
        picture: Option<WaitingPicture>,
        key: IdempotencyKey,
    ) -> Errand<Outcome<Post>>;
    /// Keeps the picture of a post that is about to be written, until the backend has it.
    /// [`ErrorCode::NoRoom`] if it cannot wait here.
    async fn keep_picture(&self, key: IdempotencyKey, bytes: Vec<u8>) -> Errand<()>;
    /// A picture that was kept, in base64; none if it is not the caller's, or gone.
    async fn kept_picture(&self, key: IdempotencyKey) -> Errand<Option<String>>;
    /// Edits a comment of the caller's. [`ErrorCode::Conflict`](houseguest_protocol::window::ErrorCode::Conflict) when
    /// another device was first: fetch the comment again.
    async fn edit_comment(&self, id: CommentId, edit: EditComment, key: IdempotencyKey) -> Errand<Outcome<Comment>>;
    /// Deletes a comment of the caller's; it can be brought back until the time that is answered.
    async fn delete_comment(&self, id: CommentId, key: IdempotencyKey) -> Errand<Outcome<DeletedComment>>;
    /// Brings a deleted comment of the caller's back.
    async fn restore_comment(&self, id: CommentId, key: IdempotencyKey) -> Errand<Comment>;
    /// Sets the caller's reaction to a comment, or takes it back.
    async fn react_to_comment(
        &self,
        id: CommentId,
        reaction: SetReaction,
        key: IdempotencyKey,
    ) -> Errand<Outcome<ReactionSummary>>;
    /// Reports a post to the operators.
    async fn report_post(&self, id: PostId, report: NewReport, key: IdempotencyKey) -> Errand<Reported>;
    /// Reports a comment to the operators.
    async fn report_comment(&self, id: CommentId, report: NewReport, key: IdempotencyKey) -> Errand<Reported>;
    /// Hides a post from the caller, or shows it again.
    async fn hide_post(&self, id: PostId, hidden: SetHidden, key: IdempotencyKey) -> Errand<SetHidden>;
    /// Hides a comment from the caller, or shows it again.
    async fn hide_comment(&self, id: CommentId, hidden: SetHidden, key: IdempotencyKey) -> Errand<SetHidden>;
    /// Changes the caller's handle, name or face. A refusal names the field and what is wrong with it.
    async fn change_profile(&self, change: ProfileChange, key: IdempotencyKey) -> Errand<Profile>;
    /// Says that everything up to this one has been seen.
    async fn read_notifications(&self, up_to: NotificationId, key: IdempotencyKey) -> Errand<Unread>;
    /// Uploads an image for a post to show.
    async fn upload_image(&self, format: ImageFormat, bytes: Vec<u8>, key: IdempotencyKey) -> Errand<UploadedImage>;
    /// Under which address this page can load an image.
    fn image_address(&self, image: &PostImage) -> String;
    /// Follows what changes in the house from now on: listeners hear [`Happening::Live`] and
    /// [`Happening::LiveConnection`]. Asking again changes nothing.
    fn follow(&self);
    /// What the caller prefers.
    async fn preferences(&self) -> Errand<StoredPreferences>;
    /// Saves what the caller prefers.
    async fn save_preferences(
        &self,
        stored: StoredPreferences,
        key: IdempotencyKey,
    ) -> Errand<Outcome<StoredPreferences>>;
    /// Saves what the caller did here as a file of theirs; its name, or nothing when they changed their mind.
    async fn save_export(&self) -> Errand<Option<String>>;
}

/// Keys, kits and pairings are the app's: a plain browser keeps no key.
fn needs_the_app() -> CommandError {
    CommandError::new(ErrorCode::NotSupported, "only the app has a vault")
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
