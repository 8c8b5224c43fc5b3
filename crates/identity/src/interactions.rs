//! Authorize requests in progress: what the pages call to begin, find, finish and cancel one.
//!
//! The handle that a page carries is a secret of 32 letters and digits; only its hash is kept. The proof
//! inside a `login_hint` (signed challenge or promotion code) is spent when the page opens, in the
//! transaction that makes the interaction; from then on the person has [`Interaction::LIFETIME`].

use houseguest_protocol::{
    identity::{LoginHint, MergeRules, OAuthErrorCode},
    values::Timestamp,
};
use uuid::Uuid;

use crate::{
    http::browser_session::PlannedBrowserSession,
    jose::{InvalidRequest, PresentedKey, ReadRequest},
    messages::compose::Letterhead,
    model::{
        AuthorizationCode, Brought, BrowserSession, BrowserWish, Interaction, LoginId, NewMember, PasswordHash,
        PendingRequest, ProvenBy, SecretText, UserId, UserMerge,
    },
    state::AppState,
    store::{
        BeginError, BeginInteraction, Granted, GuestProof, MergeError, MergeGuest, PromoteError, Promotion, Recovery,
        StoreError, UndoError,
    },
    verifications,
};

/// An interaction that was just opened.
#[derive(Debug)]
pub(crate) struct Begun {
    /// The secret that stands for it; goes into the page's address or cookie.
    pub(crate) handle: SecretText,
    /// The interaction.
    pub(crate) interaction: Interaction,
}

/// Why an interaction could not begin. The words are those of protocol.md, section 4.5.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CannotBegin {
    /// The signed request inside the hint is malformed, late, forged, or its challenge is spent.
    #[error("InvalidCredentials")]
    InvalidCredentials(#[source] Option<InvalidRequest>),
    /// Nobody has the key, or the guest is a member already.
    #[error("IdentityNotFound")]
    IdentityNotFound,
    /// The key's guest was removed.
    #[error("guest was removed")]
    GuestRemoved,
    /// The promotion code is unknown, spent or expired.
    #[error("the promotion code is unknown or spent")]
    PromotionCode,
    /// A guest with a key must prove it; a promotion code does not do.
    #[error("this guest has a key and must prove it")]
    KeyNeeded,
    /// The hint is of a type this server does not act on.
    #[error("this type of login_hint is not supported")]
    UnsupportedHint,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What the pages get when a person is done.
#[derive(Debug)]
pub(crate) struct Finished {
    /// The code for the client; `None` exactly for the response type `none`.
    pub(crate) code: Option<SecretText>,
    /// The session that has begun in the browser, if one was wanted: its cookies go with the answer.
    pub(crate) session: Option<PlannedBrowserSession>,
}

/// The error code with which an authorize request ends when its person gives up (section 4.2).
pub(crate) const CANCELLED: OAuthErrorCode = OAuthErrorCode::AccessDenied;

/// Opens an interaction for a checked request, proving the guest inside its hint.
///
/// A hint of type `login_id` only fills in a form, so it proves nobody: the interaction is a stranger's.
///
/// # Errors
/// [`CannotBegin`]; nothing was changed then, the challenge or code is unspent.
pub(crate) async fn begin(
    state: &AppState,
    request: PendingRequest,
    hint: Option<&LoginHint>,
) -> Result<Begun, CannotBegin> {
    let now = state.now();
    let proof = match hint {
        Some(LoginHint::AnonymousKey { jwt }) => prove_key(state, jwt).await?,
        Some(LoginHint::AnonymousCode { promotion_code }) => {
            GuestProof::Code(SecretText::parse(promotion_code).ok_or(CannotBegin::PromotionCode)?.hash())
        }
        Some(LoginHint::AppSession { .. }) => return Err(CannotBegin::UnsupportedHint),
        Some(LoginHint::LoginId { .. }) | None => GuestProof::Nobody,
    };
    let is_code = matches!(proof, GuestProof::Code(_));
    let handle = SecretText::random();
    let interaction = Interaction { request, guest: None, expires_at: now + Interaction::LIFETIME };
    let begin = BeginInteraction { handle: handle.hash(), proof, interaction, now };
    match state.store.begin_interaction(begin).await {
        Ok(interaction) => Ok(Begun { handle, interaction }),
        Err(BeginError::ProofSpent) if is_code => Err(CannotBegin::PromotionCode),
        Err(BeginError::ProofSpent) => Err(CannotBegin::InvalidCredentials(None)),
        Err(BeginError::NoSuchGuest) => Err(CannotBegin::IdentityNotFound),
        Err(BeginError::GuestRemoved) => Err(CannotBegin::GuestRemoved),
        Err(BeginError::KeyNeeded) => Err(CannotBegin::KeyNeeded),
        Err(BeginError::Store(error)) => Err(CannotBegin::Store(error)),
    }
}

/// Verifies the signed request of a hint against the key it presents or names.
async fn prove_key(state: &AppState, jwt: &str) -> Result<GuestProof, CannotBegin> {
    let invalid = |reason| CannotBegin::InvalidCredentials(Some(reason));
    let request = ReadRequest::read(jwt, &state.challenges, state.now()).map_err(invalid)?;
    let key = match request.key.clone() {
        PresentedKey::Presented(key) => key,
        PresentedKey::Named(id) => {
            let Some(known) = state.store.find_key(&id).await? else {
                let is_removed = state.store.is_key_removed(&id).await?;
                return Err(if is_removed { CannotBegin::GuestRemoved } else { CannotBegin::IdentityNotFound });
            };
            request.verify(&known.key.public).map_err(invalid)?;
            known.key
        }
    };
    Ok(GuestProof::Key { challenge: request.challenge, key })
}

/// Finds the interaction of a handle, while it lives.
///
/// # Errors
/// When the store fails.
pub(crate) async fn find(state: &AppState, handle: &SecretText) -> Result<Option<Interaction>, StoreError> {
    state.store.find_interaction(handle.hash(), state.now()).await
}

/// Gives up. The guest is exactly what they were; answers the request, so that its client can be told
/// [`CANCELLED`], or `None` when the interaction was gone already.
///
/// # Errors
/// When the store fails.
pub(crate) async fn cancel(state: &AppState, handle: &SecretText) -> Result<Option<PendingRequest>, StoreError> {
    let interaction = find(state, handle).await?;
    state.store.drop_interaction(handle.hash()).await?;
    Ok(interaction.map(|interaction| interaction.request))
}

/// Makes a member of whoever is in the interaction, in one transaction. A guest is promoted: every session
/// of theirs ends, and the code for the new one is kept. A stranger joins. Consumers in this process have
/// been told, or a second has passed, when this returns.
///
/// # Errors
/// [`PromoteError`]; nothing was changed then, and the person may try again, with another login id for
/// [`PromoteError::LoginTaken`].
pub(crate) async fn sign_up(
    state: &AppState,
    handle: &SecretText,
    browser: &PlannedBrowserSession,
    login: LoginId,
    password: PasswordHash,
    verified_at: Option<Timestamp>,
) -> Result<Finished, PromoteError> {
    let now = state.now();
    let found = state.store.find_interaction(handle.hash(), now).await?;
    let Interaction { request, guest, .. } = found.ok_or(PromoteError::InteractionGone)?;
    let (finished, granted) = finish(state, &request, browser, ProvenBy::Password);
    let promotion = Promotion {
        handle: handle.hash(),
        new: NewMember { identity_id: Uuid::now_v7(), login, verified_at, password },
        granted,
        event_id: Uuid::now_v7(),
        now,
    };
    if guest.is_some() {
        let user = state.store.promote(promotion).await?;
        metrics::counter!("identity_promotions_total").increment(1);
        tracing::info!(user.id = %user.id, client.id = %request.client_id, "a guest became a member");
    } else {
        let user = state.store.add_member(UserId::random(), promotion).await?;
        metrics::counter!("identity_members_joined_total").increment(1);
        tracing::info!(user.id = %user.id, client.id = %request.client_id, "somebody joined as a member");
    }
    state.outbox.deliver_now().await;
    Ok(finished)
}

/// Ends an interaction in the sign-in of a member who has proven themselves. The guest, if there was one, stays
/// a guest.
///
/// # Errors
/// [`PromoteError::InteractionGone`], or the store's.
pub(crate) async fn sign_in(
    state: &AppState,
    handle: &SecretText,
    browser: &PlannedBrowserSession,
    member: UserId,
    proven_by: ProvenBy,
) -> Result<Finished, PromoteError> {
    let now = state.now();
    let found = state.store.find_interaction(handle.hash(), now).await?;
    let request = found.ok_or(PromoteError::InteractionGone)?.request;
    let (finished, granted) = finish(state, &request, browser, proven_by);
    if !state.store.finish_sign_in(handle.hash(), member, granted, now).await? {
        return Err(PromoteError::InteractionGone);
    }
    Ok(finished)
}

/// Answers a request for whoever is signed in in this browser, without asking anybody. What the app gets ends
/// with the session in the browser.
///
/// # Errors
/// When the store fails.
pub(crate) async fn continue_in_browser(
    state: &AppState,
    request: &PendingRequest,
    session: &BrowserSession,
) -> Result<Option<SecretText>, StoreError> {
    let (code, record) = new_code(state, request);
    if let Some(record) = record {
        let (user, proven_by, sso) = (session.user, session.proven_by, Some(session.id));
        state.store.add_code(AuthorizationCode { user, proven_by, sso, ..record }).await?;
    }
    Ok(code)
}

/// Plans the end of an interaction: what the pages get, and what the store keeps.
fn finish(
    state: &AppState,
    request: &PendingRequest,
    browser: &PlannedBrowserSession,
    proven_by: ProvenBy,
) -> (Finished, Granted) {
    let (code, record) = new_code(state, request);
    let session = (request.browser != BrowserWish::Suppress).then(|| browser.clone());
    let sso = (request.browser == BrowserWish::Share).then_some(browser.new.id);
    let code_kept = record.map(|record| AuthorizationCode { sso, proven_by, ..record });
    let granted = Granted { code: code_kept, browser: session.as_ref().map(|session| session.new.clone()), proven_by };
    (Finished { code, session }, granted)
}

/// Sets a new password for whoever has shown, in the browser of the interaction, that they read the account's
/// messages; ends every session of theirs and signs them in. The account's owner is told.
///
/// # Errors
/// [`PromoteError::InteractionGone`] when that was not shown (any more), or the store's.
pub(crate) async fn recover(
    state: &AppState,
    handle: &SecretText,
    browser: &PlannedBrowserSession,
    password: PasswordHash,
    letterhead: Letterhead<'_>,
) -> Result<Finished, PromoteError> {
    let now = state.now();
    let found = state.store.find_interaction(handle.hash(), now).await?;
    let request = found.ok_or(PromoteError::InteractionGone)?.request;
    let verification = state.store.find_verification(handle.hash()).await?;
    let login = verification.ok_or(PromoteError::InteractionGone)?.login;
    let (finished, granted) = finish(state, &request, browser, ProvenBy::Code);
    let notice = verifications::password_notice(state, letterhead, &login, now);
    state.store.recover(Recovery { interaction: handle.hash(), password, granted, notice, now }).await?;
    state.carrier.wake();
    Ok(finished)
}

/// Sets a new password behind a link that works; answers whether it did. Nobody is signed in: the link may
/// have been opened anywhere.
///
/// # Errors
/// When the store fails.
pub(crate) async fn recover_by_link(
    state: &AppState,
    link: &SecretText,
    login: &LoginId,
    password: PasswordHash,
    letterhead: Letterhead<'_>,
) -> Result<bool, StoreError> {
    let now = state.now();
    let notice = verifications::password_notice(state, letterhead, login, now);
    let is_set = state.store.recover_by_link(link.hash(), password, notice, now).await?;
    state.carrier.wake();
    Ok(is_set)
}

/// What a guest wished who brings their things along.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Merge<'a> {
    /// Whose account it is, as the page showed it.
    pub(crate) member: UserId,
    /// The proven login of that account, where the notice goes.
    pub(crate) login: &'a LoginId,
    /// What was chosen.
    pub(crate) rules: MergeRules,
    /// How much comes along.
    pub(crate) brought: Brought,
}

/// Makes the interaction's guest part of the account whose address they have proven, in one transaction: every
/// session of the guest ends, its key is retired, and the code for the member's session is kept. The account's
/// owner is told how to undo it. Consumers in this process have been told, or a second has passed, when this
/// returns.
///
/// # Errors
/// [`MergeError`]; nothing was changed then.
pub(crate) async fn merge(
    state: &AppState,
    handle: &SecretText,
    browser: &PlannedBrowserSession,
    wished: Merge<'_>,
    letterhead: Letterhead<'_>,
) -> Result<Finished, MergeError> {
    let now = state.now();
    let found = state.store.find_interaction(handle.hash(), now).await?;
    let request = found.ok_or(MergeError::InteractionGone)?.request;
    let (finished, granted) = finish(state, &request, browser, ProvenBy::Code);
    let undo_link = SecretText::random();
    let merging = MergeGuest {
        interaction: handle.hash(),
        member: wished.member,
        rules: wished.rules,
        brought: wished.brought,
        id: Uuid::now_v7(),
        undo_link: undo_link.hash(),
        granted,
        notice: verifications::merge_notice(state, letterhead, wished.login, &undo_link, now),
        event_id: Uuid::now_v7(),
        now,
    };
    let made = state.store.merge_guest(merging).await?;
    metrics::counter!("identity_merges_total").increment(1);
    let (merge, guest, member) = (made.id, made.guest, made.member);
    tracing::info!(merge.id = %merge, guest.id = %guest, user.id = %member, "a guest became part of an account");
    state.carrier.wake();
    state.outbox.deliver_now().await;
    Ok(finished)
}

/// Takes a guest out of an account again. `triggered_by` is `user` or `portal`.
///
/// # Errors
/// [`UndoError`]; nothing was changed then.
pub(crate) async fn undo_merge(state: &AppState, id: Uuid, triggered_by: &'static str) -> Result<UserMerge, UndoError> {
    let undone = state.store.undo_merge(id, triggered_by, Uuid::now_v7(), state.now()).await?;
    metrics::counter!("identity_merges_undone_total").increment(1);
    let (merge, guest, member) = (undone.id, undone.guest, undone.member);
    tracing::info!(merge.id = %merge, guest.id = %guest, user.id = %member, triggered_by, "a merge was undone");
    state.outbox.deliver_now().await;
    Ok(undone)
}

/// Draws the code a request asks for. Its user is filled in by whoever keeps it.
fn new_code(state: &AppState, request: &PendingRequest) -> (Option<SecretText>, Option<AuthorizationCode>) {
    let Some(code_challenge) = request.code_challenge.clone() else { return (None, None) };
    let code = SecretText::random();
    let record = AuthorizationCode {
        hash: code.hash(),
        user: UserId(Uuid::nil()),
        client_id: request.client_id.clone(),
        redirect_uri: request.redirect_uri.clone(),
        code_challenge,
        scopes: request.scopes(),
        proven_by: ProvenBy::Password,
        nonce: request.nonce.clone(),
        sso: None,
        bound_to: request.dpop_jkt,
        expires_at: state.now() + AuthorizationCode::LIFETIME,
    };
    (Some(code), Some(record))
}
