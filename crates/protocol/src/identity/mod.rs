//! The anonymous-user protocol: what apps and an identity server say to each other.
//!
//! One file per message of the protocol. Section numbers in the docstrings are those of the
//! protocol reference ("protocol.md"); the wire is compatible with Authgear's.

mod anonymous_request;
mod api;
mod app_session;
mod authorize;
mod by_hand;
mod challenge;
mod claims;
mod crockford;
mod discovery;
mod event;
mod event_type;
mod hidden;
mod jwk;
mod key_statement;
mod keyless;
mod keys;
mod login_hint;
mod oauth_error;
mod pairing;
mod pkce;
mod token;
pub mod webhook;

pub use anonymous_request::{
    ANONYMOUS_REQUEST_TYPE, Action, AnonymousRequest, AnonymousRequestClaims, AnonymousRequestHeader,
};
pub use api::{ApiAnswer, ApiError, ApiErrorName, ValidationCause};
pub use app_session::{AppSessionTokenAnswer, AppSessionTokenRequest};
pub use authorize::AuthorizeRequest;
pub use by_hand::{
    ByHandRefusal, InvalidShortCode, OpenByHand, OpenedByHand, RedeemWayHome, RedeemedWayHome, SHORT_ADDRESS_LIFETIME,
    ShortCode,
};
pub use challenge::{CHALLENGE_LIFETIME, Challenge, ChallengePurpose, ChallengeRequest};
pub use claims::{AccessTokenClaims, Audience, IdTokenClaims, IdentityItem, UserClaims, UserInfo};
pub use discovery::ProviderMetadata;
pub use event::{DeletionReason, Event, EventContext, EventIdentity, EventKind, EventUser, MergeRules, PreferenceRule};
pub use event_type::EventType;
pub use jwk::{Algorithm, Curve, InvalidJwk, Jwk, JwkSet, PublicKey, Thumbprint};
pub use key_statement::{KEY_STATEMENT_TYPE, KeyAct, KeyStatement, KeyStatementClaims, KeyStatementHeader};
pub use keyless::{AnonymousSignUp, PromotionCode, PromotionCodeRequest, SessionType};
pub use keys::{
    AddKeyRequest, EndSessionRequest, KeyInfo, KeyKind, KeyList, KeyRefusal, LabelKeyRequest, RestoreRequest, Restored,
    RevokeKeyRequest, SessionInfo, SessionPlace,
};
pub use login_hint::{InvalidLoginHint, LoginHint};
pub use oauth_error::{GUEST_REMOVED, KEY_REPLACED, KEY_REVOKED, OAuthError, OAuthErrorCode};
pub use pairing::{
    AnswerPairing, EndPairing, InvalidPairingCode, LookAtPairing, OpenPairing, OpenedPairing, PAIRING_LIFETIME,
    PairingBytes, PairingCode, PairingNumber, PairingView, RevealPairing, StatePairing, Transcript,
};
pub use pkce::{CodeChallenge, CodeVerifier, InvalidCodeVerifier};
pub use token::{GrantType, TokenRequest, TokenResponse};

/// The scopes of every anonymous sign-in, whatever was asked for (section 3.2).
pub const ANONYMOUS_SCOPES: &str = "openid offline_access https://authgear.com/scopes/full-access";

/// Paths of the endpoints below the issuer (section 0.1).
pub mod paths {
    /// Discovery, OpenID Connect's name for it.
    pub const OPENID_CONFIGURATION: &str = "/.well-known/openid-configuration";
    /// Discovery, OAuth's name for the same document (RFC 8414).
    pub const OAUTH_METADATA: &str = "/.well-known/oauth-authorization-server";
    /// The public signing keys.
    pub const JWKS: &str = "/oauth2/jwks";
    /// A fresh challenge.
    pub const CHALLENGE: &str = "/oauth2/challenge";
    /// Grants become tokens.
    pub const TOKEN: &str = "/oauth2/token";
    /// The start of an interactive flow.
    pub const AUTHORIZE: &str = "/oauth2/authorize";
    /// Who the caller is.
    pub const USERINFO: &str = "/oauth2/userinfo";
    /// The end of a session.
    pub const REVOKE: &str = "/oauth2/revoke";
    /// The end of a browser session.
    pub const END_SESSION: &str = "/oauth2/end_session";
    /// A one-time token with which an app opens a page as its user.
    pub const APP_SESSION_TOKEN: &str = "/oauth2/app_session_token";
    /// A guest without a key (web).
    pub const ANONYMOUS_SIGN_UP: &str = "/api/anonymous_user/signup";
    /// A promotion code for a guest without a key (web).
    pub const PROMOTION_CODE: &str = "/api/anonymous_user/promotion_code";
    /// A user's keys and sessions; a new key (beyond the protocol, as everything below).
    pub const KEYS: &str = "/houseguest/v1/keys";
    /// A key gets another label.
    pub const LABEL_KEY: &str = "/houseguest/v1/keys/label";
    /// A key is revoked.
    pub const REVOKE_KEY: &str = "/houseguest/v1/keys/revoke";
    /// A recovery key takes the guest to a new device.
    pub const RESTORE: &str = "/houseguest/v1/keys/restore";
    /// A session of one's own is ended.
    pub const END_OWN_SESSION: &str = "/houseguest/v1/sessions/end";
    /// A new device asks to be added.
    pub const OPEN_PAIRING: &str = "/houseguest/v1/pairings";
    /// A device of the guest's answers it.
    pub const ANSWER_PAIRING: &str = "/houseguest/v1/pairings/answer";
    /// What the two have said so far.
    pub const LOOK_AT_PAIRING: &str = "/houseguest/v1/pairings/look";
    /// An authorize request gets an address that is short enough to type.
    pub const OPEN_BY_HAND: &str = "/houseguest/v1/way-home";
    /// A code that was typed by hand becomes the code it stands for.
    pub const REDEEM_WAY_HOME: &str = "/houseguest/v1/way-home/redeem";
    /// The redirect URI of whoever comes home by hand: a page that shows a code to type.
    pub const WAY_HOME: &str = "/way-home";
    /// Where the short addresses are, each with its code after a slash.
    pub const SHORT_ADDRESS: &str = "/go";
    /// The new device shows what it committed to.
    pub const REVEAL_PAIRING: &str = "/houseguest/v1/pairings/reveal";
    /// The new device states that it wants to join, once its person has compared the numbers.
    pub const STATE_PAIRING: &str = "/houseguest/v1/pairings/state";
    /// Either device gives up.
    pub const END_PAIRING: &str = "/houseguest/v1/pairings/end";
}
