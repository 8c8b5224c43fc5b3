//! What the app's window and its Rust core say to each other.
//!
//! Nothing here is secret: the window holds no token and no key.

mod error;
mod house;
mod kept;
mod keys;
pub mod observed;
mod queue;
mod session;

pub use error::{CommandError, ErrorCode, KitProblem, TypedCodeProblem};
pub use house::{House, WaitsElsewhere};
pub use kept::KeptAccount;
pub use keys::{KitSaved, KitSummary, PairedAs, Pairing, PassphraseStrength, QrPicture};
pub use queue::{Outcome, QueueNews, QueueState, RefusedWrite, WaitingPicture, WaitingWrite, Write};
pub use session::{ByHand, OpenedBy, PromotionState, Removal, Session, VaultState, WhereKeyLives};

/// Commands of `tauri-plugin-houseguest`, without the `plugin:houseguest|` prefix.
pub mod commands {
    /// Who is here: answers a [`super::Session`].
    pub const SESSION: &str = "session";
    /// Makes a guest if nobody is here: answers a [`super::Session`].
    pub const ENSURE_GUEST: &str = "ensure_guest";
    /// Asks the server who is here: answers a [`crate::identity::UserInfo`].
    pub const USER_INFO: &str = "user_info";
    /// Opens the sign-up page in the system browser: answers a [`super::PromotionState`].
    pub const START_PROMOTION: &str = "start_promotion";
    /// Opens the log-in page of an account that exists: answers a [`super::PromotionState`].
    pub const START_LOG_IN: &str = "start_log_in";
    /// Offers the way home by hand while a browser is awaited: answers a [`super::ByHand`].
    pub const START_BY_HAND: &str = "start_by_hand";
    /// Takes in the code that the page shows; takes `code`; answers a [`super::PromotionState`].
    pub const FINISH_BY_HAND: &str = "finish_by_hand";
    /// Gives up waiting for the browser: answers a [`super::Session`].
    pub const CANCEL_PROMOTION: &str = "cancel_promotion";
    /// Ends the session and keeps the key: answers a [`super::Session`].
    pub const SIGN_OUT: &str = "sign_out";
    /// Who else is kept on this device: answers a list of [`super::KeptAccount`].
    pub const KEPT_ACCOUNTS: &str = "kept_accounts";
    /// Lets whoever waits come here, and whoever is here wait: answers a [`super::Session`].
    pub const SWITCH_ACCOUNT: &str = "switch_account";
    /// Removes the guest who is here from this device for good, key included: answers a [`super::Session`].
    pub const ERASE_GUEST: &str = "erase_guest";
    /// How the vault is: answers a [`super::VaultState`].
    pub const VAULT_STATE: &str = "vault_state";
    /// Opens the vault with a passphrase, where there is no credential store; takes `passphrase`.
    pub const UNLOCK_VAULT: &str = "unlock_vault";
    /// Starts anew after the vault was lost: moves what is left aside; answers a [`super::Session`].
    pub const START_FRESH: &str = "start_fresh";
    /// What happened behind the scenes so far: answers a list of [`super::observed::Observed`], oldest first.
    pub const OBSERVED: &str = "observed";
    /// Breaks something on purpose; takes `what`, a [`super::observed::Break`]; answers a [`super::Session`].
    pub const BREAK_SOMETHING: &str = "break_something";
    /// The user's keys and sessions: answers a [`crate::identity::KeyList`].
    pub const KEYS: &str = "keys";
    /// Revokes a key; takes `thumbprint` and `evenTheLast`; answers a [`crate::identity::KeyList`].
    pub const REVOKE_KEY: &str = "revoke_key";
    /// Ends a session of one's own; takes `id` and `place`; answers a [`crate::identity::KeyList`].
    pub const END_SESSION: &str = "end_session";
    /// Estimates a passphrase; takes `passphrase`; answers a [`super::PassphraseStrength`].
    pub const JUDGE_PASSPHRASE: &str = "judge_passphrase";
    /// Asks where to, and saves a recovery kit there; takes `passphrase`; answers a [`super::KitSaved`], or nothing when
    /// the person changed their mind.
    pub const SAVE_RECOVERY_KIT: &str = "save_recovery_kit";
    /// Asks for a recovery kit; answers its [`super::KitSummary`], or nothing when the person changed their mind.
    pub const CHOOSE_RECOVERY_KIT: &str = "choose_recovery_kit";
    /// Restores from the kit that was chosen; takes `passphrase`; answers a [`super::Session`].
    pub const RESTORE: &str = "restore";
    /// Offers this device to a guest who is elsewhere: answers a [`super::Pairing`].
    pub const OFFER_DEVICE: &str = "offer_device";
    /// Lets another device join the guest who is here; takes `code`; answers a [`super::Pairing`].
    pub const JOIN_DEVICE: &str = "join_device";
    /// Goes on with the pairing as far as it goes: answers a [`super::Pairing`].
    pub const PAIRING: &str = "pairing";
    /// The person says that the numbers are the same: answers a [`super::Pairing`].
    pub const CONFIRM_PAIRING: &str = "confirm_pairing";
    /// Gives the pairing up: answers a [`super::Pairing`].
    pub const CANCEL_PAIRING: &str = "cancel_pairing";
    /// What waits until the backend answers: answers a [`super::QueueState`].
    pub const QUEUE: &str = "queue";
    /// Takes a write back that waits, or puts a refused one away; takes `key`; answers whether it was still there.
    pub const TAKE_BACK: &str = "take_back";
    /// Tries at once to send what waits: answers what still waits, a [`super::QueueState`].
    pub const SEND_QUEUED: &str = "send_queued";
}

/// The header of a raw request for an image's media type: Tauri replaces `content-type` by one of its own.
pub const IMAGE_TYPE: &str = "image-type";

/// Commands of the app itself: the social API, called with the guest's token by the Rust core.
///
/// Each that writes takes an `idempotencyKey` besides what it names, and makes a guest if nobody is here. Those that
/// answer an [`Outcome`](super::Outcome) wait while the backend does not answer.
pub mod social_commands {
    /// Takes `page`: a [`crate::social::PageRequest`]; answers a page of posts.
    pub const FEED: &str = "feed";
    /// Takes `postId`; answers a post.
    pub const POST: &str = "post";
    /// Takes `postId` and `page`; answers a page of comments.
    pub const COMMENTS: &str = "comments";
    /// Takes `commentId`; answers the comment.
    pub const COMMENT: &str = "comment";
    /// Takes `sub`; answers a [`crate::social::Profile`].
    pub const PROFILE: &str = "profile";
    /// Takes `sub` and `page`; answers a page of [`crate::social::Activity`].
    pub const ACTIVITY: &str = "activity";
    /// Answers the caller's [`crate::social::Profile`], or nothing for a visitor.
    pub const MY_PROFILE: &str = "my_profile";
    /// Takes `page`; answers a [`crate::social::NotificationPage`], an empty one for a visitor.
    pub const NOTIFICATIONS: &str = "notifications";
    /// Answers the stored preferences; version 0 for visitors.
    pub const PREFERENCES: &str = "preferences";
    /// From now on [`super::events::LIVE_CHANGE`] and [`super::events::LIVE_CONNECTION`] are sent. Answers the
    /// [`crate::social::LiveConnection`] as it stands.
    pub const FOLLOW: &str = "follow";
    /// Takes `post`: a [`crate::social::NewPost`], and `picture`, a [`super::WaitingPicture`] that was kept, or `null`;
    /// answers an [`super::Outcome`] with the post.
    pub const WRITE_POST: &str = "write_post";
    /// Takes the bytes of an image as its raw body, the media type as the header [`super::IMAGE_TYPE`], and the
    /// idempotency key as the header of the same name as in HTTP; answers a [`crate::social::UploadedImage`].
    pub const UPLOAD_IMAGE: &str = "upload_image";
    /// Keeps the picture of a post on this device: takes its bytes as the raw body and its key as the header
    /// [`crate::social::IDEMPOTENCY_KEY`].
    pub const KEEP_PICTURE: &str = "keep_picture";
    /// Takes `key`; answers a picture that was kept for a post of whoever is here, in base64, or `null`.
    pub const KEPT_PICTURE: &str = "kept_picture";
    /// Takes `postId` and `comment`; answers an [`super::Outcome`] with the comment.
    pub const WRITE_COMMENT: &str = "write_comment";
    /// Takes `commentId` and `edit`: a [`crate::social::EditComment`]; answers an [`super::Outcome`] with the comment.
    pub const EDIT_COMMENT: &str = "edit_comment";
    /// Takes `commentId`; answers an [`super::Outcome`] with a [`crate::social::DeletedComment`].
    pub const DELETE_COMMENT: &str = "delete_comment";
    /// Takes `commentId`; answers the comment.
    pub const RESTORE_COMMENT: &str = "restore_comment";
    /// Takes `postId` and `reaction`; answers an [`super::Outcome`] with the summary.
    pub const REACT: &str = "react";
    /// Takes `commentId` and `reaction`; answers an [`super::Outcome`] with the summary.
    pub const REACT_TO_COMMENT: &str = "react_to_comment";
    /// Takes `postId` and `report`: a [`crate::social::NewReport`]; answers a [`crate::social::Reported`].
    pub const REPORT_POST: &str = "report_post";
    /// Takes `commentId` and `report`; answers a [`crate::social::Reported`].
    pub const REPORT_COMMENT: &str = "report_comment";
    /// Takes `postId` and `hidden`: a [`crate::social::SetHidden`]; answers the same.
    pub const HIDE_POST: &str = "hide_post";
    /// Takes `commentId` and `hidden`; answers the same.
    pub const HIDE_COMMENT: &str = "hide_comment";
    /// Takes `change`: a [`crate::social::ProfileChange`]; answers the [`crate::social::Profile`].
    pub const CHANGE_PROFILE: &str = "change_profile";
    /// Takes `upTo`: a [`crate::social::NotificationId`]; answers [`crate::social::Unread`].
    pub const READ_NOTIFICATIONS: &str = "read_notifications";
    /// Takes `stored`; answers an [`super::Outcome`] with the stored preferences.
    pub const SAVE_PREFERENCES: &str = "save_preferences";
    /// Asks where to, and saves what the person did here: answers the file's name; `null` when they changed their mind,
    /// or did nothing yet.
    pub const SAVE_EXPORT: &str = "save_export";

    /// Every one of them.
    pub const ALL: [&str; 28] = [
        FEED,
        POST,
        COMMENTS,
        COMMENT,
        PROFILE,
        ACTIVITY,
        MY_PROFILE,
        NOTIFICATIONS,
        PREFERENCES,
        FOLLOW,
        WRITE_POST,
        UPLOAD_IMAGE,
        KEEP_PICTURE,
        KEPT_PICTURE,
        WRITE_COMMENT,
        EDIT_COMMENT,
        DELETE_COMMENT,
        RESTORE_COMMENT,
        REACT,
        REACT_TO_COMMENT,
        REPORT_POST,
        REPORT_COMMENT,
        HIDE_POST,
        HIDE_COMMENT,
        CHANGE_PROFILE,
        READ_NOTIFICATIONS,
        SAVE_PREFERENCES,
        SAVE_EXPORT,
    ];
}

/// The protocol under which the window loads images: `houseguest-image://localhost/<id>`, answered by the core, which
/// asks the social API wherever it is. Windows and Android write it `http://houseguest-image.localhost/<id>`.
pub const IMAGE_PROTOCOL: &str = "houseguest-image";

/// Events the core sends to every window.
pub mod events {
    /// Somebody came or left, or a guest became a member; carries a [`super::Session`].
    pub const SESSION_CHANGED: &str = "houseguest://session-changed";
    /// A promotion moved on; carries a [`super::PromotionState`].
    pub const PROMOTION_CHANGED: &str = "houseguest://promotion-changed";
    /// Something waits now, was sent or was refused; carries a [`super::QueueNews`].
    pub const QUEUE_CHANGED: &str = "houseguest://queue-changed";
    /// Something happened behind the scenes; carries a [`super::observed::Observed`]. Only where the app's inspector is on.
    pub const OBSERVED: &str = "houseguest://observed";
    /// Something changed in the house; carries a [`crate::social::LiveChange`].
    pub const LIVE_CHANGE: &str = "houseguest://live-change";
    /// The live updates began, broke off or pause; carries a [`crate::social::LiveConnection`].
    pub const LIVE_CONNECTION: &str = "houseguest://live-connection";
}
