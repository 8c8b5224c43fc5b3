//! A user's own keys and sessions, and what a key states about a key (beyond the protocol).

use std::time::Duration;

use houseguest_protocol::{
    identity::{
        ChallengePurpose, EndSessionRequest, KeyAct, KeyList, KeyStatement, KeyStatementClaims, LabelKeyRequest,
        RevokeKeyRequest, Thumbprint, paths,
    },
    window::Session,
};

use crate::{
    Client, ClientError,
    core::{Core, Credential},
    guest::CLOCK_TOLERANCE_SECONDS,
    ports::GuestKey,
    wire::AsUser,
};

impl Client {
    /// The keys and sessions of whoever is here, as the issuer knows them. A member has sessions only.
    ///
    /// # Errors
    /// As [`Self::user_info`]; [`ClientError::NotSupported`] where the issuer has no such list.
    pub async fn keys(&self) -> Result<KeyList, ClientError> {
        let list: KeyList = self.core.call_beyond(paths::KEYS, None::<&()>, AsUser::Yes).await?;
        // A key that was made before its device had a list to be in gets its name here.
        let nameless = list.keys.iter().find(|key| key.is_this_device && key.label.is_none());
        match (nameless, &self.core.device_name) {
            (Some(key), Some(name)) => {
                let request = LabelKeyRequest { thumbprint: key.thumbprint, label: name.clone() };
                self.core.call_beyond(paths::LABEL_KEY, Some(&request), AsUser::Yes).await
            }
            _ => Ok(list),
        }
    }

    /// Revokes one of the guest's keys, and ends the sessions that began with it. The last key of a device goes only with
    /// `even_the_last`: a recovery kit is the only way back then.
    ///
    /// # Errors
    /// [`ClientError::Keys`] when the issuer does not, [`ClientError::NotAGuest`] for everybody without a key here.
    pub async fn revoke_key(&self, key: Thumbprint, even_the_last: bool) -> Result<KeyList, ClientError> {
        let own = self.own_key().await?;
        let challenge = self.core.statement_challenge().await?;
        let authorisation = self.core.state(own, &challenge, KeyAct::Revoke, key).await?;
        let request = RevokeKeyRequest { authorisation, even_the_last };
        self.core.call_beyond(paths::REVOKE_KEY, Some(&request), AsUser::Yes).await
    }

    /// Ends a session of whoever is here, member or guest.
    ///
    /// # Errors
    /// [`ClientError::NotFound`] when it is over already; otherwise as [`Self::user_info`].
    pub async fn end_session(&self, session: EndSessionRequest) -> Result<KeyList, ClientError> {
        self.core.call_beyond(paths::END_OWN_SESSION, Some(&session), AsUser::Yes).await
    }

    /// The key of the guest who is here.
    pub(crate) async fn own_key(&self) -> Result<&dyn GuestKey, ClientError> {
        let Credential::Key(key) = &self.core.credential else { return Err(no_key_here()) };
        match self.session() {
            Session::Guest { .. } => {}
            Session::SignedOut { .. } => drop(self.ensure_guest().await?),
            Session::Member { .. } => return Err(ClientError::NotAGuest),
            _ => return Err(ClientError::NobodyHere),
        }
        if key.public_key().await?.is_none() {
            return Err(no_key_here());
        }
        Ok(key.as_ref())
    }
}

/// For a browser's guest, who has none.
pub(crate) fn no_key_here() -> ClientError {
    ClientError::NotSupported { detail: "a guest without a key has no devices and no recovery kit".to_owned() }
}

impl Core {
    /// A fresh challenge for statements; our clock is compared with the issuer's on the way.
    pub(crate) async fn statement_challenge(&self) -> Result<String, ClientError> {
        let (challenge, date) = self.challenge(ChallengePurpose::KeyStatement).await.map_err(|error| match error {
            // An issuer that does not know the purpose has none of this.
            ClientError::Rejected { detail, .. } => ClientError::NotSupported { detail },
            other => other,
        })?;
        self.correct_clock(date, CLOCK_TOLERANCE_SECONDS);
        Ok(challenge.token)
    }

    /// What `key` states about another key.
    pub(crate) async fn state(
        &self,
        key: &dyn GuestKey,
        challenge: &str,
        act: KeyAct,
        about: Thumbprint,
    ) -> Result<String, ClientError> {
        let public = key.public_key().await?.ok_or_else(no_key_here)?;
        let iat = self.issuer_now();
        let exp = iat + Duration::from_secs(KeyStatement::LIFETIME_SECONDS);
        let claims = KeyStatementClaims { challenge: challenge.to_owned(), act, about, iat, exp };
        let statement = KeyStatement::new(&public, &claims);
        let signature = key.sign(statement.signing_input()).await?;
        Ok(statement.with_signature(&signature))
    }
}
