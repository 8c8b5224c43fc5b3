//! Writes that wait until the backend answers.
//!
//! A write handed in with [`Client::submit`] is durable before its first request. It is sent at once if the backend
//! answers; otherwise it waits, across restarts, promotion and merge, and [`Client::keep_sending`] sends what waits,
//! one after the other, in the order in which it was written. Each travels under the idempotency key it was handed in
//! with, so that one whose answer was lost is carried out once.
//!
//! What waits belongs to whoever wrote it. It goes out under their name or not at all: a guest who is set aside while
//! somebody else is signed in keeps what waits for them, and only a merge makes it the member's. A visitor's words
//! become the guest's whom the first of them makes.
//!
//! And it belongs to the house for which it was written ([`houseguest_protocol::window::House`]): a client that is pointed at another one neither sends
//! nor shows nor changes it, and only counts it.

mod outbox;
mod shelf;
mod waiting;

use std::time::Duration;

use futures::{StreamExt, future::Either};
use houseguest_protocol::{
    social::{
        CommentId, FieldNote, FieldProblem, IdempotencyKey, MAX_IMAGE_BYTES, NewPost, NewPostImage, StoredPreferences,
        UploadedImage, live_pause_ms, paths,
    },
    values::Subject,
    window::{Outcome, QueueNews, QueueState, Session, WaitingPicture, WaitingWrite, WhereKeyLives, Write},
};
use secrecy::SecretString;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

pub(crate) use outbox::Outbox;
pub use outbox::QueueListener;
use outbox::Wake;
use shelf::{Full, Shelf};
pub use waiting::Waiting;

use crate::{
    Client, ClientError,
    observe::errand,
    ports::{Body, Method},
    transport::pause,
};

/// How sending what waits ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sending {
    /// Nothing is left that could be sent for whoever is here.
    Done,
    /// The backend does not answer, or wants to be left alone for this long.
    Later(Option<Duration>),
    /// It does not depend on the backend: the vault has to be opened, or somebody has to log in.
    Held,
}

/// What an error says about the write that met it.
enum Verdict {
    /// The backend cannot take it now.
    Later(Option<Duration>),
    /// The server failed: perhaps because of it.
    Failed,
    /// It is refused for good.
    Refused,
    /// Another reason, which the person has to see to.
    Held,
}

/// Why sending stopped before its end.
struct Stop {
    verdict: Sending,
    error: ClientError,
}

impl Client {
    /// Hands in a write. It is sent behind what waits already; if the backend does not answer, it waits, durably.
    ///
    /// The key names the write: handing it in again does not write twice. A guest's key is made at once, also while
    /// nobody answers.
    ///
    /// # Errors
    /// Refusals, as those of the call it stands for, such as [`Client::write_comment`]; the write does not wait then.
    /// [`ClientError::NoRoom`] if the backend does not answer and nothing more can wait, because the store is full or cannot
    /// be used.
    pub async fn submit<T: DeserializeOwned>(
        &self,
        write: Write,
        key: &IdempotencyKey,
    ) -> Result<Outcome<T>, ClientError> {
        errand(async {
            match self.submit_value(write, key).await? {
                None => Ok(Outcome::Queued),
                // serde's message may quote what people wrote.
                Some(answer) => serde_json::from_value(answer)
                    .map(Outcome::Sent)
                    .map_err(|error| ClientError::Protocol(format!("social answer: {:?} error", error.classify()))),
            }
        })
        .await
    }

    /// Keeps the picture of a post, durably, before the post is handed in with [`Self::submit`] under
    /// [`WaitingPicture::key`]. It goes when its post does.
    ///
    /// # Errors
    /// [`ClientError::NoRoom`] if it is too large, too many are kept, or the store has no room. The picture may then be sent
    /// at once, with [`Self::upload_image`].
    pub async fn keep_picture(&self, key: &IdempotencyKey, bytes: &[u8]) -> Result<(), ClientError> {
        if bytes.len() > MAX_IMAGE_BYTES {
            return Err(ClientError::NoRoom);
        }
        match self.core.outbox.keep_picture(key, bytes).await {
            Ok(true) => Ok(()),
            Ok(false) => Err(ClientError::NoRoom),
            Err(error) => {
                tracing::warn!(%error, "a picture cannot wait");
                Err(ClientError::NoRoom)
            }
        }
    }

    /// A picture that was kept for something of whoever is here.
    ///
    /// # Errors
    /// [`ClientError::Store`].
    pub async fn kept_picture(&self, key: &IdempotencyKey) -> Result<Option<Vec<u8>>, ClientError> {
        let state = self.core.outbox.read().await?.state(&self.session());
        let mut writes =
            state.waiting.iter().map(|kept| &kept.write).chain(state.refused.iter().map(|kept| &kept.write));
        if !writes.any(|write| write.picture().is_some_and(|picture| picture.key == *key)) {
            return Ok(None);
        }
        Ok(self.core.outbox.picture(key).await?)
    }

    /// What waits for whoever is here, and what was refused.
    ///
    /// # Errors
    /// [`ClientError::Store`].
    pub async fn queue(&self) -> Result<QueueState, ClientError> {
        let (shelf, elsewhere) = self.core.outbox.look_around().await?;
        Ok(QueueState { elsewhere, ..shelf.state(&self.session()) })
    }

    /// Takes a write back that waits, or puts a refused one away. `false` if there is none under this key any more.
    ///
    /// One whose answer was lost may have been carried out all the same.
    ///
    /// # Errors
    /// [`ClientError::Store`].
    pub async fn take_back(&self, key: &IdempotencyKey) -> Result<bool, ClientError> {
        let taken = self.core.outbox.update(|waiting| waiting.take(key).is_some() | waiting.dismiss(key)).await?;
        if taken {
            self.core.outbox.tell(&QueueNews::Changed);
        }
        Ok(taken)
    }

    /// Calls `listener` with what happens to writes that wait, for as long as the client lives. It should start work of
    /// its own elsewhere rather than wait for another call of this client.
    pub fn on_queue_news(&self, listener: impl QueueListener) {
        self.core.outbox.listen(listener);
    }

    /// Sends what waits for whoever is here, in order, until the first that the backend cannot take now. One that is
    /// refused is set aside and does not keep the others waiting.
    ///
    /// # Errors
    /// [`ClientError::Store`] if what waits cannot be read or noted.
    pub async fn send_queued(&self) -> Result<Sending, ClientError> {
        errand(async {
            let _turn = self.core.outbox.sending.lock().await;
            match self.send_up_to(None).await? {
                Ok(_) => Ok(Sending::Done),
                Err(stop) => Ok(stop.verdict),
            }
        })
        .await
    }

    /// Has [`Self::keep_sending`] try again at once, as when the network is back.
    pub fn send_queued_soon(&self) {
        self.core.outbox.wake(Wake::Now);
    }

    /// Sends what waits for as long as it is polled: at once, after a pause that grows while the backend does not
    /// answer, when somebody comes or becomes somebody else, and on demand. Never ends; one at a time is enough.
    pub async fn keep_sending(&self) {
        let mut wakes = self.core.outbox.wakes();
        let client = std::sync::Arc::downgrade(&self.core);
        let subscription = self.on_session_change(move |_: &Session| {
            if let Some(core) = client.upgrade() {
                core.outbox.wake(Wake::Now);
            }
        });
        let _ends_with_this = CancelOnDrop(Some(subscription));
        if let Err(error) = self.core.outbox.tidy_up().await {
            tracing::warn!(%error, "what waits could not be tidied up");
        }
        let mut failures = 0_u32;
        loop {
            let wait = match self.send_queued().await {
                Ok(Sending::Done | Sending::Held) => {
                    failures = 0;
                    None
                }
                Ok(Sending::Later(at_least)) => {
                    failures = failures.saturating_add(1);
                    Some(pause_after(failures).max(at_least.unwrap_or_default()))
                }
                Err(error) => {
                    tracing::warn!(%error, "what waits could not be read");
                    failures = failures.saturating_add(1);
                    Some(pause_after(failures))
                }
            };
            // Set anew when something begins to wait while nothing did.
            let mut wait = wait.map(|time| Box::pin(pause(time)));
            loop {
                let woken = match &mut wait {
                    None => wakes.next().await,
                    Some(time) => match futures::future::select(time, wakes.next()).await {
                        Either::Left(((), _)) => Some(Wake::Now),
                        Either::Right((woken, _)) => woken,
                    },
                };
                match woken {
                    // The pause that runs already is as good as another.
                    Some(Wake::Later) if wait.is_some() => {}
                    Some(Wake::Later) => {
                        failures = failures.max(1);
                        wait = Some(Box::pin(pause(pause_after(failures))));
                    }
                    Some(Wake::Now) => break,
                    // Another call took over.
                    None => return futures::future::pending().await,
                }
            }
        }
    }

    /// Sets aside what somebody wrote who is neither here nor kept on this device, as after a vault was lost: it can
    /// never be sent under their name, so their words stay for the person to copy.
    pub async fn set_aside_unreachable(&self) {
        let known = async {
            let kept = self.kept_accounts().await?.into_iter().map(|kept| kept.sub);
            Ok::<Vec<Subject>, ClientError>(kept.chain(self.session().sub().cloned()).collect())
        };
        let (known, waiting) = match futures::try_join!(known, async { Ok(self.core.outbox.read().await?) }) {
            Ok(both) => both,
            Err(error) => return tracing::warn!(%error, "what waits could not be looked through"),
        };
        for gone in waiting.authors().into_iter().filter(|author| !known.contains(author)) {
            tracing::info!("somebody wrote who cannot be reached any more");
            self.change_queue(|waiting| waiting.orphan(&gone)).await;
        }
    }

    async fn submit_value(&self, write: Write, key: &IdempotencyKey) -> Result<Option<Value>, ClientError> {
        let session = self.session();
        if matches!(session, Session::Ended { .. } | Session::Lost { .. } | Session::Removed { .. }) {
            // The person has to do something first; the error says what.
            return self.carry_out(&write, key).await.map(Some);
        }
        let outbox = &self.core.outbox;
        let (now, stops) = (self.core.now(), outbox.stops());
        match outbox.update(|waiting| waiting.add(write.clone(), key.clone(), &session, now)).await {
            Ok(Ok(())) => {}
            Ok(Err(Full)) => {
                tracing::warn!("no more writes can wait");
                return self.carry_out_at_once(&write, key).await.map(Some);
            }
            // Without a place to wait the write is worth a try.
            Err(error) => {
                tracing::warn!(%error, "writes cannot wait");
                return self.carry_out_at_once(&write, key).await.map(Some);
            }
        }
        let _turn = outbox.sending.lock().await;
        if !outbox.read().await?.has(key) {
            // Sent, refused or replaced while this call waited for its turn.
            if write.picture().is_some() {
                // What became of it was told, and its picture is gone.
                return Ok(None);
            }
            // Under the same key the answer is the same.
            let answer = self.carry_out(&write, key).await;
            outbox.update(|waiting| waiting.dismiss(key)).await?;
            return answer.map(Some);
        }
        if outbox.stops() != stops {
            // The backend did not answer somebody else a moment ago.
            return self.queued().await;
        }
        match self.send_up_to(Some(key)).await? {
            Ok(Some(answer)) => answer.map(Some),
            // Taken back by the person meanwhile, or held for another author: there is nothing to answer.
            Ok(None) => self.queued().await,
            Err(Stop { verdict: Sending::Later(_), .. }) => self.queued().await,
            Err(Stop { error, .. }) => {
                outbox.update(|waiting| drop(waiting.take(key))).await?;
                Err(error)
            }
        }
    }

    /// Sends a write that cannot wait.
    async fn carry_out_at_once(&self, write: &Write, key: &IdempotencyKey) -> Result<Value, ClientError> {
        self.carry_out(write, key).await.map_err(|error| match error {
            ClientError::Offline(_) => ClientError::NoRoom,
            other => other,
        })
    }

    async fn queued(&self) -> Result<Option<Value>, ClientError> {
        self.core.outbox.tell(&QueueNews::Changed);
        self.core.outbox.wake(Wake::Later);
        Ok(None)
    }

    /// Sends what waits, up to and with the write that `own` names, whose answer it answers; without one, everything.
    /// The caller holds the turn.
    async fn send_up_to(
        &self,
        own: Option<&IdempotencyKey>,
    ) -> Result<Result<Option<Result<Value, ClientError>>, Stop>, ClientError> {
        let outbox = &self.core.outbox;
        loop {
            let waiting = outbox.read().await?;
            let Some(next) = waiting.next(&self.session()).map(|entry| entry.waiting.clone()) else {
                match self.adopt_merged(&waiting).await {
                    Ok(true) => continue,
                    Ok(false) => return Ok(Ok(None)),
                    Err(error) => return Ok(Err(self.stop(error))),
                }
            };
            if let Err(error) = self.be_somebody().await {
                return Ok(Err(self.stop(error)));
            }
            // Who came may not be its author: then it is somebody else's turn.
            let Some(here) = self.session().sub().cloned() else { continue };
            outbox
                .update(|waiting| {
                    waiting.settle(&here);
                    waiting.attempt(&next.key);
                })
                .await?;
            if outbox.read().await?.next(&self.session()).is_none_or(|first| first.waiting.key != next.key) {
                continue;
            }
            let is_own = own == Some(&next.key);
            match self.carry_out(&next.write, &next.key).await {
                Ok(answer) => {
                    self.note_sent(&next, &here, &answer).await?;
                    if is_own {
                        return Ok(Ok(Some(Ok(answer))));
                    }
                    outbox.tell(&QueueNews::Sent { key: next.key, write: next.write, answer });
                }
                Err(error) => {
                    let is_refused = match verdict(&error) {
                        Verdict::Refused => true,
                        Verdict::Failed => outbox.update(|waiting| waiting.fail(&next.key)).await?,
                        Verdict::Later(_) | Verdict::Held => false,
                    };
                    if !is_refused {
                        return Ok(Err(self.stop(error)));
                    }
                    if is_own {
                        outbox.update(|waiting| drop(waiting.take(&next.key))).await?;
                        return Ok(Ok(Some(Err(error))));
                    }
                    tracing::info!(%error, "a write that had waited was refused");
                    let told = error.to_command_error();
                    if let Some(refused) = outbox.update(|waiting| waiting.refuse(&next.key, told)).await? {
                        outbox.tell(&QueueNews::Refused(refused));
                    }
                }
            }
        }
    }

    async fn note_sent(&self, sent: &WaitingWrite, here: &Subject, answer: &Value) -> Result<(), ClientError> {
        let saved = match &sent.write {
            Write::SavePreferences { .. } => serde_json::from_value::<StoredPreferences>(answer.clone()).ok(),
            _ => None,
        };
        let note = |waiting: &mut Shelf| {
            waiting.take(&sent.key);
            if let Some(saved) = saved {
                waiting.rebase(here, &saved);
            }
        };
        Ok(self.core.outbox.update(note).await?)
    }

    /// Makes a guest for what a visitor wrote, or brings back the one who wrote while signed out.
    async fn be_somebody(&self) -> Result<(), ClientError> {
        match self.session() {
            Session::Guest { .. } | Session::Member { .. } => Ok(()),
            _ => self.ensure_guest().await.map(drop),
        }
    }

    /// Makes the member's what those wrote whom the issuer calls merged into them. Asked only while others' writes
    /// wait: the answer to the promotion may have been lost, and a merge may have happened on another device.
    async fn adopt_merged(&self, waiting: &Shelf) -> Result<bool, ClientError> {
        let Session::Member { sub, .. } = self.session() else { return Ok(false) };
        if !waiting.has_others(&sub) {
            return Ok(false);
        }
        let info = self.user_info().await?;
        if info.sub != sub {
            return Ok(false);
        }
        Ok(self.core.outbox.update(|waiting| waiting.merge(&info.user.aliases, &sub)).await?)
    }

    fn stop(&self, error: ClientError) -> Stop {
        let verdict = match verdict(&error) {
            Verdict::Later(after) => Sending::Later(after),
            Verdict::Failed => Sending::Later(None),
            Verdict::Refused | Verdict::Held => Sending::Held,
        };
        if matches!(verdict, Sending::Later(_)) {
            self.core.outbox.note_stop();
        }
        tracing::debug!(%error, ?verdict, "what waits is not sent now");
        Stop { verdict, error }
    }

    async fn carry_out(&self, write: &Write, key: &IdempotencyKey) -> Result<Value, ClientError> {
        let comment = |id: &CommentId| paths::comment(*id);
        match write {
            Write::Comment { post_id, comment } => {
                self.send_json(Method::Post, &paths::comments(*post_id), comment, key).await
            }
            Write::Post { post, picture: None } => self.send_json(Method::Post, paths::POSTS, post, key).await,
            Write::Post { post, picture: Some(picture) } => {
                let bytes = self.core.outbox.picture(&picture.key).await?;
                let bytes =
                    bytes.ok_or_else(|| ClientError::NotFound { detail: "the picture that waited".to_owned() })?;
                let file = Body::File { media_type: picture.format.media_type(), bytes };
                // Under the same key it is taken in once, whatever became of the post.
                let image: UploadedImage =
                    self.send_now(Method::Post, paths::IMAGES, file, &picture.key).await.map_err(blame_picture)?;
                let image = Some(NewPostImage { id: image.id, alt: picture.alt.clone() });
                let post = NewPost { image, ..post.clone() };
                self.send_json(Method::Post, paths::POSTS, &post, key).await
            }
            Write::EditComment { comment_id, edit } => {
                self.send_json(Method::Patch, &comment(comment_id), edit, key).await
            }
            Write::DeleteComment { comment_id } => {
                self.send_now(Method::Delete, &comment(comment_id), Body::Empty, key).await
            }
            Write::React { post_id, reaction } => {
                self.send_json(Method::Put, &paths::reaction(*post_id), reaction, key).await
            }
            Write::ReactToComment { comment_id, reaction } => {
                self.send_json(Method::Put, &paths::comment_reaction(*comment_id), reaction, key).await
            }
            Write::SavePreferences { stored } => self.send_json(Method::Put, paths::PREFERENCES, stored, key).await,
        }
    }

    async fn send_json<B: Serialize>(
        &self,
        method: Method,
        path: &str,
        body: &B,
        key: &IdempotencyKey,
    ) -> Result<Value, ClientError> {
        let text = serde_json::to_string(body).map_err(|error| ClientError::Protocol(error.to_string()))?;
        self.send_now(method, path, Body::Json(SecretString::from(text)), key).await
    }

    /// After a sign-out: what a guest wrote who lasts no longer than their session is forgotten with them.
    pub(crate) async fn clear_after_sign_out(&self, before: &Session) {
        if let Session::Guest { sub, key: WhereKeyLives::BrowserSession | WhereKeyLives::BrowserCookie, .. } = before {
            self.change_queue(|waiting| waiting.forget(Some(sub))).await;
        }
    }

    /// After starting over: the words of who is gone stay for the person to copy.
    pub(crate) async fn orphan(&self, before: &Session) {
        if let Some(sub) = before.sub().filter(|_| self.session().sub() != before.sub()) {
            self.change_queue(|waiting| waiting.orphan(sub)).await;
        }
    }

    /// Forgets everything that waits, whoever wrote it and for whichever house.
    ///
    /// # Errors
    /// [`ClientError::Store`]: what people wrote is still there.
    pub(crate) async fn erase_queue(&self) -> Result<(), ClientError> {
        self.core.outbox.clear().await?;
        self.core.outbox.tell(&QueueNews::Changed);
        Ok(())
    }

    /// Forgets what a device's guest wrote, and what a visitor did, who would have become it.
    ///
    /// # Errors
    /// As [`Self::erase_queue`].
    pub(crate) async fn erase_queue_of(&self, guest: &Subject) -> Result<(), ClientError> {
        let erase = |waiting: &mut Shelf| {
            waiting.forget(None);
            waiting.forget(Some(guest));
        };
        self.core.outbox.update(erase).await?;
        self.core.outbox.tell(&QueueNews::Changed);
        Ok(())
    }

    async fn change_queue(&self, change: impl FnOnce(&mut Shelf)) {
        match self.core.outbox.update(change).await {
            Ok(()) => self.core.outbox.tell(&QueueNews::Changed),
            Err(error) => tracing::warn!(%error, "what waits could not be changed"),
        }
    }
}

/// A callback's registration that ends with its owner.
struct CancelOnDrop(Option<crate::Subscription>);

impl Drop for CancelOnDrop {
    fn drop(&mut self) {
        if let Some(subscription) = self.0.take() {
            subscription.cancel();
        }
    }
}

fn verdict(error: &ClientError) -> Verdict {
    match error {
        ClientError::Offline(_) => Verdict::Later(None),
        ClientError::TooManyRequests { retry_after } => Verdict::Later(*retry_after),
        ClientError::ServerFailed { .. } => Verdict::Failed,
        // The token, not the write: a matter of who is here.
        ClientError::Rejected { code, .. } if code == "unauthenticated" => Verdict::Held,
        ClientError::Rejected { .. }
        | ClientError::NotFound { .. }
        | ClientError::Conflict { .. }
        | ClientError::Protocol(_) => Verdict::Refused,
        ClientError::SessionEnded { .. }
        | ClientError::AccountKept { .. }
        | ClientError::GuestLost { .. }
        | ClientError::GuestRemoved { .. }
        | ClientError::NobodyHere
        | ClientError::NobodyWaits
        | ClientError::SomebodyIsHere
        | ClientError::Keys(_)
        | ClientError::NoRoom
        | ClientError::Store(_)
        | ClientError::NotSupported { .. }
        | ClientError::NotAGuest
        | ClientError::UnexpectedArrival
        | ClientError::NothingAwaited
        | ClientError::TypedCode(_)
        | ClientError::WrongUser { .. } => Verdict::Held,
    }
}

/// Says that it is the picture of a post that was refused.
fn blame_picture(error: ClientError) -> ClientError {
    match error {
        ClientError::Rejected { code, detail, mut fields } => {
            let (field, message) = (WaitingPicture::FIELD.to_owned(), detail.clone());
            fields.push(FieldNote { field, problem: FieldProblem::default(), message });
            ClientError::Rejected { code, detail, fields }
        }
        other => other,
    }
}

fn pause_after(failures: u32) -> Duration {
    Duration::from_millis(live_pause_ms(failures, chance()))
}

/// Without randomness the pause is the longest one; that only costs time.
#[cfg(not(target_arch = "wasm32"))]
fn chance() -> f64 {
    getrandom::u32().map_or(1.0, |number| f64::from(number) / f64::from(u32::MAX))
}

#[cfg(target_arch = "wasm32")]
fn chance() -> f64 {
    js_sys::Math::random()
}
