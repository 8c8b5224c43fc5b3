//! Who is here, as the issuer sees it, and what follows from that.

use houseguest_protocol::{identity::UserInfo, social::Standing};
use secrecy::SecretString;

use crate::{
    ClientError,
    claims::Told,
    core::Core,
    flow::Flow,
    ports::{HttpRequest, HttpResponse},
    wire,
};

/// What a member signs in with, as userinfo shows it.
pub(crate) fn login_of(info: &UserInfo) -> Option<String> {
    info.email.clone().or_else(|| info.preferred_username.clone())
}

pub(crate) fn read(answer: &HttpResponse) -> Result<(UserInfo, Told), ClientError> {
    match answer.status {
        200 => Ok((wire::read_body(answer, "userinfo")?, wire::read_body(answer, "userinfo")?)),
        401 => Err(ClientError::Rejected {
            code: "invalid_grant".to_owned(),
            detail: "userinfo refused a fresh token".to_owned(),
            fields: Vec::new(),
        }),
        _ => wire::social::<serde::de::IgnoredAny>(answer)
            .and_then(|_| Err(ClientError::Protocol(format!("userinfo answered status {}", answer.status)))),
    }
}

impl Core {
    /// Asks with a token that was issued just now.
    pub(crate) async fn userinfo(&self, token: &SecretString) -> Result<(UserInfo, Told), ClientError> {
        let endpoint = self.metadata().await?.userinfo_endpoint.clone();
        read(&self.send_to_issuer(HttpRequest::get(endpoint).with_bearer(token)).await?)
    }

    pub(crate) async fn user_info(&self) -> Result<UserInfo, ClientError> {
        {
            let mut flow = Flow::begin(self).await?;
            // Of a cookie nobody knows anything until the issuer is asked.
            if flow.remembered.by_cookie || (flow.remembered.sub.is_none() && flow.next_is_by_cookie()) {
                return flow.look_at_cookie().await?.ok_or(ClientError::NobodyHere);
            }
        }
        let endpoint = self.metadata().await?.userinfo_endpoint.clone();
        let (info, told) = read(&self.authorised(HttpRequest::get(endpoint)).await?)?;
        Flow::begin(self).await?.settle(&told, login_of(&info)).await?;
        Ok(info)
    }
}

impl Flow<'_> {
    /// Compares what the issuer says with what is remembered: a guest that it calls a member has been promoted,
    /// whatever became of the way home (protocol.md, section 15.2, decision table).
    pub(crate) async fn settle(&mut self, told: &Told, login: Option<String>) -> Result<(), ClientError> {
        match &self.remembered.sub {
            Some(sub) if *sub == told.sub => {}
            Some(sub) => {
                return Err(ClientError::WrongUser { expected: sub.clone(), answered: told.sub.clone() });
            }
            // Somebody signed out while the answer was on its way.
            None => return Ok(()),
        }
        if self.is_guest() && told.is_anonymous == Some(false) {
            self.become_member(None, login).await
        } else if self.is_member() && login.is_some() && login != self.remembered.login {
            self.remembered.login = login;
            self.save().await
        } else {
            Ok(())
        }
    }

    /// Remembers the guest as a member, then removes what only the guest needed.
    ///
    /// `successor` is the refresh token of a new session; without one the present session goes on.
    pub(crate) async fn become_member(
        &mut self,
        successor: Option<SecretString>,
        login: Option<String>,
    ) -> Result<(), ClientError> {
        if let Some(successor) = successor {
            self.discard_token();
            self.remembered.refresh_token = Some(successor);
        }
        self.remembered.standing = Some(Standing::Member);
        self.remembered.login = login.or(self.remembered.login.take());
        self.remembered.pending_promotion = None;
        self.remembered.pending_log_in = None;
        self.remembered.promotion_offered = false;
        self.remembered.lost = false;
        self.remembered.removed = false;
        self.save().await?;
        // The person is a member already: a key that cannot be removed now is removed at the next start.
        if let Err(error) = self.retire_spare_key().await {
            tracing::warn!(%error, "the guest's key could not be removed yet");
        }
        Ok(())
    }
}
