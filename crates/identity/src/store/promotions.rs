//! Guests on their way to membership.

use houseguest_protocol::values::Timestamp;
use houseguest_sql::{Connection, DatabaseError, params};
use uuid::Uuid;

use super::{browser_sessions, guests, history, outbox, rows, sessions};
use crate::{
    model::{
        AuthorizationCode, Figure, HappenedTo, HistoryKind, Interaction, LoginId, NewMember, PasswordHash,
        PendingRequest, Promoted, PromotionCodeRecord, TokenHash, User, UserId, day_of,
    },
    store::{
        BeginError, BeginInteraction, Granted, GuestProof, PromoteError, Promotion, SignInError, Store, StoreError,
    },
};

impl Store {
    /// Keeps a promotion code.
    pub(crate) async fn add_promotion_code(&self, code: PromotionCodeRecord) -> Result<(), StoreError> {
        self.database
            .write("store.promotion.add_promotion_code", move |tx| {
                tx.execute(
                    "insert into promotion_code (hash, user_id, expires_at) values (?1, ?2, ?3)",
                    params![code.hash, code.user, code.expires_at],
                )?;
                Ok(())
            })
            .await
    }

    /// Opens an interaction and spends the proof it rests on (challenge or promotion code), together.
    ///
    /// # Errors
    /// See [`BeginError`]; nothing was changed then.
    pub(crate) async fn begin_interaction(&self, begin: BeginInteraction) -> Result<Interaction, BeginError> {
        self.database
            .write("store.promotion.begin_interaction", move |tx| {
                let guest = prove(tx, &begin.proof, begin.now)?;
                let interaction = Interaction { guest, ..begin.interaction.clone() };
                insert_interaction(tx, begin.handle, &interaction)?;
                Ok(interaction)
            })
            .await
    }

    /// Finds an interaction that is alive at `now`, by the hash of its handle.
    pub(crate) async fn find_interaction(
        &self,
        handle: TokenHash,
        now: Timestamp,
    ) -> Result<Option<Interaction>, StoreError> {
        self.database.read("store.promotion.find_interaction", move |c| find_interaction(c, handle, now)).await
    }

    /// Forgets an interaction; its guest is exactly what it was. Unknown handles are fine.
    pub(crate) async fn drop_interaction(&self, handle: TokenHash) -> Result<(), StoreError> {
        self.database.write("store.promotion.drop_interaction", move |tx| Ok(drop_interaction(tx, handle)?)).await
    }

    /// Promotes the interaction's guest in one transaction: adds login identity and password, deletes the
    /// anonymous identity and retires its key, ends every session of the user, writes one event, keeps
    /// the authorization code, forgets the interaction. Answers the member.
    ///
    /// # Errors
    /// See [`PromoteError`]; nothing was changed then.
    pub(crate) async fn promote(&self, promotion: Promotion) -> Result<User, PromoteError> {
        self.database.write("store.promotion.promote", move |tx| promote(tx, promotion.clone())).await
    }

    /// Makes a member of the stranger in the interaction, in one transaction: adds the user `id` with login
    /// identity and password, writes one event, keeps the authorization code, forgets the interaction.
    ///
    /// # Errors
    /// See [`PromoteError`]; nothing was changed then. A guest's interaction is refused as
    /// [`PromoteError::InteractionGone`]: a guest is promoted, not doubled.
    pub(crate) async fn add_member(&self, id: UserId, joining: Promotion) -> Result<User, PromoteError> {
        self.database.write("store.promotion.add_member", move |tx| add_member(tx, id, joining.clone())).await
    }

    /// Finds who signs in with `login`, and the hash of their password.
    pub(crate) async fn find_login(&self, login: &LoginId) -> Result<Option<(UserId, PasswordHash)>, StoreError> {
        let key = login.unique_key();
        self.database
            .read("store.promotion.find_login", move |c| {
                let found = c.query_optional(
                    // Whoever is shut out is as good as unknown here.
                    "select l.user_id, p.hash from login_identity l join password p on p.user_id = l.user_id \
                     join users u on u.id = l.user_id where l.unique_key = ?1 and u.disabled_at is null",
                    params![key],
                    |row| Ok((row.get(0)?, PasswordHash::from_phc(row.get(1)?))),
                )?;
                Ok(found)
            })
            .await
    }

    /// Ends an interaction in the sign-in of a member: hands out what was asked for, forgets the interaction.
    /// Answers `false`, and changes nothing, when the interaction is gone.
    pub(crate) async fn finish_sign_in(
        &self,
        handle: TokenHash,
        member: UserId,
        granted: Granted,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        self.database
            .write("store.promotion.finish_sign_in", move |tx| {
                let Some(interaction) = find_interaction(tx, handle, now)? else { return Ok(false) };
                let client_id = interaction.request.client_id;
                history::note(tx, &HappenedTo::user(member, HistoryKind::LoggedIn, now).through(&client_id))?;
                history::note_active(tx, member, now)?;
                drop_interaction(tx, handle)?;
                hand_out(tx, member, granted.clone(), now)?;
                Ok(true)
            })
            .await
    }

    /// Keeps a code for somebody who was signed in already.
    pub(crate) async fn add_code(&self, code: AuthorizationCode) -> Result<(), StoreError> {
        self.database.write("store.promotion.add_code", move |tx| Ok(sessions::insert_code(tx, &code)?)).await
    }
}

/// Spends the proof; answers the guest it proves.
fn prove(tx: &Connection<'_>, proof: &GuestProof, now: Timestamp) -> Result<Option<UserId>, BeginError> {
    match proof {
        GuestProof::Nobody => Ok(None),
        GuestProof::Key { challenge, key } => {
            if !guests::spend(tx, *challenge)? {
                return Err(BeginError::ProofSpent);
            }
            match guests::find_guest(tx, key) {
                Ok(Some(user)) if user.is_anonymous() => Ok(Some(user.id)),
                Err(SignInError::Store(error)) => Err(BeginError::Store(error)),
                Err(SignInError::GuestRemoved) => Err(BeginError::GuestRemoved),
                Ok(_) | Err(_) => Err(BeginError::NoSuchGuest),
            }
        }
        GuestProof::Code(hash) => {
            let user = tx
                .query_optional(
                    "delete from promotion_code where hash = ?1 and expires_at > ?2 returning user_id",
                    params![hash, now],
                    |row| row.get(0),
                )?
                .ok_or(BeginError::ProofSpent)?;
            if guests::has_key(tx, user)? {
                return Err(BeginError::KeyNeeded);
            }
            let is_guest =
                rows::find_user(tx, user)?.is_some_and(|user| user.is_anonymous() && user.disabled_at.is_none());
            if is_guest { Ok(Some(user)) } else { Err(BeginError::NoSuchGuest) }
        }
    }
}

fn insert_interaction(tx: &Connection<'_>, handle: TokenHash, interaction: &Interaction) -> Result<(), BeginError> {
    let request = serde_json::to_string(&interaction.request).expect("a request of text fields is always JSON");
    tx.execute(
        "insert into interaction (handle, guest_id, request, expires_at) values (?1, ?2, ?3, ?4)",
        params![handle, interaction.guest.map(|guest| guest.0.into_bytes()), request, interaction.expires_at,],
    )?;
    Ok(())
}

pub(super) fn find_interaction(
    c: &Connection<'_>,
    handle: TokenHash,
    now: Timestamp,
) -> Result<Option<Interaction>, StoreError> {
    let found = c.query_optional(
        "select guest_id, request, expires_at from interaction where handle = ?1 and expires_at > ?2",
        params![handle, now],
        |row| {
            let guest = row.get::<Option<[u8; 16]>>(0)?.map(|id| UserId(Uuid::from_bytes(id)));
            Ok((guest, row.get::<String>(1)?, row.get(2)?))
        },
    )?;
    let Some((guest, request, expires_at)) = found else { return Ok(None) };
    let request: PendingRequest = serde_json::from_str(&request).map_err(|_| StoreError::BrokenRow {
        table: "interaction",
        column: "request",
        row: guest.map_or_else(|| "(a stranger's)".to_owned(), |guest| guest.to_string()),
    })?;
    Ok(Some(Interaction { request, guest, expires_at }))
}

pub(super) fn drop_interaction(tx: &Connection<'_>, handle: TokenHash) -> Result<(), DatabaseError> {
    tx.execute("delete from interaction where handle = ?1", params![handle])?;
    Ok(())
}

/// The one transaction in which a guest becomes a member. The writer is alone on the data, which is the
/// lock on the user.
fn promote(tx: &Connection<'_>, promotion: Promotion) -> Result<User, PromoteError> {
    let Promotion { handle, new, granted, event_id, now } = promotion;
    let interaction = find_interaction(tx, handle, now)?.ok_or(PromoteError::InteractionGone)?;
    let guest = interaction.guest.map(|guest| rows::find_user(tx, guest)).transpose()?.flatten();
    let guest = guest.filter(|guest| guest.disabled_at.is_none()).ok_or(PromoteError::NotAGuest)?;
    let made_at = guest.created_at;
    let Promoted { user, event, context } =
        guest.promote(&new, &interaction.request.client_id, now).map_err(|_| PromoteError::NotAGuest)?;
    add_login(tx, user.id, &new, now)?;
    let (id, seconds) = (user.id.0.into_bytes(), now);
    tx.execute(
        "update users set anonymous_since = null, updated_at = ?2, promoted_at = ?2 where id = ?1",
        params![id, seconds],
    )?;
    // Every key of every device, and that of every recovery kit.
    let keys = "update anonymous_key set retired_at = ?2, retired_for = 'promoted' \
                where user_id = ?1 and retired_at is null";
    tx.execute(keys, params![id, seconds])?;
    // Everything that was handed out to the guest ends here; tokens go with their sessions.
    browser_sessions::end_all(tx, user.id)?;
    tx.execute("delete from interaction where guest_id = ?1", params![id])?;
    outbox::insert(tx, event_id, &event, &context)?;
    history::note_active(tx, user.id, now)?;
    history::note(tx, &HappenedTo::user(user.id, HistoryKind::Promoted, now).through(&interaction.request.client_id))?;
    history::count(tx, Figure::Promoted, day_of(made_at))?;
    hand_out(tx, user.id, granted, now)?;
    Ok(user)
}

/// The one transaction in which a stranger becomes a member.
fn add_member(tx: &Connection<'_>, id: UserId, joining: Promotion) -> Result<User, PromoteError> {
    let Promotion { handle, new, granted, event_id, now } = joining;
    let interaction = find_interaction(tx, handle, now)?.filter(|interaction| interaction.guest.is_none());
    let interaction = interaction.ok_or(PromoteError::InteractionGone)?;
    let Promoted { user, event, context } = User::join(id, &new, &interaction.request.client_id, now);
    guests::insert_user(tx, &user)?;
    add_login(tx, user.id, &new, now)?;
    drop_interaction(tx, handle)?;
    outbox::insert(tx, event_id, &event, &context)?;
    let joined = HappenedTo::user(user.id, HistoryKind::Joined, now);
    history::note(tx, &joined.through(&interaction.request.client_id))?;
    history::count(tx, Figure::Joined, day_of(now))?;
    hand_out(tx, user.id, granted, now)?;
    Ok(user)
}

/// Gives whoever has signed in what they get: the session in the browser first, for the code may be linked to it.
pub(super) fn hand_out(
    tx: &Connection<'_>,
    user: UserId,
    granted: Granted,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    if let Some(new) = &granted.browser {
        browser_sessions::begin(tx, new, user, granted.proven_by, now)?;
    }
    if let Some(code) = granted.code {
        sessions::insert_code(tx, &AuthorizationCode { user, ..code })?;
    }
    Ok(())
}

/// Adds the login identity, unless it is somebody's, and the password.
fn add_login(tx: &Connection<'_>, user: UserId, new: &NewMember, now: Timestamp) -> Result<(), PromoteError> {
    let added = tx.execute(
        "insert into login_identity (id, user_id, kind, login_id, unique_key, created_at, verified_at) \
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7) on conflict (unique_key) do nothing",
        params![
            new.identity_id.as_bytes(),
            user,
            new.login.kind().as_str(),
            new.login.as_str(),
            new.login.unique_key(),
            now,
            new.verified_at,
        ],
    )?;
    if added == 0 {
        return Err(PromoteError::LoginTaken);
    }
    if new.verified_at.is_some() {
        history::note(tx, &HappenedTo::user(user, HistoryKind::Verified, now))?;
    }
    tx.execute(
        "insert into password (user_id, hash, created_at, updated_at) values (?1, ?2, ?3, ?3)",
        params![user, new.password.expose(), now],
    )?;
    Ok(())
}
