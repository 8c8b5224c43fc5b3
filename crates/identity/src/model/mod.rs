//! What is lawful: users, keys, sessions, codes and promotions, without a clock and without a database.
//!
//! Every function takes the time as an argument; what changes is handed back as a value that a store keeps.

mod app_session;
mod browser_session;
mod by_hand;
mod challenge;
mod clean_up;
mod code;
mod history;
mod interaction;
mod key;
mod lifetime;
mod login_id;
mod merge;
mod policy;
mod promotion;
pub(crate) mod redirect_uri;
mod refresh;
mod scope;
mod sealing;
mod secret;
mod session;
mod user;
mod verification;

pub use houseguest_sql::limits::TooMany;

pub use app_session::{APP_SESSION_LIFETIME, AppSessionToken};
pub use browser_session::{BrowserSession, BrowserSessionId, BrowserToken, NewBrowserSession, SeenFrom};
pub use by_hand::{Sealed, ShortCodeKey, ShownCode, errand};
pub use challenge::{ChallengeKey, SpentChallenge};
pub use clean_up::{CleanUpRun, IdleGuest, begins_by_itself, last_idle_day};
pub use code::{AuthorizationCode, PromotionCodeRecord};
pub use history::{Figure, HappenedTo, HistoryEntry, HistoryKind, day_of};
pub use interaction::{BrowserWish, Interaction, PendingRequest};
pub use key::{GuestKey, KnownKey, MOST_KEYS, Retirement};
pub use lifetime::Lifetime;
pub use login_id::{InvalidLoginId, LoginId, LoginKind, Region};
pub use merge::{Brought, CannotMerge, CannotUndo, UserMerge};
pub use policy::{ClientPolicies, ClientPolicy};
pub use promotion::{CannotPromote, NewMember, Promoted};
pub use refresh::{RefreshChain, RefreshStep, RotationRule, SuccessorKey};
pub use scope::Scopes;
pub use secret::{InvalidRefreshToken, RefreshToken, SecretText, TokenHash};
use session::wants_touch;
pub use session::{AccessToken, DeviceName, NewSession, ProvenBy, Session, SessionId, SsoLink};
pub use user::{LoginIdentity, PasswordHash, PasswordRecord, User, UserId};
pub use verification::{CodeKey, CodeStep, Proven, ProvenHow, Purpose, Resend, SealedHandle, TypedCode, Verification};
