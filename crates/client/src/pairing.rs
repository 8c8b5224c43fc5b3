//! A second device joins the guest of the first (beyond the protocol).
//!
//! Neither device trusts the relay: see [`Transcript`]. What each believes of the other it fixes the first time it hears
//! it, and whatever changes afterwards ends the pairing. Nothing is signed before the person has compared the numbers, and
//! the statement of the new device names the very key whose number was compared.

use houseguest_protocol::{
    identity::{
        AddKeyRequest, AnswerPairing, EndPairing, KeyAct, KeyList, KeyRefusal, LookAtPairing, OpenPairing,
        OpenedPairing, PairingBytes, PairingCode, PairingView, RevealPairing, StatePairing, Thumbprint, Transcript,
        paths,
    },
    values::Timestamp,
    window::{PairedAs, Pairing},
};
use secrecy::{ExposeSecret, SecretString};

use crate::{Client, ClientError, core::Credential, flow::Flow, keys::no_key_here, recovery::thumbprint, wire::AsUser};

/// A pairing that is under way.
pub(crate) struct Ongoing {
    code: PairingCode,
    expires_at: Timestamp,
    own_key: Thumbprint,
    own_nonce: PairingBytes,
    /// What was said, once it is known: it does not change any more.
    transcript: Option<Transcript>,
    is_confirmed: bool,
    side: Side,
}

enum Side {
    /// The new device, with its secret, and whether it has stated that it wants to join.
    New { secret: SecretString, has_stated: bool },
    /// The guest's, with what the other one committed to and calls itself.
    Guest { commitment: PairingBytes, label: Option<String> },
}

impl Ongoing {
    fn shown(&self) -> Pairing {
        match (self.transcript, &self.side) {
            (None, Side::New { .. }) => {
                Pairing::Offered { code: self.code.to_string(), picture: None, expires_at: self.expires_at }
            }
            (None, Side::Guest { .. }) => Pairing::Answered { expires_at: self.expires_at },
            (Some(transcript), side) => Pairing::Comparing {
                number: transcript.number(),
                paired_as: match side {
                    Side::New { .. } => PairedAs::NewDevice,
                    Side::Guest { .. } => PairedAs::Guest,
                },
                label: match side {
                    Side::New { .. } => None,
                    Side::Guest { label, .. } => label.clone(),
                },
                is_confirmed: self.is_confirmed,
                expires_at: self.expires_at,
            },
        }
    }

    fn asked(&self) -> (LookAtPairing, AsUser) {
        match &self.side {
            Side::New { secret, .. } => (LookAtPairing::Secret(secret.expose_secret().to_owned()), AsUser::No),
            Side::Guest { .. } => (LookAtPairing::Code(self.code.to_string()), AsUser::Yes),
        }
    }
}

impl Client {
    /// Offers this device, which is nobody's, to a guest who is elsewhere. Answers the code to be shown; from then on
    /// [`Self::pairing`] goes on with it.
    ///
    /// # Errors
    /// [`ClientError::SomebodyIsHere`] unless this device is a visitor's, or its guest is lost or removed.
    pub async fn offer_device(&self) -> Result<Pairing, ClientError> {
        self.cancel_pairing().await?;
        let mut ongoing = self.core.pairing.lock().await;
        let own_key = {
            let mut flow = Flow::begin(&self.core).await?;
            let key = flow.clear_the_way().await?;
            if flow.who_has(key).await?.is_some() {
                return Err(ClientError::SomebodyIsHere);
            }
            key.ensure().await?.thumbprint()
        };
        let own_nonce = PairingBytes::random();
        let request = OpenPairing {
            commitment: PairingBytes::commitment(own_key, own_nonce),
            label: self.core.device_name.clone(),
        };
        let opened: OpenedPairing = self.core.call_beyond(paths::OPEN_PAIRING, Some(&request), AsUser::No).await?;
        let begun = Ongoing {
            code: opened.code,
            expires_at: opened.expires_at,
            own_key,
            own_nonce,
            transcript: None,
            is_confirmed: false,
            side: Side::New { secret: SecretString::from(opened.secret), has_stated: false },
        };
        Ok(ongoing.insert(begun).shown())
    }

    /// Lets the device that shows `code` join the guest who is here. From then on [`Self::pairing`] goes on with it.
    ///
    /// # Errors
    /// [`ClientError::NotAGuest`] for a member: the new device logs in. [`ClientError::Keys`] when the code is over, or
    /// was never one.
    pub async fn join_device(&self, code: &str) -> Result<Pairing, ClientError> {
        let code = PairingCode::parse(code).map_err(|_| KeyRefusal::PairingGone)?;
        self.cancel_pairing().await?;
        let own_key = thumbprint(self.own_key().await?).await?;
        let mut ongoing = self.core.pairing.lock().await;
        let own_nonce = PairingBytes::random();
        let request = AnswerPairing { code: code.clone(), account_key: own_key, account_nonce: own_nonce };
        let view: PairingView = self.core.call_beyond(paths::ANSWER_PAIRING, Some(&request), AsUser::Yes).await?;
        let begun = Ongoing {
            code,
            expires_at: view.expires_at,
            own_key,
            own_nonce,
            transcript: None,
            is_confirmed: false,
            side: Side::Guest { commitment: view.commitment, label: view.label },
        };
        Ok(ongoing.insert(begun).shown())
    }

    /// Goes on with the pairing as far as it goes now. To be called every second or two while a person looks at it.
    ///
    /// # Errors
    /// [`ClientError::Keys`] when it is over, by time or because the relay changed what it said: it is forgotten then.
    /// After any other error it goes on.
    pub async fn pairing(&self) -> Result<Pairing, ClientError> {
        let mut place = self.core.pairing.lock().await;
        let Some(ongoing) = place.as_mut() else { return Ok(Pairing::None) };
        let went_on = self.go_on(ongoing).await;
        match &went_on {
            Ok(Pairing::Joined { .. } | Pairing::Added { .. }) => *place = None,
            Err(ClientError::Keys(_)) => {
                let is_new = matches!(ongoing.side, Side::New { .. });
                *place = None;
                drop(place);
                if is_new {
                    self.withdraw_key().await?;
                }
            }
            _ => {}
        }
        went_on
    }

    /// Notes that the person says the numbers are the same, and goes on.
    ///
    /// # Errors
    /// As [`Self::pairing`].
    pub async fn confirm_pairing(&self) -> Result<Pairing, ClientError> {
        if let Some(ongoing) = self.core.pairing.lock().await.as_mut() {
            // There is nothing to confirm before there is a number.
            ongoing.is_confirmed = ongoing.transcript.is_some();
        }
        self.pairing().await
    }

    /// Gives the pairing up, on both devices. Without one it does nothing.
    ///
    /// # Errors
    /// [`ClientError::Store`]. A relay that cannot be told lets it end by itself.
    pub async fn cancel_pairing(&self) -> Result<Pairing, ClientError> {
        let Some(ongoing) = self.core.pairing.lock().await.take() else { return Ok(Pairing::None) };
        let (asked, as_user) = ongoing.asked();
        let told: Result<serde::de::IgnoredAny, _> =
            self.core.call_beyond(paths::END_PAIRING, Some::<&EndPairing>(&asked), as_user).await;
        if let Err(error) = told {
            tracing::info!(%error, "the pairing ends by itself in a few minutes");
        }
        if matches!(ongoing.side, Side::New { .. }) {
            self.withdraw_key().await?;
        }
        Ok(Pairing::None)
    }

    /// Removes the key that was made for a pairing that came to nothing; unless it came to something after all.
    async fn withdraw_key(&self) -> Result<(), ClientError> {
        let flow = Flow::begin(&self.core).await?;
        if let (None, Some(key)) = (&flow.remembered.sub, flow.key()) {
            key.retire().await?;
        }
        Ok(())
    }

    async fn go_on(&self, ongoing: &mut Ongoing) -> Result<Pairing, ClientError> {
        let (asked, as_user) = ongoing.asked();
        let view: PairingView = self.core.call_beyond(paths::LOOK_AT_PAIRING, Some(&asked), as_user).await?;
        match &mut ongoing.side {
            Side::New { .. } => self.go_on_as_new(ongoing, &view).await,
            Side::Guest { .. } => self.go_on_as_guest(ongoing, &view).await,
        }
    }

    async fn go_on_as_new(&self, ongoing: &mut Ongoing, view: &PairingView) -> Result<Pairing, ClientError> {
        let Credential::Key(key) = &self.core.credential else { return Err(no_key_here()) };
        let (Some(account_key), Some(account_nonce)) = (view.account_key, view.account_nonce) else {
            return Ok(ongoing.shown());
        };
        let heard =
            Transcript { account_key, account_nonce, device_key: ongoing.own_key, device_nonce: ongoing.own_nonce };
        must_be_as_before(ongoing.transcript, heard)?;
        let Side::New { secret, has_stated } = &mut ongoing.side else { return Err(no_key_here()) };
        if view.device_key.is_none() {
            // The other half is known and cannot change any more: now our own may be shown.
            let request = RevealPairing {
                secret: secret.expose_secret().to_owned(),
                device_key: ongoing.own_key,
                device_nonce: ongoing.own_nonce,
            };
            ongoing.transcript = Some(heard);
            drop(self.core.call_beyond::<PairingView>(paths::REVEAL_PAIRING, Some(&request), AsUser::No).await?);
        }
        ongoing.transcript = Some(heard);
        if ongoing.is_confirmed && !*has_stated {
            let challenge = self.core.statement_challenge().await?;
            let possession = self.core.state(key.as_ref(), &challenge, KeyAct::Join, account_key).await?;
            let request = StatePairing { secret: secret.expose_secret().to_owned(), possession };
            drop(self.core.call_beyond::<PairingView>(paths::STATE_PAIRING, Some(&request), AsUser::No).await?);
            *has_stated = true;
        }
        if ongoing.is_confirmed && view.is_done {
            let mut flow = Flow::begin(&self.core).await?;
            if let Some(sub) = flow.who_has(key.as_ref()).await? {
                return Ok(Pairing::Joined { sub });
            }
        }
        Ok(ongoing.shown())
    }

    async fn go_on_as_guest(&self, ongoing: &mut Ongoing, view: &PairingView) -> Result<Pairing, ClientError> {
        let (Some(device_key), Some(device_nonce)) = (view.device_key, view.device_nonce) else {
            return Ok(ongoing.shown());
        };
        let heard =
            Transcript { account_key: ongoing.own_key, account_nonce: ongoing.own_nonce, device_key, device_nonce };
        let Side::Guest { commitment, label } = &ongoing.side else { return Err(no_key_here()) };
        if PairingBytes::commitment(device_key, device_nonce) != *commitment {
            return Err(KeyRefusal::PairingMismatch.into());
        }
        must_be_as_before(ongoing.transcript, heard)?;
        ongoing.transcript = Some(heard);
        let (true, Some(possession)) = (ongoing.is_confirmed, &view.possession) else { return Ok(ongoing.shown()) };
        let own = self.own_key().await?;
        let challenge = self.core.statement_challenge().await?;
        let request = AddKeyRequest {
            authorisation: self.core.state(own, &challenge, KeyAct::AddDevice, device_key).await?,
            possession: possession.clone(),
            label: label.clone(),
            pairing: Some(ongoing.code.clone()),
        };
        drop(self.core.call_beyond::<KeyList>(paths::KEYS, Some(&request), AsUser::Yes).await?);
        Ok(Pairing::Added { label: label.clone() })
    }
}

fn must_be_as_before(before: Option<Transcript>, heard: Transcript) -> Result<(), ClientError> {
    match before {
        Some(before) if before != heard => Err(KeyRefusal::PairingMismatch.into()),
        _ => Ok(()),
    }
}
