//! Two people on one device: a guest, whose key is here, and a member. One of them is here, the other waits.
//!
//! There is one key, so there is one guest. Whoever waits keeps what brings them back without a question: the guest its
//! key and session, the member the session.

use houseguest_protocol::{social::Standing, window::KeptAccount};

use crate::{
    ClientError,
    flow::Flow,
    ports::{Remembered, SetAsideGuest, WaitingMember},
};

/// Somebody who waits on this device.
enum Waiting {
    Guest(SetAsideGuest),
    Member(WaitingMember),
}

impl Flow<'_> {
    /// Who else is kept on this device.
    pub(crate) fn kept_accounts(&self) -> Vec<KeptAccount> {
        let guest = self.remembered.set_aside.as_ref().map(|guest| KeptAccount {
            sub: guest.sub.clone(),
            standing: Standing::Guest,
            since: guest.since,
            login: None,
        });
        let member = self.remembered.waiting_member.as_ref().map(|member| KeptAccount {
            sub: member.sub.clone(),
            standing: Standing::Member,
            since: member.since,
            login: member.login.clone(),
        });
        guest.into_iter().chain(member).collect()
    }

    /// Lets whoever waits come here, and whoever is here wait.
    pub(crate) async fn switch_account(&mut self) -> Result<(), ClientError> {
        if self.remembered.lost || self.remembered.removed {
            return Err(self.why_nobody());
        }
        let next = self.call_whoever_waits().ok_or(ClientError::NobodyWaits)?;
        let here = self.remembered.sub.clone().map(|sub| {
            let known = &mut self.remembered;
            let (since, refresh_token) = (known.since, known.refresh_token.take());
            if known.standing == Some(Standing::Member) {
                Waiting::Member(WaitingMember { sub, since, login: known.login.take(), refresh_token })
            } else {
                let promotion_offered = known.promotion_offered;
                Waiting::Guest(SetAsideGuest { sub, since, refresh_token, promotion_offered })
            }
        });
        self.remembered = self.with(Some(next));
        match here {
            Some(Waiting::Guest(guest)) => self.remembered.set_aside = Some(guest),
            Some(Waiting::Member(member)) => self.remembered.waiting_member = Some(member),
            None => {}
        }
        self.save().await
    }

    /// Forgets whoever is here; whoever waits is here instead.
    pub(crate) async fn leave(&mut self) -> Result<(), ClientError> {
        let next = self.call_whoever_waits();
        self.remembered = self.with(next);
        self.save().await
    }

    /// Removes the guest who is here from this device, its key included: nobody can be this guest again.
    pub(crate) async fn erase_guest(&mut self) -> Result<(), ClientError> {
        if !self.is_guest() {
            return Err(ClientError::NobodyHere);
        }
        self.end_cookie_session().await?;
        // In this order: a key without a name would be taken for a new guest's, a name without a key is a lost guest.
        if let Some(key) = self.key() {
            key.retire().await?;
        }
        self.discard_token();
        self.leave().await?;
        self.revoke_discarded().await
    }

    fn call_whoever_waits(&mut self) -> Option<Waiting> {
        let known = &mut self.remembered;
        known.set_aside.take().map(Waiting::Guest).or_else(|| known.waiting_member.take().map(Waiting::Member))
    }

    /// What is remembered when this person is here, and whoever still waits goes on waiting.
    fn with(&mut self, next: Option<Waiting>) -> Remembered {
        let kept = Remembered {
            to_revoke: std::mem::take(&mut self.remembered.to_revoke),
            set_aside: self.remembered.set_aside.take(),
            waiting_member: self.remembered.waiting_member.take(),
            ..Remembered::default()
        };
        match next {
            None => kept,
            Some(Waiting::Guest(guest)) => Remembered {
                sub: Some(guest.sub),
                standing: Some(Standing::Guest),
                since: guest.since,
                refresh_token: guest.refresh_token,
                promotion_offered: guest.promotion_offered,
                ..kept
            },
            Some(Waiting::Member(member)) => Remembered {
                sub: Some(member.sub),
                standing: Some(Standing::Member),
                since: member.since,
                login: member.login,
                refresh_token: member.refresh_token,
                ..kept
            },
        }
    }
}
