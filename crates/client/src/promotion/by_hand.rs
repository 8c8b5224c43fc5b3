//! The way home by hand (beyond the protocol): an address to carry to the browser of another machine, a code to carry back.
//!
//! It is offered beside the way that a browser takes by itself, while an errand is out: both belong to the same errand,
//! each with a `state` and a verifier of its own, and whichever comes home first ends it.

use houseguest_protocol::{
    identity::{
        AuthorizeRequest, ByHandRefusal, CodeVerifier, LoginHint, OpenByHand, OpenedByHand, RedeemWayHome,
        RedeemedWayHome, ShortCode, paths,
    },
    values::random_alphanumerics,
    window::{PromotionState, TypedCodeProblem},
};
use url::Url;

use super::StartPromotion;
use crate::{
    ClientError,
    cookie::no_token_here,
    flow::Flow,
    ports::PendingByHand,
    wire::{self, AsUser},
};

impl Flow<'_> {
    /// Offers the way home by hand for the errand that is out, and answers the address to carry to a browser.
    pub(crate) async fn start_by_hand(&mut self, wishes: StartPromotion) -> Result<OpenedByHand, ClientError> {
        self.drop_stale_pending().await?;
        let is_promotion = self.remembered.pending_promotion.is_some();
        if !is_promotion && self.remembered.pending_log_in.is_none() {
            return Err(ClientError::NothingAwaited);
        }
        if self.remembered.by_cookie || (!self.has_session() && self.next_is_by_cookie()) {
            // It would end in another browser's cookie.
            return Err(no_token_here());
        }
        let metadata = self.core.metadata().await?;
        let start = StartPromotion { redirect_uri: metadata.on_origin(paths::WAY_HOME).to_string(), ..wishes };
        let way = PendingByHand {
            state: random_alphanumerics(32),
            code_verifier: CodeVerifier::random(),
            redirect_uri: start.redirect_uri.clone(),
        };
        // Its own proof: the one in the other address is spent by whoever opens that.
        let login_hint = if is_promotion { Some(self.guest_hint().await?) } else { self.login_hint() };
        let login_hint = login_hint.as_ref().map(LoginHint::to_text);
        let request = AuthorizeRequest { login_hint, ..self.authorize(&start, &way.state, Some(&way.code_verifier)) };
        let url = request.to_url(&metadata.authorization_endpoint);
        let asked = OpenByHand { request: url.query().unwrap_or_default().to_owned() };
        let opened: OpenedByHand = self.core.call_beyond(paths::OPEN_BY_HAND, Some(&asked), AsUser::No).await?;
        // The person types into the browser what stands there: only the issuer's own page will do.
        if opened.address.origin() != url.origin() {
            return Err(ClientError::Protocol("the short address is not the issuer's".to_owned()));
        }
        let now = self.core.now();
        if let Some(pending) = self.remembered.pending_promotion.as_mut() {
            (pending.by_hand, pending.started_at) = (Some(way), now);
        } else if let Some(pending) = self.remembered.pending_log_in.as_mut() {
            (pending.by_hand, pending.started_at) = (Some(way), now);
        }
        self.save().await?;
        self.tell_page(&url);
        Ok(opened)
    }

    /// Takes in a code that was typed by hand: it becomes the arrival that the browser could not make.
    pub(crate) async fn finish_by_hand(&mut self, typed: &str) -> Result<PromotionState, ClientError> {
        let code = ShortCode::parse(typed).map_err(|_| ClientError::TypedCode(TypedCodeProblem::NotACode))?;
        let known = &self.remembered;
        let was_promotion = known.pending_promotion.is_some();
        let promotion = known.pending_promotion.as_ref().and_then(|pending| pending.by_hand.clone());
        let log_in = known.pending_log_in.as_ref().and_then(|pending| pending.by_hand.clone());
        let way = promotion.or(log_in).ok_or(ClientError::NothingAwaited)?;
        let asked = RedeemWayHome { client_id: self.core.endpoints.client_id.clone(), state: way.state.clone(), code };
        let (answer, _) = self.core.call::<_, RedeemedWayHome>(paths::REDEEM_WAY_HOME, &asked).await?;
        match answer {
            Ok(redeemed) => {
                let mut arrival = Url::parse(&way.redirect_uri)
                    .map_err(|error| ClientError::Protocol(format!("the way home is no address: {error}")))?;
                arrival.query_pairs_mut().append_pair("code", &redeemed.code).append_pair("state", &way.state);
                self.finish_promotion(&arrival).await
            }
            Err(error) => match ByHandRefusal::parse(&error.reason) {
                Some(ByHandRefusal::WrongCode) => Err(ClientError::TypedCode(TypedCodeProblem::Wrong)),
                // The page did its work, and what it brought is lost: only the issuer knows what came of it.
                Some(ByHandRefusal::CodeEnded) => {
                    self.cancel_promotion().await?;
                    Ok(match self.take_stock(was_promotion, error.message).await? {
                        PromotionState::Failed { .. } => {
                            let error = ClientError::TypedCode(TypedCodeProblem::Ended).to_command_error();
                            PromotionState::Failed { error }
                        }
                        state => state,
                    })
                }
                None => Err(wire::refused_call(error)),
            },
        }
    }
}
