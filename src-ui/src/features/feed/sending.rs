//! Sends posts: shown at once, waiting while nobody answers, taken back with an explanation when refused.

use houseguest_protocol::{
    social::{Post, PostId, ReactionSummary},
    window::{CommandError, ErrorCode, Outcome, WaitingPicture},
};
use yew::{platform::spawn_local, prelude::*};

use crate::{
    bridge::{BridgeHandle, Errand},
    features::shared::{failure, seeming_author},
    hooks::{FeedHandle, use_bridge, use_drafts, use_feed, use_me, use_notify, use_presence, use_session_errands},
    i18n::{msg, use_words},
    state::{
        drafts::{Draft, DraftAction, Place},
        feed::{Feed, FeedAction, Sending, Step},
        new_post::Outgoing,
        picture::Picture,
    },
};

/// Sends a post, with its picture if it has one.
#[hook]
pub(super) fn use_post_writer() -> Callback<Outgoing> {
    let (bridge, notify, words, presence) = (use_bridge(), use_notify(), use_words(), use_presence());
    let (me, drafts, errands) = (use_me(), use_drafts(), use_session_errands());
    let feed: FeedHandle = use_feed();
    Callback::from(move |outgoing: Outgoing| {
        let tried = drafts.at(Place::Post);
        let picture = outgoing.picture.as_ref();
        let shown = Post {
            id: PostId::new_v4(),
            author: Some(seeming_author(&presence, &me, &words)),
            title: outgoing.title.clone(),
            body: outgoing.body.clone(),
            mentions: Vec::new(),
            image: None,
            created_at: bridge.now(),
            comment_count: 0,
            reactions: ReactionSummary::default(),
            mine: true,
            hidden: false,
        };
        let id = shown.id;
        feed.dispatch(FeedAction::Sent(Box::new(Sending {
            post: shown,
            preview: picture.map(|picture| (picture.file.address.clone(), alt(picture))),
            step: if picture.is_some_and(|picture| picture.uploaded.is_none()) { Step::Picture } else { Step::Words },
        })));
        drafts.dispatch(DraftAction::Send(Place::Post));
        let (bridge, notify, words, errands) = (bridge.clone(), notify.clone(), words.clone(), errands.clone());
        let (feed, drafts) = (feed.dispatcher(), drafts.dispatcher());
        spawn_local(async move {
            let mut outgoing = outgoing;
            match send(&bridge, &feed, id, &mut outgoing, &tried).await {
                // It stands among what waits.
                Ok(Outcome::Queued) => feed.dispatch(FeedAction::Refused(id)),
                Ok(Outcome::Sent(post)) => {
                    feed.dispatch(FeedAction::Taken(id, Box::new(post)));
                    notify.calm(words.say(msg("post-posted")));
                }
                Err((refusal, tried)) => {
                    feed.dispatch(FeedAction::Refused(id));
                    errands.look_at_vault_after(&refusal);
                    let reason = failure::reason(&words, &refusal).to_string();
                    notify.alarm(words.say_with(msg("post-refused"), &[("reason", reason.into())]));
                    drafts.dispatch(DraftAction::RestorePost(Box::new(Draft {
                        title: outgoing.title.as_deref().unwrap_or_default().to_owned(),
                        text: outgoing.body.to_string(),
                        had_picture: outgoing.picture.is_some(),
                        picture: outgoing.picture,
                        refusal: Some(refusal),
                        tried,
                    })));
                }
            }
        });
    })
}

/// What was tried last, and under which key.
type Tried = Option<(String, houseguest_protocol::social::IdempotencyKey)>;

/// Hands the post in with its picture, both to wait if nobody answers. A picture for which there is no room here is uploaded
/// at once or not at all. What becomes of the picture is noted in `outgoing`.
async fn send(
    bridge: &BridgeHandle,
    feed: &UseReducerDispatcher<Feed>,
    id: PostId,
    outgoing: &mut Outgoing,
    before: &Draft,
) -> Result<Outcome<Post>, (CommandError, Tried)> {
    if let Some(picture) = outgoing.picture.as_mut().filter(|picture| picture.uploaded.is_none()) {
        match bridge.keep_picture(picture.key.clone(), picture.file.bytes.clone()).await {
            Ok(()) => {}
            Err(error) if error.code == ErrorCode::NoRoom => {
                upload(bridge, picture).await.map_err(|refusal| {
                    let refusal = if refusal.code == ErrorCode::Offline { error } else { refusal };
                    (refusal, before.tried.clone())
                })?;
                feed.dispatch(FeedAction::PictureTaken(id));
            }
            Err(error) => return Err((error, before.tried.clone())),
        }
    }
    let fingerprint = outgoing.fingerprint();
    let key = before.key_for(&fingerprint);
    bridge.write_post(outgoing.to_send(), outgoing.to_wait(), key.clone()).await.map_err(|error| {
        if error.code == ErrorCode::Rejected
            && let Some(picture) = outgoing.picture.as_mut()
        {
            if error.fields.iter().any(|note| note.field == WaitingPicture::FIELD) {
                picture.turn_away();
            } else {
                // It may be the picture that is gone: the next try uploads it anew.
                picture.forget_upload();
            }
        }
        (error, Some((fingerprint, key)))
    })
}

async fn upload(bridge: &BridgeHandle, picture: &mut Picture) -> Errand<()> {
    if picture.uploaded.is_some() {
        return Ok(());
    }
    let answer = bridge.upload_image(picture.file.format, picture.file.bytes.clone(), picture.key.clone()).await;
    match answer {
        Ok(image) => {
            (picture.uploaded, picture.refused) = (Some(image.id), false);
            Ok(())
        }
        Err(error) => {
            if error.code == ErrorCode::Rejected {
                picture.turn_away();
            }
            Err(error)
        }
    }
}

fn alt(picture: &Picture) -> String {
    picture.description().ok().flatten().map(|alt| alt.to_string()).unwrap_or_default()
}
