//! A recovery key is added to a guest, and takes the guest to a new device (beyond the protocol).
//!
//! The client knows recovery keys as [`GuestKey`]s; where they are kept, and under which passphrase, is not its business.

use houseguest_protocol::{
    identity::{AddKeyRequest, KeyAct, KeyList, RestoreRequest, Restored, Thumbprint, paths},
    values::Subject,
    window::Session,
};

use crate::{
    Client, ClientError,
    flow::Flow,
    guest::PublicKeyTravels,
    keys::no_key_here,
    ports::GuestKey,
    wire::{AsUser, Refusal},
};

impl Client {
    /// Adds a recovery key to the guest who is here. It should be safe on disk before this is called. The same key once
    /// more is fine, so a call may be repeated when its answer was lost.
    ///
    /// # Errors
    /// [`ClientError::NotAGuest`] for a member, who needs none; [`ClientError::Keys`] when the issuer does not.
    pub async fn add_recovery_key(&self, recovery: &dyn GuestKey) -> Result<KeyList, ClientError> {
        let own = self.own_key().await?;
        let request = AddKeyRequest {
            authorisation: {
                let challenge = self.core.statement_challenge().await?;
                self.core.state(own, &challenge, KeyAct::AddRecovery, thumbprint(recovery).await?).await?
            },
            possession: {
                let challenge = self.core.statement_challenge().await?;
                self.core.state(recovery, &challenge, KeyAct::Join, thumbprint(own).await?).await?
            },
            label: None,
            pairing: None,
        };
        self.core.call_beyond(paths::KEYS, Some(&request), AsUser::Yes).await
    }

    /// Brings the guest `sub` of a recovery key to this device: a new key is made here, takes the place of all others,
    /// and signs the guest in. The recovery key is spent by it: offer to save another one.
    ///
    /// A call whose answer was lost may be repeated.
    ///
    /// # Errors
    /// [`ClientError::SomebodyIsHere`] unless this device is a visitor's, or its guest is lost or removed.
    /// [`ClientError::Keys`] says why a kit serves no more.
    pub async fn restore(&self, recovery: &dyn GuestKey, sub: &Subject) -> Result<Session, ClientError> {
        let mut flow = Flow::begin(&self.core).await?;
        let own = flow.clear_the_way().await?;
        match flow.who_has(own).await? {
            Some(found) if found == *sub => return Ok(self.session()),
            Some(_) => return Err(ClientError::SomebodyIsHere),
            None => {}
        }
        own.ensure().await?;
        let challenge = self.core.statement_challenge().await?;
        let request = RestoreRequest {
            authorisation: self.core.state(recovery, &challenge, KeyAct::Restore, thumbprint(own).await?).await?,
            possession: self.core.state(own, &challenge, KeyAct::Join, thumbprint(recovery).await?).await?,
            label: self.core.device_name.clone(),
        };
        let restored: Restored = self.core.call_beyond(paths::RESTORE, Some(&request), AsUser::No).await?;
        if restored.sub != *sub {
            return Err(ClientError::WrongUser { expected: sub.clone(), answered: restored.sub });
        }
        match flow.who_has(own).await? {
            Some(found) if found == *sub => Ok(self.session()),
            Some(answered) => Err(ClientError::WrongUser { expected: sub.clone(), answered }),
            None => Err(ClientError::Protocol("the issuer does not know the key it has just taken in".to_owned())),
        }
    }
}

pub(crate) async fn thumbprint(key: &dyn GuestKey) -> Result<Thumbprint, ClientError> {
    Ok(key.public_key().await?.ok_or_else(no_key_here)?.thumbprint())
}

impl<'a> Flow<'a> {
    /// Makes sure that nobody is here who could be lost, forgetting a guest who is lost already. Answers this device's
    /// key, which may not be made yet.
    pub(crate) async fn clear_the_way(&mut self) -> Result<&'a dyn GuestKey, ClientError> {
        let key = self.key().ok_or_else(no_key_here)?;
        match self.core.session() {
            Session::Visitor => {}
            Session::Lost { .. } | Session::Removed { .. } => self.start_over().await?,
            _ => return Err(ClientError::SomebodyIsHere),
        }
        Ok(key)
    }

    /// Whom this device's key signs in, if anybody: a call before this one may have got that far. They are here then.
    pub(crate) async fn who_has(&mut self, key: &dyn GuestKey) -> Result<Option<Subject>, ClientError> {
        if key.public_key().await?.is_none() {
            return Ok(None);
        }
        match self.prove(key, PublicKeyTravels::No).await {
            Ok(answer) => Ok(Some(self.adopt(answer).await?.sub)),
            Err(Refusal::Dead { .. }) => Ok(None),
            Err(Refusal::Other(error)) => Err(error),
        }
    }
}
