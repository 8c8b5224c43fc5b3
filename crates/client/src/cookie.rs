//! People whose session is a cookie of the issuer. This program never sees it: the browser sends it along, and who is here
//! is found out by asking (protocol.md, sections 5, 6.1, 7.2 and 11.2).
//!
//! The cookie is the truth, and what is remembered is only a note of it: who it was when the issuer was last asked.
//! Unlike a refresh token it cannot be set aside, so one browser holds one person, and it cannot be thrown away
//! while the issuer is out of reach.

use houseguest_protocol::{
    identity::{AnonymousSignUp, PromotionCode, PromotionCodeRequest, SessionType, UserInfo, paths},
    social::Standing,
    window::{PromotionState, Session},
};
use serde::de::IgnoredAny;

use crate::{
    ClientError,
    claims::Told,
    core::Core,
    flow::Flow,
    ports::{HttpRequest, HttpResponse, Remembered},
    user_info::{self, login_of},
    wire,
};

/// How the issuer tells that the session of this browser is a member's (protocol.md, section 5.1).
const MEMBER_IS_HERE: &str = "user logged in as normal user";

impl Core {
    /// Sends a request of whoever is here, as far as this program knows: another window may have given the cookie to
    /// somebody else, and then the request is refused. One that is refused is repeated once the issuer has said that the
    /// same person is still here.
    pub(crate) async fn authorised_by_cookie(&self, request: HttpRequest) -> Result<HttpResponse, ClientError> {
        let Some(sub) = self.session().sub().cloned() else { return Err(ClientError::NobodyHere) };
        let request = HttpRequest { speaks_as: Some(sub.clone()), ..request.with_cookies() };
        let answer = self.send(request.clone()).await?;
        if answer.status != 401 {
            return Ok(answer);
        }
        let mut flow = Flow::begin(self).await?;
        flow.look_at_cookie().await?;
        drop(flow);
        if self.session().sub() == Some(&sub) {
            self.send(request).await
        } else {
            // What one person wrote is not sent in the name of another.
            Err(ClientError::SessionEnded { sub })
        }
    }

    /// Whose the cookie is; `None` when there is none that lives.
    async fn user_of_cookie(&self) -> Result<Option<(UserInfo, Told)>, ClientError> {
        let endpoint = self.metadata().await?.userinfo_endpoint.clone();
        let answer = self.send_to_issuer(HttpRequest::get(endpoint).with_cookies()).await?;
        if answer.status == 401 { Ok(None) } else { user_info::read(&answer).map(Some) }
    }
}

impl Flow<'_> {
    /// Makes a guest who lives in the browser's cookie, or finds whoever lives there already: a repeated sign-up finds the
    /// same guest.
    pub(crate) async fn sign_up_by_cookie(&mut self) -> Result<(), ClientError> {
        let request = AnonymousSignUp {
            session_type: SessionType::Cookie,
            client_id: Some(self.core.endpoints.client_id.clone()),
            refresh_token: None,
        };
        // The original answers `null` to a guest who is here already (protocol.md, section 16, trap 5).
        let (answer, _) = self.core.call_with_cookies::<_, IgnoredAny>(paths::ANONYMOUS_SIGN_UP, &request).await?;
        match answer {
            Ok(_) => {}
            Err(error) if error.message == MEMBER_IS_HERE => {}
            Err(error) => return Err(wire::refused_call(error)),
        }
        match self.look_at_cookie().await? {
            Some(_) => Ok(()),
            None => Err(ClientError::NotSupported { detail: "this browser keeps no cookie of the issuer".to_owned() }),
        }
    }

    /// Asks whose the cookie is and notes it down; `None` when there is none, and nobody was noted down.
    ///
    /// # Errors
    /// As [`crate::Client::user_info`], when the session of whoever was noted down is over.
    pub(crate) async fn look_at_cookie(&mut self) -> Result<Option<UserInfo>, ClientError> {
        match self.core.user_of_cookie().await? {
            Some((info, told)) => {
                if self.remembered.by_cookie && self.remembered.sub.as_ref() == Some(&told.sub) {
                    self.settle(&told, login_of(&info)).await?;
                } else {
                    self.take_up_cookie(&told, &info).await?;
                }
                Ok(Some(info))
            }
            None if self.remembered.by_cookie => {
                self.remembered.by_cookie = false;
                if self.is_guest() {
                    return self.guest_refused().await;
                }
                self.save().await?;
                Err(self.why_nobody())
            }
            None => Ok(None),
        }
    }

    /// Whoever the cookie stands for is here now, and nobody else: the browser has replaced whoever was.
    async fn take_up_cookie(&mut self, told: &Told, info: &UserInfo) -> Result<(), ClientError> {
        let standing = if told.is_anonymous == Some(false) { Standing::Member } else { Standing::Guest };
        let to_revoke = std::mem::take(&mut self.remembered.to_revoke);
        self.remembered = Remembered {
            sub: Some(told.sub.clone()),
            standing: Some(standing),
            since: Some(self.core.now()),
            login: login_of(info),
            by_cookie: true,
            to_revoke,
            ..Remembered::default()
        };
        self.save().await
    }

    pub(crate) async fn promotion_code_by_cookie(&mut self) -> Result<String, ClientError> {
        let request = PromotionCodeRequest { session_type: SessionType::Cookie, refresh_token: None };
        let (answer, _) = self.core.call_with_cookies::<_, PromotionCode>(paths::PROMOTION_CODE, &request).await?;
        match answer {
            Ok(code) => Ok(code.promotion_code),
            Err(error) if error.code == 401 => {
                self.remembered.by_cookie = false;
                self.guest_refused().await
            }
            Err(error) => Err(wire::refused_call(error)),
        }
    }

    /// Finds out who came home. The cookie says it; the address brings nothing but its `state`.
    pub(crate) async fn come_home_by_cookie(&mut self, was_promotion: bool) -> Result<PromotionState, ClientError> {
        let Some((info, told)) = self.core.user_of_cookie().await? else {
            self.cancel_promotion().await?;
            // The guest's session is over, too: what is known of them is told from here on.
            drop(self.look_at_cookie().await?);
            return Err(ClientError::NobodyHere);
        };
        if self.remembered.sub.as_ref() == Some(&told.sub) {
            if told.is_anonymous == Some(true) {
                self.cancel_promotion().await?;
                return Ok(PromotionState::Cancelled);
            }
            self.remembered.by_cookie = true;
            self.become_member(None, login_of(&info)).await?;
            return Ok(PromotionState::Promoted { sub: told.sub });
        }
        let guest = self.remembered.sub.clone().filter(|_| self.is_guest());
        self.take_up_cookie(&told, &info).await?;
        Ok(match guest {
            Some(guest) if was_promotion && told.aliases.contains(&guest) => {
                PromotionState::Merged { sub: told.sub, guest }
            }
            Some(guest) => PromotionState::SignedInElsewhere { sub: told.sub, guest },
            None => PromotionState::Promoted { sub: told.sub },
        })
    }

    /// Ends the session at the issuer, which takes the cookie away. Nothing is forgotten before that is certain.
    pub(crate) async fn end_cookie_session(&mut self) -> Result<(), ClientError> {
        if !self.remembered.by_cookie {
            return Ok(());
        }
        let endpoint = self.core.metadata().await?.end_session_endpoint.clone();
        // A request of a page of the same site is believed at once (protocol.md, section 7.2). Its answer leads to some
        // page, which concerns nobody: whether the session is over is asked.
        self.core.send(HttpRequest::get(endpoint).with_cookies()).await?;
        if self.core.user_of_cookie().await?.is_some() {
            let detail = "the issuer wants to ask the person first: lead them to its end_session_endpoint".to_owned();
            return Err(ClientError::NotSupported { detail });
        }
        self.remembered.by_cookie = false;
        Ok(())
    }

    /// How the session of whoever comes next is held.
    pub(crate) fn next_is_by_cookie(&self) -> bool {
        self.key().is_none() && self.core.next_session_type() == SessionType::Cookie
    }
}

/// For what needs a token in this program's hands.
pub(crate) fn no_token_here() -> ClientError {
    ClientError::NotSupported { detail: "the session is a cookie: there is no token here".to_owned() }
}

impl crate::Client {
    /// How the session of whoever is here is held, or would be for whoever comes next; for clients without a key.
    #[must_use]
    pub fn session_type(&self) -> SessionType {
        match self.session() {
            Session::Guest { .. } | Session::Member { .. } if self.core.present.by_cookie() => SessionType::Cookie,
            Session::Guest { .. } | Session::Member { .. } => SessionType::RefreshToken,
            _ => self.core.next_session_type(),
        }
    }

    /// How the session of whoever comes next will be held.
    #[must_use]
    pub fn next_session_type(&self) -> SessionType {
        self.core.next_session_type()
    }

    /// How the session of whoever comes next is to be held; whoever is here stays as they are.
    pub fn choose_session_type(&self, chosen: SessionType) {
        self.core.choose_session_type(chosen);
    }
}
