//! Reacts to posts and comments: shown at once, sent one at a time for each, taken back when refused.

use std::{cell::RefCell, collections::HashMap, rc::Rc};

use houseguest_protocol::{
    social::{CommentId, IdempotencyKey, Post, PostId, Reaction, ReactionSummary, SetReaction},
    window::Outcome,
};
use yew::{platform::spawn_local, prelude::*};

use super::{use_bridge, use_notify, use_session_errands};
use crate::{
    bridge::{BridgeHandle, Errand},
    features::shared::failure,
    i18n::{msg, use_words},
    state::reactions,
};

/// What is reacted to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// A post.
    Post(PostId),
    /// A comment.
    Comment(CommentId),
}

/// What is wanted for each thing, as long as a request for it is on its way.
type Wanted = Rc<RefCell<HashMap<Target, Option<Reaction>>>>;

/// What to do when a reaction to something that has this summary is pressed. `show` is told what the summary is from
/// now on. The same callback serves every comment of a page.
#[hook]
pub fn use_reactions(show: Callback<(Target, ReactionSummary)>) -> Callback<(Target, ReactionSummary, Reaction)> {
    let (bridge, notify, words) = (use_bridge(), use_notify(), use_words());
    let errands = use_session_errands();
    let wanted: Wanted = use_mut_ref(HashMap::new);
    Callback::from(move |(target, summary, reaction): (Target, ReactionSummary, Reaction)| {
        let choice = reactions::pressed(&summary, reaction);
        show.emit((target, reactions::with_choice(&summary, choice)));
        if wanted.borrow_mut().insert(target, choice).is_some() {
            // The request under way ends by sending this one.
            return;
        }
        let (bridge, notify, words, errands) = (bridge.clone(), notify.clone(), words.clone(), errands.clone());
        let (show, wanted) = (show.clone(), Rc::clone(&wanted));
        spawn_local(async move {
            let (mut choice, mut before) = (choice, summary);
            loop {
                let answer = send(&bridge, target, choice).await;
                let other = wanted.borrow().get(&target).copied().filter(|other| *other != choice);
                if let (Ok(taken), Some(other)) = (&answer, other) {
                    // What was taken is where a later refusal leads back to.
                    if let Outcome::Sent(summary) = taken {
                        before = summary.clone();
                    }
                    choice = other;
                    continue;
                }
                wanted.borrow_mut().remove(&target);
                match answer {
                    Ok(Outcome::Sent(summary)) => show.emit((target, summary)),
                    // What is shown is what waits.
                    Ok(Outcome::Queued) => {}
                    Err(error) => {
                        show.emit((target, before));
                        errands.look_at_vault_after(&error);
                        notify.alarm(words.say_with(
                            msg("reaction-refused"),
                            &[("reason", failure::reason(&words, &error).to_string().into())],
                        ));
                    }
                }
                break;
            }
        });
    })
}

async fn send(bridge: &BridgeHandle, target: Target, reaction: Option<Reaction>) -> Errand<Outcome<ReactionSummary>> {
    let (sent, key) = (SetReaction { reaction }, IdempotencyKey::random());
    match target {
        Target::Post(id) => bridge.react(id, sent, key).await,
        Target::Comment(id) => bridge.react_to_comment(id, sent, key).await,
    }
}

/// The same for one post.
#[hook]
pub fn use_reaction(post: &Post, show: Callback<(PostId, ReactionSummary)>) -> Callback<Reaction> {
    let id = post.id;
    let press = use_reactions(show.reform(move |(_, summary)| (id, summary)));
    let summary = post.reactions.clone();
    press.reform(move |reaction| (Target::Post(id), summary.clone(), reaction))
}
