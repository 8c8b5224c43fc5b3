//! Why an operation could not be done.

use crate::{
    model::{InvalidLoginId, TooMany},
    settings::InvalidSetting,
};

/// The store itself failed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database refused or is gone.
    #[error("the database failed")]
    Database(#[from] houseguest_sql::DatabaseError),
    /// A row cannot be read back as what it stands for.
    #[error("table {table} has a broken row: {column} of {row}")]
    BrokenRow {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// The row's key, never its content.
        row: String,
    },
}

impl From<InvalidLoginId> for StoreError {
    fn from(_: InvalidLoginId) -> Self {
        Self::BrokenRow { table: "login_identity", column: "login_id", row: "(of a user)".to_owned() }
    }
}

macro_rules! with_store_error {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident $(($why:ty))? = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, thiserror::Error)]
        pub enum $name {
            $($(#[$variant_doc])* #[error($text)] $variant $(($why))?,)+
            /// The store itself failed.
            #[error(transparent)]
            Store(#[from] StoreError),
        }

        impl From<houseguest_sql::DatabaseError> for $name {
            fn from(error: houseguest_sql::DatabaseError) -> Self {
                Self::Store(error.into())
            }
        }
    };
}

with_store_error! {
    /// Why a guest could not sign in by key.
    SignInError {
        /// The challenge was spent already.
        ChallengeSpent = "the challenge was spent already",
        /// The key id names another key.
        KeyIdTaken = "the key id belongs to another key",
        /// The key belongs to a member: it was retired at their promotion.
        KeyRetired = "the key was retired when its guest became a member",
        /// A recovery kit gave the key's place to another one.
        KeyReplaced = "the key was replaced when its guest was restored",
        /// The guest revoked the key.
        KeyRevoked = "the key was revoked by its guest",
        /// The key is a recovery kit's, which signs nobody in.
        NotADevice = "a recovery key signs nobody in",
        /// Nobody has the key, and it may not make a user.
        UnknownKey = "nobody has this key",
        /// The key's guest was removed.
        GuestRemoved = "the key's guest was removed",
        /// An operator has shut the user out.
        Disabled = "the user is disabled",
        /// A new user was not admitted: too many from one place.
        NotAdmitted(TooMany) = "too many new guests",
        /// The guest gets no more tokens for now.
        NotAllowed(TooMany) = "too many tokens for one user",
    }
}

with_store_error! {
    /// Why a refresh token did not work.
    RefreshError {
        /// No such session, or not its token, or it has ended.
        Dead = "no live session has this refresh token",
        /// The token belongs to another client.
        ClientMismatch = "the refresh token belongs to another client",
        /// The token was retired; the session has been ended now.
        Reused = "the refresh token was used before",
        /// The session is bound to a key, and the request did not prove possession of it.
        ProofMismatch = "the refresh token is bound to another key",
        /// The user gets no more tokens for now.
        NotAllowed(TooMany) = "too many tokens for one user",
    }
}

with_store_error! {
    /// Why a code could not be traded.
    ExchangeError {
        /// Unknown, used, expired, of another client, or the verifier does not fit.
        InvalidCode = "no live authorization code fits",
        /// The redirect URI is not the authorize request's.
        RedirectUriMismatch = "the redirect URI is not the one of the authorize request",
        /// The code is bound to a key, and the request did not prove possession of it.
        ProofMismatch = "the code is bound to another key",
        /// The user gets no more tokens for now.
        NotAllowed(TooMany) = "too many tokens for one user",
    }
}

with_store_error! {
    /// Why an interaction could not begin.
    BeginError {
        /// The challenge or promotion code was spent already, or never was.
        ProofSpent = "the challenge or promotion code is unknown or spent",
        /// Nobody has the key, or the guest is a member already.
        NoSuchGuest = "there is no such guest",
        /// The key's guest was removed.
        GuestRemoved = "the key's guest was removed",
        /// A guest with a key cannot use a promotion code (protocol.md, section 5.2).
        KeyNeeded = "this guest has a key and must prove it",
    }
}

with_store_error! {
    /// Why a one-time link to the Portal could not be used.
    AcceptLinkError {
        /// It was used, has expired, or was never there.
        Gone = "the link does not work any more",
        /// Another operator has the name.
        NameTaken = "another operator has this name",
    }
}

with_store_error! {
    /// Why a section of the settings could not be changed.
    PutSettingError {
        /// It was changed by somebody else since it was read.
        Stale = "the section was changed in the meantime",
        /// What would come out, together with what others have changed, cannot be obeyed.
        Invalid(InvalidSetting) = "{0}",
    }
}

with_store_error! {
    /// Why a guest could not be promoted.
    PromoteError {
        /// The interaction ended, was cancelled or finished already.
        InteractionGone = "the interaction has ended",
        /// The user is no guest (any more).
        NotAGuest = "the user is not a guest",
        /// The login id belongs to somebody already.
        LoginTaken = "the login id is taken",
    }
}
