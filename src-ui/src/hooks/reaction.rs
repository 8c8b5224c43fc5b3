//! Reacts to posts and comments: shown at once, sent one at a time for each, gone again when refused or taken back.

use std::{cell::RefCell, collections::HashMap, rc::Rc};

use houseguest_protocol::{
    social::{IdempotencyKey, Post, PostId, Reaction, ReactionSummary, SetReaction},
    window::Outcome,
};
use yew::{platform::spawn_local, prelude::*};

use super::{contexts::use_queue_if_any, use_bridge, use_notify, use_queue, use_session_errands};
use crate::{
    bridge::{BridgeHandle, Errand},
    features::shared::failure,
    i18n::{msg, use_words},
    state::{
        queue::QueueAction,
        reactions::{self, Target},
    },
};

/// What is wanted for each thing, as long as a request for it is on its way.
type Wanted = Rc<RefCell<HashMap<Target, Option<Reaction>>>>;

/// What to do when a reaction to something that the server counts so is pressed. `show` is told what the server says
/// afterwards; what the person chose is shown by [`use_shown_reactions`] meanwhile. The same callback serves every comment of
/// a page.
#[hook]
pub fn use_reactions(show: Callback<(Target, ReactionSummary)>) -> Callback<(Target, ReactionSummary, Reaction)> {
    let (bridge, notify, words, queue) = (use_bridge(), use_notify(), use_words(), use_queue());
    let errands = use_session_errands();
    let wanted: Wanted = use_mut_ref(HashMap::new);
    Callback::from(move |(target, summary, reaction): (Target, ReactionSummary, Reaction)| {
        let choice = reactions::pressed(&queue.reactions(target, &summary), reaction);
        queue.dispatch(QueueAction::Reacting(target, choice));
        if wanted.borrow_mut().insert(target, choice).is_some() {
            // The request under way ends by sending this one.
            return;
        }
        let (bridge, notify, words, errands) = (bridge.clone(), notify.clone(), words.clone(), errands.clone());
        let (show, wanted, queue) = (show.clone(), Rc::clone(&wanted), queue.dispatcher());
        spawn_local(async move {
            let mut choice = choice;
            loop {
                let answer = send(&bridge, target, choice).await;
                if let Ok(Outcome::Sent(summary)) = &answer {
                    show.emit((target, summary.clone()));
                }
                let other = wanted.borrow().get(&target).copied().filter(|other| *other != choice);
                if let (Ok(_), Some(other)) = (&answer, other) {
                    choice = other;
                    continue;
                }
                wanted.borrow_mut().remove(&target);
                match answer {
                    Ok(Outcome::Sent(_)) => {}
                    Ok(Outcome::Queued) => {
                        // From now on it shows because it waits.
                        if let Ok(state) = bridge.queue().await {
                            queue.dispatch(QueueAction::State(state));
                        }
                    }
                    Err(error) => {
                        errands.look_at_vault_after(&error);
                        notify.alarm(words.say_with(
                            msg("reaction-refused"),
                            &[("reason", failure::reason(&words, &error).to_string().into())],
                        ));
                        // Whatever was wanted since is not sent either.
                        if let Some(other) = other {
                            queue.dispatch(QueueAction::Reacted(target, other));
                        }
                    }
                }
                queue.dispatch(QueueAction::Reacted(target, choice));
                break;
            }
        });
    })
}

/// How the reactions to something look to the person; see [`Queue::reactions`](crate::state::queue::Queue::reactions).
#[hook]
pub fn use_shown_reactions(target: Target, counted: &ReactionSummary) -> ReactionSummary {
    use_queue_if_any().map_or_else(|| counted.clone(), |queue| queue.reactions(target, counted))
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
