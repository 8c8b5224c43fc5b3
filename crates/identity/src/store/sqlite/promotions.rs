//! Guests on their way to membership.

use async_trait::async_trait;
use houseguest_protocol::values::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};
use uuid::Uuid;

use super::{SqliteStore, guests, outbox, rows, sessions};
use crate::{
    model::{
        AuthorizationCode, Interaction, LoginId, NewMember, PasswordHash, PendingRequest, Promoted,
        PromotionCodeRecord, TokenHash, User, UserId,
    },
    store::{
        BeginError, BeginInteraction, GuestProof, PromoteError, Promotion, PromotionStore, SignInError, StoreError,
    },
};

#[async_trait]
impl PromotionStore for SqliteStore {
    async fn add_promotion_code(&self, code: PromotionCodeRecord) -> Result<(), StoreError> {
        self.database
            .write("store.promotion.add_code", move |tx| {
                tx.prepare_cached("insert into promotion_code (hash, user_id, expires_at) values (?1, ?2, ?3)")?
                    .execute(params![code.hash.as_bytes(), code.user.0.as_bytes(), code.expires_at.unix_seconds()])?;
                Ok(())
            })
            .await
    }

    async fn begin_interaction(&self, begin: BeginInteraction) -> Result<Interaction, BeginError> {
        self.database
            .write("store.promotion.begin_interaction", move |tx| {
                let guest = prove(tx, &begin.proof, begin.now)?;
                let interaction = Interaction { guest, ..begin.interaction };
                insert_interaction(tx, begin.handle, &interaction)?;
                Ok(interaction)
            })
            .await
    }

    async fn find_interaction(&self, handle: TokenHash, now: Timestamp) -> Result<Option<Interaction>, StoreError> {
        self.database.read("store.promotion.find_interaction", move |c| find_interaction(c, handle, now)).await
    }

    async fn drop_interaction(&self, handle: TokenHash) -> Result<(), StoreError> {
        self.database.write("store.promotion.drop_interaction", move |tx| Ok(drop_interaction(tx, handle)?)).await
    }

    async fn promote(&self, promotion: Promotion) -> Result<User, PromoteError> {
        self.database.write("store.promotion.promote", move |tx| promote(tx, promotion)).await
    }

    async fn add_member(&self, id: UserId, joining: Promotion) -> Result<User, PromoteError> {
        self.database.write("store.promotion.add_member", move |tx| add_member(tx, id, joining)).await
    }

    async fn find_login(&self, login: &LoginId) -> Result<Option<(UserId, PasswordHash)>, StoreError> {
        let key = login.unique_key();
        self.database
            .read("store.promotion.find_login", move |c| {
                let found = c
                    .prepare_cached(
                        "select l.user_id, p.hash from login_identity l join password p on p.user_id = l.user_id \
                         where l.unique_key = ?1",
                    )?
                    .query_row([key], |row| Ok((UserId(rows::uuid(row, 0)?), PasswordHash::from_phc(row.get(1)?))))
                    .optional()?;
                Ok(found)
            })
            .await
    }

    async fn finish_sign_in(
        &self,
        handle: TokenHash,
        code: Option<AuthorizationCode>,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        self.database
            .write("store.promotion.finish_sign_in", move |tx| {
                if find_interaction(tx, handle, now)?.is_none() {
                    return Ok(false);
                }
                if let Some(code) = &code {
                    sessions::insert_code(tx, code)?;
                }
                drop_interaction(tx, handle)?;
                Ok(true)
            })
            .await
    }
}

/// Spends the proof; answers the guest it proves.
fn prove(tx: &Connection, proof: &GuestProof, now: Timestamp) -> Result<Option<UserId>, BeginError> {
    match proof {
        GuestProof::Nobody => Ok(None),
        GuestProof::Key { challenge, key } => {
            if !guests::spend(tx, *challenge)? {
                return Err(BeginError::ProofSpent);
            }
            match guests::find_guest(tx, key) {
                Ok(Some(user)) if user.is_anonymous() => Ok(Some(user.id)),
                Err(SignInError::Store(error)) => Err(BeginError::Store(error)),
                Ok(_) | Err(_) => Err(BeginError::NoSuchGuest),
            }
        }
        GuestProof::Code(hash) => {
            let user = tx
                .prepare_cached("delete from promotion_code where hash = ?1 and expires_at > ?2 returning user_id")?
                .query_row(params![hash.as_bytes(), now.unix_seconds()], |row| Ok(UserId(rows::uuid(row, 0)?)))
                .optional()?
                .ok_or(BeginError::ProofSpent)?;
            if guests::has_key(tx, user)? {
                return Err(BeginError::KeyNeeded);
            }
            let is_guest = rows::find_user(tx, user)?.is_some_and(|user| user.is_anonymous());
            if is_guest { Ok(Some(user)) } else { Err(BeginError::NoSuchGuest) }
        }
    }
}

fn insert_interaction(tx: &Connection, handle: TokenHash, interaction: &Interaction) -> Result<(), BeginError> {
    let request = serde_json::to_string(&interaction.request).expect("a request of text fields is always JSON");
    tx.prepare_cached("insert into interaction (handle, guest_id, request, expires_at) values (?1, ?2, ?3, ?4)")?
        .execute(params![
            handle.as_bytes(),
            interaction.guest.map(|guest| guest.0.into_bytes()),
            request,
            interaction.expires_at.unix_seconds(),
        ])?;
    Ok(())
}

fn find_interaction(c: &Connection, handle: TokenHash, now: Timestamp) -> Result<Option<Interaction>, StoreError> {
    let found = c
        .prepare_cached("select guest_id, request, expires_at from interaction where handle = ?1 and expires_at > ?2")?
        .query_row(params![handle.as_bytes(), now.unix_seconds()], |row| {
            let guest = row.get::<_, Option<[u8; 16]>>(0)?.map(|id| UserId(Uuid::from_bytes(id)));
            Ok((guest, row.get::<_, String>(1)?, rows::instant(row, 2)?))
        })
        .optional()?;
    let Some((guest, request, expires_at)) = found else { return Ok(None) };
    let request: PendingRequest = serde_json::from_str(&request).map_err(|_| StoreError::BrokenRow {
        table: "interaction",
        column: "request",
        row: guest.map_or_else(|| "(a stranger's)".to_owned(), |guest| guest.to_string()),
    })?;
    Ok(Some(Interaction { request, guest, expires_at }))
}

fn drop_interaction(tx: &Connection, handle: TokenHash) -> rusqlite::Result<()> {
    tx.prepare_cached("delete from interaction where handle = ?1")?.execute([handle.as_bytes()])?;
    Ok(())
}

/// The one transaction in which a guest becomes a member. The writer is alone on the data, which is the
/// lock on the user.
fn promote(tx: &Connection, promotion: Promotion) -> Result<User, PromoteError> {
    let Promotion { handle, new, code, event_id, now } = promotion;
    let interaction = find_interaction(tx, handle, now)?.ok_or(PromoteError::InteractionGone)?;
    let guest = interaction.guest.map(|guest| rows::find_user(tx, guest)).transpose()?.flatten();
    let guest = guest.ok_or(PromoteError::NotAGuest)?;
    let Promoted { user, event, context } =
        guest.promote(&new, &interaction.request.client_id, now).map_err(|_| PromoteError::NotAGuest)?;
    add_login(tx, user.id, &new, now)?;
    let (id, seconds) = (user.id.0.into_bytes(), now.unix_seconds());
    tx.prepare_cached("update user set anonymous_since = null, updated_at = ?2 where id = ?1")?
        .execute(params![id, seconds])?;
    tx.prepare_cached("update anonymous_key set retired_at = ?2 where user_id = ?1")?.execute(params![id, seconds])?;
    // Everything that was handed out to the guest ends here; tokens go with their sessions.
    for statement in [
        "delete from session where user_id = ?1",
        "delete from authorization_code where user_id = ?1",
        "delete from promotion_code where user_id = ?1",
        "delete from interaction where guest_id = ?1",
    ] {
        tx.prepare_cached(statement)?.execute([id])?;
    }
    outbox::insert(tx, event_id, &event, &context)?;
    if let Some(code) = code {
        sessions::insert_code(tx, &AuthorizationCode { user: user.id, ..code })?;
    }
    Ok(user)
}

/// The one transaction in which a stranger becomes a member.
fn add_member(tx: &Connection, id: UserId, joining: Promotion) -> Result<User, PromoteError> {
    let Promotion { handle, new, code, event_id, now } = joining;
    let interaction = find_interaction(tx, handle, now)?.filter(|interaction| interaction.guest.is_none());
    let interaction = interaction.ok_or(PromoteError::InteractionGone)?;
    let Promoted { user, event, context } = User::join(id, &new, &interaction.request.client_id, now);
    guests::insert_user(tx, &user)?;
    add_login(tx, user.id, &new, now)?;
    drop_interaction(tx, handle)?;
    outbox::insert(tx, event_id, &event, &context)?;
    if let Some(code) = code {
        sessions::insert_code(tx, &AuthorizationCode { user: user.id, ..code })?;
    }
    Ok(user)
}

/// Adds the login identity, unless it is somebody's, and the password.
fn add_login(tx: &Connection, user: UserId, new: &NewMember, now: Timestamp) -> Result<(), PromoteError> {
    let added = tx
        .prepare_cached(
            "insert into login_identity (id, user_id, kind, login_id, unique_key, created_at) \
             values (?1, ?2, ?3, ?4, ?5, ?6) on conflict (unique_key) do nothing",
        )?
        .execute(params![
            new.identity_id.as_bytes(),
            user.0.as_bytes(),
            new.login.kind().as_str(),
            new.login.as_str(),
            new.login.unique_key(),
            now.unix_seconds(),
        ])?;
    if added == 0 {
        return Err(PromoteError::LoginTaken);
    }
    tx.prepare_cached("insert into password (user_id, hash, created_at, updated_at) values (?1, ?2, ?3, ?3)")?
        .execute(params![user.0.as_bytes(), new.password.expose(), now.unix_seconds()])?;
    Ok(())
}
