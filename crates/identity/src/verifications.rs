//! Verifications: what the pages call to send a message and to learn that it was read.
//!
//! A message goes out whether or not somebody has an account with the address, and nothing on the way tells:
//! for a sign-up that is looked up when the address is proven, for a forgotten password in the transaction
//! that writes the message down, which then says so to its reader alone.

use houseguest_protocol::values::Timestamp;
use uuid::Uuid;

use crate::{
    messages::{
        Channel, Draft, Message,
        compose::{self, Letterhead, Proofs},
    },
    model::{
        CodeStep, LoginId, PasswordHash, ProvenHow, Purpose, SealedHandle, SecretText, TokenHash, TypedCode,
        Verification,
    },
    state::AppState,
    store::{BeginVerification, StoreError, VerificationError},
};

/// Somebody is to show that they read what is sent to a login.
#[derive(Debug)]
pub(crate) struct Asked<'a> {
    /// The interaction's handle.
    pub(crate) handle: &'a SecretText,
    /// Draws what tells the browser from the link.
    pub(crate) link: SecretText,
    /// What tells the browser.
    pub(crate) browser: TokenHash,
    /// Who writes.
    pub(crate) letterhead: Letterhead<'a>,
    /// Where the message goes.
    pub(crate) login: LoginId,
    /// What for.
    pub(crate) purpose: AskedPurpose,
}

/// What a verification is asked for.
#[derive(Clone, Debug)]
pub(crate) enum AskedPurpose {
    /// To sign up, with this password.
    SignUp(PasswordHash),
    /// To choose a new password.
    Recovery,
}

impl From<Purpose> for AskedPurpose {
    fn from(purpose: Purpose) -> Self {
        match purpose {
            Purpose::SignUp { password } => Self::SignUp(password),
            Purpose::Recovery { .. } => Self::Recovery,
        }
    }
}

/// Writes a message down and has it carried. Asked again for the same address before another message may be
/// sent, it changes nothing but the password, so that a form may be sent twice.
///
/// # Errors
/// [`VerificationError`]; nothing was sent then.
pub(crate) async fn begin(state: &AppState, asked: Asked<'_>) -> Result<(), VerificationError> {
    let Asked { handle, link, browser, letterhead, login, purpose } = asked;
    let channel = Channel::to(login.kind()).filter(|_| state.post.reaches(login.kind()));
    let channel = channel.ok_or(VerificationError::NoWay)?;
    let (code, now) = (TypedCode::random(), state.now());
    let proofs = Proofs { code: &code, link: &link };
    let (purpose, draft, draft_for_nobody) = match purpose {
        AskedPurpose::SignUp(password) => {
            (Purpose::SignUp { password }, compose::sign_up(letterhead, channel, proofs), None)
        }
        AskedPurpose::Recovery => {
            let for_nobody = compose::nobody(letterhead, channel);
            (Purpose::Recovery { user: None }, compose::recovery(letterhead, channel, proofs), Some(for_nobody))
        }
    };
    let verification = Verification {
        purpose,
        code: state.codes.hash(handle.hash(), &code),
        link: link.hash(),
        handle: SealedHandle::seal(handle, &link),
        browser,
        wrong_codes: 0,
        messages: 1,
        sent_at: now,
        expires_at: now + Verification::LIFETIME,
        proven: None,
        login,
    };
    let message = Message {
        id: Uuid::now_v7(),
        channel,
        to: verification.login.as_str().to_owned(),
        draft,
        created_at: now,
        expires_at: verification.expires_at,
        stays: state.post.keeps(channel),
    };
    let is_limited = !state.settings().limits.danger_disabled;
    let begin =
        BeginVerification { interaction: handle.hash(), verification, message, draft_for_nobody, is_limited, now };
    state.store.begin_verification(begin).await?;
    state.carrier.wake();
    Ok(())
}

/// Weighs a typed code and writes down what it came to.
///
/// # Errors
/// When the store fails.
pub(crate) async fn type_code(
    state: &AppState,
    handle: &SecretText,
    typed: &str,
) -> Result<Option<CodeStep>, StoreError> {
    let presented = TypedCode::parse(typed).map(|code| state.codes.hash(handle.hash(), &code));
    state.store.type_code(handle.hash(), presented, state.now()).await
}

/// Finds the verification that a link belongs to, while the link works.
///
/// # Errors
/// When the store fails.
pub(crate) async fn find_by_link(state: &AppState, link: &SecretText) -> Result<Option<Verification>, StoreError> {
    state.store.find_verification_by_link(link.hash(), state.now()).await
}

/// Takes note that a link was opened, and that somebody confirmed there.
///
/// # Errors
/// When the store fails.
pub(crate) async fn confirm(state: &AppState, link: &SecretText, how: ProvenHow) -> Result<bool, StoreError> {
    state.store.prove_by_link(link.hash(), how, state.now()).await
}

/// The notice of a changed password, for whoever reads the login's messages; `None` where nothing can be sent.
pub(crate) fn password_notice(
    state: &AppState,
    letterhead: Letterhead<'_>,
    login: &LoginId,
    now: Timestamp,
) -> Option<Message> {
    notice(state, login, now, |channel| compose::password_changed(letterhead, channel))
}

/// The notice of a merge with the link that undoes it, for whoever reads the login's messages; `None` where
/// nothing can be sent.
pub(crate) fn merge_notice(
    state: &AppState,
    letterhead: Letterhead<'_>,
    login: &LoginId,
    undo_link: &SecretText,
    now: Timestamp,
) -> Option<Message> {
    notice(state, login, now, |channel| compose::merged(letterhead, channel, undo_link))
}

fn notice(state: &AppState, login: &LoginId, now: Timestamp, draft: impl FnOnce(Channel) -> Draft) -> Option<Message> {
    let channel = Channel::to(login.kind()).filter(|_| state.post.reaches(login.kind()))?;
    Some(Message {
        id: Uuid::now_v7(),
        channel,
        to: login.as_str().to_owned(),
        draft: draft(channel),
        created_at: now,
        expires_at: now + Message::NOTICE_LIFETIME,
        stays: state.post.keeps(channel),
    })
}
